import { createContext } from '@lit/context';

import type { Session } from '../model/session.js';

type Listener = (session: Session) => void;

/** Tells the elements of one provider that a session was changed by one of them. */
export class SessionChanges {
  readonly #listeners = new Set<Listener>();

  /** Hands over the session as the backend confirmed it. */
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
