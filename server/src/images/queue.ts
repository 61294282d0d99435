import { ReviewError } from 'kv-review/api';

/** Runs tasks, a bounded number at a time, in the order in which they came. */
export type Queue = <T>(task: () => Promise<T>) => Promise<T>;

export interface QueueOptions {
  /** How many tasks run at once. */
  width: number;
  /** How many may wait besides; a further one is refused with `rate-limited`. */
  maxWaiting: number;
}

/** Milliseconds after which a refused caller may try again. */
const retryAfter = 2000;

export function createQueue({ width, maxWaiting }: QueueOptions): Queue {
  const waiting: (() => void)[] = [];
  let running = 0;

  /** Resolves when the task may run: a place is handed on, so that no later task overtakes. */
  async function enter(): Promise<void> {
    if (running < width) {
      running += 1;
      return;
    }
    if (waiting.length >= maxWaiting) {
      throw new ReviewError('rate-limited', 'Too many uploads at once.', { retryAfter });
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
