import type { Facet } from './operation.js';

/** Checks of the client against sanctions and PEP lists. They are changes, as decisions are. */
export const screening = {
  /**
   * Checks the client against sanctions and PEP lists again, before the decision only. A check that
   * fails is no error: the result is `unknown`, never `clear`, or a match stays as it was, with its
   * `checkedAt`. What was marked as a false positive stays so for the same person and entry.
   * @summary Check against the lists again
   * @returns The session with the result.
   */
  recheckScreening: {
    capability: 'recheck-screening',
    role: 'agent',
    effect: 'change',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/screening',
    answer: 'json',
    errors: ['conflict', 'already-decided'],
  },

  // The id of a match says who the session is about: it must not be in a URL.
  /**
   * Marks a match of the screening as a false positive, with the reason, or takes the mark back,
   * before the decision only. The mark is remembered for the next check of the same person. The id
   * of the match is in the body, because it says who the session is about.
   * @summary Mark a match as a false positive
   * @returns The session with the mark.
   */
  markFalsePositive: {
    capability: 'mark-false-positive',
    role: 'agent',
    effect: 'change',
    method: 'POST',
    path: '/v1/sessions/{sessionId}/screening/false-positive',
    input: 'application/json',
    answer: 'json',
    errors: ['conflict', 'already-decided'],
  },
} as const satisfies Facet;
