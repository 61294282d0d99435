import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { defaultSettings, queueFactsOf, type Session, type Settings } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { createCompany } from '../src/store/companies.ts';
import { listSessions } from '../src/store/listing.ts';
import { seedSessions } from '../src/store/seed.ts';
import { insertSession, readSession, updateSession } from '../src/store/sessions.ts';
import { insertSettings, lockSettings } from '../src/store/settings.ts';
import { onEachDatabase } from './support/databases.ts';
import { emptyDatabases, fillFormerDatabase } from './support/former-database.ts';

const now = new Date('2026-06-15T12:00:00.000Z');
const sessions = sampleSessions({ count: 300, seed: 'queue', now });
const waiting = sessions.filter(({ status }) => status === 'awaiting');

type Hours = Settings['dueHours'];

async function saveHours(database: Database, companyId: string, dueHours: Hours): Promise<void> {
  await inCompany(database, companyId, async (transaction) => {
    const current = await lockSettings(transaction, companyId);
    assert.ok(current);
    const version = String(Number(current.version) + 1);
    const settings = { ...current.settings, dueHours };
    await insertSettings(transaction, companyId, { ...current, version, settings });
  });
}

/** What is stored about each session that awaits action. */
const rowsOf = (database: Database, companyId: string) =>
  inCompany(database, companyId, async (transaction) => {
    const rows = await transaction
      .selectFrom('awaiting_sessions')
      .select(['session_id', 'since', 'due_at', 'open_matches'])
      .orderBy('session_id')
      .execute();
    return rows.map(({ session_id: id, since, due_at: dueAt, open_matches: openMatches }) => ({
      ...{ id, awaitingSince: since, dueAt, openMatches },
    }));
  });

