import type { ChangeState } from '../../controllers/change.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { Decision, NoteInput } from '../../model/decision.js';
import { allowsAction } from '../../model/permissions.js';
import type { Session } from '../../model/session.js';
import { describeStatus, type Problem } from '../../ui/change-problem.js';

/** The problem of a note by its state and by what is known of the session. */
export function describeNoteProblem(
  state: ChangeState<NoteInput>,
  session: Session,
  localize: LocalizeController,
): Problem | undefined {
  if (state.status === 'unknown') {
    return {
      title: localize.term('notes.unknown'),
      texts: [localize.term('notes.unknownHint')],
      remedy: 'ask',
      isLocking: true,
    };
  }
  if (state.status === 'refused') return describeRefusal(state.error, session, localize);
  return allowsAction(session.status, 'add-note')
    ? undefined
    : describeDecided(session.decision, session, localize);
}

function describeRefusal(
  { code, details }: Extract<ChangeState<NoteInput>, { status: 'refused' }>['error'],
  session: Session,
  localize: LocalizeController,
): Problem | undefined {
  switch (code) {
    case 'already-decided':
      return describeDecided(details.decision ?? session.decision, session, localize);
    case 'conflict':
      return details.changes
        ? {
            title: localize.term('decision.conflict'),
            texts: [localize.term('notes.conflict')],
            remedy: 'review',
          }
        : { title: localize.term('details.processing'), texts: [], remedy: 'submit' };
    // Signing in again is all it takes; the provider says so.
    case 'unauthenticated':
      return undefined;
    default:
      return {
        title: localize.term(`error.${code}`),
        texts: [localize.term(`error.${code}Hint`)],
        remedy: 'submit',
      };
  }
}

/** Who decided what and when, as the dialogs of the decision say it. */
function describeDecided(
  decision: Decision | null,
  session: Session,
  localize: LocalizeController,
): Problem | undefined {
  const status = decision?.verdict === 'verify' ? 'success' : 'rejected';
  const decided = decision ? ({ ...session, status, decision } as const) : session;
  const problem = describeStatus(decided, localize);
  if (!problem) return undefined;
  return {
    title: problem.title,
    texts: [...problem.texts, localize.term('notes.kept')],
    remedy: allowsAction(session.status, 'add-note') ? 'review' : 'none',
    isLocking: true,
  };
}
