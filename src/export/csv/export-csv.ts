import Papa from 'papaparse';

import { Slices } from '../../api/slices.js';
import { csvColumns, optionalColumns } from '../../model/csv/columns.js';
import type { CsvMode } from '../../model/csv/mode.js';
import type { SessionSummary } from '../../model/session.js';
import { cellWriter } from './session-cells.js';

export interface ExportCsvOptions {
  /** The default is `safe`. */
  readonly mode?: CsvMode;
  /** Starts with a byte order mark, by which Excel detects UTF-8. The default is true. */
  readonly bom?: boolean;
  /** Appends the column `Reasons`, for rejected sessions. The default is false. */
  readonly reasons?: boolean;
  /** The approximate number of characters in a chunk. The default is 65,536. */
  readonly chunkSize?: number;
  /** Aborting throws a `ReviewError` with the code `aborted`. */
  readonly signal?: AbortSignal;
}

/** The number of rows written between two checks of the time: well below a millisecond. */
const rowsPerStep = 32;

const toText = (rows: string[][]): string => `${Papa.unparse(rows, { newline: '\r\n' })}\r\n`;

/**
 * Writes sessions as CSV (RFC 4180, lines ended by CRLF) with the columns of spec X1, in chunks of
 * whole rows. It pauses every few milliseconds, so that the page stays responsive, and reads only
 * as far as the caller consumes the chunks. Errors of the source are thrown unchanged.
 */
export async function* exportCsv(
  source: Iterable<SessionSummary> | AsyncIterable<SessionSummary>,
  options: ExportCsvOptions = {},
): AsyncGenerator<string, void, undefined> {
  const { mode = 'safe', bom = true, reasons = false, chunkSize = 2 ** 16, signal } = options;
  const columns = csvColumns.filter((column) => reasons || !optionalColumns.includes(column));
  const write = cellWriter(columns, mode === 'safe');
  const slices = new Slices(signal);
  await slices.next();
  let chunk = (bom ? '\ufeff' : '') + toText([[...columns]]);
  let rows: string[][] = [];
  for await (const session of source) {
    rows.push(write(session));
    if (rows.length < rowsPerStep) continue;
    chunk += toText(rows);
    rows = [];
    if (chunk.length >= chunkSize) {
      yield chunk;
      chunk = '';
    }
    if (slices.over) await slices.next();
  }
  if (rows.length > 0) chunk += toText(rows);
  if (chunk !== '') yield chunk;
}
