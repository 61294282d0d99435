import * as v from 'valibot';

import type { ServerFacet } from './operation.ts';

const health = v.object({ status: v.picklist(['ok', 'unavailable']) });

/** What a supervisor or a load balancer asks. */
export const healthOperations = {
  /**
   * Says that the process runs, whatever the state of the database.
   * @summary Ask whether the server runs
   * @returns It runs.
   */
  getLiveness: {
    caller: 'anyone',
    effect: 'read',
    method: 'GET',
    path: '/health/live',
    answer: { status: 200, content: { type: 'application/json', schema: health } },
  },

  /**
   * Says whether requests can be served now: whether the database answers.
   * @summary Ask whether the server is ready
   * @returns Requests are served.
   */
  getReadiness: {
    caller: 'anyone',
    effect: 'read',
    method: 'GET',
    path: '/health/ready',
    answer: { status: 200, content: { type: 'application/json', schema: health } },
    otherStatus: 503,
  },
} as const satisfies ServerFacet;
