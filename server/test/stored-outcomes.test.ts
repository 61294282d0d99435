import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Actor, Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import { createUserAdapters } from '../src/review/review-api.ts';
import { digest } from '../src/store/idempotency.ts';
import {
  addFormerCompany,
  emptyDatabases,
  fillFormerDatabase,
  seedFormerSessions,
} from './support/former-database.ts';
import { activityKeys, memoryObjects, serve } from './support/store.ts';

const ana: Actor = { id: 'ana', name: 'Ana Agent', role: 'agent' };
const at = '2026-06-15T12:00:00.000Z';
const by = { id: ana.id, name: ana.name };

const [sample] = sampleSessions({ count: 60, seed: 'stored-outcomes' })
  .filter(
    ({ status, notes, changes }) =>
      status === 'awaiting' && notes.length === 0 && changes.length === 0,
  )
  .map(({ judgement: _, ...session }): Session => session);

const sent = { text: 'Sent before the update.' };
const state = { id: 'created', version: '1', status: 'processing', failedConditions: [] };

/** The session with one note, which a former version stored as the answer. */
function notedOf(session: Session): Session {
  const note = { id: 'note-1', text: sent.text, by, at, verdict: null };
  return { ...session, version: '2', notes: [note] };
}

async function fillFormer(database: Database, session: Session): Promise<void> {
  await addFormerCompany(database, 'a');
  const { version: _, ...noted } = notedOf(session);
  await seedFormerSessions(database, 'a', [{ ...noted, version: '1' }]);
  const canonical = digest(JSON.stringify(['note', session.id, sent]));
  await inCompany(database, 'a', async (transaction) => {
    await sql`insert into idempotency_keys values
      ('a', 'ana', 'note', ${canonical}, ${JSON.stringify(notedOf(session))}, ${at}),
      ('a', 'API key x', 'create', 'hash', ${JSON.stringify(state)}, ${at})
    `.execute(transaction);
  });
}

const answersOf = (database: Database): Promise<unknown[]> =>
  inCompany(database, 'a', (transaction) =>
    transaction.selectFrom('idempotency_keys').select('answer').orderBy('key').execute(),
  ).then((rows) => rows.map(({ answer }) => answer));

for (const [name, spare] of emptyDatabases) {
  describe(`stored answers of a database from when they were whole sessions (${name})`, () => {
    test('are given again over HTTP, and repeat nothing of the client', async (context) => {
      assert.ok(sample);
      const empty = await spare();
      context.after(empty.drop);
      await fillFormerDatabase(empty, '0007-typed-conditions', (former) =>
        fillFormer(former, sample),
      );
      const database = await openDatabase(empty.location);
      const store = createUserAdapters({
        ...{ database, objects: memoryObjects(), activityKey: activityKeys.writing, followUps },
        now: () => new Date(at),
      });
      const server = await serve(store, (error) => assert.fail(String(error)));
      try {
        assert.deepEqual(await answersOf(database), [
          state,
          {
            ...{ id: sample.id, version: '2', status: 'awaiting', isDecided: false },
            ...{ completedAt: sample.completedAt, notes: 1, changes: 0 },
          },
        ]);
        const again = await server
          .signIn('a', ana)
          .addNote(sample.id, sent, { version: '1', idempotencyKey: 'note' });
        // The session still waits, and the queue is that of now.
        const awaitingSince = sample.attempts.at(-1)?.finishedAt;
        const queue = { awaitingSince, dueAt: null, openMatches: 0 };
        assert.deepEqual(again, { ...notedOf(sample), ...queue });
      } finally {
        await server.close();
        await database.close();
      }
    });
  });
}
