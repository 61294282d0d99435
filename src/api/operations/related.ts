import type { Facet } from './operation.js';

/** Other sessions that may be of the same client, or of clients who belong together. */
export const related = {
  /**
   * Finds other sessions of the same company that have something in common with a session: the number of
   * the document or the person, a phone number, an e-mail address, a device or an IP address. An answer has
   * at most 20. It says what is the same, but not the value. An agent may open each of them.
   * @summary List related sessions
   * @returns The related sessions, and whether there are more.
   */
  listRelatedSessions: {
    capability: 'related',
    role: 'agent',
    effect: 'read',
    method: 'GET',
    path: '/v1/sessions/{sessionId}/related',
    answer: 'json',
  },
} as const satisfies Facet;
