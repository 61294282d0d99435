import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError } from '../api/errors.js';
import type { RequestOptions, ReviewApi } from '../api/review-api.js';
import type { SessionQuery } from '../model/query.js';
import type { Session } from '../model/session.js';
import { withdrawing } from './load.js';

export interface ReviewQueueOptions {
  api: () => ReviewApi | undefined;
  /** What is selected and how it is ordered; of these, the sessions that await action. */
  query: () => SessionQuery;
}

export type NextSession =
  | { readonly status: 'found'; readonly sessionId: string }
  /** No other session of the query awaits action. */
  | { readonly status: 'none' }
  | { readonly status: 'failed'; readonly error: ReviewError };

const pageSize = 25;
/** How far the place of a session is looked for; beyond it the queue begins anew. */
const maxPlacePages = 8;
/** In milliseconds; what was read ahead before that is read again. */
const freshness = 30_000;

interface Ahead {
  readonly sessionId: string;
  readonly readAt: number;
  readonly session: Promise<Session>;
}

/**
 * Finds the session that awaits action after another one, in the order of a list, and reads it
 * ahead. It remembers the order as it was before the decision, since a decided session has no place
 * in it any more; at its end it begins anew with what has come since.
 */
export class ReviewQueueController implements ReactiveController {
  readonly #options: ReviewQueueOptions;
  /** Ids, and the cursor to those that follow. */
  #order: { readonly ids: string[]; cursor: string | null } = { ids: [], cursor: null };
  /** What the order belongs to. */
  #source: { api: ReviewApi; query: string } | undefined;
  #ahead: Ahead | undefined;
  #search: { after: string; next: Promise<NextSession> } | undefined;
  #placing: Promise<void> | undefined;
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost, options: ReviewQueueOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.clear();
  }

  /** Forgets everything that was read. */
  clear(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#order = { ids: [], cursor: null };
    this.#source = undefined;
    this.#ahead = undefined;
    this.#search = undefined;
    this.#placing = undefined;
  }

  /** Remembers the place of a session while it still has one. */
  place(sessionId: string): void {
    this.#placing = this.#findPlace(sessionId);
  }

  /** The next session and, on its way, its details. One search at a time for the same session. */
  next(after: string): Promise<NextSession> {
    const search = this.#search;
    if (search?.after === after) return search.next;
    const next = this.#find(after).finally(() => {
      if (this.#search?.next === next) this.#search = undefined;
    });
    this.#search = { after, next };
    return next;
  }

  /** What was read ahead, once, as long as it is fresh. */
  take(sessionId: string): Promise<Session> | undefined {
    const ahead = this.#ahead;
    if (ahead?.sessionId !== sessionId) return undefined;
    this.#ahead = undefined;
    return isFresh(ahead) ? ahead.session : undefined;
  }

  async #findPlace(sessionId: string): Promise<void> {
    this.#keepToSource();
    const { signal } = this.#abort;
    if (this.#order.ids.includes(sessionId)) return;
    this.#order = { ids: [], cursor: null };
    try {
      for (let pages = 0; pages < maxPlacePages; pages += 1) {
        const ids = await this.#readPage(signal);
        if (ids.includes(sessionId) || this.#order.cursor === null) return;
      }
    } catch {
      // Only a convenience is lost: the queue begins anew.
    }
  }

  async #find(after: string): Promise<NextSession> {
    await this.#placing;
    this.#keepToSource();
    const { signal } = this.#abort;
    try {
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

  /** The ids after a session, then all of them as they are by then. */
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
    if (!adapter) throw new ReviewError('unauthenticated', 'There is no connection.');
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

  /** A colleague may have decided it since the list was read. */
  async #isAwaiting(sessionId: string, signal: AbortSignal): Promise<boolean> {
    try {
      const { status } = await this.#readAhead(sessionId, { signal });
      return status === 'awaiting';
    } catch (thrown) {
      const { code } = ReviewError.from(thrown);
      if (code !== 'unauthenticated' && withdrawing.has(code)) return false;
      throw thrown;
    }
  }

  #readAhead(sessionId: string, options: RequestOptions): Promise<Session> {
    const known = this.#ahead;
    if (known?.sessionId === sessionId && isFresh(known)) return known.session;
    const api = this.#options.api();
    if (!api) throw new ReviewError('unauthenticated', 'There is no connection.');
    const session = api.getSession(sessionId, options);
    this.#ahead = { sessionId, session, readAt: performance.now() };
    session.catch(() => {
      if (this.#ahead?.session === session) this.#ahead = undefined;
    });
    return session;
  }

  #keepToSource(): void {
    const api = this.#options.api();
    const query = JSON.stringify(this.#options.query());
    if (this.#source?.api === api && this.#source?.query === query) return;
    this.clear();
    if (api) this.#source = { api, query };
  }
}

const isFresh = ({ readAt }: Ahead): boolean => performance.now() - readAt < freshness;
