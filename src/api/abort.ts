import { ReviewError } from './errors.js';

export const abortedBy = (signal: AbortSignal): ReviewError =>
  new ReviewError('aborted', 'The request was aborted.', { cause: signal.reason });

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedBy(signal);
}

/** Settles like `promise`, or rejects with `aborted` if the signal is aborted first. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(abortedBy(signal));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The longest delay that `setTimeout` accepts. A longer one fires at once. */
export const longestTimeout = 2 ** 31 - 1;

/** Waits for a time. With `Infinity` it waits until the signal is aborted. */
export async function delay(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<void>((resolve) => {
    if (milliseconds !== Infinity) {
      timer = setTimeout(resolve, Math.min(milliseconds, longestTimeout));
    }
  });
  try {
    await abortable(waited, signal);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Settles like the task. Rejects with `timeout` after the deadline, and with `aborted` when the
 * caller's signal is aborted, even if the task ignores its own signal.
 */
export async function withDeadline<T>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  throwIfAborted(outer);
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ReviewError('timeout', `There was no answer within ${milliseconds} ms.`)),
      Math.min(milliseconds, longestTimeout),
    );
  });
  try {
    return await abortable(Promise.race([task(controller.signal), late]), outer);
  } finally {
    clearTimeout(timer);
    // Nobody reads the rest of the answer.
    controller.abort();
  }
}
