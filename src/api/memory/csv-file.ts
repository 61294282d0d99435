import type { CsvChunk } from '../../model/csv/csv-file.js';
import type { CsvSession, CsvWriter } from '../../model/csv/csv-writer.js';
import { Slices } from '../slices.js';

/** Few enough that a chunk is written within a few milliseconds. */
const rowsPerChunk = 200;

/** Writes a file in slices, and only as fast as the caller reads it. */
export async function* writeInSlices(
  writer: CsvWriter,
  sessions: readonly CsvSession[],
  signal: AbortSignal | undefined,
): AsyncGenerator<CsvChunk, void> {
  const encoder = new TextEncoder();
  const slices = new Slices(signal);
  await slices.next();
  yield { bytes: encoder.encode(writer.head), count: 0 };
  for (let start = 0; start < sessions.length; start += rowsPerChunk) {
    await slices.next();
    const rows = sessions.slice(start, start + rowsPerChunk);
    yield { bytes: encoder.encode(writer.write(rows)), count: start + rows.length };
  }
}
