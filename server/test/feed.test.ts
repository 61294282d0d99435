import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';

import { maxEventSessions } from 'kv-review/model';

import type { RecordedChange, ChangePlace } from '../src/store/change-log.ts';
import { openFeed, type Feed, type FeedReading } from '../src/store/feed.ts';

const never = new AbortController().signal;

describe('the feed of a company', () => {
  let feed: Feed;
  afterEach(() => feed.close());

  /** A log instead of a database. Each reading waits until the test finishes it. */
  function openOver(log: readonly RecordedChange[]) {
    const readings: { since: ChangePlace | undefined; finish: (error?: Error) => void }[] = [];
    const waiters: (() => void)[] = [];
    feed = openFeed(
      (since) => {
        const place = { sequence: log.length, mark: '' };
        const changes = since ? log.slice(since.sequence) : [];
        const reading: FeedReading = {
          place,
          changes,
          awaiting: { count: log.length, exact: true },
        };
        return new Promise((resolve, reject) => {
          const finish = (error?: Error) => (error ? reject(error) : resolve(reading));
          readings.push({ since, finish });
          waiters.shift()?.();
        });
      },
      { pace: 0, checkInterval: 60_000 },
    );
    const nextReading = () => new Promise<void>((resolve) => waiters.push(resolve));
    async function refresh() {
      const started = nextReading();
      const done = feed.refresh();
      await started;
      readings.at(-1)?.finish();
      return done;
    }
    return { readings, nextReading, refresh };
  }

  const changes = (count: number, first = 1): RecordedChange[] =>
    Array.from({ length: count }, (_, index) => ({
      sequence: first + index,
      sessionId: `s${first + index}`,
    }));

  test('reads once for all concurrent callers, and again for callers that arrive during the read', async () => {
    const log: RecordedChange[] = [];
    const { readings, nextReading } = openOver(log);
    const started = nextReading();
    const early = [feed.refresh(), feed.refresh(), feed.refresh()];
    await started;
    log.push(...changes(1));
    const late = [feed.refresh(), feed.refresh()];
    assert.equal(readings.length, 1);
    const again = nextReading();
    readings[0]?.finish();
    await again;
    readings[1]?.finish();
    const places = (await Promise.all([...early, ...late])).map(({ place }) => place.sequence);
    assert.deepEqual(places, [0, 0, 0, 1, 1]);
    assert.equal(readings.length, 2);
  });

  test('wakes waiting callers when something has changed, and not before', async () => {
    const log: RecordedChange[] = [];
    const { refresh } = openOver(log);
    const start = await refresh();
    const newState = feed.after(start.serial, never);
    assert.equal((await refresh()).serial, start.serial, 'nothing new');
    log.push(...changes(2));
    await refresh();
    assert.equal((await newState)?.place.sequence, 2);
    assert.deepEqual(feed.changedSince(0), ['s1', 's2']);
    assert.deepEqual(feed.changedSince(1), ['s2']);
    assert.deepEqual(feed.changedSince(2), []);
  });

  test('names each session once, and reports many when there are too many or they are too old', async () => {
    const log: RecordedChange[] = [];
    const { refresh } = openOver(log);
    await refresh();
    log.push(...changes(maxEventSessions), { sequence: maxEventSessions + 1, sessionId: 's1' });
    await refresh();
    const named = feed.changedSince(0);
    assert.equal(named.length, maxEventSessions);
    log.push(...changes(1, maxEventSessions + 2));
    await refresh();
    assert.equal(feed.changedSince(0), 'many');

    log.push(...changes(10_000, log.length + 1));
    await refresh();
    assert.equal(feed.changedSince(maxEventSessions), 'many', 'forgotten');
    assert.deepEqual(feed.changedSince(log.length - 1), [`s${log.length}`]);
  });

  test('passes a read error to all waiting callers, and recovers when reading works again', async () => {
    const log: RecordedChange[] = [];
    const { readings, nextReading, refresh } = openOver(log);
    const { serial } = await refresh();
    const waiting = [feed.after(serial, never), feed.after(serial, never)];
    const started = nextReading();
    const failing = feed.refresh();
    await started;
    readings.at(-1)?.finish(new Error('no database'));
    for (const one of [failing, ...waiting]) await assert.rejects(one, /no database/);
    log.push(...changes(1));
    await refresh();
    assert.equal((await feed.after(serial, never))?.place.sequence, 1);
    assert.deepEqual(feed.changedSince(0), ['s1'], 'nothing was missed');
  });

  test('releases callers that leave', async () => {
    const { refresh } = openOver([]);
    const { serial } = await refresh();
    const leaving = new AbortController();
    const waiting = feed.after(serial, leaving.signal);
    leaving.abort();
    assert.equal(await waiting, undefined);
  });
});
