import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { SessionChanges } from '../context/session-changes.js';
import type { Session } from '../model/session.js';

/** Hears of the sessions that other elements of the same provider have changed. */
export class SessionChangesController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #source: () => SessionChanges | undefined;
  readonly #onChange: (session: Session) => void;
  #isConnected = false;
  #subscribed: SessionChanges | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(
    host: ReactiveControllerHost,
    source: () => SessionChanges | undefined,
    onChange: (session: Session) => void,
  ) {
    this.#host = host;
    this.#source = source;
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const source = this.#isConnected ? this.#source() : undefined;
    if (source === this.#subscribed) return;
    this.#unsubscribe?.();
    this.#subscribed = source;
    this.#unsubscribe = source?.subscribe(this.#onChange);
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#subscribed = undefined;
  }
}
