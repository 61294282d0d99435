import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';

import { maxEventSessions } from 'kv-review/model';

import type { RecordedChange, ChangePlace } from '../src/store/change-log.ts';
import { openFeed, type Feed, type FeedReading } from '../src/store/feed.ts';

const never = new AbortController().signal;

describe('the feed of a company', () => {
  let feed: Feed;
  afterEach(() => feed.close());

  /** A log in place of a database; each reading waits until it is let go. */
  function openOver(log: readonly RecordedChange[]) {
    const readings: { since: ChangePlace | undefined; finish: (error?: Error) => void }[] = [];
    const asked: (() => void)[] = [];
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
          asked.shift()?.();
        });
      },
      { pace: 0, checkInterval: 60_000 },
    );
    const isAsked = () => new Promise<void>((resolve) => asked.push(resolve));
    async function refresh() {
      const begun = isAsked();
      const done = feed.refresh();
      await begun;
      readings.at(-1)?.finish();
      return done;
    }
    return { readings, isAsked, refresh };
  }

  const changes = (count: number, first = 1): RecordedChange[] =>
    Array.from({ length: count }, (_, index) => ({
      sequence: first + index,
      sessionId: `s${first + index}`,
    }));

  test('is read once for all who ask at the same time, and again for who asks meanwhile', async () => {
    const log: RecordedChange[] = [];
    const { readings, isAsked } = openOver(log);
    const begun = isAsked();
    const early = [feed.refresh(), feed.refresh(), feed.refresh()];
    await begun;
    log.push(...changes(1));
    const late = [feed.refresh(), feed.refresh()];
    assert.equal(readings.length, 1);
    const again = isAsked();
    readings[0]?.finish();
    await again;
    readings[1]?.finish();
    const places = (await Promise.all([...early, ...late])).map(({ place }) => place.sequence);
    assert.deepEqual(places, [0, 0, 0, 1, 1]);
    assert.equal(readings.length, 2);
  });

  test('wakes who waits when there is something to tell, and not before', async () => {
    const log: RecordedChange[] = [];
    const { refresh } = openOver(log);
    const start = await refresh();
    const heard = feed.after(start.serial, never);
    assert.equal((await refresh()).serial, start.serial, 'nothing new');
    log.push(...changes(2));
    await refresh();
    assert.equal((await heard)?.place.sequence, 2);
    assert.deepEqual(feed.changedSince(0), ['s1', 's2']);
    assert.deepEqual(feed.changedSince(1), ['s2']);
    assert.deepEqual(feed.changedSince(2), []);
  });

  test('names each session once, and says many where they are too many or too long ago', async () => {
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

  test('that cannot be read says so to all who wait, and goes on when it can be read again', async () => {
    const log: RecordedChange[] = [];
    const { readings, isAsked, refresh } = openOver(log);
    const { serial } = await refresh();
    const waiting = [feed.after(serial, never), feed.after(serial, never)];
    const begun = isAsked();
    const failing = feed.refresh();
    await begun;
    readings.at(-1)?.finish(new Error('no database'));
    for (const one of [failing, ...waiting]) await assert.rejects(one, /no database/);
    log.push(...changes(1));
    await refresh();
    assert.equal((await feed.after(serial, never))?.place.sequence, 1);
    assert.deepEqual(feed.changedSince(0), ['s1'], 'nothing was missed');
  });

  test('lets go of who leaves', async () => {
    const { refresh } = openOver([]);
    const { serial } = await refresh();
    const leaving = new AbortController();
    const waiting = feed.after(serial, leaving.signal);
    leaving.abort();
    assert.equal(await waiting, undefined);
  });
});
