import { csvColumns, optionalColumns } from '../../model/csv/columns.js';
import type { CsvFormat, CsvWriter } from '../../model/csv/csv-writer.js';
import { toRecord } from '../../model/csv/record.js';
import { cellWriter } from './session-cells.js';

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
      for (const session of sessions) lines.push(toRecord(cellsOf(session)));
      // A text that was joined is encoded faster than one that was appended to.
      return lines.length > 0 ? `${lines.join('\r\n')}\r\n` : '';
    },
  };
}
