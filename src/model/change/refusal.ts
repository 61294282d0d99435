import * as v from 'valibot';

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
 * - `stale`: the session changed after it was read; `changes` are the edits since
 * - `invalid`: parts of the request are wrong
 * - `malformed`: the input does not match its schema
 */
export type ChangeRefusal =
  | { readonly reason: 'decided'; readonly decision: Decision | null }
  | { readonly reason: 'processing' }
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

/** Everything that affects a refusal besides the session and the request. */
export interface RefusalContext {
  /** As the caller sent them; any member may be missing. */
  readonly options: Partial<ChangePreconditions> | undefined;
  /**
   * The edits since an older version, oldest first. For a version that never existed, all edits,
   * because the backend cannot know which of them the caller saw.
   */
  readonly changesSince: (version: string) => readonly ClientChange[];
}

const idempotencyKey = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/));

/**
 * Why a request is refused; `undefined` when the change may be made. Checks run in the order of spec
 * T: the status of the session, the preconditions, the version, the input.
 */
export function refusalOf(
  session: ChangeableSession,
  request: ChangeRequest,
  { options, changesSince }: RefusalContext,
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
  if (options.version !== version) {
    return { reason: 'stale', changes: changesSince(options.version) };
  }
  return isValid(request) ? undefined : { reason: 'malformed', issues: request.issues };
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
