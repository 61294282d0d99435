import { signInReport } from 'kv-review/model';
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

/** What a company's own server does with the activity log, and the form in which it can be verified. */
export const activityOperations = {
  /**
   * Records that a user signed in or out, or that a sign-in failed. The company's own server reports it,
   * because it alone knows of a failed one; a page could forge it. The entry names the API key. Send the
   * id of a user, never what somebody typed: an id that the company has not used is not recorded.
   * @summary Report a sign-in
   * @returns It was recorded.
   */
  recordSignIn: {
    caller: 'company',
    method: 'POST',
    path: '/v1/sign-ins',
    input: { type: 'application/json', schema: signInReport },
    answer: { status: 204 },
  },

  /**
   * Reads a page of the activity log as it was written, oldest first. `after` is the `sequence` of the last
   * entry of the previous page. Each entry has a keyed hash of itself and the entry before it, so a copy of
   * the log can be verified (`kv-review-server verify-activity`). This request adds an entry too, which is
   * not on the page.
   * @summary Read the entries with their hashes
   * @returns A page of entries.
   */
  listChainedEntries: {
    caller: 'master',
    method: 'GET',
    path: '/v1/activity-chain/entries',
    query: page,
    answer: {
      status: 200,
      content: {
        type: 'application/json',
        schema: v.object({ entries: v.array(loggedEntry) }),
      },
    },
  },
} as const satisfies ServerFacet;
