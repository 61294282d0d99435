import type { ChangeState } from '../../controllers/change.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { FalsePositiveInput, ScreeningMatch } from '../../model/screening.js';
import type { Session } from '../../model/session.js';
import {
  describeClosed,
  describeProblem,
  type ChangeKind,
  type Problem,
} from '../../ui/change-problem.js';

const markKind: ChangeKind = {
  prefix: 'falsePositive',
  staleRemedy: 'continue',
  isSaidBeside: () => false,
};

/** Where the elements of a session find a match; `undefined` once a later check has not. */
export function findMatch({ screening }: Session, matchId: string): ScreeningMatch | undefined {
  if (screening.status !== 'match') return undefined;
  return screening.matches.find(({ id }) => id === matchId);
}

/** The problem of a mark by its state and by what is known of the session. */
export function describeMarkProblem(
  state: ChangeState<FalsePositiveInput>,
  session: Session,
  match: ScreeningMatch | undefined,
  canMark: boolean,
  localize: LocalizeController,
): Problem | undefined {
  const problem = describeProblem(state, session, markKind, localize);
  if (problem) return problem;
  if (!canMark) return describeClosed(localize.term('error.unsupported'));
  return match ? undefined : describeClosed(localize.term('falsePositive.gone'));
}
