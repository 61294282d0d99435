import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  deliverySchedule,
  giveUpAfterSeconds,
  maxRetryAfterSeconds,
  requestedDelay,
  retryDelaysSeconds,
} from '../../src/hooks/schedule.ts';
import { nextAttemptAt } from '../../src/jobs/schedule.ts';

const now = new Date('2026-05-01T12:00:00Z');

interface WaitOptions {
  readonly random?: () => number;
  readonly retryAfterSeconds?: number;
}

function waitAfter(
  failedAttempts: number,
  { random = () => 0, retryAfterSeconds }: WaitOptions = {},
) {
  const leastDelay = requestedDelay(retryAfterSeconds ?? null);
  const at = nextAttemptAt(deliverySchedule, failedAttempts, { now, random, leastDelay });
  return at && (at.getTime() - now.getTime()) / 1000;
}

describe('the retries of a delivery', () => {
  it('come as documented, then end', () => {
    const waits = Array.from({ length: 8 }, (_, failed) => waitAfter(failed + 1));
    assert.deepEqual(waits, [5, 30, 120, 600, 3600, 21_600, 86_400, undefined]);
  });

  it('are spread by up to a fifth, never earlier', () => {
    for (const [index, delay] of retryDelaysSeconds.entries()) {
      assert.equal(
        Math.round(waitAfter(index + 1, { random: () => 0.5 }) ?? 0),
        Math.round(delay * 1.1),
      );
      const latest = waitAfter(index + 1, { random: () => 0.999_999 }) ?? 0;
      assert.ok(latest > delay && latest <= delay * 1.2);
    }
  });

  it('wait as long as the receiver asks, up to a day', () => {
    assert.equal(waitAfter(1, { retryAfterSeconds: 90 }), 90);
    assert.equal(waitAfter(5, { retryAfterSeconds: 90 }), 3600);
    assert.equal(waitAfter(1, { retryAfterSeconds: 1e9 }), maxRetryAfterSeconds);
    assert.equal(waitAfter(8, { retryAfterSeconds: 90 }), undefined);
  });

  it('are past after the time for which receivers keep ids', () => {
    const sum = retryDelaysSeconds.reduce((total, _, index) => {
      return total + (waitAfter(index + 1, { random: () => 0.999_999 }) ?? 0);
    }, 0);
    assert.ok(sum <= giveUpAfterSeconds);
  });
});
