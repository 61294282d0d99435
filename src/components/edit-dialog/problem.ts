import type { ChangeState } from '../../controllers/change.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { clientFields, type ClientField } from '../../model/client.js';
import type { SessionSummary } from '../../model/session.js';
import {
  describeClosed,
  describeProblem,
  type ChangeKind,
  type Problem,
} from '../../ui/change-problem.js';

/** The field that a part of a refused request is about, by its JSON Pointer (RFC 6901). */
export const fieldOf = (pointer: string): ClientField | undefined =>
  clientFields.find((field) => pointer === `/${field}` || pointer.startsWith(`/${field}/`));

const editKind: ChangeKind = {
  prefix: 'edit',
  staleRemedy: 'continue',
  isSaidBeside: (pointer) => fieldOf(pointer) !== undefined,
};

/** The problem of an edit by its state and by what is known of the session. */
export function describeEditProblem(
  state: ChangeState<unknown>,
  session: SessionSummary,
  canEdit: boolean,
  localize: LocalizeController,
): Problem | undefined {
  const isAnswered = state.status === 'unknown' || state.status === 'refused';
  return isAnswered || canEdit
    ? describeProblem(state, session, editKind, localize)
    : describeClosed(localize.term('edit.unavailable'));
}
