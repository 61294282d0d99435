import { ReviewError } from 'kv-review/api';

/** Runs a limited number of tasks at the same time. Owners take turns, each in the order of arrival. */
export type Queue = <T>(owner: string, task: () => Promise<T>) => Promise<T>;

export interface QueueOptions {
  /** How many tasks run at once. */
  width: number;
  /** How many tasks of one owner run at once. */
  widthPerOwner: number;
  /** How many tasks of one owner may wait; a further one is refused with `rate-limited`. */
  maxWaiting: number;
  /** The message of a refusal. Default: too many uploads are in progress. */
  refusal?: string;
}

/** Milliseconds after which a refused caller may try again. */
const retryAfter = 2000;

export function createQueue({
  width,
  widthPerOwner,
  maxWaiting,
  refusal = 'Too many uploads are in progress.',
}: QueueOptions): Queue {
  /** By owner, the one whose turn is next first. */
  const waiting = new Map<string, (() => void)[]>();
  const running = new Map<string, number>();
  let total = 0;

  const hasPlace = (owner: string): boolean =>
    total < width && (running.get(owner) ?? 0) < widthPerOwner;

  function start(owner: string): void {
    total += 1;
    running.set(owner, (running.get(owner) ?? 0) + 1);
  }

  /** Resolves when the task may run. */
  async function enter(owner: string): Promise<void> {
    const own = waiting.get(owner) ?? [];
    // Who waits has no place, so a task that has one overtakes nobody.
    if (hasPlace(owner)) {
      start(owner);
      return;
    }
    if (own.length >= maxWaiting) {
      throw new ReviewError('rate-limited', refusal, { retryAfter });
    }
    waiting.set(owner, own);
    await new Promise<void>((resolve) => own.push(resolve));
  }

  /** Passes the place on, so that no later task overtakes. */
  function leave(owner: string): void {
    total -= 1;
    const left = (running.get(owner) ?? 1) - 1;
    if (left > 0) running.set(owner, left);
    else running.delete(owner);
    for (const [next, tasks] of waiting) {
      if (!hasPlace(next)) continue;
      waiting.delete(next);
      const begin = tasks.shift();
      if (tasks.length > 0) waiting.set(next, tasks);
      start(next);
      begin?.();
      return;
    }
  }

  return async (owner, task) => {
    await enter(owner);
    try {
      return await task();
    } finally {
      leave(owner);
    }
  };
}
