import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError } from '../api/errors.js';
import { maxPageSize } from '../model/paging.js';
import type { SessionCount } from '../model/query.js';
import type { SessionSummary } from '../model/session.js';
import type { ComparableRow } from './list-changes.js';
import { clearingCodes } from './load.js';
import type { PageKeeper } from './page-keeper.js';
import { PageReader, type Selection } from './page-reader.js';
import { SparseRows } from './sparse-rows.js';

export interface PagingOptions<Row> {
  /** `undefined` lists nothing. */
  selection: () => Selection | undefined;
  /** Reduces a session to what the host shows, so that very long lists fit into memory. */
  toRow: (summary: SessionSummary) => Row;
  /** The first rows of a new selection have replaced those before. */
  onSelect?: () => void;
  onError?: (error: ReviewError) => void;
}

/** The pages of a list that have been read so far. */
export interface LoadedPages<Row extends ComparableRow> {
  readonly rows: SparseRows<Row>;
  /** `null` if nobody has counted. */
  total: SessionCount | null;
}

/** The first and the last row that are needed. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/** Handed to the keeper, so that a page does not load chunks for what it has already. */
const keeperTools = { ReviewError, SparseRows, maxPageSize, clearingCodes };
export type KeeperTools = typeof keeperTools;

/** A search that has become obsolete delays the next one by at most this long. */
const maxSearchDelayMs = 150;

