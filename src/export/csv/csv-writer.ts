import { csvColumns, optionalColumns } from '../../model/csv/columns.js';
import type { CsvFormat, CsvWriter } from '../../model/csv/csv-writer.js';
import { cellWriter } from './session-cells.js';

/** A cell that a reader would not read unchanged. A space at either end is quoted for old readers. */
const needsQuotes = /[",\r\n\ufeff]|^ | $/;

const quote = (cell: string): string =>
  needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Makes a writer of RFC 4180, with lines ended by CRLF and the columns of spec X1. */
export function createCsvWriter({
  mode = 'safe',
  bom = true,
  reasons = false,
}: CsvFormat = {}): CsvWriter {
  const columns = csvColumns.filter((column) => reasons || !optionalColumns.includes(column));
  const cellsOf = cellWriter(columns, mode === 'safe');
  return {
    head: `${bom ? '\ufeff' : ''}${columns.join(',')}\r\n`,
    write(sessions) {
      const lines: string[] = [];
      for (const session of sessions) lines.push(cellsOf(session).map(quote).join(','));
      // A text that was joined is encoded faster than one that was appended to.
      return lines.length > 0 ? `${lines.join('\r\n')}\r\n` : '';
    },
  };
}
