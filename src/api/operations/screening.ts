import type { Facet } from './operation.js';

/** Screening of the client against sanctions and PEP lists. Both operations change the session. */
export const screening = {
  /**
   * Screens the client again, before the decision only. A failed screening is not an error: the result
   * is `unknown`, never `clear`. If there was a match, it stays, with its `checkedAt`. False positives
   * stay marked for the same person and entry.
   * @summary Screen the client again
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

  /**
   * Marks a match of the screening as a false positive, with the reason, or removes the mark, before
   * the decision only. The mark also applies to later screenings of the same person. The id of the
   * match is in the body, because it could identify the client and must not be in a URL.
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
