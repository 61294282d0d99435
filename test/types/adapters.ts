/** Adapters that must and must not compile. The code never runs. */
import {
  createReviewApi,
  type ReviewApi,
  type ReviewErrorCode,
  type Workspace,
} from 'kv-review/api';
import type { DecisionInput, Screening, Session, SessionPage } from 'kv-review/model';

declare const workspace: Workspace;
declare const session: Session;
declare const page: SessionPage;

const required = {
  getWorkspace: () => Promise.resolve(workspace),
  listSessions: () => Promise.resolve(page),
  getSession: () => Promise.resolve(session),
  getPhoto: () => Promise.resolve(new Blob()),
};

/** Four methods are enough. */
export const complete: ReviewApi = createReviewApi(required);

// @ts-expect-error An adapter must be able to read a session.
createReviewApi({ ...required, getSession: undefined });

// @ts-expect-error A photo is bytes, never an address.
createReviewApi({ ...required, getPhoto: () => Promise.resolve('https://example.com/selfie.jpg') });

// @ts-expect-error An operation that the port does not have.
createReviewApi({ ...required, approveSession: () => Promise.resolve(session) });

export async function decide(api: ReviewApi): Promise<Session> {
  const input: DecisionInput = { verdict: 'reject', reasons: ['spam'], note: null };

  // @ts-expect-error A decision carries the version that the agent saw.
  await api.decideSession('s-1', input, { idempotencyKey: 'k' });

  // @ts-expect-error A decision carries the key of its intent.
  await api.decideSession('s-1', input, { version: 'v' });

  // @ts-expect-error A rejection has a list of reasons, which may be empty.
  const unreasoned: DecisionInput = { verdict: 'reject', note: null };
  await api.decideSession('s-1', unreasoned, { version: 'v', idempotencyKey: 'k' });

  return await api.decideSession('s-1', input, { version: 'v', idempotencyKey: 'k' });
}

/** A failed screening has no lists. */
export function listsOf(screening: Screening): readonly string[] {
  // @ts-expect-error Only a completed screening has lists.
  const unchecked: unknown = screening.lists;
  if (screening.status === 'clear' || screening.status === 'match') return screening.lists;
  return unchecked === undefined ? [] : [];
}

/** Every code has a status. A new code breaks this record. */
export const statusOf: Readonly<Record<ReviewErrorCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'already-decided': 409,
  claimed: 409,
  invalid: 422,
  'rate-limited': 429,
  unavailable: 503,
  timeout: 504,
  aborted: 499,
  unsupported: 501,
};
