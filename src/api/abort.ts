import { ReviewError } from './errors.js';

const toError = (signal: AbortSignal): ReviewError =>
  new ReviewError('aborted', 'The request was aborted.', { cause: signal.reason });

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw toError(signal);
}

/** Settles as `promise` does, unless the signal comes first. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(toError(signal));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The longest that `setTimeout` can wait; more than this fires at once. */
const longestTimeout = 2 ** 31 - 1;

/** Waits that many milliseconds; `Infinity` waits until the signal. */
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
