/** When a failed attempt of a job is repeated. */
export interface RetrySchedule {
  /** Milliseconds to wait after the first failure, after the second, and so on. */
  readonly delays: readonly number[];
  /** After the last delay: `give-up`, or go on with that delay. */
  readonly end: 'give-up' | 'repeat-last';
  /**
   * Each delay is multiplied by a random factor between these two, so that jobs that failed
   * together do not come back together.
   */
  readonly jitter: readonly [least: number, most: number];
}

export interface RetryOptions {
  /** When the attempt failed. */
  readonly now: Date;
  /** Milliseconds that the other side asked for: respected where they are longer. */
  readonly leastDelay?: number | undefined;
  /** 0 ≤ x < 1; by default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/**
 * When to try again, or `undefined` when the schedule has ended.
 * @param failures How many attempts in a row have failed, this one included; at least 1.
 */
export function nextAttemptAt(
  { delays, end, jitter: [least, most] }: RetrySchedule,
  failures: number,
  { now, leastDelay = 0, random = Math.random }: RetryOptions,
): Date | undefined {
  const delay = delays[failures - 1] ?? (end === 'repeat-last' ? delays.at(-1) : undefined);
  if (delay === undefined) return undefined;
  const factor = least + (most - least) * random();
  return new Date(now.getTime() + Math.max(delay, leastDelay) * factor);
}
