import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A source of values. `subscribe` returns the function that ends the subscription. */
export interface Source<Value> {
  subscribe(listener: (value: Value) => void): () => void;
}

/** Subscribes its host to a source of the provider while the host is connected. */
export class SubscriptionController<Value> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #source: () => Source<Value> | undefined;
  readonly #onValue: (value: Value) => void;
  #isConnected = false;
  #subscribed: Source<Value> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(
    host: ReactiveControllerHost,
    source: () => Source<Value> | undefined,
    onValue: (value: Value) => void,
  ) {
    this.#host = host;
    this.#source = source;
    this.#onValue = onValue;
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
    this.#unsubscribe = source?.subscribe(this.#onValue);
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#subscribed = undefined;
  }
}
