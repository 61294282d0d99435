import { addPage, endOf, removeRow, updateRows } from './join-pages.js';
import {
  areInPlace,
  changedDepth,
  ChangedSessions,
  countUnseen,
  isStill,
  type ComparableRow,
} from './list-changes.js';
import type { PageStart, Selection } from './page-reader.js';
import type { KeeperTools, LoadedPages, PagingController } from './paging.js';

/** How many rows are loaded beyond those that are needed, unless the reader scrolls on. */
const lookahead = 25;
/** A reader who needs more rows so soon after the last ones scrolls on. */
const scrollingMs = 1000;
/** How many more are loaded with them at an offset, because they cost no further request. */
const margin = 15;
/** A refresh loads at most so many rows again. */
const refreshDepth = 1000;
/** A reader who scrolls on must rest this long before rows far away are loaded. */
const settleDelayMs = 100;

/** A page to read. */
interface PagePlace extends PageStart {
  /** Where it stands in the list. */
  readonly index: number;
  /** How many rows are needed. */
  readonly size: number;
}

/** Pages that were loaded again. */
interface Reloaded<Row extends ComparableRow> extends LoadedPages<Row> {
  /** How many rows there are from the start of the list. The others are those in view. */
  readonly depth: number;
}

/**
 * Loads what follows the first page of a list, and keeps its rows current. It loads page after page. If
 * the adapter can begin a page anywhere, it passes over rows at which nobody stops.
 */
export class PageKeeper<Row extends ComparableRow> {
  readonly #paging: PagingController<Row>;
  readonly #tools: KeeperTools;
  #more: AbortController | undefined;
  #poll: AbortController | undefined;
  /** Not loaded again yet. */
  readonly #changed = new ChangedSessions();
  /** Not loaded again, because they are out of view. */
  readonly #expired = new Set<string>();
  #mayMove: () => boolean = () => false;
  /** How many rows are loaded beyond those that are needed. Doubles while the reader scrolls on. */
  #ahead = lookahead;
  /** When rows were last loaded beyond others. */
  #readAt = -Infinity;
  /** The range at which the reader has come to rest, or is on the way to rest. */
  #settled: unknown;
  #settling: unknown;
  /** The range that was needed last, and since when. */
  #needed: unknown;
  #neededAt = -Infinity;

  constructor(paging: PagingController<Row>, tools: KeeperTools) {
    this.#paging = paging;
    this.#tools = tools;
  }

  /** Aborts all requests. */
  stop(): void {
    this.#more?.abort();
    this.#poll?.abort();
    this.#more = undefined;
    this.#poll = undefined;
    this.#settling = undefined;
  }

  /** Forgets what has changed: all rows are loaded again. */
  clear(): void {
    this.#changed.take();
    this.#expired.clear();
  }

  async refresh(): Promise<void> {
    const { needed, rows } = this.#paging;
    const depth = this.#depthOf(Math.min(needed.last + 1, rows.length));
    await this.#paging.readFirst((selection, signal) => this.#readAgain(selection, depth, signal));
  }

