import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { sql } from 'kysely';

import type { NamedActivity } from '../src/activity/entry.ts';
import { readActivity } from '../src/activity/log.ts';
import { createActivityRecorder, type ActivityRecorder } from '../src/activity/recorder.ts';
import { inCompany, type Database } from '../src/database/index.ts';
import { createCompany } from '../src/store/companies.ts';
import { emptyDatabase, onEachDatabase } from './support/databases.ts';
import { activityKeys } from './support/store.ts';

const read = (count: number): NamedActivity => ({
  at: '2026-06-15T12:00:00.000Z',
  actor: { id: 'ana', name: 'Ana Agent', role: 'agent' },
  action: 'sessions-listed',
  sessionId: null,
  details: { count },
});

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

onEachDatabase('the activity recorder', (open) => {
  let database: Database;
  let recorder: ActivityRecorder;

  before(async () => {
    database = await open();
    recorder = createActivityRecorder(database, activityKeys.writing);
  });

  const startAnew = async () => {
    await emptyDatabase(database);
    for (const id of ['a', 'b']) await createCompany(database, { id, name: id });
  };

  const countsOf = (companyId: string) =>
    inCompany(database, companyId, async (transaction) => {
      const entries = await readActivity(transaction, companyId, { limit: 1000 });
      return entries.map(({ entry }) => (entry['details'] as { count: number }).count);
    });

  test('commits concurrent entries together, in their order', async () => {
    await startAnew();
    await Promise.all(
      range(100).flatMap((index) => [
        recorder.record('a', read(index)),
        recorder.record('b', read(index)),
      ]),
    );
    for (const companyId of ['a', 'b']) {
      assert.deepEqual(await countsOf(companyId), range(100));
      const { rows } = await inCompany(database, companyId, (transaction) =>
        sql<{ count: number }>`select count(distinct xmin::text) as count from activity`.execute(
          transaction,
        ),
      );
      assert.deepEqual(rows, [{ count: 2 }], 'the first one, and all others together');
    }
  });

  test('resolves after the entry is committed, and not before', async () => {
    await startAnew();
    for (const index of range(5)) {
      await recorder.record('a', read(index));
      assert.deepEqual(await countsOf('a'), range(index + 1));
    }
  });

  test('refuses an invalid entry without failing the others', async () => {
    await startAnew();
    const searched = { ...read(7), details: { fields: ['a search text'] } };
    const outcomes = await Promise.allSettled(
      [read(0), read(1), searched, read(2)].map((activity) => recorder.record('a', activity)),
    );
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(await countsOf('a'), [0, 1, 2]);
    await assert.rejects(recorder.record('no-such-company', read(0)));
    await recorder.record('a', read(3));
    assert.deepEqual(await countsOf('a'), [0, 1, 2, 3]);
  });

  test('several processes write one chain', async () => {
    await startAnew();
    const other = createActivityRecorder(database, activityKeys.writing);
    await Promise.all(
      range(60).map((index) => (index % 2 ? other : recorder).record('a', read(index))),
    );
    assert.deepEqual(
      (await countsOf('a')).sort((a, b) => a - b),
      range(60),
    );
  });
});
