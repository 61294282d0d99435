import type { RetrySchedule } from '../jobs/schedule.ts';

/**
 * The delays before a failed delivery is retried. They grow to a day: eight attempts in about 31 hours
 * (Standard Webhooks, "Deliverability and reliability").
 *
 * | attempt | delay before it | since the first |
 * | ------- | --------------- | --------------- |
 * | 1       | none            | 0 s             |
 * | 2       | 5 s             | 5 s             |
 * | 3       | 30 s            | 35 s            |
 * | 4       | 2 min           | 2 min 35 s      |
 * | 5       | 10 min          | 12 min 35 s     |
 * | 6       | 1 h             | 1 h 13 min      |
 * | 7       | 6 h             | 7 h 13 min      |
 * | 8       | 24 h            | 31 h 13 min     |
 */
export const retryDelaysSeconds: readonly number[] = Object.freeze([
  5, 30, 120, 600, 3600, 21_600, 86_400,
]);

/** The largest jitter, as a share of the delay. Jitter only lengthens delays. */
export const retryJitter = 0.2;

/** The longest delay that a receiver can request. */
export const maxRetryAfterSeconds = 86_400;

/** The delay that a receiver requests (`Retry-After`; RFC 9110, 10.2.3), in milliseconds, up to a day. */
export const requestedDelay = (retryAfterSeconds: number | null): number =>
  Math.min(retryAfterSeconds ?? 0, maxRetryAfterSeconds) * 1000;

/** How long after its first attempt a delivery can arrive. Receivers store ids for this time. */
export const giveUpAfterSeconds =
  retryDelaysSeconds.reduce((sum, delay) => sum + delay, 0) * (1 + retryJitter);

export const deliverySchedule: RetrySchedule = {
  delays: retryDelaysSeconds.map((seconds) => seconds * 1000),
  end: 'give-up',
  jitter: [1, 1 + retryJitter],
};
