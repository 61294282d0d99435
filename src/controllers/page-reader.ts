import type { ReviewApi } from '../api/review-api.js';
import { maxPageSize } from '../model/paging.js';
import type { SessionCount, SessionFilter, SessionSort } from '../model/query.js';
import type { SessionSummary } from '../model/session.js';

/** The list to read, and the adapter to read it from. */
export interface Selection {
  readonly api: ReviewApi;
  readonly filter: SessionFilter;
  readonly sort: SessionSort;
  /** Whether a page can begin at any position. */
  readonly hasOffset?: boolean | undefined;
}

/** Where a page begins: after a cursor, at an offset, or at the start of the list. */
export interface PageStart {
  readonly cursor?: string;
  readonly offset?: number;
}

/** A page as rows. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly cursor: string | null;
  readonly total: SessionCount | null;
}

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

  /** Reads a page with so many rows, in the limits of a page. Rejects if the signal is aborted. */
  async read(
    { api, filter, sort }: Selection,
    { cursor = null, ...start }: { readonly cursor?: string | null; readonly offset?: number },
    size: number,
    signal: AbortSignal,
  ): Promise<Page<Row>> {
    const serial = this.#serial;
    const limit = Math.min(Math.max(size, firstPageSize), maxPageSize);
    const query = { ...filter, sort, cursor, ...start, limit };
    const { items, nextCursor, total } = await api.listSessions(query, { signal });
    signal.throwIfAborted();
    const byId = new Map(items.map((summary) => [summary.id, summary]));
    const rows = [...byId].flatMap(([id, summary]) => {
      const change = this.#confirmed.get(id);
      return (change && change.serial > serial ? change.row : this.#toRow(summary)) ?? [];
    });
    return { rows, cursor: nextCursor, total };
  }
}
