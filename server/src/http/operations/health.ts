import * as v from 'valibot';

import type { ServerFacet } from './operation.ts';

const health = v.object({ status: v.picklist(['ok', 'unavailable']) });

/** Checks for a process supervisor or a load balancer. */
export const healthOperations = {
  /**
   * Reports that the process is running, whatever the state of the database.
   * @summary Check whether the server is running
   * @returns The server is running.
   */
  getLiveness: {
    caller: 'anyone',
    method: 'GET',
    path: '/health/live',
    answer: { status: 200, content: { type: 'application/json', schema: health } },
  },

  /**
   * Reports whether the server can answer requests, that is, whether its database answers.
   * @summary Check whether the server is ready
   * @returns The server is ready.
   */
  getReadiness: {
    caller: 'anyone',
    method: 'GET',
    path: '/health/ready',
    answer: { status: 200, content: { type: 'application/json', schema: health } },
    otherStatus: 503,
  },
} as const satisfies ServerFacet;
