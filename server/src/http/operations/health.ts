import * as v from 'valibot';

import type { ServerFacet } from './operation.ts';

const health = v.object({ status: v.picklist(['ok', 'unavailable']) });

const readiness = v.object({
  ...health.entries,
  /** Absent when the server is not ready. */
  jobs: v.optional(
    v.object({
      /** The number of background jobs of each kind that were set aside. */
      setAside: v.record(v.string(), v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    }),
  ),
  /** Absent when the server is not ready. */
  watchLists: v.optional(
    v.object({
      /**
       * The titles of the lists that must be loaded: no file was loaded yet, or another version of the
       * server loaded it. Until then, screenings without a match are unknown.
       */
      toLoad: v.array(v.string()),
    }),
  ),
});

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
   * Reports whether the server can answer requests, that is, whether its database answers. Also counts
   * the background jobs that were set aside, and names the watch lists that must be loaded. They do not
   * make the server unready.
   * @summary Check whether the server is ready
   * @returns The server is ready.
   */
  getReadiness: {
    caller: 'anyone',
    method: 'GET',
    path: '/health/ready',
    answer: { status: 200, content: { type: 'application/json', schema: readiness } },
    otherStatus: 503,
  },
} as const satisfies ServerFacet;
