import * as v from 'valibot';

import { claim } from './claim.js';
import { noteText } from './decision.js';
import { claimNumber, identifier } from './primitives.js';

// Not in claim.ts, so that a page with only a list does not load them.

/** The claim that is renewed or released. */
export const claimReference = v.strictObject({ number: claimNumber });
export type ClaimReference = v.InferInput<typeof claimReference>;

/** The claim that is taken over, as the user saw it, and the reason, which its holder sees. */
export const claimTakeover = v.strictObject({ number: claimNumber, reason: noteText });
export type ClaimTakeover = v.InferInput<typeof claimTakeover>;

/** The most sessions that a request for the next one can leave out. */
export const maxSkippedSessions = 200;

/** Asks for the next session. */
export const nextClaimQuery = v.strictObject({
  /** The sessions that it must not be, such as those that the user has put aside. */
  skip: v.optional(v.pipe(v.array(identifier), v.maxLength(maxSkippedSessions)), []),
});
export type NextClaimQuery = v.InferInput<typeof nextClaimQuery>;

export const nextClaim = v.object({
  /** The session and its claim; `null` when no session is left. */
  next: v.nullable(v.object({ sessionId: identifier, claim })),
});
export type NextClaim = v.InferOutput<typeof nextClaim>;
