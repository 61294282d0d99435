import type { Facet } from './operation.js';

/** How many sessions there are, and how they ended, for master users. */
export const statistics = {
  /**
   * Counts the sessions that were created on some days, by period and outcome, by document type and
   * nationality, by reason of rejection, by errors in the machine-readable zone, and by the time until a user
   * decided; and the sessions that await action now. Days are those of the company's time zone. A change of a
   * session is counted at once, for the day on which the session was created. Erased sessions are still
   * counted. The answer contains no personal data, and nothing that identifies a session. Over HTTP this is a
   * POST that changes nothing.
   * @summary Read the statistics
   * @returns The numbers of the range, of the range before if it was asked for, and of the queue.
   */
  getStatistics: {
    capability: 'statistics',
    role: 'master',
    effect: 'read',
    method: 'POST',
    path: '/v1/statistics',
    input: 'application/json',
    answer: 'json',
  },
} as const satisfies Facet;
