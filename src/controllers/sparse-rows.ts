/** Rows that have loaded and follow each other. */
export interface Run<Row> {
  start: number;
  rows: Row[];
  /** Where the page after them begins; `null` after the last row, `undefined` if it is not known. */
  cursor: string | null | undefined;
}

/**
 * The rows of a list that have loaded, by their index in the list. A session has one row.
 * `join-pages.ts` adds pages to a first one.
 */
export class SparseRows<Row extends { readonly id: string }> {
  /** In the order of the list, without overlaps. */
  runs: Run<Row>[] = [];
  ids = new Set<string>();

  constructor(page: readonly Row[] = [], cursor?: string | null) {
    this.runs = [{ start: 0, rows: [...page], cursor }];
    this.ids = new Set(page.map(({ id }) => id));
  }

  /** The index after the last row that has loaded. */
  get length(): number {
    const { start, rows } = this.runs.at(-1) ?? { start: 0, rows: [] };
    return start + rows.length;
  }

  /** Whether the last row of the list has loaded. */
  get hasEnd(): boolean {
    return this.runs.at(-1)?.cursor === null;
  }

  at(index: number): Row | undefined {
    const run = this.runBefore(index);
    return run?.rows[index - run.start];
  }

  /** The rows without a gap at an index, or the last ones before it. */
  runBefore(index: number): Run<Row> | undefined {
    return this.runs.findLast(({ start }) => start <= index);
  }

  /** The rows from one index up to another, those that have loaded. */
  between(first: number, last: number): Row[] {
    const found: Row[] = [];
    for (let index = first; index <= last; index += 1) {
      const row = this.at(index);
      if (row) found.push(row);
    }
    return found;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** The index of a session, or -1. */
  indexOf(id: string): number {
    for (const { start, rows } of this.has(id) ? this.runs : []) {
      const index = rows.findIndex((row) => row.id === id);
      if (index >= 0) return start + index;
    }
    return -1;
  }
}
