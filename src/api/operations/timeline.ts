import type { Facet } from './operation.js';

/** What happened to one session, for every user who may see it. */
export const timeline = {
  /**
   * Lists one page of what happened to the session: its attempts, the outcome of the policy with its
   * conditions, claims, edits, notes, screenings, false positives, the decision, and the files that were made
   * of it. The newest entry comes first, unless `order` says otherwise. Who opened the session or looked at
   * its photos is left out: only the activity log has it, which is for master users. A backend records the
   * reading of a page, as it does for the session.
   * @summary Read the timeline of a session
   * @returns One page.
   */
  getTimeline: {
    capability: 'timeline',
    role: 'agent',
    effect: 'read',
    method: 'GET',
    path: '/v1/sessions/{sessionId}/timeline',
    query: ['order', 'cursor'],
    answer: 'json',
  },
} as const satisfies Facet;
