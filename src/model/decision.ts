import * as v from 'valibot';

import { open } from './open.js';
import { identifier, instant, nullableText } from './primitives.js';
import { clientFields, type ClientField } from './client.js';
import { rejectionReason } from './rejection.js';

/** Who did something, as other users of the same company see them. */
export const person = v.object({ id: identifier, name: v.string() });
export type Person = v.InferOutput<typeof person>;

export const verdict = v.picklist(['verify', 'reject']);
export type Verdict = v.InferOutput<typeof verdict>;

/** How a session ended. */
export const decision = v.object({
  verdict: open(verdict),
  /** As they read when they were attached, so that a changed taxonomy rewrites no history. */
  reasons: v.array(rejectionReason),
  /** `null` when the company's policy decided by itself (spec P1, P2). */
  by: v.nullable(person),
  at: instant,
});
export type Decision = v.InferOutput<typeof decision>;

/** The longest note in UTF-16 code units, the unit of an HTML `maxlength`. */
export const maxNoteLength = 2000;

/** What an agent writes: a note, a reason. */
export const noteText = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxNoteLength));

/** A decision as an agent sends it; the backend adds who and when. */
export const decisionInput = v.variant('verdict', [
  v.strictObject({ verdict: v.literal('verify'), note: v.nullable(noteText) }),
  v.strictObject({
    verdict: v.literal('reject'),
    /** Ids of the attached reasons, each once. */
    reasons: v.pipe(
      v.array(identifier),
      v.maxLength(100),
      v.check((ids) => new Set(ids).size === ids.length, 'a reason is named twice'),
    ),
    note: v.nullable(noteText),
  }),
]);
export type DecisionInput = v.InferOutput<typeof decisionInput>;

export const noteInput = v.strictObject({ text: noteText });
export type NoteInput = v.InferOutput<typeof noteInput>;

/** What an agent wrote: by itself, or with the decision that `verdict` names (spec D9). */
export const note = v.object({
  id: identifier,
  text: v.string(),
  by: v.nullable(person),
  at: instant,
  verdict: v.nullable(open(verdict)),
});
export type Note = v.InferOutput<typeof note>;

const clientField = v.picklist(clientFields as readonly [ClientField, ...ClientField[]]);

/** One field of the client, changed by an agent; the record is never changed again (spec D13). */
export const clientChange = v.object({
  field: open(clientField),
  before: nullableText,
  after: nullableText,
  by: v.nullable(person),
  at: instant,
});
export type ClientChange = v.InferOutput<typeof clientChange>;
