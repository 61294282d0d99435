import type { ChangeState } from '../../controllers/change.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { isFull, sessionLimits } from '../../model/change/limits.js';
import { clientFields } from '../../model/client-fields.js';
import type { ClientField } from '../../model/client.js';
import type { Session } from '../../model/session.js';
import {
  closedMessage,
  changeMessage,
  type ChangeWording,
  type ChangeMessage,
} from '../../ui/change-message.js';

/** The field that a JSON Pointer (RFC 6901) of a refusal points to. */
export const fieldOf = (pointer: string): ClientField | undefined =>
  clientFields.find((field) => pointer === `/${field}` || pointer.startsWith(`/${field}/`));

const editWording: ChangeWording = {
  prefix: 'edit',
  staleRemedy: 'continue',
  isShownByField: (pointer) => fieldOf(pointer) !== undefined,
};

/** The message for an edit in this state. */
export function editMessage(
  state: ChangeState<unknown>,
  session: Session,
  canEdit: boolean,
  localize: LocalizeController,
): ChangeMessage | undefined {
  const isAnswered = state.status === 'unknown' || state.status === 'refused';
  if (!isAnswered && !canEdit) return closedMessage(localize.term('edit.unavailable'));
  const message = changeMessage(state, session, editWording, localize);
  return !message && isFull(session, 'changes')
    ? closedMessage(localize.term('edit.full', { count: sessionLimits.changes }))
    : message;
}
