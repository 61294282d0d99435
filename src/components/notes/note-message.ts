import type { ChangeState } from '../../controllers/change.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { Decision, NoteInput } from '../../model/decision.js';
import { isFull, sessionLimits } from '../../model/change/limits.js';
import { allowsAction } from '../../model/permissions.js';
import type { Session } from '../../model/session.js';
import { closedMessage, statusMessage, type ChangeMessage } from '../../ui/change-message.js';

/** The message for a note in this state. */
export function noteMessage(
  state: ChangeState<NoteInput>,
  session: Session,
  localize: LocalizeController,
): ChangeMessage | undefined {
  if (state.status === 'unknown') {
    return {
      title: localize.term('notes.unknown'),
      texts: [localize.term('notes.unknownHint')],
      remedy: 'ask',
      isLocking: true,
    };
  }
  if (state.status === 'refused') return refusalMessage(state.error, session, localize);
  if (!allowsAction(session.status, 'add-note')) {
    return decidedMessage(session.decision, session, localize);
  }
  return isFull(session, 'notes')
    ? closedMessage(localize.term('notes.full', { count: sessionLimits.notes }))
    : undefined;
}

function refusalMessage(
  { code, details }: Extract<ChangeState<NoteInput>, { status: 'refused' }>['error'],
  session: Session,
  localize: LocalizeController,
): ChangeMessage | undefined {
  switch (code) {
    case 'already-decided':
      return decidedMessage(details.decision ?? session.decision, session, localize);
    case 'conflict':
      return details.changes
        ? {
            title: localize.term('decision.conflict'),
            texts: [localize.term('notes.conflict')],
            remedy: 'review',
          }
        : { title: localize.term('details.processing'), texts: [], remedy: 'submit' };
    // The provider already asks the user to sign in.
    case 'unauthenticated':
      return undefined;
    default:
      return {
        title: localize.term(`error.${code}`),
        texts: [
          localize.term(`error.${code}Hint`),
          ...(details.parts ?? []).map(({ pointer, message }) => `${pointer}: ${message}`),
        ],
        remedy: 'submit',
      };
  }
}

/** States who decided, as the decision dialogs do. */
function decidedMessage(
  decision: Decision | null,
  session: Session,
  localize: LocalizeController,
): ChangeMessage | undefined {
  const status = decision?.verdict === 'verify' ? 'success' : 'rejected';
  const decided = decision ? ({ ...session, status, decision } as const) : session;
  const message = statusMessage(decided, localize);
  if (!message) return undefined;
  return {
    title: message.title,
    texts: [...message.texts, localize.term('notes.kept')],
    remedy: allowsAction(session.status, 'add-note') ? 'review' : 'none',
    isLocking: true,
  };
}
