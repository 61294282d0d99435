import type { ChangeState } from '../../controllers/change.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { isFull, sessionLimits } from '../../model/change/limits.js';
import type { FalsePositiveInput, ScreeningMatch } from '../../model/screening.js';
import type { Session } from '../../model/session.js';
import {
  closedMessage,
  changeMessage,
  type ChangeWording,
  type ChangeMessage,
} from '../../ui/change-message.js';

const markWording: ChangeWording = {
  prefix: 'falsePositive',
  staleRemedy: 'continue',
  isShownByField: () => false,
};

/** The match with an id; `undefined` if a later screening no longer has it. */
export function findMatch({ screening }: Session, matchId: string): ScreeningMatch | undefined {
  if (screening.status !== 'match') return undefined;
  return screening.matches.find(({ id }) => id === matchId);
}

/** The message for a mark in this state. */
export function markMessage(
  state: ChangeState<FalsePositiveInput>,
  session: Session,
  match: ScreeningMatch | undefined,
  canMark: boolean,
  localize: LocalizeController,
): ChangeMessage | undefined {
  const message = changeMessage(state, session, markWording, localize);
  if (message) return message;
  if (!canMark) return closedMessage(localize.term('error.unsupported'));
  if (!match) return closedMessage(localize.term('falsePositive.gone'));
  return !match.falsePositive && isFull(session, 'marks')
    ? closedMessage(localize.term('falsePositive.full', { count: sessionLimits.marks }))
    : undefined;
}
