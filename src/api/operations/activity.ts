import type { Facet } from './operation.js';

/**
 * The activity log: who did what in this company, and when. Master users read it; nobody can change it. It
 * contains ids, names of fields and counts, and no text that anybody wrote.
 */
export const activity = {
  /**
   * Records what the backend cannot observe, such as a file that was made on the page, or the opening of a
   * page of the interface. The entry is about the caller, so a forged report says nothing about anybody
   * else.
   * @summary Record an activity
   * @returns The activity was recorded.
   */
  recordActivity: {
    capability: 'record-activity',
    role: 'agent',
    effect: 'write',
    method: 'POST',
    path: '/v1/activity',
    input: 'application/json',
    answer: 'empty',
  },

  /**
   * Lists one page of the entries that the query selects, newest first. A caller that shows the newest
   * entries asks again with `after`, as often as every second: an answer with no entry costs little. A
   * backend records the reading of the log once, before it answers with the first page, and not with the
   * pages and answers that follow it. Over HTTP this is a POST that changes nothing, because the id of a user may be
   * personal data and must not be in a URL.
   * @summary Query the activity log
   * @returns One page.
   */
  listActivity: {
    capability: 'activity',
    role: 'master',
    effect: 'read',
    method: 'POST',
    path: '/v1/activity-query',
    input: 'application/json',
    answer: 'json',
  },

  /**
   * Lists the users who occur in the log, by name: at most 1,000, those who were seen last.
   * @summary List the users of the activity log
   * @returns The users.
   */
  listActivityUsers: {
    capability: 'activity',
    role: 'master',
    effect: 'read',
    method: 'GET',
    path: '/v1/activity-users',
    answer: 'json',
  },

  /**
   * Writes the entries that the filter selects into one CSV file, newest first. The file is a stream like
   * that of `exportSessions`, and the export is recorded before the first byte.
   * @summary Export the activity log
   * @returns The file.
   */
  exportActivity: {
    capability: 'activity',
    role: 'master',
    effect: 'read',
    method: 'POST',
    path: '/v1/activity-export',
    input: 'application/json',
    answer: 'csv',
  },

  /**
   * Reads what is known about whether the log is as it was written. The backend checks new entries from
   * time to time; this only reads the result.
   * @summary Read the state of the activity log
   * @returns The last entry that was found unchanged, or the first that is wrong.
   */
  getActivityChain: {
    capability: 'activity',
    role: 'master',
    effect: 'read',
    method: 'GET',
    path: '/v1/activity-chain',
    answer: 'json',
  },

  /**
   * Asks the backend to check all entries, from the first. It returns at once; `checking` in the answer of
   * `getActivityChain` then shows the progress, and is `null` once the check has ended.
   * @summary Check the activity log
   * @returns The state of the log, as before the check.
   */
  checkActivityChain: {
    capability: 'activity',
    role: 'master',
    effect: 'write',
    method: 'POST',
    path: '/v1/activity-chain',
    answer: 'json',
  },

  /**
   * Signs the number and the hash of the last entry. Store the result outside the backend: it proves that
   * no entry up to it was changed or removed.
   * @summary Sign the head of the activity log
   * @returns The signed head.
   */
  getActivityHead: {
    capability: 'activity',
    role: 'master',
    effect: 'read',
    method: 'GET',
    path: '/v1/activity-chain/head',
    answer: 'json',
  },
} as const satisfies Facet;
