import Papa from 'papaparse';

import { Slices } from '../../api/slices.js';
import { csvColumns, optionalColumns } from '../../model/csv/columns.js';
import type { CsvMode } from '../../model/csv/mode.js';
import type { SessionSummary } from '../../model/session.js';
import { cellWriter } from './session-cells.js';

export interface ExportCsvOptions {
  /** `safe` unless given. */
  readonly mode?: CsvMode;
  /** Begins with a byte order mark, by which Excel knows UTF-8; true unless given. */
  readonly bom?: boolean;
  /** Appends the column `Reasons`, as the export of rejections has it; false unless given. */
  readonly reasons?: boolean;
  /** About how many characters a chunk has; 65,536 unless given. */
  readonly chunkSize?: number;
  /** Aborting rejects with a `ReviewError` of code `aborted`. */
  readonly signal?: AbortSignal;
}

/** How many rows are written between two looks at the clock: well below a millisecond. */
const rowsPerStep = 32;

const toText = (rows: string[][]): string => `${Papa.unparse(rows, { newline: '\r\n' })}\r\n`;

/**
 * Sessions as CSV (RFC 4180, lines ended by CRLF) with the columns of spec X1, in chunks of whole
 * rows. Works in slices of a few milliseconds, between which a page has its turn, and only as far
 * as somebody takes the chunks. What the source throws is thrown on.
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
