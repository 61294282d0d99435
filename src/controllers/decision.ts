import type { ReactiveControllerHost } from 'lit';

import type { DecisionInput } from '../model/decision.js';
import type { Session } from '../model/session.js';
import { ChangeController, type ChangeControllerOptions, type ChangeSubject } from './change.js';

export interface DecisionOptions extends Pick<
  ChangeControllerOptions<DecisionInput>,
  'api' | 'onError' | 'deadline'
> {
  /** The id of the signed-in user, to recognise a decision as their own. */
  actorId: () => string | undefined;
  onDecided: (session: Session) => void;
}

/**
 * Sends decisions, each once. "Already decided" counts as the answer to a repeated request when it
 * speaks of the same verdict by the same user, and the note is there too: otherwise the agent is
 * told and keeps the note.
 */
export class DecisionController extends ChangeController<DecisionInput, ChangeSubject> {
  constructor(host: ReactiveControllerHost, { actorId, onDecided, ...options }: DecisionOptions) {
    super(host, {
      ...options,
      send: (api, id, input, change) => api.decideSession(id, input, change),
      mayBeDone: ({ code, details: { decision } }, { verdict }) =>
        code === 'already-decided' &&
        decision?.verdict === verdict &&
        decision.by !== null &&
        decision.by.id === actorId(),
      isDone: ({ notes }, { note }) => note === null || notes.some(({ text }) => text === note),
      onDone: onDecided,
    });
  }

  /** Sends a decision, unless one for this session is under way or its outcome is unknown. */
  async decide(subject: ChangeSubject, input: DecisionInput): Promise<void> {
    await this.change(subject, input);
  }
}
