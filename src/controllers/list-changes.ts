import type { SessionCount } from '../model/query.js';
import type { SparseRows } from './sparse-rows.js';

/** What a list compares of a row. */
export interface ComparableRow {
  readonly id: string;
  readonly version: string;
}

/** The ids of sessions, or `many` if it is not known which. */
type SessionIds = ReadonlySet<string> | 'many';

/** The sessions that have changed since the list loaded them. */
export class ChangedSessions {
  #ids: SessionIds = new Set();

  get isEmpty(): boolean {
    return this.#ids !== 'many' && this.#ids.size === 0;
  }

  add(ids: Iterable<string> | 'many'): void {
    this.#ids = this.#ids === 'many' || ids === 'many' ? 'many' : new Set([...this.#ids, ...ids]);
  }

  /** Returns all of them, and forgets them. */
  take(): SessionIds {
    const ids = this.#ids;
    this.#ids = new Set();
    return ids;
  }
}

/** The number of rows from the first one to the last that has changed; 0 if it is not known. */
export const changedDepth = (rows: SparseRows<ComparableRow>, ids: SessionIds): number =>
  ids === 'many' ? 0 : Math.max(-1, ...Array.from(ids, (id) => rows.indexOf(id))) + 1;

/** Whether rows that were loaded again stand where they stood before, wherever that is. */
export function areInPlace(
  loaded: readonly ComparableRow[],
  shown: SparseRows<ComparableRow>,
  start: number,
): boolean {
  return loaded.every(({ id }, index) => {
    const row = shown.at(start + index);
    return row ? row.id === id : !shown.has(id);
  });
}

/** Whether rows that were loaded again still follow each other, wherever they stand. */
export function isStill(
  loaded: readonly ComparableRow[],
  shown: SparseRows<ComparableRow>,
): boolean {
  const index = loaded.findIndex(({ id }) => shown.has(id));
  const id = loaded[index]?.id;
  return id === undefined
    ? loaded.length === 0
    : areInPlace(loaded, shown, shown.indexOf(id) - index);
}

/**
 * Counts the loaded sessions above the last one that is shown already. Those have arrived; one
 * further down has only moved up.
 */
export function countUnseen(
  loaded: readonly ComparableRow[],
  shown: SparseRows<ComparableRow>,
  isLastPage: boolean,
): SessionCount {
  const lastKnown = loaded.findLastIndex(({ id }) => shown.has(id));
  const above = lastKnown < 0 ? loaded : loaded.slice(0, lastKnown);
  const count = above.filter(({ id }) => !shown.has(id)).length;
  return { count, exact: lastKnown >= 0 || isLastPage };
}
