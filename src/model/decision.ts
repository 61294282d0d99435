import * as v from 'valibot';

import { open } from './open.js';
import { claimNumber, identifier, instant, nullableText } from './primitives.js';
import { clientField } from './client.js';
import { rejectionReason } from './rejection.js';
import { checkLines, maxNoteLength, textFaultTexts } from './text-check.js';

export { maxNoteLength };

/** Who did something, as other users of the same company see them. */
export const person = v.object({ id: identifier, name: v.string() });
export type Person = v.InferOutput<typeof person>;

export const verdict = v.picklist(['verify', 'reject']);
export type Verdict = v.InferOutput<typeof verdict>;

/** How a session ended. */
export const decision = v.object({
  verdict: open(verdict),
  /** As they were when the agent attached them. Later changes to the labels do not affect them. */
  reasons: v.array(rejectionReason),
  /** `null` when the policy decided without an agent (spec P1, P2). */
  by: v.nullable(person),
  at: instant,
  /** The id of the session that this one duplicates (spec W6). It may have been erased since. */
  duplicateOf: v.exactOptional(identifier),
  /** True when the policy verified, although a condition could not be judged (spec P6). */
  judgedInPart: v.exactOptional(v.boolean()),
});
export type Decision = v.InferOutput<typeof decision>;

const without = (fault: keyof typeof textFaultTexts) =>
  v.check<string, string>(
    (text) => checkLines(text, maxNoteLength) !== fault,
    textFaultTexts[fault],
  );

/** A text of several lines that somebody wrote and others can read. */
export const readableText = v.pipe(v.string(), without('invisible'), without('stacked'));

/** A text that an agent writes: a note, or the reason for a false positive. */
export const noteText = v.pipe(
  readableText,
  v.trim(),
  v.minLength(1),
  v.maxLength(maxNoteLength),
  without('blank'),
);

const everyDecision = {
  note: v.nullable(noteText),
  /**
   * `Claim.number` of the user's claim. The decision is refused as `claimed` if that claim has ended.
   * Like the version, it does not belong to what is decided: a retry may name a newer claim.
   */
  claim: v.exactOptional(claimNumber),
};

/** A decision as an agent sends it. The backend adds who and when. */
export const decisionInput = v.variant('verdict', [
  v.strictObject({ verdict: v.literal('verify'), ...everyDecision }),
  v.strictObject({
    verdict: v.literal('reject'),
    /** Ids of the attached reasons, each once. */
    reasons: v.pipe(
      v.array(identifier),
      v.maxLength(100),
      v.check((ids) => new Set(ids).size === ids.length, 'a reason is named twice'),
    ),
    ...everyDecision,
    /** Another session of the company that this one duplicates. It needs the reason `duplicate`. */
    duplicateOf: v.exactOptional(identifier),
  }),
]);
export type DecisionInput = v.InferOutput<typeof decisionInput>;

export const noteInput = v.strictObject({ text: noteText });
export type NoteInput = v.InferOutput<typeof noteInput>;

/** A note (spec D9). `verdict` is set when it was written with a decision. */
export const note = v.object({
  id: identifier,
  text: v.string(),
  by: v.nullable(person),
  at: instant,
  verdict: v.nullable(open(verdict)),
});
export type Note = v.InferOutput<typeof note>;

/** The record of an edit of one field (spec D13). It is final. */
export const clientChange = v.object({
  field: open(clientField),
  before: nullableText,
  after: nullableText,
  by: v.nullable(person),
  at: instant,
});
export type ClientChange = v.InferOutput<typeof clientChange>;
