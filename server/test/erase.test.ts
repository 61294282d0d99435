import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import type { JudgementRecord, Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { inCompany, type Database } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import { startJobs } from '../src/jobs/runner.ts';
import { createCompany } from '../src/store/companies.ts';
import { eraseSession, purgeSessions } from '../src/store/erase.ts';
import { createPhotoRemovals } from '../src/store/object-deletions.ts';
import { seedSessions } from '../src/store/seed.ts';
import { onEachDatabase } from './support/databases.ts';
import { activityKeys, memoryObjects } from './support/store.ts';

const tables = [
  ...['sessions', 'session_terms', 'attempts', 'photos', 'notes', 'client_changes'],
  ...['idempotency_keys', 'judgements', 'setting_uses', 'awaiting_sessions'],
];
/** Without a row for a session that was not edited, or does not await action. */
const maybeEmpty = new Set(['client_changes', 'awaiting_sessions']);
const now = new Date('2026-06-15T12:00:00.000Z');
const judgement: JudgementRecord = {
  ...{ at: now.toISOString(), settingsVersion: '1' },
  ...{ ipCountry: { kind: 'absent' }, screening: { status: 'absent' } },
};
const sessions = sampleSessions({ count: 300, seed: 'erase', now }).map((session): Session =>
  session.attempts.length > 0 ? { ...session, judgement } : session,
);

onEachDatabase('erasure', (open) => {
  let database: Database;
  const objects = memoryObjects();
  const photosOf = ({ attempts }: Session) => attempts.flatMap(({ photos }) => photos);

  before(async () => {
    database = await open();
    for (const company of ['a', 'b']) {
      await createCompany(database, { id: company, name: company });
      await seedSessions(database, company, sessions);
      for (const session of sessions) {
        for (const { id } of photosOf(session)) {
          await objects.put([company, session.id, id, 'full'], Uint8Array.of(1));
        }
        await inCompany(database, company, (transaction) =>
          transaction
            .insertInto('idempotency_keys')
            .values({
              ...{ company_id: company, caller: 'ana', key: session.id, request_hash: 'x' },
              ...{ answer: JSON.stringify({ id: session.id }), created_at: now.toISOString() },
            })
            .execute(),
        );
      }
    }
  });

  /** The number of rows about a session in each table, and of its photos that have bytes. */
  async function tracesOf(company: string, session: Session): Promise<number[]> {
    const counts = await inCompany(database, company, async (transaction) => {
      const all: number[] = [];
      for (const table of tables) {
        const column = { sessions: 'id', idempotency_keys: 'key' }[table] ?? 'session_id';
        const { rows } = await sql<{ count: number }>`
          select count(*) as count from ${sql.table(table)}
          where company_id = ${company} and ${sql.ref(column)} = ${session.id}
        `.execute(transaction);
        all.push(rows[0]?.count ?? -1);
      }
      return all;
    });
    let bytes = 0;
    for (const { id } of photosOf(session)) {
      if (await objects.get([company, session.id, id, 'full'])) bytes += 1;
    }
    return [...counts, bytes];
  }

  async function actions(company: string): Promise<(string | null)[][]> {
    const rows = await inCompany(database, company, (transaction) =>
      transaction
        .selectFrom('activity')
        .select(['action', 'session_id'])
        .where('company_id', '=', company)
        .execute(),
    );
    return rows.map(({ action, session_id }) => [action, session_id]);
  }

  const options = (store = objects) => ({
    ...{ database, objects: store, activityKey: activityKeys.writing, followUps, now: () => now },
  });
  const rich = (status: Session['status']): Session => {
    const found = sessions.find(
      (session) =>
        session.status === status && session.notes.length > 0 && photosOf(session).length > 0,
    );
    assert.ok(found);
    return found;
  };

  test('of a decided session only log entries are left, and another company is not affected', async () => {
    const session = rich('rejected');
    const tracesBefore = await tracesOf('b', session);
    assert.ok(tracesBefore.every((count, at) => count > 0 || maybeEmpty.has(tables[at] ?? '')));
    assert.equal(await eraseSession(options(), 'a', session.id), true);
    assert.deepEqual(
      await tracesOf('a', session),
      tracesBefore.map(() => 0),
    );
    assert.deepEqual(await tracesOf('b', session), tracesBefore);
    assert.deepEqual(await actions('a'), [['session-erased', session.id]]);
    assert.equal(await eraseSession(options(), 'a', session.id), false);
  });

  test('bytes that could not be removed are removed later', async () => {
    const session = rich('awaiting');
    const broken = { ...objects, deleteAll: () => Promise.reject(new Error('the store is down')) };
    await assert.rejects(eraseSession(options(broken), 'a', session.id));
    assert.equal((await tracesOf('a', session)).at(-1), photosOf(session).length);
    const jobs = await startJobs({
      ...{ database, onError: assert.ifError },
      now: () => new Date(now.getTime() + 60_000),
      kinds: [createPhotoRemovals(objects)],
    });
    await jobs.settled();
    await jobs.stop();
    assert.deepEqual(new Set(await tracesOf('a', session)), new Set([0]));
  });

  test('all sessions decided before a date are erased, and no others', async () => {
    const day = new Date(now.getTime() - 20 * 24 * 60 * 60 * 1000);
    const isOld = ({ completedAt }: Session) =>
      completedAt !== null && Date.parse(completedAt) < day.getTime();
    const remain = async () =>
      inCompany(database, 'b', (transaction) =>
        transaction.selectFrom('sessions').select('id').where('company_id', '=', 'b').execute(),
      );
    const old = sessions.filter((session) => session.decision !== null && isOld(session));
    assert.ok(old.length > 100, 'more than one batch');
    assert.equal(await purgeSessions(options(), 'b', day), old.length);
    const erased = new Set(old.map(({ id }) => id));
    assert.deepEqual(
      (await remain()).map(({ id }) => id).sort(),
      sessions
        .map(({ id }) => id)
        .filter((id) => !erased.has(id))
        .sort(),
    );
  });
});
