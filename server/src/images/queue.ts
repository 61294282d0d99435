import { ReviewError } from 'kv-review/api';

/** Runs a limited number of tasks at the same time, in the order of their arrival. */
export type Queue = <T>(task: () => Promise<T>) => Promise<T>;

export interface QueueOptions {
  /** How many tasks run at once. */
  width: number;
  /** How many may wait; a further task is refused with `rate-limited`. */
  maxWaiting: number;
}

/** Milliseconds after which a refused caller may try again. */
const retryAfter = 2000;

export function createQueue({ width, maxWaiting }: QueueOptions): Queue {
  const waiting: (() => void)[] = [];
  let running = 0;

  /** Resolves when the task may run. A finished task passes its place on, so no later task overtakes. */
  async function enter(): Promise<void> {
    if (running < width) {
      running += 1;
      return;
    }
    if (waiting.length >= maxWaiting) {
      throw new ReviewError('rate-limited', 'Too many uploads are in progress.', { retryAfter });
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }

  return async (task) => {
    await enter();
    try {
      return await task();
    } finally {
      leave();
    }
  };
}
