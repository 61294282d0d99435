import * as v from 'valibot';

import { abortedBy } from '../abort.js';
import { isReviewError, ReviewError } from '../errors.js';
import type { ProgressOptions } from '../operations/methods.js';
import { readWithin } from '../read-within.js';
import { progressRecord, recordSeparator, type ProgressRecord } from './progress.js';
import type { Problem } from './problem.js';
import type { OpenStream } from './watch.js';

export interface ProgressReaderOptions {
  readonly signal: AbortSignal;
  readonly onProgress: ProgressOptions['onProgress'];
  /** Milliseconds without a byte after which the stream counts as broken. */
  readonly silence: number;
  /** The longest text that is read, in characters. */
  readonly maxSize: number;
  /** Checks the result. */
  readonly check: (result: unknown) => unknown;
  /** Makes the error of a problem. */
  readonly toError: (problem: Problem) => ReviewError;
}

const broken = (why: string, cause?: unknown) =>
  new ReviewError('unavailable', `The answer ${why}.`, { cause });

function parse(line: string): ProgressRecord {
  try {
    return v.parse(progressRecord, JSON.parse(line.replace(recordSeparator, '')));
  } catch (cause) {
    throw broken('has a text that is not valid', cause);
  }
}

/** The texts of a sequence as they arrive (RFC 7464). One that breaks off is left out. */
async function* textsOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { silence, maxSize }: ProgressReaderOptions,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await readWithin(reader, silence);
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxSize) throw broken('is too large');
    yield* lines;
  }
}

/**
 * Reads an answer with progress to its result, which is checked.
 * @throws ReviewError of the problem that ended the work; `unavailable` when the answer breaks off, sends
 * nothing for too long or is malformed; `aborted`.
 */
export async function readProgress(
  { body, close }: OpenStream,
  options: ProgressReaderOptions,
): Promise<unknown> {
  const { signal, onProgress, check, toError } = options;
  const reader = body.getReader();
  try {
    for await (const text of textsOf(reader, options)) {
      signal.throwIfAborted();
      const { progress, problem, ...record } = parse(text);
      if (progress) onProgress?.(progress);
      if ('result' in record) return check(record.result);
      if (problem) throw toError(problem);
    }
    throw broken('broke off');
  } catch (error) {
    if (signal.aborted) throw abortedBy(signal);
    throw isReviewError(error) ? error : broken('broke off', error);
  } finally {
    reader.cancel().catch(() => undefined);
    close();
  }
}
