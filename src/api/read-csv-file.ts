import type { CsvChunk, CsvFile } from '../model/csv/csv-file.js';
import { checkCsvFile } from './csv-file.js';
import { readWithin } from './read-within.js';

/** Counts the rows in the bytes of a CSV file: the line ends outside quotes, without the header. */
class RowCounter {
  #lines = 0;
  #isQuoted = false;

  add(bytes: Uint8Array): number {
    let [lines, isQuoted] = [this.#lines, this.#isQuoted];
    for (const byte of bytes) {
      if (byte === 0x22) isQuoted = !isQuoted;
      else if (byte === 0x0a && !isQuoted) lines += 1;
    }
    [this.#lines, this.#isQuoted] = [lines, isQuoted];
    return Math.max(0, lines - 1);
  }
}

async function* readChunks(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  silence: number,
): AsyncGenerator<CsvChunk, void> {
  const counter = new RowCounter();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await readWithin(reader, silence);
      if (done) return;
      yield { bytes: value, count: counter.add(value) };
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/**
 * Makes the answer of `exportSessions`, or of `exportActivity`, from a stream of bytes, such as the body of a `Response`. The
 * file has a header, and every line of it ends with CRLF.
 * @param count - The number of rows in the complete file.
 * @param silence - Milliseconds without a byte after which the file counts as broken off.
 */
export const readCsvFile = (
  count: number,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  silence = 60_000,
): CsvFile => checkCsvFile({ count, chunks: readChunks(body, silence) });
