import type { DecisionInput } from '../model/decision.js';
import type { SessionSummary } from '../model/session.js';
import type { ChangeRequest } from './change.js';

/**
 * Sends a decision. When a repeated request is refused as already decided, it counts as done if
 * this user has given the same verdict and the note was saved. Otherwise the agent sees the refusal
 * and keeps the note.
 */
export const decisionRequest: ChangeRequest<DecisionInput, SessionSummary> = {
  send: (api, id, input, options) => api.decideSession(id, input, options),
  mayBeDone: ({ code, details: { decision } }, { verdict }, actorId) =>
    code === 'already-decided' && decision?.verdict === verdict && decision.by?.id === actorId,
  isDone: ({ notes }, { input: { note } }) =>
    note === null || notes.some(({ text }) => text === note),
};
