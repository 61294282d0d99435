/** The delays after failed attempts of a job. */
export interface RetrySchedule {
  /** Milliseconds after the first failure, after the second, and so on. */
  readonly delays: readonly number[];
  /** After the last delay: give up, or repeat it without end. */
  readonly end: 'give-up' | 'repeat-last';
  /**
   * The bounds of a random factor for each delay, so that jobs that failed together are not all retried
   * at once.
   */
  readonly jitter: readonly [min: number, max: number];
}

export interface RetryOptions {
  /** The time of the failure. */
  readonly now: Date;
  /** Milliseconds that the other system requested. They apply when they are longer. */
  readonly leastDelay?: number | undefined;
  /** Returns 0 ≤ x < 1. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/**
 * The time of the next attempt; `undefined` when the schedule has ended.
 * @param failures - The number of consecutive failures, including this one.
 */
export function nextAttemptAt(
  { delays, end, jitter: [min, max] }: RetrySchedule,
  failures: number,
  { now, leastDelay = 0, random = Math.random }: RetryOptions,
): Date | undefined {
  const delay = delays[failures - 1] ?? (end === 'repeat-last' ? delays.at(-1) : undefined);
  if (delay === undefined) return undefined;
  const factor = min + (max - min) * random();
  return new Date(now.getTime() + Math.max(delay, leastDelay) * factor);
}
