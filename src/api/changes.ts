import {
  makeChange,
  refusalOf,
  type ChangeableSession,
  type ChangeContext,
  type ChangeRefusal,
  type ChangeRequest,
  type RefusalContext,
} from '../model/change.js';
import type { Claim } from '../model/claim.js';
import { allowsAction } from '../model/permissions.js';
import { invalid, invalidInput } from './check.js';
import { ReviewError } from './errors.js';

/** The answer to an earlier request, stored under its idempotency key. */
export interface StoredAnswer<Answer> {
  /** `ChangeRequest.canonical`, or its digest when the caller compares digests. */
  readonly canonical: string;
  readonly answer: Answer;
}

/**
 * The stored answer for the same actor and idempotency key; `undefined` when there is none. A backend
 * asks for it first, once it knows that the session exists.
 * @param canonical `ChangeRequest.canonical`; its digest when the stored one is a digest
 * @throws ReviewError `invalid` when the key was used for another request
 */
export function answeredBefore<Answer>(
  stored: StoredAnswer<Answer> | undefined,
  canonical: string | undefined,
): Answer | undefined {
  if (!stored) return undefined;
  if (canonical === stored.canonical) return stored.answer;
  throw invalid('The idempotency key was used for another request.', [
    { pointer: 'Idempotency-Key', message: 'used for another request' },
  ]);
}

/**
 * Refuses a change by the rules of spec T. `applyChange` does so too. Call this one by itself before
 * slow work that precedes the change, such as a screening.
 *
 * The backend's own checks come first: whether the session exists, whether the user has permission,
 * and `answeredBefore`.
 * @throws ReviewError `already-decided`, `claimed`, `conflict` or `invalid`
 */
export function checkChange(
  session: ChangeableSession,
  request: ChangeRequest,
  context: RefusalContext,
): void {
  const refusal = refusalOf(session, request, context);
  if (refusal) throw refused(refusal);
}

/**
 * Makes a change.
 * @returns the changed session with its old version, because the backend assigns the new one; the
 * same object when there was nothing to change
 * @throws ReviewError `already-decided`, `claimed`, `conflict` or `invalid`, as `checkChange` does
 */
export function applyChange<S extends ChangeableSession>(
  session: S,
  request: ChangeRequest,
  context: ChangeContext,
): S {
  const result = makeChange(session, request, context);
  if ('refusal' in result) throw refused(result.refusal);
  return result.session;
}

/**
 * Refuses to claim a session that does not await action.
 * @throws ReviewError `already-decided`, or `conflict` while it is processing
 */
export function checkClaimable({
  status,
  decision,
}: Pick<ChangeableSession, 'status' | 'decision'>): void {
  if (allowsAction(status, 'verify')) return;
  throw refused(
    status === 'processing' ? { reason: 'processing' } : { reason: 'decided', decision },
  );
}

/** The refusal of a request that needs a claim. @param claim The claim in force, if there is one. */
export const claimedBy = (claim: Claim | null): ReviewError =>
  claim
    ? new ReviewError('claimed', 'Another claim is in force.', { claim: structuredClone(claim) })
    : new ReviewError('claimed', 'The claim is missing or has ended.');

/** The refusal of a hand-over to somebody who is not in the list of receivers. */
export const unknownReceiver = (): ReviewError =>
  invalid('The request is not valid.', [
    { pointer: '/to', message: 'This user cannot get the session.' },
  ]);

function refused(refusal: ChangeRefusal): ReviewError {
  switch (refusal.reason) {
    case 'decided': {
      const { decision } = refusal;
      return new ReviewError(
        'already-decided',
        'The session has already been decided.',
        decision ? { decision: structuredClone(decision) } : {},
      );
    }
    case 'processing':
      return new ReviewError('conflict', 'The session is still processing.');
    case 'claimed':
      return claimedBy(refusal.claim);
    case 'stale':
      return new ReviewError('conflict', 'The session has changed since it was read.', {
        changes: structuredClone([...refusal.changes]),
      });
    case 'invalid':
      return invalid('The request is not valid.', [...refusal.parts]);
    case 'malformed':
      return invalidInput(refusal.issues);
  }
}
