import type { ChangeState } from '../../controllers/change.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { clientFields, type ClientField } from '../../model/client.js';
import type { SessionSummary } from '../../model/session.js';
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
  session: SessionSummary,
  canEdit: boolean,
  localize: LocalizeController,
): ChangeMessage | undefined {
  const isAnswered = state.status === 'unknown' || state.status === 'refused';
  return isAnswered || canEdit
    ? changeMessage(state, session, editWording, localize)
    : closedMessage(localize.term('edit.unavailable'));
}
