import * as v from 'valibot';

import { claim } from './claim.js';
import { noteText, person } from './decision.js';
import { claimNumber, identifier } from './primitives.js';

// Not in claim.ts, so that a page with only a list does not load them.

/** The claim that is renewed or released. */
export const claimReference = v.strictObject({ number: claimNumber });
export type ClaimReference = v.InferInput<typeof claimReference>;

/** The claim that is taken over, as the user saw it, and the reason, which its holder sees. */
export const claimTakeover = v.strictObject({ number: claimNumber, reason: noteText });
export type ClaimTakeover = v.InferInput<typeof claimTakeover>;

/** The user's claim, and the id of the colleague who gets the session. */
export const claimHandover = v.strictObject({ number: claimNumber, to: identifier });
export type ClaimHandover = v.InferInput<typeof claimHandover>;

/** The most colleagues in a list. */
export const maxClaimReceivers = 100;

/** How many days ago a colleague was last seen, at the most, to get a session. */
export const receiverSeenDays = 30;

/** The colleagues to whom the user can hand over a session, by name. */
export const claimReceivers = v.object({ items: v.array(person) });
export type ClaimReceivers = v.InferOutput<typeof claimReceivers>;

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