const expectedRows = (held: readonly Session[], dueHours: Hours) =>
  held
    .filter(({ status }) => status === 'awaiting')
    .map((session) => ({ id: session.id, ...queueFactsOf(session, { dueHours }) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

onEachDatabase('sessions that await action', (open) => {
  let database: Database;

  before(async () => {
    database = await open();
    for (const id of ['a', 'b', 'c']) await createCompany(database, { id, name: id }, now);
    await seedSessions(database, 'a', sessions);
    await seedSessions(database, 'b', sessions);
  });

  test('are due by the hours in force, also those that wait already', async () => {
    assert.ok(waiting.length > 5);
    assert.deepEqual(await rowsOf(database, 'a'), expectedRows(sessions, {}));
    for (const hours of [{ mrz: 4, 'open-match': 72 }, { mrz: 8760 }, { expiry: null }]) {
      await saveHours(database, 'a', hours);
      assert.deepEqual(await rowsOf(database, 'a'), expectedRows(sessions, hours));
    }
    assert.deepEqual(await rowsOf(database, 'b'), expectedRows(sessions, {}), 'another company');
  });

  test('are due by the last hours when sessions begin to wait while hours are saved', async () => {
    const saves = Array.from({ length: 10 }, (_, index) => index + 1);
    await Promise.all([
      ...waiting.map((session) =>
        inCompany(database, 'c', (transaction) => insertSession(transaction, 'c', { session })),
      ),
      ...saves.map((hours) =>
        saveHours(database, 'c', { mrz: hours, 'open-match': hours, expiry: hours }),
      ),
    ]);
    const settings = await inCompany(database, 'c', (transaction) =>
      lockSettings(transaction, 'c'),
    );
    assert.ok(settings);
    assert.equal(settings.version, String(saves.length + 1));
    const { dueHours } = settings.settings;
    assert.deepEqual(await rowsOf(database, 'c'), expectedRows(waiting, dueHours));
  });

  test('follow their matches, and leave the queue with their decision', async () => {
    await saveHours(database, 'b', { 'open-match': 1 });
    const session = waiting.find(
      (each) => (queueFactsOf(each, { dueHours: {} }).openMatches ?? 0) > 0,
    );
    assert.ok(session && session.screening.status === 'match');
    const { screening } = session;
    const falsePositive = {
      reason: 'Another.',
      by: { id: 'ana', name: 'Ana' },
      at: now.toISOString(),
    };
    const matches = screening.matches.map((match) => ({ ...match, falsePositive }));
    const change = (changed: Partial<Session>) =>
      inCompany(database, 'b', async (transaction) => {
        const stored = await readSession(transaction, 'b', session.id);
        assert.ok(stored);
        await updateSession(transaction, 'b', stored, { ...stored.session, ...changed });
      });
    const row = async () => (await rowsOf(database, 'b')).find(({ id }) => id === session.id);
    assert.notEqual((await row())?.dueAt, null);
    await change({ screening: { ...screening, matches } });
    assert.deepEqual([(await row())?.openMatches, (await row())?.dueAt], [0, null]);
    const by = { id: 'ana', name: 'Ana' };
    const decision = { verdict: 'verify' as const, reasons: [], by, at: now.toISOString() };
    await change({ status: 'success', decision, completedAt: now.toISOString() });
    assert.equal(await row(), undefined);
  });

  test('of another company can be neither read nor written', async () => {
    await inCompany(database, 'b', async (transaction) => {
      const { rows } = await sql`select from awaiting_sessions where company_id = 'a'`.execute(
        transaction,
      );
      assert.equal(rows.length, 0);
      const changed = await sql`
        update awaiting_sessions set due_at = null where company_id = 'a'
      `.execute(transaction);
      assert.equal(Number(changed.numAffectedRows), 0);
    });
    await assert.rejects(
      inCompany(database, 'b', (transaction) =>
        sql`
          insert into awaiting_sessions (company_id, session_id, since, conditions, open_matches)
          values ('a', ${waiting[0]?.id}, now(), '{}', 0)
        `.execute(transaction),
      ),
      /row-level security/,
    );
  });

  test('are found by due date in an index, wherever a page begins', async () => {
    await saveHours(database, 'a', { mrz: 4, 'open-match': 72, expiry: 24 });
    const plans = await inCompany(database, 'a', async (transaction) => {
      await sql`set local enable_seqscan = off`.execute(transaction);
      await sql`set local enable_bitmapscan = off`.execute(transaction);
      await sql`set local enable_sort = off`.execute(transaction);
      const explain = async (where: string) => {
        const { rows } = await sql<{ 'QUERY PLAN': string }>`
          explain select session_id as id, due_key as key from awaiting_sessions
          where company_id = 'a' and ${sql.raw(where)} order by key, id limit 50
        `.execute(transaction);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      };
      return [
        await explain(`(due_key, session_id) > ('2026-06-15T12:00:00Z', 'x')`),
        await explain(`due_key <= '2026-06-15T12:00:00Z'`),
        await explain(`conditions && '{mrz}'`),
      ];
    });
    for (const plan of plans) {
      assert.match(plan, /Index (Only )?Scan using awaiting_sessions_by_due/);
      assert.doesNotMatch(plan, /Sort/);
    }
    assert.match(plans[0] ?? '', /Index Cond:.*ROW\(due_key, session_id\)/);
    assert.match(plans[1] ?? '', /Index Cond:.*due_key/);
  });
});

for (const [name, spare] of emptyDatabases) {
  describe(`sessions from before there were due dates (${name})`, () => {
    test('have their place in the queue, and the due date of the hours in force', async (context) => {
      const empty = await spare();
      context.after(empty.drop);
      const dueHours = { mrz: 4, 'open-match': 72 };
      await fillFormerDatabase(empty, '0023-claims', async (former) => {
        const settings = { ...defaultSettings, dueHours };
        await createCompany(former, { id: 'a', name: 'A', settings }, now);
        await createCompany(former, { id: 'b', name: 'B' }, now);
        for (const id of ['a', 'b']) await seedSessions(former, id, sessions);
      });
      const database = await openDatabase(empty.location);
      try {
        assert.deepEqual(await rowsOf(database, 'a'), expectedRows(sessions, dueHours));
        assert.deepEqual(await rowsOf(database, 'b'), expectedRows(sessions, {}));
        const { items } = await inCompany(database, 'a', (transaction) =>
          listSessions(
            transaction,
            'a',
            {
              ...{ search: '', statuses: ['awaiting'], documentTypes: [], spoof: [], judged: [] },
              ...{
                createdFrom: null,
                createdBefore: null,
                conditions: [],
                due: ['overdue'],
                claims: [],
              },
              ...{ sort: 'dueAt', limit: 200, cursor: null, offset: null },
            },
            { acceptanceLevel: 4, now },
          ),
        );
        const isOverdue = ({ dueAt }: { dueAt?: string | null }) =>
          !!dueAt && new Date(dueAt) <= now;
        assert.equal(items.length, expectedRows(sessions, dueHours).filter(isOverdue).length);
        const { rows } = await sql`
          select from pg_class where relname in ('sessions', 'settings_versions', 'awaiting_sessions')
            and relrowsecurity and relforcerowsecurity
        `.execute(database.kysely);
        assert.equal(rows.length, 3);
      } finally {
        await database.close();
      }
    });
  });
}
