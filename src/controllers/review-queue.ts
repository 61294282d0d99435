import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError } from '../api/errors.js';
import type { RequestOptions, ReviewApi } from '../api/review-api.js';
import type { SessionQuery } from '../model/query.js';
import type { Session } from '../model/session.js';
import { clearingCodes } from './load.js';

export interface ReviewQueueOptions {
  api: () => ReviewApi | undefined;
  /**
   * The filter and the order of the list. The queue contains only the sessions that await action.
   */
  query: () => SessionQuery;
  /** Resolves when the query is known. */
  ready: () => Promise<unknown>;
}

export type NextSession =
  | { readonly status: 'found'; readonly sessionId: string }
  /** No other session of the query awaits action. */
  | { readonly status: 'none' }
  | { readonly status: 'failed'; readonly error: ReviewError };

const pageSize = 25;
/**
 * The search for a session's position ends after so many pages. The queue then starts at its
 * beginning.
 */
const maxPositionPages = 8;
/** A session that was prefetched earlier than this is loaded again. */
const maxAgeMs = 30_000;

interface Prefetched {
  readonly sessionId: string;
  readonly readAt: number;
  readonly session: Promise<Session>;
}

/**
 * Finds the next session that awaits action, in the order of a list, and prefetches it. It stores
 * the order from before the decision, because a decided session is no longer in the list. At the
 * end it starts again from the beginning, with sessions that have arrived since.
 */
export class ReviewQueueController implements ReactiveController {
  readonly #options: ReviewQueueOptions;
  /** The ids that were read so far, and the cursor of the next page. */
  #order: { readonly ids: string[]; cursor: string | null } = { ids: [], cursor: null };
  /** The adapter and query that `#order` was read with. */
  #source: { api: ReviewApi; query: string } | undefined;
  #prefetched: Prefetched | undefined;
  #search: { after: string; next: Promise<NextSession> } | undefined;
  #positioning: Promise<void> | undefined;
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost, options: ReviewQueueOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.clear();
  }

  clear(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#order = { ids: [], cursor: null };
    this.#source = undefined;
    this.#prefetched = undefined;
    this.#search = undefined;
    this.#positioning = undefined;
  }

  /** Finds the session's position. Call it before a decision removes the session from the list. */
  locate(sessionId: string): void {
    this.#positioning = this.#findPosition(sessionId);
  }

  /**
   * Finds the next session and starts to load it. Concurrent calls for the same session share one
   * search.
   */
  next(after: string): Promise<NextSession> {
    const search = this.#search;
    if (search?.after === after) return search.next;
    const next = this.#find(after).finally(() => {
      if (this.#search?.next === next) this.#search = undefined;
    });
    this.#search = { after, next };
    return next;
  }

  /** Finds a session itself if it awaits action, otherwise the one after it. */
  async nextFrom(sessionId: string): Promise<NextSession> {
    try {
      await this.#options.ready();
      this.#clearIfSourceChanged();
      if (await this.#isAwaiting(sessionId, this.#abort.signal)) {
        return { status: 'found', sessionId };
      }
    } catch (thrown) {
      return { status: 'failed', error: ReviewError.from(thrown) };
    }
    this.locate(sessionId);
    return this.next(sessionId);
  }

  /** The prefetched session, once, unless it is too old. */
  take(sessionId: string): Promise<Session> | undefined {
    const prefetched = this.#prefetched;
    if (prefetched?.sessionId !== sessionId) return undefined;
    this.#prefetched = undefined;
    return isFresh(prefetched) ? prefetched.session : undefined;
  }

  async #findPosition(sessionId: string): Promise<void> {
    try {
      await this.#options.ready();
      this.#clearIfSourceChanged();
      const { signal } = this.#abort;
      if (this.#order.ids.includes(sessionId)) return;
      this.#order = { ids: [], cursor: null };
      for (let pages = 0; pages < maxPositionPages; pages += 1) {
        const ids = await this.#readPage(signal);
        if (ids.includes(sessionId) || this.#order.cursor === null) return;
      }
    } catch {
      // Without a position, the queue starts at its beginning.
    }
  }

  async #find(after: string): Promise<NextSession> {
    await this.#positioning;
    try {
      await this.#options.ready();
      this.#clearIfSourceChanged();
      const { signal } = this.#abort;
      const seen = new Set([after]);
      for await (const sessionId of this.#following(after, signal)) {
        if (seen.has(sessionId)) continue;
        seen.add(sessionId);
        if (await this.#isAwaiting(sessionId, signal)) return { status: 'found', sessionId };
      }
      return { status: 'none' };
    } catch (thrown) {
      return { status: 'failed', error: ReviewError.from(thrown) };
    }
  }

  /** The ids after a session, then those of the whole list, read again. */
  async *#following(after: string, signal: AbortSignal): AsyncGenerator<string> {
    const index = this.#order.ids.indexOf(after);
    if (index >= 0) {
      yield* this.#order.ids.slice(index + 1);
      while (this.#order.cursor !== null) yield* await this.#readPage(signal);
    }
    this.#order = { ids: [], cursor: null };
    do yield* await this.#readPage(signal);
    while (this.#order.cursor !== null);
  }

  async #readPage(signal: AbortSignal): Promise<readonly string[]> {
    const { api, query } = this.#options;
    const adapter = api();
    if (!adapter)
      throw new ReviewError('unauthenticated', 'The elements are not connected to a backend.');
    const order = this.#order;
    const page = await adapter.listSessions(
      { ...query(), statuses: ['awaiting'], limit: pageSize, cursor: order.cursor },
      { signal },
    );
    const ids = page.items.map(({ id }) => id);
    order.ids.push(...ids);
    order.cursor = page.nextCursor;
    return ids;
  }

  /** Another agent may have decided it since the list was read. */
  async #isAwaiting(sessionId: string, signal: AbortSignal): Promise<boolean> {
    try {
      const { status } = await this.#prefetch(sessionId, { signal });
      return status === 'awaiting';
    } catch (thrown) {
      const { code } = ReviewError.from(thrown);
      if (code !== 'unauthenticated' && clearingCodes.has(code)) return false;
      throw thrown;
    }
  }

  #prefetch(sessionId: string, options: RequestOptions): Promise<Session> {
    const known = this.#prefetched;
    if (known?.sessionId === sessionId && isFresh(known)) return known.session;
    const api = this.#options.api();
    if (!api)
      throw new ReviewError('unauthenticated', 'The elements are not connected to a backend.');
    const session = api.getSession(sessionId, options);
    this.#prefetched = { sessionId, session, readAt: performance.now() };
    session.catch(() => {
      if (this.#prefetched?.session === session) this.#prefetched = undefined;
    });
    return session;
  }

  #clearIfSourceChanged(): void {
    const api = this.#options.api();
    const query = JSON.stringify(this.#options.query());
    if (this.#source?.api === api && this.#source?.query === query) return;
    this.clear();
    if (api) this.#source = { api, query };
  }
}

const isFresh = ({ readAt }: Prefetched): boolean => performance.now() - readAt < maxAgeMs;
