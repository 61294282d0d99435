import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError } from '../api/errors.js';
import type { ReviewApi } from '../api/review-api.js';
import { maxPageSize } from '../model/paging.js';
import type { SessionCount, SessionFilter, SessionPage, SessionSort } from '../model/query.js';
import type { SessionSummary } from '../model/session.js';
import { withdrawing } from './load.js';

/** What is listed, and from where. */
export interface Selection {
  readonly api: ReviewApi;
  readonly filter: SessionFilter;
  readonly sort: SessionSort;
}

export interface PagingOptions<Row> {
  /** `undefined` lists nothing. */
  selection: () => Selection | undefined;
  /** Keeps of a session only what the host shows, so that very long lists fit into memory. */
  toRow: (summary: SessionSummary) => Row;
  /** The rows are now those of a selection that was not shown before. */
  onSelect?: () => void;
  onError?: (error: ReviewError) => void;
}

/** What a poll found and did not show, because it would have moved what is being read. */
export type News = 'none' | 'new' | 'changed';

const firstPageSize = 50;
/** Rows that are read before the reader gets there. */
const lookahead = 25;
/** A refresh reads as many rows again at most. */
const refreshDepth = 1000;
/** How long, in milliseconds, a search that is no longer wanted may hold up the next one. */
const patience = 150;

interface Reading<Row> {
  rows: Row[];
  ids: Set<string>;
  total: SessionCount | null;
  cursor: string | null;
}

/**
 * Reads sessions page after page, as far as its host needs them, and keeps them true. Every row that
 * was read stays in memory until the selection changes: some 400 bytes each.
 */
export class PagingController<
  Row extends { readonly id: string; readonly version: string },
