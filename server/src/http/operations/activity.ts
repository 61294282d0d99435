import * as v from 'valibot';

import { loggedEntry } from '../../activity/entry.ts';
import type { ServerFacet } from './operation.ts';

const page = v.strictObject({
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.toNumber()), '0'),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.toNumber(), v.minValue(1), v.maxValue(1000)),
    '100',
  ),
});

/** A company's activity log: who read, decided or changed what. */
export const activityOperations = {
  /**
   * Reads a page of the activity log, oldest first. `after` is the `sequence` of the last entry of the
   * previous page. Each entry has a keyed hash of itself and the entry before it, so a copy of the log
   * can be verified (`kv-review-server verify-activity`). This request adds an entry too, which is not on
   * the page.
   * @summary Read the activity log
   * @returns A page of entries.
   */
  getActivity: {
    caller: 'master',
    method: 'GET',
    path: '/v1/activity',
    query: page,
    answer: {
      status: 200,
      content: {
        type: 'application/json',
        schema: v.object({ entries: v.array(loggedEntry) }),
      },
    },
  },

  /**
   * Signs the number and the hash of the last entry (JWS compact serialization, RFC 7515). Store it
   * outside this server: it proves that no entry up to it was changed or removed.
   * @summary Sign the head of the log
   * @returns One line of text.
   */
  getActivityHead: {
    caller: 'master',
    method: 'GET',
    path: '/v1/activity/head',
    answer: {
      status: 200,
      content: {
        type: 'text/plain',
        schema: v.pipe(v.string(), v.regex(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)),
      },
    },
  },
} as const satisfies ServerFacet;
