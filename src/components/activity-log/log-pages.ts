import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import { addPage } from '../../controllers/join-pages.js';
import { clearingCodes } from '../../controllers/load.js';
import { SparseRows } from '../../controllers/sparse-rows.js';
import type { ActivityEntry, ActivityFilter, ActivityPage } from '../../model/activity-log.js';
import { maxPageSize } from '../../model/paging.js';
import type { SessionCount } from '../../model/query.js';

/** The log to read, and the adapter to read it from. */
export interface LogSelection {
  readonly api: ReviewApi;
  readonly filter: ActivityFilter;
}

/** An entry with its number as the key of its row. */
export interface LogRow extends ActivityEntry {
  readonly id: string;
}

export interface LogPagesOptions {
  /** `undefined` reads nothing. */
  selection: () => LogSelection | undefined;
  /** The first entries of a new selection have replaced those before. */
  onSelect: () => void;
  onError: (error: ReviewError) => void;
}

const firstPageSize = 50;
/** How many rows are read beyond those in view. */
const lookahead = 50;
/** Of more new entries than this, the first page is read again once the user wants to see them. */
const maxFresh = 1000;

/**
 * Reads the log for its host: the newest entries first, older ones as the user scrolls, and those that are
 * added. Entries never change, so none is read twice. A filter that changes reads the first page again.
 */
export class LogPages implements ReactiveController {
  rows: SparseRows<LogRow> = new SparseRows();
  /** How many entries the filter selects; `null` while unknown. */
  total: SessionCount | null = null;
  /** False while the rows are still those of the last selection. */
  isAnswered = false;
  isPending = false;
  /** Why the first page or what was added could not be read. Rows beside it may be out of date. */
  error: ReviewError | undefined;
  /** Why older entries could not be read. */
  moreError: ReviewError | undefined;
  /** When the log was last read. */
  updatedAt: Date | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: LogPagesOptions;
  #isConnected = false;
  #selection: LogSelection | undefined;
  /** The end of the log as the last answer saw it. */
  #latest: string | undefined;
  /** Added, but not shown yet, because rows would move under the reader's eyes. */
  #fresh: readonly LogRow[] = [];
  /** There are more new entries than were read. */
  #isFreshCut = false;
  #first: AbortController | undefined;
  #more: AbortController | undefined;
  #poll: AbortController | undefined;
  #last = 0;

  constructor(host: ReactiveControllerHost, options: LogPagesOptions) {
    this.#host = host;
    this.#options = options;
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
    const before = this.#selection;
    const selection = this.#options.selection();
    if (selection?.api !== before?.api) this.clear();
    this.#selection = selection;
    if (selection && !isSame(selection, before)) void this.#readFirst();
  }

