import { findColumn } from '../../model/csv/columns.js';
import { forEachInSlices, type Slices } from '../slices.js';
import { splitRows, type SplitRow } from './split-rows.js';

/** One row of the table, numbered as in a spreadsheet program. */
export interface Row extends SplitRow {
  readonly number: number;
}

/** The first line by which Excel learns the delimiter. It does not show it as a row. */
const separatorLine = /^"?sep=([^"\r\n])"?(?:\r\n|\r|\n|$)/i;

const isBlank = (row: SplitRow): boolean => row.cells.every((cell) => cell.trim() === '');

/** How many columns the first row names that is not blank. */
function countColumns(text: string, delimiter: string): number {
  for (const row of splitRows(text, delimiter)) {
    if (!isBlank(row)) return row.cells.filter((name) => findColumn(name) !== undefined).length;
  }
  return 0;
}

/** Chooses the delimiter with which the first row names the most columns. */
function chooseDelimiter(text: string, declared: string | undefined): string {
  return [declared ?? ',', ',', ';', '\t', '|'].reduce((best, next) =>
    countColumns(text, next) > countColumns(text, best) ? next : best,
  );
}

/** Reads the rows of a CSV text that are not blank. */
export async function readRows(text: string, slices: Slices): Promise<Row[]> {
  const [line = '', declared] = separatorLine.exec(text) ?? [];
  const table = text.slice(line.length);
  const rows: Row[] = [];
  let number = 0;
  await forEachInSlices(splitRows(table, chooseDelimiter(table, declared)), slices, (row) => {
    number += 1;
    if (!isBlank(row)) rows.push({ ...row, number });
  });
  return rows;
}
