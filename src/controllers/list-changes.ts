import type { SessionCount } from '../model/query.js';

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
export const changedDepth = (rows: readonly ComparableRow[], ids: SessionIds): number =>
  ids === 'many' ? 0 : rows.findLastIndex(({ id }) => ids.has(id)) + 1;

/** Whether rows that were loaded again stand where they stood before. */
export const areInPlace = (
  loaded: readonly ComparableRow[],
  shown: readonly ComparableRow[],
): boolean => loaded.every(({ id }, index) => index >= shown.length || id === shown[index]?.id);

/** The shown rows with the loaded ones in their places; the same array if none has changed. */
export function replaceChanged<Row extends ComparableRow>(
  shown: readonly Row[],
  loaded: readonly Row[],
): readonly Row[] {
  const byId = new Map(loaded.map((row) => [row.id, row]));
  const isChanged = ({ id, version }: Row): boolean =>
    (byId.get(id) ?? { version }).version !== version;
  return shown.some(isChanged) ? shown.map((row) => byId.get(row.id) ?? row) : shown;
}

/**
 * Counts the loaded sessions above the last one that is shown already. Those have arrived; one
 * further down has only moved up.
 */
export function countUnseen(
  loaded: readonly ComparableRow[],
  shown: readonly ComparableRow[],
  isLastPage: boolean,
): SessionCount {
  const known = new Set(shown.map(({ id }) => id));
  const lastKnown = loaded.findLastIndex(({ id }) => known.has(id));
  const above = lastKnown < 0 ? loaded : loaded.slice(0, lastKnown);
  const count = above.filter(({ id }) => !known.has(id)).length;
  return { count, exact: lastKnown >= 0 || isLastPage };
}
