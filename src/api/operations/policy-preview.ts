import type { Facet } from './operation.js';

/** What a change of the settings would have changed, for master users. */
export const policyPreview = {
  /**
   * Judges the company's last sessions by the saved settings and by changed ones, and reports which would
   * have ended otherwise. It changes nothing. It can take long, so it reports its progress, and ends when
   * the caller aborts it. When too many previews run at once, the call is `rate-limited`.
   * @summary Preview a change of the settings
   * @returns Lines of JSON. Each but the last has `progress`; the last has the `result`, or the `problem`
   * that ended the work. An answer without a last line is incomplete.
   */
  previewSettings: {
    capability: 'policy-preview',
    role: 'master',
    effect: 'read',
    method: 'POST',
    path: '/v1/settings-preview',
    input: 'application/json',
    answer: 'progress',
  },
} as const satisfies Facet;
