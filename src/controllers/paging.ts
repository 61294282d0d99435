import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError } from '../api/errors.js';
import type { SessionCount } from '../model/query.js';
import type { SessionSummary } from '../model/session.js';
import {
  areInPlace,
  changedDepth,
  ChangedSessions,
  countUnseen,
  replaceChanged,
  type ComparableRow,
} from './list-changes.js';
import { clearingCodes } from './load.js';
import { noPages, PageReader, type LoadedPages, type Selection } from './page-reader.js';

export interface PagingOptions<Row> {
  /** `undefined` lists nothing. */
  selection: () => Selection | undefined;
  /** Reduces a session to what the host shows, so that very long lists fit into memory. */
  toRow: (summary: SessionSummary) => Row;
  /** The first rows of a new selection have replaced those before. */
  onSelect?: () => void;
  onError?: (error: ReviewError) => void;
}

/** How many rows are loaded beyond the one that is needed. */
const lookahead = 25;
/** A refresh loads at most so many rows again. */
const refreshDepth = 1000;
/** A search that has become obsolete delays the next one by at most this long. */
const maxSearchDelayMs = 150;

/**
 * Loads sessions page after page, as far as its host needs them, and keeps them current. Rows stay
 * in memory until the selection changes: some 400 bytes each.
 */
export class PagingController<Row extends ComparableRow> implements ReactiveController {
  /** False while the rows are still those of the last selection. */
  isAnswered = false;
  /** The first page of a new selection or of a refresh is loading. */
  isPending = false;
  isReadingMore = false;
  /** Why the first page could not be loaded. Rows beside it may be out of date. */
  error: ReviewError | undefined;
  /** Why a later page could not be loaded. */
  moreError: ReviewError | undefined;
  /**
   * Set if the last poll found what it did not show, because rows would have moved under the reader's
   * eyes: the number of new sessions, or 0 if rows only move or disappear.
   */
  unseen: SessionCount | undefined;
  /** When the first page was last loaded. */
  updatedAt: Date | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: PagingOptions<Row>;
  #isConnected = false;
  #selection: Selection | undefined;
  readonly #reader: PageReader<Row>;
  #loaded: LoadedPages<Row> = noPages();
  #neededIndex = 0;
  #first: { abort: AbortController; selection: Selection; startedAt: number } | undefined;
  #more: AbortController | undefined;
  #poll: AbortController | undefined;
  /** Not loaded again yet. */
  readonly #changed = new ChangedSessions();
  #mayMove: () => boolean = () => false;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: PagingOptions<Row>) {
    this.#host = host;
    this.#options = options;
    this.#reader = new PageReader(options.toRow);
    host.addController(this);
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

  get rows(): readonly Row[] {
    return this.#loaded.rows;
  }

  /** The number of sessions in the selection, loaded or not; `null` while unknown. */
  get total(): SessionCount | null {
    return this.#loaded.total;
  }

  /** Whether the last page is loaded. */
  get isComplete(): boolean {
    return this.isAnswered && this.#loaded.cursor === null;
  }

  /** Discards everything; the next update of the host loads again. */
  clear(): void {
    this.#stop();
    this.#selection = undefined;
    this.#reader.clear();
    this.#changed.take();
    this.#discardRows();
    this.error = undefined;
    this.#host.requestUpdate();
  }

