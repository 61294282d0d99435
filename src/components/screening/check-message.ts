import type { ChangeState } from '../../controllers/change.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { Screening } from '../../model/screening.js';
import type { Session } from '../../model/session.js';
import { changeMessage, type ChangeWording, type ChangeMessage } from '../../ui/change-message.js';

const recheckWording: ChangeWording = {
  prefix: 'recheck',
  staleRemedy: 'review',
  isShownByField: () => false,
};

/** Why the client was not screened again. */
export function checkMessage(
  state: ChangeState<unknown>,
  session: Session,
  localize: LocalizeController,
): ChangeMessage | undefined {
  const isAnswered = state.status === 'refused' || state.status === 'unknown';
  return isAnswered ? changeMessage(state, session, recheckWording, localize) : undefined;
}

/**
 * The outcome of a screening. `failed` has no result; `kept` still has the matches of the last one.
 */
export type CheckOutcome = 'done' | 'failed' | 'kept';

export function outcomeOf(before: Screening, after: Screening): CheckOutcome {
  if (after.status === 'unknown' || after.status === 'absent') return 'failed';
  const isSame =
    before.status === 'match' && after.status === 'match' && before.checkedAt === after.checkedAt;
  return isSame ? 'kept' : 'done';
}
