import type { Facet } from './operation.js';

/** What the backend cannot see by itself. */
export const activity = {
  /**
   * Reports what the user did out of the backend's sight.
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
