import { createContext } from '@lit/context';

import type { Session } from '../model/session.js';

type Listener = (session: Session) => void;

/** Notifies the elements of one provider when one of them has changed a session. */
export class SessionChanges {
  readonly #listeners = new Set<Listener>();

  /** Passes on the session as the backend has confirmed it. */
  announce(session: Session): void {
    for (const listener of this.#listeners) listener(session);
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const sessionChangesContext = createContext<SessionChanges>(
  Symbol.for('kv-review:session-changes'),
);
