import { Slices } from '../../api/slices.js';
import type { CsvFormat, CsvSession } from '../../model/csv/csv-writer.js';
import { createCsvWriter } from './csv-writer.js';

export interface ExportCsvOptions extends CsvFormat {
  /** The approximate number of characters in a chunk. The default is 65,536. */
  readonly chunkSize?: number;
  /** Aborting throws a `ReviewError` with the code `aborted`. */
  readonly signal?: AbortSignal;
}

/** The number of rows written between two checks of the time: well below a millisecond. */
const rowsPerStep = 32;

/**
 * Writes sessions as CSV (RFC 4180, lines ended by CRLF) with the columns of spec X1, in chunks of
 * whole rows. It pauses every few milliseconds, so that the page stays responsive, and reads only
 * as far as the caller consumes the chunks. Errors of the source are thrown unchanged.
 */
export async function* exportCsv(
  source: Iterable<CsvSession> | AsyncIterable<CsvSession>,
  { chunkSize = 2 ** 16, signal, ...format }: ExportCsvOptions = {},
): AsyncGenerator<string, void, undefined> {
  const writer = createCsvWriter(format);
  const slices = new Slices(signal);
  await slices.next();
  let chunk = writer.head;
  let rows: CsvSession[] = [];
  for await (const session of source) {
    rows.push(session);
    if (rows.length < rowsPerStep) continue;
    chunk += writer.write(rows);
    rows = [];
    if (chunk.length >= chunkSize) {
      yield chunk;
      chunk = '';
    }
    if (slices.over) await slices.next();
  }
  chunk += writer.write(rows);
  if (chunk !== '') yield chunk;
}
