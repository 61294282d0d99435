import { guardFormula, guardText } from '../../model/csv/formula-guard.js';
import { toRecord } from '../../model/csv/record.js';
import type { ChartData } from './chart-data.js';

/** The table of a chart as CSV (RFC 4180), with a byte order mark, by which Excel detects UTF-8. */
export function chartCsv({ categoryName, categories, series }: ChartData): string {
  const head = [categoryName, ...series.map(({ name }) => name)].map(guardText);
  const rows = categories.map(({ name, code }, index) => [
    // Spreadsheet programs should read a code, such as a date, as what it is.
    code === undefined ? guardText(name) : guardFormula(code),
    ...series.map(({ values }) => String(values[index] ?? 0)),
  ]);
  const lines = [head, ...rows].map((cells) => `${toRecord(cells)}\r\n`);
  return `\ufeff${lines.join('')}`;
}