> implements ReactiveController {
  rows: readonly Row[] = [];
  /** All that the selection holds, read or not; `null` while unknown. */
  total: SessionCount | null = null;
  /** False while the rows are still those of the selection before. */
  isAnswered = false;
  /** The first page is being read: for a new selection, or for a refresh that somebody asked for. */
  isPending = false;
  isReadingMore = false;
  /** Why the first page could not be read; with rows in view these may be out of date. */
  error: ReviewError | undefined;
  /** Why a later page could not be read. */
  moreError: ReviewError | undefined;
  news: News = 'none';
  /** With `new`: how many sessions nobody has seen stand above one that was seen. */
  newCount: SessionCount = { count: 0, exact: true };
  /** When the first page was read last. */
  updatedAt: Date | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: PagingOptions<Row>;
  #isConnected = false;
  #selection: Selection | undefined;
  #cursor: string | null = null;
  #ids = new Set<string>();
  #neededIndex = 0;
  #first: { abort: AbortController; selection: Selection; startedAt: number } | undefined;
  #more: AbortController | undefined;
  #poll: AbortController | undefined;
  /** What was told to have changed and is not read yet. */
  #unread: Set<string> | 'many' | undefined;
  #mayMove: () => boolean = () => false;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** Changes that were announced; those after the start of a request hold against its answer. */
  readonly #changes = new Map<string, { row: Row | null; serial: number }>();
  #serial = 0;

  constructor(host: ReactiveControllerHost, options: PagingOptions<Row>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** True when there is no page after the last row. */
  get isComplete(): boolean {
    return this.isAnswered && this.#cursor === null;
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.clear();
  }

  hostUpdate(): void {
    if (!this.#isConnected) return;
    const selection = this.#options.selection();
    if (selection?.api !== this.#selection?.api) {
      this.clear();
      this.#selection = selection;
      if (selection) void this.#readFirst();
    } else if (selection && !isSame(selection, this.#selection)) {
      this.#selection = selection;
      this.#select();
    }
  }

  /** Forgets everything at once; the next update of the host reads again. */
  clear(): void {
    this.#stop();
    this.#selection = undefined;
    this.#changes.clear();
    this.#unread = undefined;
    this.#withdraw();
    this.error = undefined;
    this.#host.requestUpdate();
  }

  /**
   * Reads again from the first page on, up to the row that was needed last unless it is very deep;
   * the rows stay until the answer is there.
   */
  async refresh(): Promise<void> {
    if (!this.#selection) return;
    if (!this.isAnswered) this.error = undefined;
    const depth = this.#neededIndex + 1;
    await this.#readFirst(depth <= refreshDepth ? Math.min(depth, this.rows.length) : 0);
  }

  /**
   * Looks at the first page without a sign of it. What changed in a row is shown in its place; rows
   * that come, go or move are shown only when `mayMove` allows it at that moment.
   */
  async poll(mayMove: () => boolean): Promise<void> {
    const selection = this.#selection;
    if (!selection || this.#isBusy || this.error?.code === 'forbidden') return;
    if (!this.isAnswered) return this.#readFirst();
    const { signal } = (this.#poll = new AbortController());
    const unread = this.#unread;
    this.#unread = undefined;
    try {
      const reading = await this.#readTo(this.#depthOf(unread), selection, signal);
      if (!signal.aborted) this.#compare(reading, mayMove);
    } catch (thrown) {
      if (!signal.aborted) this.#fail(thrown);
    } finally {
      if (signal.aborted) this.#unread = merge(unread, this.#unread);
      else this.#poll = undefined;
    }
    await this.#readUnread();
  }

  /**
   * Like `poll`, for sessions that are told to have changed: reads as far as the last of them that is
   * listed, and waits for what is under way, which may be from before the change.
   */
  async follow(sessionIds: Iterable<string> | 'many', mayMove: () => boolean): Promise<void> {
    this.#unread = merge(sessionIds === 'many' ? 'many' : new Set(sessionIds), this.#unread);
    this.#mayMove = mayMove;
    await this.#readUnread();
  }

  /** Reads on until the row of an index is there, and some rows beyond. */
  need(index: number): void {
    this.#neededIndex = index;
    // Apart from the rendering that finds out about the need.
    if (!this.moreError && this.#isWanting()) queueMicrotask(() => void this.#readMore());
  }

  /** After a later page has failed. */
  async retryMore(): Promise<void> {
    const { moreError } = this;
    this.moreError = undefined;
    // A cursor that the backend no longer takes is not better at the second try.
    if (moreError?.code === 'invalid') await this.refresh();
    this.#host.requestUpdate();
    await this.#readMore();
  }

  /** Takes a session as the backend has confirmed it; `null` when it is not selected any more. */
  apply(id: string, row: Row | null): void {
    this.#serial += 1;
    this.#changes.set(id, { row, serial: this.#serial });
    const index = this.rows.findIndex((shown) => shown.id === id);
    if (index < 0) return;
    this.rows = row ? this.rows.with(index, row) : this.rows.toSpliced(index, 1);
    if (!row && this.total) this.total = { ...this.total, count: this.total.count - 1 };
    this.#host.requestUpdate();
  }

  get #isBusy(): boolean {
    return Boolean(this.#first ?? this.#more ?? this.#poll);
  }

  async #readUnread(): Promise<void> {
    if (this.#unread && this.isAnswered && !this.#isBusy) await this.poll(this.#mayMove);
  }

  #depthOf(unread: Set<string> | 'many' | undefined): number {
    if (!unread || unread === 'many') return 0;
    const last = this.rows.findLastIndex(({ id }) => unread.has(id));
    return last < refreshDepth ? last + 1 : 0;
  }

  /** One search at a time: the next one waits for the answer before, but not for a slow one. */
  #select(): void {
    this.isAnswered = false;
    this.isPending = true;
    this.#host.requestUpdate();
    if (!this.#first) {
      void this.#readFirst();
      return;
    }
    const waited = performance.now() - this.#first.startedAt;
    this.#patience ??= setTimeout(() => void this.#readFirst(), Math.max(0, patience - waited));
  }

  async #readFirst(depth = 0): Promise<void> {
    const selection = this.#selection;
    if (!selection) return;
    this.#stop();
    const abort = new AbortController();
    const { signal } = abort;
    this.#first = { abort, selection, startedAt: performance.now() };
    this.isPending = true;
    this.#unread = undefined;
    this.#host.requestUpdate();
    const isWanted = () => isSame(selection, this.#selection);
    try {
      const reading = await this.#readTo(depth, selection, signal);
      if (signal.aborted) return;
      if (isWanted()) this.#adopt(reading);
    } catch (thrown) {
      if (signal.aborted) return;
      if (isWanted()) this.#fail(thrown);
    }
    if (!isWanted()) return this.#readFirst();
    this.#stop();
    await this.#readUnread();
  }

  async #readTo(depth: number, selection: Selection, signal: AbortSignal): Promise<Reading<Row>> {
    const serial = this.#serial;
    const size = Math.min(Math.max(depth, firstPageSize), maxPageSize);
    const reading = this.#read(await this.#list(selection, null, size, signal), serial);
    while (reading.rows.length < depth && reading.cursor !== null) {
      const page = await this.#list(selection, reading.cursor, maxPageSize, signal);
      const next = this.#read(page, serial, reading.cursor, reading.ids);
      reading.rows.push(...next.rows);
      reading.cursor = next.cursor;
    }
    return reading;
  }

  async #readMore(): Promise<void> {
    const selection = this.#selection;
    if (this.#more || this.#first || !this.isAnswered || !selection || !this.#isWanting()) return;
    this.#poll?.abort();
    this.#poll = undefined;
    const { signal } = (this.#more = new AbortController());
    this.isReadingMore = true;
    this.#host.requestUpdate();
    try {
      while (this.#isWanting()) {
        const missing = this.#neededIndex + 1 + lookahead - this.rows.length;
        const size = Math.min(Math.max(missing, firstPageSize), maxPageSize);
        const serial = this.#serial;
        const page = await this.#list(selection, this.#cursor, size, signal);
        if (signal.aborted) return;
        const { rows, cursor } = this.#read(page, serial, this.#cursor, this.#ids);
        this.rows = this.rows.concat(rows);
        this.#cursor = cursor;
        this.#host.requestUpdate();
      }
    } catch (thrown) {
      if (signal.aborted) return;
      this.#failMore(thrown);
    }
    this.#more = undefined;
    this.isReadingMore = false;
    this.#host.requestUpdate();
    await this.#readUnread();
  }

  #isWanting(): boolean {
    return this.#cursor !== null && this.rows.length <= this.#neededIndex + lookahead;
  }

  #list(
    { api, filter, sort }: Selection,
    cursor: string | null,
    limit: number,
    signal: AbortSignal,
  ): Promise<SessionPage> {
    return api.listSessions({ ...filter, sort, cursor, limit }, { signal });
  }

  /** The rows of a page that are not among those before, as they are since the request began. */
  #read(
    page: SessionPage,
    serial: number,
    after: string | null = null,
    ids = new Set<string>(),
  ): Reading<Row> {
    const knownCount = ids.size;
    const rows: Row[] = [];
    for (const summary of page.items) {
      if (ids.has(summary.id)) continue;
      ids.add(summary.id);
      const change = this.#changes.get(summary.id);
      const row = change && change.serial > serial ? change.row : this.#options.toRow(summary);
      if (row) rows.push(row);
    }
    const isRepeated = page.items.length > 0 && ids.size === knownCount;
    if (page.nextCursor !== null && (isRepeated || page.nextCursor === after)) {
      throw new ReviewError('unavailable', 'The pages of the list go in a circle.');
    }
    return { rows, ids, total: page.total, cursor: page.nextCursor };
  }

  #adopt({ rows, ids, total, cursor }: Reading<Row>): void {
    const isNews = !this.isAnswered;
    if (isNews) this.#neededIndex = 0;
    this.rows = rows;
    this.#ids = ids;
    this.total = total;
    this.#cursor = cursor;
    this.isAnswered = true;
    this.isPending = false;
    this.error = undefined;
    this.moreError = undefined;
    this.news = 'none';
    this.updatedAt = new Date();
    this.#host.requestUpdate();
    if (isNews) this.#options.onSelect?.();
  }

  #compare(reading: Reading<Row>, mayMove: () => boolean): void {
    const { rows, total, cursor } = reading;
    const { rows: shown } = this;
    const isInPlace =
      rows.every(({ id }, index) => index >= shown.length || id === shown[index]?.id) &&
      (cursor !== null || shown.length <= rows.length);
    if (isInPlace ? shown.length <= rows.length : mayMove()) {
      this.#adopt(reading);
      return;
    }
    const fresh = new Map(rows.map((row) => [row.id, row]));
    if (this.rows.some((row) => isOther(row, fresh.get(row.id)))) {
      this.rows = this.rows.map((row) => fresh.get(row.id) ?? row);
    }
    this.total = total;
    this.error = undefined;
    this.updatedAt = new Date();
    const { count, isAll } = countNew(rows, this.rows);
    this.newCount = { count, exact: !isAll || cursor === null };
    this.news = isInPlace ? 'none' : count > 0 ? 'new' : 'changed';
    this.#host.requestUpdate();
  }

  #fail(thrown: unknown): void {
    this.error = ReviewError.from(thrown);
    this.isPending = false;
    // Nothing that was read before may stay: it belongs to another selection, or is withheld now.
    if (!this.isAnswered || withdrawing.has(this.error.code)) this.#withdraw();
    this.#host.requestUpdate();
    this.#options.onError?.(this.error);
  }

  #failMore(thrown: unknown): void {
    const error = ReviewError.from(thrown);
    if (withdrawing.has(error.code)) {
      this.#fail(error);
    } else {
      this.moreError = error;
      this.#options.onError?.(error);
    }
  }

  #withdraw(): void {
    this.rows = [];
    this.#ids.clear();
    this.total = null;
    this.#cursor = null;
    this.#neededIndex = 0;
    this.isAnswered = false;
    this.isPending = false;
    this.moreError = undefined;
    this.news = 'none';
    this.updatedAt = undefined;
  }

  /** Ends whatever is under way. */
  #stop(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    for (const abort of [this.#first?.abort, this.#more, this.#poll]) abort?.abort();
    this.#first = undefined;
    this.#more = undefined;
    this.#poll = undefined;
    this.isReadingMore = false;
  }
}

function isSame(a: Selection, b: Selection | undefined): boolean {
  return (
    a.api === b?.api && a.sort === b.sort && JSON.stringify(a.filter) === JSON.stringify(b.filter)
  );
}

function isOther<Row extends { version: string }>(row: Row, fresh: Row | undefined): boolean {
  return fresh !== undefined && fresh.version !== row.version;
}

/** Sessions that nobody has seen, above one that was seen: these are new, and not just moved up. */
function countNew<Row extends { id: string }>(
  page: readonly Row[],
  shown: readonly Row[],
): { count: number; isAll: boolean } {
  const known = new Set(shown.map((row) => row.id));
  const lastKnown = page.findLastIndex((row) => known.has(row.id));
  const above = lastKnown < 0 ? page : page.slice(0, lastKnown);
  return { count: above.filter((row) => !known.has(row.id)).length, isAll: lastKnown < 0 };
}

type Ids = Set<string> | 'many';

function merge(one: Ids | undefined, other: Ids | undefined): Ids | undefined {
  if (one === 'many' || other === 'many') return 'many';
  return one && other ? new Set([...one, ...other]) : (one ?? other);
}