  /**
   * Reloads from the first page to the row that was needed last, unless that is very deep. The rows
   * stay until the answer arrives.
   */
  async refresh(): Promise<void> {
    if (!this.#selection) return;
    if (!this.isAnswered) this.error = undefined;
    const depth = this.#neededIndex + 1;
    await this.#readFirst(depth <= refreshDepth ? Math.min(depth, this.rows.length) : 0);
  }

  /**
   * Loads the first page in the background. Changed rows are updated in place. Rows that would
   * appear, disappear or move are shown only if `mayMove` allows it at that moment.
   */
  async poll(mayMove: () => boolean): Promise<void> {
    const selection = this.#selection;
    if (!selection || this.#isBusy || this.error?.code === 'forbidden') return;
    if (!this.isAnswered) return this.#readFirst();
    const { signal } = (this.#poll = new AbortController());
    const changed = this.#changed.take();
    const depth = changedDepth(this.rows, changed);
    try {
      const loaded = await this.#reader.readFrom(
        selection,
        depth <= refreshDepth ? depth : 0,
        signal,
      );
      if (!signal.aborted) this.#compare(loaded, mayMove);
    } catch (thrown) {
      if (!signal.aborted) this.#fail(thrown);
    } finally {
      if (signal.aborted) this.#changed.add(changed);
      else this.#poll = undefined;
    }
    await this.#readChanged();
  }

  /**
   * Like `poll`, for sessions that are known to have changed: loads as far as the last of them in
   * the list. Waits for a running request, which may be from before the change.
   */
  async follow(sessionIds: Iterable<string> | 'many', mayMove: () => boolean): Promise<void> {
    this.#changed.add(sessionIds);
    this.#mayMove = mayMove;
    await this.#readChanged();
  }

  /** Loads pages until the row at an index is there, and some rows beyond. */
  need(index: number): void {
    this.#neededIndex = index;
    // Not during the rendering that asks for the row.
    if (!this.moreError && this.#needsPage()) queueMicrotask(() => void this.#readMore());
  }

  /** Tries again after a later page has failed. */
  async retryMore(): Promise<void> {
    const { moreError } = this;
    this.moreError = undefined;
    // A cursor that the backend refuses stays invalid; the list must be read from its start.
    if (moreError?.code === 'invalid') await this.refresh();
    this.#host.requestUpdate();
    await this.#readMore();
  }

  /**
   * Applies a change that the backend has confirmed. `null` removes a session that no longer
   * matches the selection.
   */
  apply(id: string, row: Row | null): void {
    this.#reader.confirm(id, row);
    const index = this.rows.findIndex((shown) => shown.id === id);
    if (index < 0) return;
    const { rows, total } = this;
    this.#loaded.rows = row ? rows.with(index, row) : rows.toSpliced(index, 1);
    if (!row && total) this.#loaded.total = { ...total, count: total.count - 1 };
    this.#host.requestUpdate();
  }

  get #isBusy(): boolean {
    return Boolean(this.#first ?? this.#more ?? this.#poll);
  }

  async #readChanged(): Promise<void> {
    const isDue = !this.#changed.isEmpty && this.isAnswered && !this.#isBusy;
    if (isDue) await this.poll(this.#mayMove);
  }

  /** One search at a time. The next one waits for the answer, but not for a slow one. */
  #select(): void {
    this.isAnswered = false;
    this.isPending = true;
    this.#host.requestUpdate();
    if (!this.#first) {
      void this.#readFirst();
      return;
    }
    const waited = performance.now() - this.#first.startedAt;
    this.#searchTimer ??= setTimeout(
      () => void this.#readFirst(),
      Math.max(0, maxSearchDelayMs - waited),
    );
  }

  async #readFirst(depth = 0): Promise<void> {
    const selection = this.#selection;
    if (!selection) return;
    this.#stop();
    const abort = new AbortController();
    const { signal } = abort;
    this.#first = { abort, selection, startedAt: performance.now() };
    this.isPending = true;
    this.#changed.take();
    this.#host.requestUpdate();
    const isCurrent = () => isSame(selection, this.#selection);
    try {
      const loaded = await this.#reader.readFrom(selection, depth, signal);
      if (signal.aborted) return;
      if (isCurrent()) this.#adopt(loaded);
    } catch (thrown) {
      if (signal.aborted) return;
      if (isCurrent()) this.#fail(thrown);
    }
    if (!isCurrent()) return this.#readFirst();
    this.#stop();
    await this.#readChanged();
  }

  async #readMore(): Promise<void> {
    const selection = this.#selection;
    if (this.#more || this.#first || !this.isAnswered || !selection || !this.#needsPage()) return;
    this.#poll?.abort();
    this.#poll = undefined;
    const { signal } = (this.#more = new AbortController());
    this.isReadingMore = true;
    this.#host.requestUpdate();
    try {
      while (this.#needsPage()) {
        const missing = this.#neededIndex + 1 + lookahead - this.rows.length;
        await this.#reader.readNext(selection, this.#loaded, missing, signal);
        this.#host.requestUpdate();
      }
    } catch (thrown) {
      if (signal.aborted) return;
      this.#failMore(thrown);
    }
    this.#more = undefined;
    this.isReadingMore = false;
    this.#host.requestUpdate();
    await this.#readChanged();
  }

  #needsPage(): boolean {
    return this.#loaded.cursor !== null && this.rows.length <= this.#neededIndex + lookahead;
  }

  #adopt(loaded: LoadedPages<Row>): void {
    const isNewSelection = !this.isAnswered;
    if (isNewSelection) this.#neededIndex = 0;
    this.#loaded = loaded;
    this.isAnswered = true;
    this.isPending = false;
    this.moreError = undefined;
    this.#setCurrent(undefined);
    if (isNewSelection) this.#options.onSelect?.();
  }

  #compare(loaded: LoadedPages<Row>, mayMove: () => boolean): void {
    const { rows: shown } = this;
    const { rows, total } = loaded;
    const isLastPage = loaded.cursor === null;
    const isInPlace = areInPlace(rows, shown) && !(isLastPage && shown.length > rows.length);
    if (isInPlace ? shown.length <= rows.length : mayMove()) {
      this.#adopt(loaded);
      return;
    }
    const unseen = isInPlace ? undefined : countUnseen(rows, shown, isLastPage);
    Object.assign(this.#loaded, { rows: replaceChanged(shown, rows), total });
    this.#setCurrent(unseen);
  }

  /** The rows are as recent as now, apart from what is unseen. */
  #setCurrent(unseen: SessionCount | undefined): void {
    this.unseen = unseen;
    this.error = undefined;
    this.updatedAt = new Date();
    this.#host.requestUpdate();
  }

  #fail(thrown: unknown): void {
    this.error = ReviewError.from(thrown);
    this.isPending = false;
    // The old rows belong to another selection, or the user may no longer see them.
    if (!this.isAnswered || clearingCodes.has(this.error.code)) this.#discardRows();
    this.#host.requestUpdate();
    this.#options.onError?.(this.error);
  }

  #failMore(thrown: unknown): void {
    const error = ReviewError.from(thrown);
    if (clearingCodes.has(error.code)) {
      this.#fail(error);
    } else {
      this.moreError = error;
      this.#options.onError?.(error);
    }
  }

  #discardRows(): void {
    this.#loaded = noPages();
    this.#neededIndex = 0;
    this.isAnswered = false;
    this.isPending = false;
    this.moreError = undefined;
    this.unseen = undefined;
    this.updatedAt = undefined;
  }

  /** Aborts all requests. */
  #stop(): void {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = undefined;
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
