import { session } from 'kv-review/model';
import * as v from 'valibot';

import { evidenceForm, newAttempt, newSession } from '../../ingest/requests.ts';
import type { ServerFacet } from './operation.ts';

const sessionState = {
  type: 'application/json',
  schema: v.pick(session, ['id', 'version', 'status', 'attemptCount', 'failedConditions']),
} as const;

/** What a company's own server sends while a client is verified. */
export const ingestOperations = {
  /**
   * Adds a session whose client has not begun. `id` may be the company's own. The company's settings
   * say until when the session must be finished. Sent again under the same `Idempotency-Key` within a
   * day, the request has the first answer.
   * @summary Add a session
   * @returns The session.
   */
  createSession: {
    caller: 'company',
    effect: 'write',
    method: 'POST',
    path: '/v1/sessions',
    fields: ['idempotency-key'],
    input: { type: 'application/json', schema: newSession },
    answer: { status: 201, content: sessionState, fields: ['location'] },
    errors: ['conflict'],
  },

  /**
   * Starts an attempt. It counts, also when it is abandoned. Sent again under the same
   * `Idempotency-Key` within a day, the request has the first answer and counts once.
   * @summary Start an attempt
   * @returns The session.
   */
  startAttempt: {
    caller: 'company',
    effect: 'write',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/attempts',
    fields: ['idempotency-key'],
    input: { type: 'application/json', schema: newAttempt },
    answer: { status: 201, content: sessionState, fields: ['location'] },
    errors: ['conflict'],
  },

  /**
   * Stores what an attempt has brought, in place of what it had before: a part `evidence` of JSON, and
   * photos in parts that are named by their kind. Photos are recognised by their first bytes (JPEG,
   * PNG, WebP) and re-encoded without metadata. Only the last attempt takes evidence, until it is
   * finished.
   * @summary Store the evidence of an attempt
   * @returns The session.
   */
  storeEvidence: {
    caller: 'company',
    effect: 'write',
    method: 'PUT',
    path: '/v1/sessions/{sessionId}/attempts/{attempt}/evidence',
    input: { type: 'multipart/form-data', schema: evidenceForm },
    answer: { status: 200, content: sessionState },
    errors: ['conflict'],
  },

  /**
   * Finishes the last attempt. The company's conditions say whether the client is verified, rejected,
   * or waits for an agent. Asked again, it answers the same outcome.
   * @summary Finish an attempt
   * @returns The session with its outcome.
   */
  finishAttempt: {
    caller: 'company',
    effect: 'write',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/attempts/{attempt}/finish',
    answer: { status: 200, content: sessionState },
    errors: ['conflict'],
  },
} as const satisfies ServerFacet;
