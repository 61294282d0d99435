import type { DecisionInput } from '../model/decision.js';
import type { SessionSummary } from '../model/session.js';
import type { ChangeRequest } from './change.js';

/**
 * Sends a decision. "Already decided" counts as the answer to a repeated request if it speaks of the
 * same verdict by the same user, and the note is there too. Otherwise the agent is told, and keeps
 * the note.
 */
export const decisionRequest: ChangeRequest<DecisionInput, SessionSummary> = {
  send: (api, id, input, options) => api.decideSession(id, input, options),
  mayBeDone: ({ code, details: { decision } }, { verdict }, actorId) =>
    code === 'already-decided' && decision?.verdict === verdict && decision.by?.id === actorId,
  isDone: ({ notes }, { input: { note } }) =>
    note === null || notes.some(({ text }) => text === note),
};
