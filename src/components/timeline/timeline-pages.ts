import type { ReactiveControllerHost } from 'lit';

import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import { LoadController } from '../../controllers/load.js';
import type { TimelineEntry, TimelineOrder, TimelinePage } from '../../model/timeline.js';

export interface TimelinePagesOptions {
  /** The adapter, if it has timelines. */
  readonly api: () => ReviewApi | undefined;
  readonly sessionId: () => string;
  readonly order: () => TimelineOrder;
  /** A request failed that did not fail in the same way before. */
  readonly onError: (error: ReviewError) => void;
  /** Receives the number of entries that a further page has added. */
  readonly onMore: (count: number) => void;
}

/**
 * Loads the timeline of a session: the first page, and further ones on request. A reload reads all pages
 * that are shown, so that entries which were added move the others on.
 */
export class TimelinePages {
  /** Why the next page could not be loaded. */
  moreError: ReviewError | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: TimelinePagesOptions;
  readonly #load: LoadController<ReviewApi | string, TimelinePage>;
  #pageCount = 1;
  #more: AbortController | undefined;

  constructor(host: ReactiveControllerHost, options: TimelinePagesOptions) {
    this.#host = host;
    this.#options = options;
    this.#load = new LoadController(host, {
      key: () => {
        const api = options.api();
        const sessionId = options.sessionId();
        return api && sessionId ? [api, sessionId, options.order()] : undefined;
      },
      load: (signal) => this.#read(signal),
      onError: (error, previous) => {
        if (error.code !== previous?.code) options.onError(error);
      },
    });
    host.addController(this);
  }

  hostDisconnected(): void {
    this.restart();
  }

  /** `undefined` until the first page has loaded. */
  get items(): readonly TimelineEntry[] | undefined {
    return this.#load.value?.items;
  }

  /** Why the last load failed. Items beside it are stale. */
  get error(): ReviewError | undefined {
    return this.#load.error;
  }

  get isPending(): boolean {
    return this.#load.pending;
  }

  get isLoadingMore(): boolean {
    return this.#more !== undefined;
  }

  get hasMore(): boolean {
    return (this.#load.value?.nextCursor ?? null) !== null;
  }

  /** Another timeline begins with its first page. */
  restart(): void {
    this.#pageCount = 1;
    this.#abortMore();
    this.moreError = undefined;
  }

  reload(): Promise<void> {
    this.#abortMore();
    return this.#load.reload();
  }

  /** Reloads after a change, but lets a running load end first. */
  update(): void {
    this.#abortMore();
    void this.#load.update();
  }

  /** Adds the next page. */
  async more(): Promise<void> {
    const { value: shown } = this.#load;
    if (!shown || shown.nextCursor === null || this.isLoadingMore) return;
    const more = (this.#more = new AbortController());
    this.moreError = undefined;
    this.#host.requestUpdate();
    try {
      const page = await this.#readPage(shown.nextCursor, more.signal);
      if (this.#more !== more) return;
      this.#more = undefined;
      this.#pageCount += 1;
      this.#load.replace({ items: [...shown.items, ...page.items], nextCursor: page.nextCursor });
      this.#options.onMore(page.items.length);
    } catch (thrown) {
      if (this.#more !== more) return;
      this.#more = undefined;
      this.moreError = ReviewError.from(thrown);
      this.#host.requestUpdate();
      this.#options.onError(this.moreError);
    }
  }

  #abortMore(): void {
    this.#more?.abort();
    this.#more = undefined;
    this.#host.requestUpdate();
  }

  async #read(signal: AbortSignal): Promise<TimelinePage> {
    const items: TimelineEntry[] = [];
    let cursor: string | null = null;
    for (let page = 1; page <= this.#pageCount; page += 1) {
      const { items: more, nextCursor }: TimelinePage = await this.#readPage(cursor, signal);
      items.push(...more);
      cursor = nextCursor;
      if (cursor === null) break;
    }
    return { items, nextCursor: cursor };
  }

  #readPage(cursor: string | null, signal: AbortSignal): Promise<TimelinePage> {
    const { api, sessionId, order } = this.#options;
    const adapter = api();
    if (!adapter) throw new ReviewError('unsupported', 'The adapter has no timelines.');
    return adapter.getTimeline(sessionId(), {
      ...{ signal, order: order() },
      ...(cursor !== null && { cursor }),
    });
  }
}
