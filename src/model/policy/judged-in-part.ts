import type { SessionSummary } from '../session-summary.js';

/**
 * Whether the policy verified the session although not every condition could be judged (spec P6). The
 * conditions are in `Session.failedConditions`.
 */
export const isJudgedInPart = ({ decision }: Pick<SessionSummary, 'decision'>): boolean =>
  decision?.judgedInPart === true;
