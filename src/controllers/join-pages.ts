import type { Run, SparseRows } from './sparse-rows.js';

interface Identified {
  readonly id: string;
}

export const endOf = ({ start, rows }: Run<unknown>): number => start + rows.length;

/**
 * Adds a page: after the run that ends where it begins, if there is one. Where pages repeat sessions,
 * the list has changed, and the newer page is right: other runs with sessions of the page move to where
 * the page has these. Runs that still overlap it are dropped.
 */
export function addPage<Row extends Identified>(
  rows: SparseRows<Row>,
  start: number,
  page: readonly Row[],
  cursor: string | null,
): void {
  const previous = rows.runs.find((run) => endOf(run) === start);
  const end = start + page.length;
  const isInWay = (run: Run<Row>): boolean =>
    run !== previous && run.start >= start && run.start < end;
  if (!previous || page.some(({ id }) => rows.has(id)) || rows.runs.some(isInWay)) {
    join(rows, start, page, cursor, previous);
    return;
  }
  previous.rows.push(...page);
  previous.cursor = cursor;
  for (const { id } of page) rows.ids.add(id);
}

function join<Row extends Identified>(
  rows: SparseRows<Row>,
  start: number,
  page: readonly Row[],
  cursor: string | null,
  previous: Run<Row> | undefined,
): void {
  if (previous) updateRows(rows, page);
  const known = new Set(previous?.rows.map(({ id }) => id));
  const added = page.filter(({ id }) => !known.has(id));
  const ids = new Set(added.map(({ id }) => id));
  const isAdded = ({ id }: Row): boolean => ids.has(id);
  const moved = rows.runs.filter((run) => run !== previous && run.rows.some(isAdded));
  const [first, last] = [moved[0]?.rows ?? [], moved.at(-1)];
  const before = previous?.rows ?? first.slice(0, Math.max(0, first.findIndex(isAdded)));
  const after = last?.rows.slice(last.rows.findLastIndex(isAdded) + 1) ?? [];
  // Of the rows before the page, only as many still exist as the page leaves room for.
  const kept = before.slice(Math.max(0, before.length - start));
  const joined: Run<Row> = {
    start: start - kept.length,
    rows: kept.concat(added, after),
    cursor: after.length > 0 ? last?.cursor : cursor,
  };
  const isApart = (run: Run<Row>): boolean =>
    run !== previous &&
    !moved.includes(run) &&
    (endOf(run) <= joined.start || endOf(joined) <= run.start);
  rows.runs = rows.runs.filter(isApart);
  if (joined.rows.length > 0 || start === 0) rows.runs.push(joined);
  rows.runs.sort((a, b) => a.start - b.start);
  rows.ids = new Set(rows.runs.flatMap((run) => run.rows.map(({ id }) => id)));
}

/** Replaces rows where they stand. */
export function updateRows<Row extends Identified>(
  { runs }: SparseRows<Row>,
  changed: readonly Row[],
): void {
  const byId = new Map(changed.map((row) => [row.id, row]));
  for (const { rows } of runs) {
    rows.forEach(({ id }, index) => {
      const row = byId.get(id);
      if (row) rows[index] = row;
    });
  }
}

/** Removes the row of a session; those after it move up. */
export function removeRow(rows: SparseRows<Identified>, id: string): void {
  const index = rows.indexOf(id);
  if (index < 0) return;
  for (const run of rows.runs) {
    if (run.start > index) run.start -= 1;
    else if (index < endOf(run)) run.rows.splice(index - run.start, 1);
  }
  rows.ids.delete(id);
}
