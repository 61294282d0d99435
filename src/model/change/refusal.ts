import * as v from 'valibot';

import type { Claim } from '../claim.js';
import type { ClientChange, Decision } from '../decision.js';
import { allowsAction, type SessionAction } from '../permissions.js';
import type { Session } from '../session.js';
import type { ChangeRequest, ValidChange } from './request.js';

/** The part of a session that changes read and write. */
export type ChangeableSession = Pick<
  Session,
  'version' | 'status' | 'completedAt' | 'client' | 'decision' | 'notes' | 'changes' | 'screening'
>;

/**
 * Why a change is refused (spec T):
 * - `decided`: the session was decided before
 * - `processing`: the session does not await action yet
 * - `claimed`: the user lacks the claim that the decision needs; `claim` is the one in force
 * - `stale`: the session changed after it was read; `changes` are the edits since
 * - `invalid`: parts of the request are wrong
 * - `malformed`: the input does not match its schema
 */
export type ChangeRefusal =
  | { readonly reason: 'decided'; readonly decision: Decision | null }
  | { readonly reason: 'processing' }
  | { readonly reason: 'claimed'; readonly claim: Claim | null }
  | { readonly reason: 'stale'; readonly changes: readonly ClientChange[] }
  | { readonly reason: 'invalid'; readonly parts: readonly InvalidChangePart[] }
  | { readonly reason: 'malformed'; readonly issues: readonly v.BaseIssue<unknown>[] };

/** The same as `InvalidPart` of the port. */
export interface InvalidChangePart {
  readonly pointer: string;
  readonly message: string;
}

export const invalidPart = (pointer: string, message: string): ChangeRefusal => ({
  reason: 'invalid',
  parts: [{ pointer, message }],
});

/** The parameters of every change. */
export interface ChangePreconditions {
  /** `Session.version` of the session that the caller saw. */
  readonly version: string;
  readonly idempotencyKey: string;
}

/** What decides whether a user has the claim that a decision needs. */
export interface ClaimContext {
  /** The claim in force, by the clock of the backend. */
  readonly current: Claim | null;
  /** The id of the user who decides. */
  readonly userId: string;
  /** Whether the company requires a claim for every decision. */
  readonly isRequired: boolean;
}

/** Everything that affects a refusal besides the session and the request. */
export interface RefusalContext {
  /** As the caller sent them; any member may be missing. */
  readonly options: Partial<ChangePreconditions> | undefined;
  /**
   * The edits since an older version, oldest first. For a version that never existed, all edits,
   * because the backend cannot know which of them the caller saw.
   */
  readonly changesSince: (version: string) => readonly ClientChange[];
  /** For decisions. Left out by a backend without claims. */
  readonly claims?: ClaimContext | undefined;
}

const idempotencyKey = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/));

/**
 * Why a request is refused; `undefined` when the change may be made. Checks run in the order of spec
 * T: the status of the session, the preconditions, the claim, the version, the input. The claim comes
 * before the version, because a user whose claim was taken over needs to know who has it now.
 */
export function refusalOf(
  session: ChangeableSession,
  request: ChangeRequest,
  { options, changesSince, claims }: RefusalContext,
): ChangeRefusal | undefined {
  const { status, decision, version } = session;
  if (!allowsAction(status, actionOf(request))) {
    return status === 'processing' ? { reason: 'processing' } : { reason: 'decided', decision };
  }
  if (typeof options?.version !== 'string' || options.version === '') {
    return invalidPart('If-Match', 'missing');
  }
  if (!v.is(idempotencyKey, options.idempotencyKey)) {
    return invalidPart('Idempotency-Key', 'expected 1–128 visible ASCII characters');
  }
  if (claims && request.kind === 'decide' && request.input) {
    if (lacksClaim(request.input.claim, claims)) {
      return { reason: 'claimed', claim: claims.current };
    }
  }
  if (options.version !== version) {
    return { reason: 'stale', changes: changesSince(options.version) };
  }
  return isValid(request) ? undefined : { reason: 'malformed', issues: request.issues };
}

/** @param named The claim that the decision names. */
function lacksClaim(
  named: number | undefined,
  { current, userId, isRequired }: ClaimContext,
): boolean {
  if (current && current.by.id !== userId) return true;
  return named === undefined ? isRequired && !current : named !== current?.number;
}

export const isValid = (request: ChangeRequest): request is ChangeRequest & ValidChange =>
  request.input !== undefined;

function actionOf(request: ChangeRequest): SessionAction {
  switch (request.kind) {
    case 'decide':
      return request.input?.verdict ?? 'verify';
    case 'edit':
      return 'edit-client';
    case 'note':
      return 'add-note';
    default:
      return request.kind;
  }
}
