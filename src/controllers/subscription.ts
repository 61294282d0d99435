import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Something that can be listened to; `subscribe` gives the function that ends it. */
export interface Source<News> {
  subscribe(listener: (news: News) => void): () => void;
}

/** Listens to what its host is given by the provider, while the host is on the page. */
export class SubscriptionController<News> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #source: () => Source<News> | undefined;
  readonly #onNews: (news: News) => void;
  #isConnected = false;
  #subscribed: Source<News> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(
    host: ReactiveControllerHost,
    source: () => Source<News> | undefined,
    onNews: (news: News) => void,
  ) {
    this.#host = host;
    this.#source = source;
    this.#onNews = onNews;
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
    this.#unsubscribe = source?.subscribe(this.#onNews);
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#subscribed = undefined;
  }
}
