import { ContextProvider } from '@lit/context';
import type { ReactiveController, ReactiveElement } from 'lit';

import type { ReviewApi } from '../../api/review-api.js';
import { absent, connectionContext, type Connection } from '../../context/connection.js';
import type { ReviewQueueController } from '../../controllers/review-queue.js';

/**
 * Hands the provider's connection to the elements inside its host, with an adapter that answers with
 * prefetched sessions.
 */
export class InnerConnection implements ReactiveController {
  readonly #connection: () => Connection;
  readonly #queue: () => ReviewQueueController | undefined;
  readonly #context: ContextProvider<typeof connectionContext, ReactiveElement>;
  /** The provider's connection. */
  #outer: Connection | undefined;
  #inner: ReviewApi | undefined;

  constructor(
    host: ReactiveElement,
    connection: () => Connection,
    /** Absent until its part has loaded. */
    queue: () => ReviewQueueController | undefined,
  ) {
    this.#connection = connection;
    this.#queue = queue;
    this.#context = new ContextProvider(host, { context: connectionContext, initialValue: absent });
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#outer = undefined;
    this.#context.setValue(absent);
  }

  hostUpdate(): void {
    const connection = this.#connection();
    const { api } = connection;
    if (connection === this.#outer) return;
    if (!api || api !== this.#outer?.api) this.#follow(api);
    this.#outer = connection;
    this.#context.setValue(api && this.#inner ? { ...connection, api: this.#inner } : connection);
  }

  /** Another adapter knows nothing of the sessions that were prefetched. */
  #follow(outer: ReviewApi | undefined): void {
    const queue = this.#queue;
    queue()?.clear();
    this.#inner = outer && {
      ...outer,
      getSession: (id, options) => queue()?.take(id) ?? outer.getSession(id, options),
    };
  }
}
