/**
 * When a failed delivery is tried again. The waits grow to a day and then end: eight attempts in
 * about 31 hours (Standard Webhooks, "Deliverability and reliability").
 *
 * | attempt | wait before it | since the first |
 * | ------- | -------------- | --------------- |
 * | 1       | none           | 0 s             |
 * | 2       | 5 s            | 5 s             |
 * | 3       | 30 s           | 35 s            |
 * | 4       | 2 min          | 2 min 35 s      |
 * | 5       | 10 min         | 12 min 35 s     |
 * | 6       | 1 h            | 1 h 13 min      |
 * | 7       | 6 h            | 7 h 13 min      |
 * | 8       | 24 h           | 31 h 13 min     |
 *
 * Each wait is lengthened by up to a fifth, at random, so that what failed together does not come
 * back together.
 */
export const retryDelaysSeconds: readonly number[] = Object.freeze([
  5, 30, 120, 600, 3600, 21_600, 86_400,
]);

/** Of each wait: how much longer it may become. */
export const retryJitter = 0.2;

/** A receiver cannot put a delivery off for longer than this. */
export const maxRetryAfterSeconds = 86_400;

/** How long after its first attempt a delivery may still arrive: receivers keep ids that long. */
export const giveUpAfterSeconds =
  retryDelaysSeconds.reduce((sum, delay) => sum + delay, 0) * (1 + retryJitter);

export interface RetryOptions {
  /** When the attempt failed. */
  now: Date;
  /** `Retry-After` of the answer (RFC 9110, 10.2.3): respected where it is longer, up to a day. */
  retryAfterSeconds?: number | null;
  /** 0 ≤ x < 1; by default `Math.random`. */
  random?: () => number;
}

/**
 * When to try again, or `undefined` when the delivery is given up.
 * @param failedAttempts How many attempts have failed, this one included; at least 1.
 */
export function nextAttemptAt(failedAttempts: number, options: RetryOptions): Date | undefined {
  const { now, retryAfterSeconds, random = Math.random } = options;
  const delay = retryDelaysSeconds[failedAttempts - 1];
  if (delay === undefined) return undefined;
  const wanted = Math.min(retryAfterSeconds ?? 0, maxRetryAfterSeconds);
  const seconds = Math.max(delay, wanted) * (1 + retryJitter * random());
  return new Date(now.getTime() + seconds * 1000);
}
