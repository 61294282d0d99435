import { ReviewError } from '../api/errors.js';
import type { ReviewApi } from '../api/review-api.js';
import { maxPageSize } from '../model/paging.js';
import type { SessionCount, SessionFilter, SessionSort } from '../model/query.js';
import type { SessionSummary } from '../model/session.js';

/** The list to read, and the adapter to read it from. */
export interface Selection {
  readonly api: ReviewApi;
  readonly filter: SessionFilter;
  readonly sort: SessionSort;
}

/** The pages of a list that have been read so far. */
export interface LoadedPages<Row> {
  rows: readonly Row[];
  readonly ids: Set<string>;
  /** `null` if nobody has counted. */
  total: SessionCount | null;
  /** Where the next page begins; `null` after the last one. */
  cursor: string | null;
}

export const noPages = (): LoadedPages<never> => ({
  rows: [],
  ids: new Set(),
  total: null,
  cursor: null,
});

const firstPageSize = 50;

/** Reads pages of sessions as rows, with the changes that were confirmed in the meantime. */
export class PageReader<Row> {
  readonly #toRow: (summary: SessionSummary) => Row;
  /** Confirmed changes. One made after a request began takes precedence over its answer. */
  readonly #confirmed = new Map<string, { row: Row | null; serial: number }>();
  #serial = 0;

  constructor(toRow: (summary: SessionSummary) => Row) {
    this.#toRow = toRow;
  }

  /** Records a confirmed change; `null` removes the session. */
  confirm(id: string, row: Row | null): void {
    this.#serial += 1;
    this.#confirmed.set(id, { row, serial: this.#serial });
  }

  /** Forgets the confirmed changes. */
  clear(): void {
    this.#confirmed.clear();
  }

  /** Reads from the start of the list, at least so many rows if there are as many. */
  async readFrom(
    selection: Selection,
    depth: number,
    signal: AbortSignal,
  ): Promise<LoadedPages<Row>> {
    const pages: LoadedPages<Row> = noPages();
    await this.readNext(selection, pages, depth, signal);
    while (pages.rows.length < depth && pages.cursor !== null) {
      await this.readNext(selection, pages, maxPageSize, signal);
    }
    return pages;
  }

  /** Adds the next page to those before. Rejects if the signal is aborted, and then adds nothing. */
  async readNext(
    { api, filter, sort }: Selection,
    pages: LoadedPages<Row>,
    size: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { cursor, ids } = pages;
    const knownCount = ids.size;
    const serial = this.#serial;
    const limit = Math.min(Math.max(size, firstPageSize), maxPageSize);
    const page = await api.listSessions({ ...filter, sort, cursor, limit }, { signal });
    signal.throwIfAborted();
    const rows: Row[] = [];
    for (const summary of page.items) {
      if (ids.has(summary.id)) continue;
      ids.add(summary.id);
      const change = this.#confirmed.get(summary.id);
      const row = change && change.serial > serial ? change.row : this.#toRow(summary);
      if (row) rows.push(row);
    }
    const isRepeated = page.items.length > 0 && ids.size === knownCount;
    if (page.nextCursor !== null && (isRepeated || page.nextCursor === cursor)) {
      throw new ReviewError(
        'unavailable',
        'The cursor of the next page leads back to a page that was already read.',
      );
    }
    if (cursor === null) pages.total = page.total;
    pages.rows = pages.rows.concat(rows);
    pages.cursor = page.nextCursor;
  }
}
