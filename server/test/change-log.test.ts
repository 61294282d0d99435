import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { sql } from 'kysely';

import { startOfChain } from '../src/activity/chain.ts';
import { appendActivity } from '../src/activity/log.ts';
import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import {
  changesBetween,
  keptChanges,
  lastPlace,
  readPlace,
  recordChange,
  writePlace,
  type ChangePlace,
} from '../src/store/change-log.ts';
import { createCompany } from '../src/store/companies.ts';
import { emptyDatabase, onEachDatabase } from './support/databases.ts';
import { emptyDatabases, fillFormerDatabase } from './support/former-database.ts';
import { activityKeys } from './support/store.ts';

const at = '2026-05-01T12:00:00.000Z';
const unknownMark = '0'.repeat(16);

const record = (database: Database, companyId: string, ...sessionIds: readonly string[]) =>
  inCompany(database, companyId, async (transaction) => {
    for (const sessionId of sessionIds) await recordChange(transaction, companyId, sessionId);
  });

const placeOf = (database: Database, companyId: string) =>
  inCompany(database, companyId, (transaction) => lastPlace(transaction, companyId));

/** The sessions that changed since a place, in order. */
async function changedSince(database: Database, companyId: string, from: ChangePlace) {
  const changes = await inCompany(database, companyId, async (transaction) =>
    changesBetween(transaction, companyId, from, await lastPlace(transaction, companyId)),
  );
  return changes === 'many' ? changes : changes.map(({ sessionId }) => sessionId);
}

/** Writes `count` reads to the activity log. */
const read = (database: Database, companyId: string, count: number) =>
  inCompany(database, companyId, async (transaction) => {
    const entry = {
      at,
      actor: null,
      action: 'session-read',
      sessionId: 's1',
      details: {},
    } as const;
    for (let written = 0; written < count; written += 500) {
      await appendActivity(transaction, companyId, Array(500).fill(entry), activityKeys.writing);
    }
  });

onEachDatabase('the changes of a company', (open) => {
  let database: Database;

  beforeEach(async () => {
    database = await open();
    await emptyDatabase(database);
    for (const id of ['a', 'b']) await createCompany(database, { id, name: `Company ${id}` });
  });

  test('are numbered without gaps, for each company separately', async () => {
    const start = await placeOf(database, 'a');
    const ids = ['s1', 's2', 's3', 's4'];
    await Promise.all(ids.map((id) => record(database, 'a', id)));
    await record(database, 'b', 's9');
    const changes = await changedSince(database, 'a', start);
    assert.deepEqual(Array.from(changes).sort(), ids);
    assert.deepEqual([start.sequence, (await placeOf(database, 'a')).sequence], [0, 4]);
    assert.equal((await placeOf(database, 'b')).sequence, 1);
    assert.deepEqual(await changedSince(database, 'b', await placeOf(database, 'b')), []);
  });

  test('are exact after 50,000 reads', async () => {
    await record(database, 'a', 's1');
    const place = await placeOf(database, 'a');
    await read(database, 'a', 50_000);
    assert.deepEqual(await changedSince(database, 'a', place), []);
    await record(database, 'a', 's2', 's3');
    assert.deepEqual(await changedSince(database, 'a', place), ['s2', 's3']);
  });

  test('of a transaction that is rolled back get no number', async () => {
    const place = await placeOf(database, 'a');
    const failed = inCompany(database, 'a', async (transaction) => {
      await recordChange(transaction, 'a', 's1');
      throw new Error('not committed');
    });
    await assert.rejects(failed, /not committed/);
    assert.deepEqual(await placeOf(database, 'a'), place);
    await record(database, 'a', 's2');
    assert.deepEqual(await changedSince(database, 'a', place), ['s2']);
  });

  test('are unknown for a place of another company, of a restored database, or of no sequence at all', async () => {
    const startOfB = await placeOf(database, 'b');
    await record(database, 'a', 's1', 's2');
    await record(database, 'b', 's1', 's2');
    const [placeOfA, placeOfB] = [await placeOf(database, 'a'), await placeOf(database, 'b')];
    assert.notEqual(placeOfA.mark, placeOfB.mark);
    const { mark } = placeOfA;
    for (const foreign of [
      ...[startOfB, placeOfB],
      ...[0, 1, 2].map((sequence) => ({ sequence, mark: unknownMark })),
      ...[1, 3, 999_999_999_999_999].map((sequence) => ({ sequence, mark })),
    ]) {
      assert.equal(await changedSince(database, 'a', foreign), 'many', writePlace(foreign));
    }
  });

  test('are stored up to a limit, and unknown before it', async () => {
    const start = await placeOf(database, 'a');
    await record(database, 'a', 's0');
    const first = await placeOf(database, 'a');
    // One fewer than the number of changes that triggers the deletion.
    await inCompany(database, 'a', async (transaction) => {
      await sql`
        insert into session_changes (company_id, sequence, mark, session_id)
        select 'a', sequence, lpad(to_hex(sequence), 16, '0'), 's1'
        from generate_series(2, ${keptChanges + 999}::int8) as sequence
      `.execute(transaction);
      await sql`
        update session_change_heads set sequence = ${keptChanges + 999} where company_id = 'a'
      `.execute(transaction);
    });
    const reported = await changedSince(database, 'a', start);
    assert.equal(reported.length, keptChanges + 999);
    await record(database, 'a', 's2');
    for (const place of [start, first]) {
      assert.equal(await changedSince(database, 'a', place), 'many');
    }
    const oldest = readPlace(`1001.${(1001).toString(16).padStart(16, '0')}`);
    assert.ok(oldest);
    const since = await changedSince(database, 'a', oldest);
    assert.deepEqual([since.length, since.at(-1)], [keptChanges - 1, 's2']);
  });
});

for (const [name, spare] of emptyDatabases) {
  describe(`a database from before changes had numbers (${name})`, () => {
    test('does not recognise former event ids, and reports later changes exactly', async (context) => {
      const empty = await spare();
      context.after(empty.drop);
      const formerIds: string[] = [];
      await fillFormerDatabase(empty, '0004-screening', async (former) => {
        await inCompany(former, 'a', async (transaction) => {
          await sql`set local role none`.execute(transaction);
          await sql`insert into companies values ('a', 'A', '{}', '{}', '{}', ${at})`.execute(
            transaction,
          );
          await sql`insert into activity_heads values ('a', 0, ${startOfChain('a').hash})`.execute(
            transaction,
          );
        });
        const ends = [
          { sequence: 0, hash: startOfChain('a').hash },
          { sequence: 500, hash: 'ab'.repeat(32) },
        ];
        formerIds.push(...ends.map(({ sequence, hash }) => `${sequence}.${hash.slice(0, 16)}`));
        await inCompany(former, 'a', (transaction) =>
          transaction.updateTable('activity_heads').set(ends[1]!).execute(),
        );
      });

      const database = await openDatabase(empty.location);
      try {
        for (const id of formerIds) {
          const place = readPlace(id);
          assert.ok(place);
          assert.equal(await changedSince(database, 'a', place), 'many', id);
        }
        const place = await placeOf(database, 'a');
        await record(database, 'a', 's1');
        assert.deepEqual(await changedSince(database, 'a', place), ['s1']);
      } finally {
        await database.close();
      }
    });
  });
}
