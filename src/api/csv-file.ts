import type { CsvChunk, CsvFile } from '../model/csv/csv-file.js';
import { ReviewError } from './errors.js';

const broken = (why: string): ReviewError => new ReviewError('unavailable', `The CSV file ${why}.`);

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

const isFile = (value: unknown): value is CsvFile =>
  typeof value === 'object' &&
  value !== null &&
  'count' in value &&
  isCount(value.count) &&
  'chunks' in value &&
  Symbol.asyncIterator in Object(value.chunks);

const isChunk = (value: unknown): value is CsvChunk =>
  typeof value === 'object' &&
  value !== null &&
  'bytes' in value &&
  value.bytes instanceof Uint8Array &&
  'count' in value &&
  isCount(value.count);

async function* checkChunks({ count, chunks }: CsvFile): AsyncGenerator<CsvChunk, void> {
  let reached = 0;
  try {
    for await (const chunk of chunks as AsyncIterable<unknown>) {
      if (!isChunk(chunk) || chunk.count < reached) throw broken('is malformed');
      if (chunk.count > count) throw broken('contains more rows than announced');
      reached = chunk.count;
      yield chunk;
    }
  } catch (thrown) {
    throw ReviewError.from(thrown);
  }
  if (reached < count) throw broken('is incomplete');
}

/**
 * Checks a file of an adapter: at once its form, and as it is read that it is complete.
 * @throws ReviewError `unavailable`
 */
export function checkCsvFile(file: unknown): CsvFile {
  if (!isFile(file)) throw broken('is malformed');
  return { count: file.count, chunks: checkChunks(file) };
}
