/** Reads a file as lines of UTF-8 text, and refuses one in another encoding. */
import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';

import { WatchListError } from './watch-list-error.ts';

/** One line of a file, without its end. */
export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** False for a last line after which the file ends without a line end. */
  readonly isEnded: boolean;
}

/** Longer than any line of the published lists; limits the memory that a broken file can take. */
const maxLineBytes = 4_000_000;

const [lineFeed, carriageReturn] = [0x0a, 0x0d];
const marksOfUtf16 = ['fffe', 'feff'];

/** @throws WatchListError unless the bytes are UTF-8 text. */
function decode(bytes: Buffer, number: number): string {
  const isMarked = number === 1 && marksOfUtf16.includes(bytes.toString('hex', 0, 2));
  if (isMarked || bytes.includes(0)) {
    throw new WatchListError(
      `Line ${number} of the watch list is not UTF-8. The file looks like UTF-16.`,
    );
  }
  if (!isUtf8(bytes)) throw new WatchListError(`Line ${number} of the watch list is not UTF-8.`);
  const text = bytes.toString('utf8');
  return number === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/**
 * The lines of a file, which end with LF or CRLF, in constant memory.
 * @throws WatchListError that names the first line that is not UTF-8; the error of the source.
 */
export async function* readUtf8Lines(input: Readable): AsyncGenerator<Line> {
  let number = 0;
  let pieces: Buffer[] = [];
  let size = 0;
  const takeLine = (isEnded: boolean): Line => {
    const bytes = Buffer.concat(pieces);
    [pieces, size] = [[], 0];
    number += 1;
    const end = bytes.at(-1) === carriageReturn ? -1 : undefined;
    return { text: decode(bytes.subarray(0, end), number), number, isEnded };
  };
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.from(chunk);
    for (let start = 0; start <= bytes.length;) {
      const end = bytes.indexOf(lineFeed, start);
      const piece = bytes.subarray(start, end === -1 ? bytes.length : end);
      pieces.push(piece);
      size += piece.length;
      if (size > maxLineBytes) {
        throw new WatchListError(`Line ${number + 1} of the watch list is too long.`);
      }
      if (end === -1) break;
      yield takeLine(true);
      start = end + 1;
    }
  }
  if (size > 0) yield takeLine(false);
}