  async poll(mayMove: () => boolean): Promise<void> {
    const { selection, rows, isReadingFirst } = this.#paging;
    if (!selection || isReadingFirst || this.#more || this.#poll) return;
    const { signal } = (this.#poll = new AbortController());
    const changed = this.#changed.take();
    try {
      const depth = this.#depthOf(changedDepth(rows, changed));
      const loaded = await this.#readAgain(selection, depth, signal);
      if (!signal.aborted) {
        this.#compare(loaded, mayMove);
        this.#expire(changed, loaded);
      }
    } catch (thrown) {
      if (!signal.aborted) this.#paging.fail(thrown);
    } finally {
      if (signal.aborted) this.#changed.add(changed);
      else this.#poll = undefined;
    }
    await this.readChanged();
  }

  async follow(sessionIds: Iterable<string> | 'many', mayMove: () => boolean): Promise<void> {
    this.#changed.add(sessionIds);
    this.#mayMove = mayMove;
    await this.readChanged();
  }

  async readChanged(): Promise<void> {
    const { isAnswered, isReadingFirst } = this.#paging;
    const isBusy = isReadingFirst || this.#more || this.#poll;
    if (!this.#changed.isEmpty && isAnswered && !isBusy) await this.poll(this.#mayMove);
  }

  /** The host needs rows; they may have loaded. */
  need(): void {
    const { moreError, isAnswered, needed } = this.#paging;
    const place = moreError || !isAnswered ? undefined : this.#nextPage();
    const isJump = this.#noticeJump();
    if (!place) return;
    // Not during the rendering that asks for the rows.
    if (!this.#isOnTheWay(place)) queueMicrotask(() => void this.#readMore());
    else if (isJump) queueMicrotask(() => void this.#readSettled());
    else if (this.#settling !== needed) {
      this.#settling = needed;
      setTimeout(() => this.#settle(needed), settleDelayMs);
    }
  }

  async load(index: number): Promise<void> {
    this.#paging.needed = { first: index, last: index };
    if (!this.#paging.moreError && this.#nextPage()) await this.#readSettled();
  }

  async retryMore(): Promise<void> {
    const { moreError } = this.#paging;
    this.#paging.moreError = undefined;
    // A cursor that the backend refuses stays invalid; the list must be read from its start.
    if (moreError?.code === 'invalid') await this.refresh();
    this.#paging.update();
    await this.#readSettled();
  }

  apply(id: string, row: Row | null): void {
    const { rows, total } = this.#paging;
    if (row) updateRows(rows, [row]);
    else {
      removeRow(rows, id);
      if (total) this.#paging.loaded.total = { ...total, count: total.count - 1 };
    }
    this.#paging.update();
  }

  /** How many rows to load again, so that so many are current: none if these are too many. */
  #depthOf(count: number): number {
    return count <= (this.#paging.hasOffset ? this.#tools.maxPageSize : refreshDepth) ? count : 0;
  }

  /** Reads the start of the list, and the rows in view if they can be read alone. */
  async #readAgain(
    selection: Selection,
    depth: number,
    signal: AbortSignal,
  ): Promise<Reloaded<Row>> {
    const { reader, needed } = this.#paging;
    const first = await reader.read(selection, {}, depth, signal);
    const pages = {
      rows: new this.#tools.SparseRows(first.rows, first.cursor),
      total: first.total,
    };
    const { rows } = pages;
    for (;;) {
      const cursor = rows.runs[0]?.cursor;
      if (rows.length >= depth || typeof cursor !== 'string') break;
      const index = rows.length;
      await this.#read(selection, pages, { index, cursor, size: this.#tools.maxPageSize }, signal);
    }
    const { length, hasEnd } = rows;
    if (selection.hasOffset && !hasEnd && needed.last >= length) {
      await this.#read(selection, pages, this.#placeAround(needed.first), signal);
    }
    return { ...pages, depth: length };
  }

  /** Adds a page to others. Rejects if the signal is aborted, and then adds nothing. */
  async #read(
    selection: Selection,
    pages: LoadedPages<Row>,
    { index, size, ...start }: PagePlace,
    signal: AbortSignal,
  ): Promise<void> {
    const page = await this.#paging.reader.read(selection, start, size, signal);
    const { rows, cursor, total } = page;
    const isBefore = ({ id }: Row): boolean => {
      const known = pages.rows.indexOf(id);
      return known >= 0 && known < index;
    };
    const isRepeated = start.cursor !== undefined && rows.length > 0 && rows.every(isBefore);
    if (cursor !== null && (isRepeated || cursor === start.cursor)) {
      throw new this.#tools.ReviewError(
        'unavailable',
        'The cursor of the next page leads back to a page that was already read.',
      );
    }
    if (start.cursor === undefined) pages.total = total;
    addPage(pages.rows, index, rows, cursor);
    for (const { id } of rows) this.#expired.delete(id);
  }

  /** A busy page may be late with scroll events: they come before the next frame. */
  #settle(range: unknown): void {
    if (range !== this.#settling) return;
    requestAnimationFrame(() => {
      if (range === this.#paging.needed) void this.#readSettled();
    });
  }

  /** The reader has come to rest: what is loading for rows elsewhere is obsolete. */
  async #readSettled(): Promise<void> {
    this.#settled = this.#paging.needed;
    this.#readAt = -Infinity;
    this.#settling = undefined;
    this.#more?.abort();
    this.#more = undefined;
    await this.#readMore();
  }

  async #readMore(): Promise<void> {
    const paging = this.#paging;
    const { selection, isReadingFirst, isAnswered } = paging;
    if (this.#more || isReadingFirst || !isAnswered || !selection) return;
    this.#lookAhead();
    if (!this.#duePage()) return;
    this.#poll?.abort();
    this.#poll = undefined;
    const { signal } = (this.#more = new AbortController());
    paging.isReadingMore = true;
    paging.update();
    let before: number | undefined;
    try {
      for (let place = this.#duePage(); place; place = this.#duePage()) {
        if (place.offset !== undefined && place.offset === before) {
          throw new this.#tools.ReviewError('unavailable', 'The page at an offset lacks rows.');
        }
        before = place.offset;
        await this.#read(selection, paging.loaded, place, signal);
        paging.update();
      }
    } catch (thrown) {
      if (signal.aborted) return;
      this.#fail(thrown);
    }
    this.#readAt = performance.now();
    this.#more = undefined;
    paging.isReadingMore = false;
    paging.update();
    await this.readChanged();
  }

  /** A later page could not be loaded; or the user may no longer see any. */
  #fail(thrown: unknown): void {
    const { ReviewError, clearingCodes } = this.#tools;
    const error = ReviewError.from(thrown);
    if (clearingCodes.has(error.code)) {
      this.#paging.fail(error);
    } else {
      this.#paging.moreError = error;
      this.#paging.options.onError?.(error);
    }
  }

  #lookAhead(): void {
    const isScrolling = performance.now() - this.#readAt < scrollingMs;
    this.#ahead = isScrolling ? Math.min(2 * this.#ahead, this.#tools.maxPageSize) : lookahead;
  }

  /** The next page to read for the rows that are needed; `undefined` if they have loaded. */
  #nextPage(): PagePlace | undefined {
    const { hasOffset, rows, total, needed } = this.#paging;
    const counted = hasOffset && total?.exact ? Math.max(rows.length, total.count) : Infinity;
    const end = Math.min(needed.last + this.#ahead + 1, rows.hasEnd ? rows.length : counted);
    const index = this.#findMissing(Math.max(0, needed.first - lookahead), end);
    if (index === undefined) return undefined;
    const run = rows.runBefore(index);
    const start = run ? endOf(run) : 0;
    const cursor = run?.cursor;
    const isFar = hasOffset && needed.last + lookahead >= start + this.#tools.maxPageSize;
    if (start <= index && typeof cursor === 'string' && !isFar) {
      return { index: start, cursor, size: end - start };
    }
    return hasOffset ? this.#placeAround(index) : undefined;
  }

  /** The first index before an end whose row has to be loaded. */
  #findMissing(first: number, end: number): number | undefined {
    for (let index = first; index < end; index += 1) {
      const row = this.#paging.rows.at(index);
      if (!row || this.#expired.has(row.id)) return index;
    }
    return undefined;
  }

  /** A page with the rows that are needed; for a reader who scrolls up, with those before them. */
  #placeAround(index: number): PagePlace {
    const { rows, needed } = this.#paging;
    const { first, last } = needed;
    const size = last - first + 1 + 2 * (lookahead + margin);
    const isScrollingUp = index < first && rows.at(first);
    const start = isScrollingUp ? first + lookahead - size : first - lookahead - margin;
    const offset = Math.max(0, Math.min(index, start));
    return { index: offset, offset, size };
  }

  /** Whether the reader has gone to another range at once, after a rest. */
  #noticeJump(): boolean {
    const { needed } = this.#paging;
    if (needed === this.#needed) return false;
    const before = this.#neededAt;
    this.#needed = needed;
    this.#neededAt = performance.now();
    return this.#neededAt - before > settleDelayMs;
  }

  /** The page is far from all that has loaded, and the reader has not come to rest there. */
  #isOnTheWay({ offset }: PagePlace): boolean {
    const { rows, needed } = this.#paging;
    const isFar = offset !== undefined && !rows.at(needed.first) && !rows.at(needed.last);
    return isFar && this.#settled !== needed;
  }

  /** The next page to read now. */
  #duePage(): PagePlace | undefined {
    const place = this.#nextPage();
    return place && this.#isOnTheWay(place) ? undefined : place;
  }

  #compare(loaded: Reloaded<Row>, mayMove: () => boolean): void {
    const paging = this.#paging;
    const { rows: shown } = paging;
    const { rows, depth, total } = loaded;
    const [head, view] = [rows.between(0, depth - 1), rows.between(depth, rows.length - 1)];
    const isLastPage = rows.hasEnd && rows.length === depth;
    const isInPlace = areInPlace(head, shown, 0) && !(isLastPage && shown.length > depth);
    if (isInPlace ? shown.length <= depth : mayMove()) {
      paging.adopt(loaded);
      return;
    }
    updateRows(shown, [...head, ...view]);
    paging.loaded.total = total;
    const last = shown.runs.at(-1);
    const isLonger = total?.exact && total.count > shown.length;
    // New rows at the end move none, so they may load.
    if (last && paging.hasOffset && isInPlace && isLonger) last.cursor = undefined;
    if (!isInPlace) paging.setCurrent(countUnseen(head, shown, isLastPage));
    else paging.setCurrent(isStill(view, shown) ? undefined : { count: 0, exact: true });
  }

  /** Rows that have changed out of view are loaded again when they come into view. */
  #expire(changed: ReadonlySet<string> | 'many', loaded: LoadedPages<Row>): void {
    const { hasOffset, rows, needed } = this.#paging;
    if (changed === 'many' || !hasOffset) return;
    const near = rows.between(needed.first - lookahead, needed.last + lookahead);
    const kept = new Set(near.map(({ id }) => id));
    for (const id of changed) {
      if (rows.has(id) && !loaded.rows.has(id) && !kept.has(id)) this.#expired.add(id);
    }
  }
}
