import { session } from 'kv-review/model';
import * as v from 'valibot';

import { evidenceForm, newAttempt, newSession } from '../../ingest/requests.ts';
import type { ServerFacet } from './operation.ts';

const sessionState = {
  type: 'application/json',
  schema: v.pick(session, ['id', 'version', 'status', 'attemptCount', 'failedConditions']),
} as const;

/** The requests of a company's own server while it verifies a client. */
export const ingestOperations = {
  /**
   * Adds a session whose client has not started yet. `id` may be the company's own id. The company's
   * settings limit the time until the session is finished. A request that is repeated with the same
   * `Idempotency-Key` within a day gets the stored answer.
   * @summary Add a session
   * @returns The session.
   */
  createSession: {
    caller: 'company',
    method: 'POST',
    path: '/v1/sessions',
    fields: ['idempotency-key'],
    input: { type: 'application/json', schema: newSession },
    answer: { status: 201, content: sessionState, fields: ['location'] },
    errors: ['conflict'],
  },

  /**
   * Starts an attempt. It counts even if it is abandoned. A request that is repeated with the same
   * `Idempotency-Key` within a day gets the stored answer and counts once.
   * @summary Start an attempt
   * @returns The session.
   */
  startAttempt: {
    caller: 'company',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/attempts',
    fields: ['idempotency-key'],
    input: { type: 'application/json', schema: newAttempt },
    answer: { status: 201, content: sessionState, fields: ['location'] },
    errors: ['conflict'],
  },

  /**
   * Stores the evidence of an attempt, and replaces its earlier evidence. The form has a JSON part
   * `evidence`, and photos in parts that are named after their kind. Photos are recognised by their first
   * bytes (JPEG, PNG, WebP) and re-encoded without metadata. Only the last attempt accepts evidence, until
   * it is finished.
   * @summary Store the evidence of an attempt
   * @returns The session.
   */
  storeEvidence: {
    caller: 'company',
    method: 'PUT',
    path: '/v1/sessions/{sessionId}/attempts/{attempt}/evidence',
    input: { type: 'multipart/form-data', schema: evidenceForm },
    answer: { status: 200, content: sessionState },
    errors: ['conflict'],
  },

  /**
   * Finishes the last attempt. The company's conditions determine whether the session is verified,
   * rejected, or awaits action. A repeated request gets the same answer.
   * @summary Finish an attempt
   * @returns The session with its new status.
   */
  finishAttempt: {
    caller: 'company',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/attempts/{attempt}/finish',
    answer: { status: 200, content: sessionState },
    errors: ['conflict'],
  },
} as const satisfies ServerFacet;
