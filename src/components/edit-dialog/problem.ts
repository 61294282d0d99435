import type { ChangeState } from '../../controllers/change.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { clientFields, type ClientEdit, type ClientField } from '../../model/client.js';
import type { ReviewError } from '../../api/errors.js';
import type { Decision } from '../../model/decision.js';
import type { Session } from '../../model/session.js';
import { sayWhatChanged, sayWhoDecided } from '../../ui/decision-problem.js';

/** Why an edit is not saved, in words, and what can be done about it. */
export interface EditProblem {
  readonly tone: 'warning' | 'danger' | 'muted';
  readonly title: string;
  readonly texts: readonly string[];
  /** What the main button does: `continue` goes on with the session as it is by now, `leave` shows it. */
  readonly remedy: 'submit' | 'ask' | 'continue' | 'leave' | 'none';
  /** Nothing can be entered for now. */
  readonly isLocking?: boolean;
  /** What was entered has become useless here; it can be copied. */
  readonly isInputKept?: boolean;
}

/** The field that a part of a refused request is about, by its JSON Pointer (RFC 6901). */
export const fieldOf = (pointer: string): ClientField | undefined =>
  clientFields.find((field) => pointer === `/${field}` || pointer.startsWith(`/${field}/`));

/** The problem of an edit by its state and by what is known of the session. */
export function describeEditProblem(
  state: ChangeState<ClientEdit>,
  session: Session,
  canEdit: boolean,
  localize: LocalizeController,
): EditProblem | undefined {
  if (state.status === 'unknown') {
    return {
      tone: 'warning',
      title: localize.term('edit.unknown'),
      texts: [localize.term('edit.unknownHint')],
      remedy: 'ask',
      isLocking: true,
    };
  }
  if (state.status === 'refused') return describeRefusal(state.error, localize);
  if (!canEdit) return describeClosed(localize.term('edit.unavailable'));
  switch (session.status) {
    case 'awaiting':
      return undefined;
    case 'processing':
      return describeClosed(localize.term('details.processing'));
    default:
      return describeDecided(session.decision, localize);
  }
}

const describeClosed = (title: string): EditProblem => ({
  tone: 'muted',
  title,
  texts: [],
  remedy: 'none',
  isLocking: true,
});

function describeRefusal(
  { code, details }: ReviewError,
  localize: LocalizeController,
): EditProblem | undefined {
  switch (code) {
    case 'already-decided':
      return describeDecided(details.decision ?? null, localize);
    case 'conflict':
      return details.changes
        ? {
            tone: 'warning',
            title: localize.term('edit.conflict'),
            texts: [
              localize.term('edit.conflictHint'),
              ...details.changes.map((change) => sayWhatChanged(change, localize)),
            ],
            remedy: 'continue',
            isLocking: true,
          }
        : {
            tone: 'warning',
            title: localize.term('edit.stillProcessing'),
            texts: [],
            remedy: 'submit',
          };
    // Signing in again is all it takes; the provider says so.
    case 'unauthenticated':
      return undefined;
    default:
      return {
        tone: 'danger',
        title: localize.term(`error.${code}`),
        texts: [
          localize.term(`error.${code}Hint`),
          // What concerns a field is said beside it.
          ...(details.parts ?? [])
            .filter(({ pointer }) => !fieldOf(pointer))
            .map(({ pointer, message }) => `${pointer}: ${message}`),
        ],
        remedy: 'submit',
      };
  }
}

function describeDecided(decision: Decision | null, localize: LocalizeController): EditProblem {
  return {
    tone: 'warning',
    title: localize.term('decision.alreadyDecided'),
    texts: [decision ? sayWhoDecided(decision, localize) : localize.term('details.readOnly')],
    remedy: 'leave',
    isLocking: true,
    isInputKept: true,
  };
}