  /** New entries that are not shown. */
  get unseen(): SessionCount | undefined {
    const count = this.#fresh.length;
    return count > 0 ? { count, exact: !this.#isFreshCut } : undefined;
  }

  /** Whether the oldest entry has been read. */
  get isComplete(): boolean {
    return this.isAnswered && this.rows.hasEnd;
  }

  get isReadingMore(): boolean {
    return this.#more !== undefined;
  }

  /** Discards everything; the next update of the host reads again. */
  clear(): void {
    this.#stop();
    this.#selection = undefined;
    this.#discard();
    this.error = undefined;
    this.#host.requestUpdate();
  }

  /** Reads what was added, and shows it at once; all of the log if it could not be read before. */
  async refresh(): Promise<void> {
    await this.poll(() => true);
  }

  /** Reads what was added. It is shown if `mayMove` allows it at that moment. */
  async poll(mayMove: () => boolean): Promise<void> {
    if (!this.#selection || this.#first || this.#poll) return;
    if (!this.isAnswered) return this.#readFirst();
    const { signal } = (this.#poll = new AbortController());
    try {
      const added = await this.#readAdded(this.#selection, signal);
      if (signal.aborted) return;
      this.#fresh = [...added, ...this.#fresh];
      if (this.total) this.total = { ...this.total, count: this.total.count + added.length };
      this.error = undefined;
      this.updatedAt = new Date();
      if (this.#fresh.length > 0 && mayMove()) await this.showUnseen();
    } catch (thrown) {
      if (!signal.aborted) this.#fail(thrown);
    } finally {
      if (!signal.aborted) this.#poll = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Shows the new entries. */
  async showUnseen(): Promise<void> {
    if (this.#isFreshCut) return this.#readFirst();
    const [shown] = this.rows.runs;
    this.rows = new SparseRows(merge(this.#fresh, shown?.rows ?? []), shown?.cursor);
    this.#fresh = [];
    this.#host.requestUpdate();
  }

  /** Reads older entries if a row at this index or some beyond it are missing. */
  need(last: number): void {
    this.#last = last;
    // Not during the rendering that asks for the rows.
    queueMicrotask(() => void this.#readMore());
  }

  /** Tries again after older entries could not be read. */
  async retryMore(): Promise<void> {
    const { moreError } = this;
    this.moreError = undefined;
    // A cursor that the backend refuses stays invalid.
    if (moreError?.code === 'invalid') await this.#readFirst();
    else await this.#readMore();
  }

  async #readFirst(): Promise<void> {
    const selection = this.#selection;
    if (!selection) return;
    this.#stop();
    const { signal } = (this.#first = new AbortController());
    this.isAnswered = false;
    this.isPending = true;
    this.error = undefined;
    this.#host.requestUpdate();
    try {
      const page = await this.#read(selection, { limit: firstPageSize }, signal);
      this.#discard();
      this.rows = new SparseRows(rowsOf(page), page.nextCursor);
      this.total = page.total;
      this.#latest = page.latest;
      this.isAnswered = true;
      this.updatedAt = new Date();
      this.#options.onSelect();
    } catch (thrown) {
      if (signal.aborted) return;
      this.#discard();
      this.#fail(thrown);
    }
    this.#first = undefined;
    this.#host.requestUpdate();
  }

  /** What was added since the last answer, newest first. */
  async #readAdded(selection: LogSelection, signal: AbortSignal): Promise<LogRow[]> {
    const added: LogRow[] = [];
    let page = await this.#read(
      selection,
      { limit: maxPageSize, after: this.#latest ?? null },
      signal,
    );
    const { latest } = page;
    for (;;) {
      added.push(...rowsOf(page));
      const cursor = page.nextCursor;
      if (cursor === null) break;
      if (added.length >= maxFresh) {
        this.#isFreshCut = true;
        break;
      }
      page = await this.#read(selection, { limit: maxPageSize, cursor }, signal);
    }
    this.#latest = latest;
    const known = new Set(this.#fresh.map(({ id }) => id));
    return added.filter(({ id }) => !this.rows.has(id) && !known.has(id));
  }

  async #readMore(): Promise<void> {
    const selection = this.#selection;
    const isBusy = this.#more || this.#first || this.moreError;
    if (!selection || isBusy || !this.#lacksRows()) return;
    const { signal } = (this.#more = new AbortController());
    this.#host.requestUpdate();
    try {
      while (this.#lacksRows()) await this.#readPage(selection, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      this.#failMore(ReviewError.from(thrown));
    }
    this.#more = undefined;
    this.#host.requestUpdate();
  }

  /** Adds the page after the oldest row. */
  async #readPage(selection: LogSelection, signal: AbortSignal): Promise<void> {
    const cursor = this.rows.runs[0]?.cursor ?? null;
    const page = await this.#read(selection, { limit: maxPageSize, cursor }, signal);
    const rows = rowsOf(page).filter(({ id }) => !this.rows.has(id));
    const leadsBack = page.nextCursor === cursor || (rows.length === 0 && page.items.length > 0);
    if (page.nextCursor !== null && leadsBack) {
      throw new ReviewError(
        'unavailable',
        'The cursor of the next page leads back to a page that was already read.',
      );
    }
    addPage(this.rows, this.rows.length, rows, page.nextCursor);
    this.#host.requestUpdate();
  }

  /** Whether rows in view, or some beyond them, have not been read. */
  #lacksRows(): boolean {
    const { isAnswered, rows } = this;
    return isAnswered && !rows.hasEnd && this.#last + lookahead >= rows.length;
  }

  /** Rejects if the signal is aborted. */
  async #read(
    { api, filter }: LogSelection,
    place: { limit: number; cursor?: string | null; after?: string | null },
    signal: AbortSignal,
  ): Promise<ActivityPage> {
    const page = await api.listActivity({ ...filter, ...place }, { signal });
    signal.throwIfAborted();
    return page;
  }

  /** Older entries could not be read; or the user may no longer see any. */
  #failMore(error: ReviewError): void {
    if (clearingCodes.has(error.code)) {
      this.#fail(error);
    } else {
      this.moreError = error;
      this.#options.onError(error);
    }
  }

  #fail(thrown: unknown): void {
    this.error = ReviewError.from(thrown);
    this.isPending = false;
    if (clearingCodes.has(this.error.code)) this.#discard();
    this.#options.onError(this.error);
  }

  #discard(): void {
    this.rows = new SparseRows();
    this.total = null;
    this.isAnswered = false;
    this.isPending = false;
    this.moreError = undefined;
    this.updatedAt = undefined;
    this.#fresh = [];
    this.#isFreshCut = false;
    this.#latest = undefined;
    this.#last = 0;
  }

  /** Aborts all requests. */
  #stop(): void {
    for (const request of [this.#first, this.#more, this.#poll]) request?.abort();
    this.#first = undefined;
    this.#more = undefined;
    this.#poll = undefined;
  }
}

const rowsOf = ({ items }: ActivityPage): LogRow[] => [
  ...new Map(
    items.map((entry) => [entry.sequence, { ...entry, id: String(entry.sequence) }]),
  ).values(),
];

/** Newest first; entries of one instant in the order of their numbers. */
const inOrder = (a: LogRow, b: LogRow): number =>
  Date.parse(b.at) - Date.parse(a.at) || b.sequence - a.sequence;

/** Almost always, what was added is newer than all that was there. */
function merge(added: readonly LogRow[], rows: readonly LogRow[]): readonly LogRow[] {
  const [oldest, newest] = [added.at(-1), rows[0]];
  const merged = [...added, ...rows];
  return oldest && newest && inOrder(oldest, newest) > 0 ? merged.sort(inOrder) : merged;
}

const isSame = (a: LogSelection, b: LogSelection | undefined): boolean =>
  a.api === b?.api && JSON.stringify(a.filter) === JSON.stringify(b.filter);
