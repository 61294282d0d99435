import type { Session } from '../session.js';

/**
 * Whether the policy verified the session although not every condition could be judged (spec P6). The
 * conditions are in `failedConditions`.
 */
export function isJudgedInPart({
  decision,
  failedConditions,
}: Pick<Session, 'decision' | 'failedConditions'>): boolean {
  const isByPolicy = decision?.verdict === 'verify' && decision.by === null;
  return isByPolicy && failedConditions.length > 0;
}
