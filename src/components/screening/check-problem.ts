import type { ChangeState } from '../../controllers/change.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { Screening } from '../../model/screening.js';
import type { Session } from '../../model/session.js';
import { describeProblem, type ChangeKind, type Problem } from '../../ui/change-problem.js';

const recheckKind: ChangeKind = {
  prefix: 'recheck',
  staleRemedy: 'review',
  isSaidBeside: () => false,
};

/** Why the session was not checked again, if it was asked for. */
export function describeCheckProblem(
  state: ChangeState<unknown>,
  session: Session,
  localize: LocalizeController,
): Problem | undefined {
  const isAnswered = state.status === 'refused' || state.status === 'unknown';
  return isAnswered ? describeProblem(state, session, recheckKind, localize) : undefined;
}

/** What became of a check that the backend has answered: `kept` and `failed` clear nobody. */
export type CheckOutcome = 'done' | 'failed' | 'kept';

export function outcomeOf(before: Screening, after: Screening): CheckOutcome {
  if (after.status === 'unknown' || after.status === 'absent') return 'failed';
  const isSame =
    before.status === 'match' && after.status === 'match' && before.checkedAt === after.checkedAt;
  return isSame ? 'kept' : 'done';
}
