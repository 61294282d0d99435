import type { CsvChunk, CsvFile } from '../../model/csv/csv-file.js';
import { abortedBy } from '../abort.js';
import { readCsvFile } from '../read-csv-file.js';
import { rowCountField } from './media-types.js';
import type { OpenStream } from './watch.js';

/** The number of rows that the file contains; not a number if the backend does not state it. */
const announced = (headers: Headers): number => Number(headers.get(rowCountField) ?? NaN);

async function* readToEnd(
  { chunks }: CsvFile,
  close: () => void,
  signal: AbortSignal,
): AsyncGenerator<CsvChunk, void> {
  try {
    for await (const chunk of chunks) {
      // Once the whole body has arrived, aborting the request no longer ends it.
      signal.throwIfAborted();
      yield chunk;
    }
  } catch (error) {
    // The reason of an abort may be any value, and need not look like one.
    throw signal.aborted ? abortedBy(signal) : error;
  } finally {
    close();
  }
}

/**
 * Reads a CSV file as it arrives.
 * @throws ReviewError `unavailable` when the backend does not state how many rows it contains.
 */
export function readFile(
  { headers, body, close }: OpenStream,
  signal: AbortSignal,
  silence: number,
): CsvFile {
  try {
    const file = readCsvFile(announced(headers), body, silence);
    return { ...file, chunks: readToEnd(file, close, signal) };
  } catch (error) {
    close();
    throw error;
  }
}
