import assert from 'node:assert/strict';
import { test } from 'node:test';

import { watchClock } from '../../src/jobs/clock.ts';

test('a clock that is set back is noticed once, by how much', () => {
  let [time, elapsed] = [Date.parse('2026-06-15T12:00:00Z'), 0];
  const setBack = watchClock(
    () => new Date(time),
    () => elapsed,
  );
  const pass = (milliseconds: number, byClock = milliseconds): number => {
    elapsed += milliseconds;
    time += byClock;
    return setBack();
  };
  assert.equal(pass(30_000), 0);
  assert.equal(pass(30_000, 30_000 - 3_600_000), 3_600_000);
  assert.equal(pass(30_000), 0);
  assert.equal(pass(30_000, 86_400_000), 0, 'set forward');
  assert.equal(pass(30_000, 29_000), 0, 'corrected by a second');
});
