import * as v from 'valibot';

import { clientField } from './client.js';
import { verdict } from './decision.js';
import { failedCondition } from './failed-condition.js';
import { open, unknownText } from './open.js';
import { identifier, instant, nullableText } from './primitives.js';
import { rejectionReason } from './rejection.js';

/** Which entries of a timeline come first. */
export const timelineOrder = v.picklist(['newest', 'oldest']);
export type TimelineOrder = v.InferOutput<typeof timelineOrder>;

/** The results of a screening. A failed one is `unknown`. */
const screeningResult = v.picklist(['clear', 'match', 'unknown']);

/** How the policy ended an attempt: with a decision, or so that an agent must decide. */
const judgementOutcome = v.picklist(['success', 'awaiting', 'rejected']);

/** The kind of file that was made of the session. */
const timelineFile = v.picklist(['pdf', 'csv']);

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const attemptNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** A user; the name is `null` when the backend does not know it. */
const timelineUser = v.object({ id: identifier, name: nullableText });

const what = {
  at: instant,
  /** Who did it; `null` for the backend itself, the policy, and the company's own server. */
  by: v.nullable(timelineUser),
};

/** The entry of the watch list that an agent compared; `null` where it is no longer among the matches. */
const match = { name: nullableText, list: nullableText };

const knownEntry = v.variant('kind', [
  v.object({ ...what, kind: v.literal('session-created') }),
  v.object({ ...what, kind: v.literal('attempt-started'), attempt: attemptNumber }),
  v.object({ ...what, kind: v.literal('attempt-finished'), attempt: attemptNumber }),
  /** The client was screened against watch lists. */
  v.object({
    ...what,
    kind: v.literal('screening'),
    result: open(screeningResult),
    /** The number of matches that no agent had marked as false positives. */
    openMatches: count,
  }),
  /** The policy was applied. */
  v.object({
    ...what,
    kind: v.literal('judgement'),
    outcome: open(judgementOutcome),
    /** True when the policy verified, although a condition could not be judged (spec P6). */
    judgedInPart: v.boolean(),
    failedConditions: v.array(failedCondition),
  }),
  /** A user claimed the session, in order to decide it. */
  v.object({ ...what, kind: v.literal('claim-made') }),
  v.object({ ...what, kind: v.literal('claim-released') }),
  /** `reason` is `null` where the backend does not keep it. */
  v.object({
    ...what,
    kind: v.literal('claim-taken-over'),
    from: v.nullable(timelineUser),
    reason: nullableText,
  }),
  /** `to` is the user who got the session. */
  v.object({ ...what, kind: v.literal('claim-handed-over'), to: v.nullable(timelineUser) }),
  v.object({
    ...what,
    kind: v.literal('edit'),
    changes: v.array(
      v.object({ field: open(clientField), before: nullableText, after: nullableText }),
    ),
  }),
  v.object({ ...what, kind: v.literal('note'), text: v.string() }),
  v.object({ ...what, kind: v.literal('false-positive-marked'), ...match }),
  v.object({ ...what, kind: v.literal('false-positive-taken-back'), ...match }),
  /** A user decided. A decision of the policy is a `judgement`. */
  v.object({
    ...what,
    kind: v.literal('decision'),
    verdict: open(verdict),
    /** As they were when the agent attached them. */
    reasons: v.array(rejectionReason),
    /** The text of the note that was written with it. */
    note: nullableText,
  }),
  /** A file of the session was made for a user. Nothing can say whether the browser saved it. */
  v.object({ ...what, kind: v.literal('download'), file: open(timelineFile) }),
  /** Something that this version has no words for, by the name that the backend gives it. */
  v.object({ ...what, kind: v.literal('other'), name: unknownText }),
]);

/** An entry of a kind that only a newer backend knows keeps its time, its author and its name. */
const newerEntry = v.pipe(
  v.object({
    ...what,
    kind: v.pipe(
      unknownText,
      v.notValues(knownEntry.options.map(({ entries }) => entries.kind.literal)),
    ),
  }),
  v.transform(({ at, by, kind }) => ({ at, by, kind: 'other' as const, name: kind })),
);

/** One thing that happened to a session: who did what, when (spec W7). */
export const timelineEntry = v.union([knownEntry, newerEntry]);
export type TimelineEntry = v.InferOutput<typeof timelineEntry>;
export type TimelineKind = TimelineEntry['kind'];

export const timelineQuery = v.strictObject({
  /** Default: `newest`. */
  order: v.exactOptional(timelineOrder),
  /** `TimelinePage.nextCursor` of the page before, in the same order. */
  cursor: v.exactOptional(v.pipe(v.string(), v.maxLength(1024))),
});
export type TimelineQuery = v.InferOutput<typeof timelineQuery>;

/** A page of a timeline. */
export const timelinePage = v.object({
  items: v.array(timelineEntry),
  /** Opaque; `null` on the last page. */
  nextCursor: v.nullable(v.string()),
});
export type TimelinePage = v.InferOutput<typeof timelinePage>;
