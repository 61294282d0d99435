import { ReviewError } from '../errors.js';

const aborted = () => new ReviewError('aborted', 'The request was aborted.');

/**
 * Runs a task until it ends, its time is over or the caller aborts, whichever comes first, also
 * where the task does not heed its signal. Leaves no timer and no listener.
 */
export function withDeadline<Result>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const end = (settle: () => void) => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', onAbort);
      settle();
      // Whatever of the answer was not read is not wanted any more.
      controller.abort();
    };
    const onAbort = () => end(() => reject(aborted()));
    const timer = setTimeout(
      () => end(() => reject(new ReviewError('timeout', `No answer within ${milliseconds} ms.`))),
      milliseconds,
    );
    if (outer?.aborted) {
      onAbort();
      return;
    }
    outer?.addEventListener('abort', onAbort);
    task(controller.signal).then(
      (result) => end(() => resolve(result)),
      (error: unknown) =>
        end(() => reject(error instanceof Error ? error : ReviewError.from(error))),
    );
  });
}

/** Waits, unless the caller aborts. */
export function wait(milliseconds: number, outer: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(aborted());
    };
    const timer = setTimeout(() => {
      outer?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    if (outer?.aborted) onAbort();
    else outer?.addEventListener('abort', onAbort, { once: true });
  });
}