/**
 * Loads the sessions that its host needs, and keeps them current. The first page loads here. A
 * `PageKeeper`, which is loaded after it, does the rest. Rows stay in memory until the selection
 * changes: some 400 bytes each.
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

  /** The list to read. */
  selection: Selection | undefined;
  loaded: LoadedPages<Row> = { rows: new SparseRows(), total: null };
  /** The same object as long as the same rows are needed. */
  needed: Range = { first: 0, last: 0 };
  readonly reader: PageReader<Row>;
  readonly options: PagingOptions<Row>;

  readonly #host: ReactiveControllerHost;
  #isConnected = false;
  #keeper: PageKeeper<Row> | undefined;
  #loadingKeeper: Promise<typeof import('./page-keeper.js')> | undefined;
  #first: { abort: AbortController; selection: Selection; startedAt: number } | undefined;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: PagingOptions<Row>) {
    this.#host = host;
    this.options = options;
    this.reader = new PageReader(options.toRow);
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.update();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.clear();
  }

  hostUpdate(): void {
    if (!this.#isConnected) return;
    const before = this.selection;
    const selection = this.options.selection();
    if (selection?.api !== before?.api) this.clear();
    this.selection = selection;
    if (!selection || isSame(selection, before)) return;
    if (before?.api === selection.api) this.#select();
    else void this.readFirst();
  }

  get rows(): SparseRows<Row> {
    return this.loaded.rows;
  }

  /** The number of sessions in the selection, loaded or not; `null` while unknown. */
  get total(): SessionCount | null {
    return this.loaded.total;
  }

  /** Whether the last page is loaded. */
  get isComplete(): boolean {
    return this.isAnswered && this.rows.hasEnd;
  }

  /** Whether rows anywhere in the list can be loaded, without those before them. */
  get hasOffset(): boolean {
    return this.selection?.hasOffset ?? false;
  }

  /** Whether the request for the first page is running. */
  get isReadingFirst(): boolean {
    return this.#first !== undefined;
  }

  /** Discards everything; the next update of the host loads again. */
  clear(): void {
    this.#stop();
    this.selection = undefined;
    this.reader.clear();
    this.#keeper?.clear();
    this.#discardRows();
    this.error = undefined;
    this.update();
  }

  /**
   * Reloads from the first page to the rows that were needed last; if these are very deep, the first
   * page, and them if they can be loaded alone. The rows stay until the answer arrives.
   */
  async refresh(): Promise<void> {
    if (this.isAnswered) return this.#keep((keeper) => keeper.refresh());
    this.error = undefined;
    return this.readFirst();
  }

  /**
   * Loads the first page in the background, and the rows in view if they can be loaded alone. Changed
   * rows are updated in place. Rows that would appear, disappear or move are shown only if `mayMove`
   * allows it at that moment.
   */
  async poll(mayMove: () => boolean): Promise<void> {
    if (!this.selection || this.#first || this.error?.code === 'forbidden') return;
    if (!this.isAnswered) return this.readFirst();
    return this.#keep((keeper) => keeper.poll(mayMove));
  }

  /**
   * Like `poll`, for sessions that are known to have changed: loads as far as the last of them in
   * the list. Waits for a running request, which may be from before the change.
   */
  async follow(sessionIds: Iterable<string> | 'many', mayMove: () => boolean): Promise<void> {
    return this.#keep((keeper) => keeper.follow(sessionIds, mayMove));
  }

  /** Loads these rows, and some beyond. Those far from all others are loaded once the range rests. */
  need(first: number, last: number): void {
    const { needed } = this;
    if (needed.first !== first || needed.last !== last) this.needed = { first, last };
    this.#keeper?.need();
  }

  /** Loads the row at an index, at once. It may be missing then. */
  async load(index: number): Promise<void> {
    return this.#keep((keeper) => keeper.load(index));
  }

  /** Tries again after a later page has failed. */
  async retryMore(): Promise<void> {
    return this.#keep((keeper) => keeper.retryMore());
  }

  /**
   * Applies a change that the backend has confirmed. `null` removes a session that no longer
   * matches the selection.
   */
  apply(id: string, row: Row | null): void {
    this.reader.confirm(id, row);
    if (this.rows.has(id)) void this.#keep((keeper) => keeper.apply(id, row));
  }

  update(): void {
    this.#host.requestUpdate();
  }

  /** Loads the first page, or what `read` reads from there on, and shows it instead of all rows. */
  async readFirst(
    read: (selection: Selection, signal: AbortSignal) => Promise<LoadedPages<Row>> = this
      .#readFirst,
  ): Promise<void> {
    const { selection } = this;
    if (!selection) return;
    this.#stop();
    const abort = new AbortController();
    const { signal } = abort;
    this.#first = { abort, selection, startedAt: performance.now() };
    this.isPending = true;
    this.#keeper?.clear();
    this.update();
    const isCurrent = () => isSame(selection, this.selection);
    try {
      const loaded = await read(selection, signal);
      if (signal.aborted) return;
      if (isCurrent()) this.adopt(loaded);
    } catch (thrown) {
      if (signal.aborted) return;
      if (isCurrent()) this.fail(thrown);
    }
    if (!isCurrent()) return this.readFirst();
    this.#stop();
    await this.#keeper?.readChanged();
  }

  adopt(loaded: LoadedPages<Row>): void {
    const isNewSelection = !this.isAnswered;
    if (isNewSelection) this.needed = { first: 0, last: 0 };
    this.loaded = loaded;
    this.isAnswered = true;
    this.isPending = false;
    this.moreError = undefined;
    this.setCurrent(undefined);
    if (isNewSelection) this.options.onSelect?.();
    if (!this.#keeper) void this.#keep((keeper) => keeper.need());
  }

  /** The rows are as recent as now, apart from what is unseen. */
  setCurrent(unseen: SessionCount | undefined): void {
    this.unseen = unseen;
    this.error = undefined;
    this.updatedAt = new Date();
    this.update();
  }

  fail(thrown: unknown): void {
    this.error = ReviewError.from(thrown);
    this.isPending = false;
    // The old rows belong to another selection, or the user may no longer see them.
    if (!this.isAnswered || clearingCodes.has(this.error.code)) this.#discardRows();
    this.update();
    this.options.onError?.(this.error);
  }

  /** Runs an action with the keeper: at once, or after it has loaded. */
  async #keep<T>(action: (keeper: PageKeeper<Row>) => T): Promise<T | undefined> {
    if (!this.#keeper) {
      try {
        const { PageKeeper } = await (this.#loadingKeeper ??= import('./page-keeper.js'));
        this.#keeper ??= new PageKeeper(this, keeperTools);
      } catch (thrown) {
        this.#loadingKeeper = undefined;
        this.fail(thrown);
        return undefined;
      }
    }
    return action(this.#keeper);
  }

  /** One search at a time. The next one waits for the answer, but not for a slow one. */
  #select(): void {
    this.isAnswered = false;
    this.isPending = true;
    this.update();
    if (!this.#first) {
      void this.readFirst();
      return;
    }
    const waited = performance.now() - this.#first.startedAt;
    this.#searchTimer ??= setTimeout(
      () => void this.readFirst(),
      Math.max(0, maxSearchDelayMs - waited),
    );
  }

  #discardRows(): void {
    this.loaded = { rows: new SparseRows(), total: null };
    this.needed = { first: 0, last: 0 };
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
    this.#first?.abort.abort();
    this.#first = undefined;
    this.#keeper?.stop();
    this.isReadingMore = false;
  }

  readonly #readFirst = async (
    selection: Selection,
    signal: AbortSignal,
  ): Promise<LoadedPages<Row>> => {
    const { rows, cursor, total } = await this.reader.read(selection, {}, 0, signal);
    return { rows: new SparseRows(rows, cursor), total };
  };
}

function isSame(a: Selection, b: Selection | undefined): boolean {
  return (
    a.api === b?.api && a.sort === b.sort && JSON.stringify(a.filter) === JSON.stringify(b.filter)
  );
}
