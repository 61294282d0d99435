import { withDeadline } from './abort.js';
import { ReviewError } from './errors.js';

/**
 * Reads the next part of a stream.
 * @throws ReviewError `unavailable` when none arrives within `milliseconds`; the error of the stream.
 */
export async function readWithin<Chunk>(
  reader: ReadableStreamDefaultReader<Chunk>,
  milliseconds: number,
): Promise<ReadableStreamReadResult<Chunk>> {
  try {
    return await withDeadline(milliseconds, undefined, () => reader.read());
  } catch (cause) {
    const isLate = cause instanceof ReviewError && cause.code === 'timeout';
    if (!isLate) throw cause;
    throw new ReviewError('unavailable', 'The stream sent nothing for too long.', { cause });
  }
}
