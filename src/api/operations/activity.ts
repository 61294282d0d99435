import type { Facet } from './operation.js';

/** Activities that the backend cannot observe by itself, such as exports and downloads. */
export const activity = {
  /**
   * Records an activity that happened on the page, such as an export.
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
} as const satisfies Facet;
