import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { unreadClient, type Session, type SessionSort } from 'kv-review/model';
import { edgeSessions, sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import { createUserAdapters } from '../src/review/review-api.ts';
import {
  addFormerCompany,
  emptyDatabases,
  fillFormerDatabase,
  seedFormerSessions,
} from './support/former-database.ts';
import { activityKeys, memoryObjects } from './support/store.ts';

const [edge] = edgeSessions();
assert.ok(edge);
const named = (id: string, firstName: string): Session => ({
  ...edge,
  id,
  client: { ...unreadClient, firstName },
});

const decided = sampleSessions({ count: 40, seed: 2 }).find(({ status }) => status === 'success');
assert.ok(decided);
const sessions: readonly Session[] = [
  named('greek', 'Κωνσταντίνος'),
  named('ascii', 'Anna'),
  { ...decided, id: 'decided', client: { ...unreadClient, lastName: 'ᾍδης Γιώργος' } },
];

/** As the former version folded them: with a final sigma and without an iota subscript. */
const former = [
  ['greek', 'first_name_key', 'κωνσταντινος', ['κωνσταντινος']],
  ['decided', 'last_name_key', 'αδης γιωργος', ['αδης', 'γιωργος']],
] as const;

async function foldAsBefore(database: Database): Promise<void> {
  const unprotect = async (is: 'enable' | 'disable') =>
    sql.raw(`alter table sessions ${is} trigger decided_stays`).execute(database.kysely);
  await unprotect('disable');
  await inCompany(database, 'a', async (transaction) => {
    for (const [id, column, key, terms] of former) {
      await sql`update sessions set ${sql.ref(column)} = ${key}, search_key = ${` ${key}`}
        where id = ${id}`.execute(transaction);
      await sql`delete from session_terms where session_id = ${id}`.execute(transaction);
      await sql`insert into session_terms (company_id, session_id, created_at, term)
        select company_id, id, created_at, unnest(${[...terms]}::text[]) from sessions
        where id = ${id}`.execute(transaction);
    }
  });
  await unprotect('enable');
}

for (const [name, spare] of emptyDatabases) {
  describe(`search terms of a database from before Unicode case folding (${name})`, () => {
    test('are folded again, so that every beginning finds a name', async (context) => {
      const empty = await spare();
      context.after(empty.drop);
      await fillFormerDatabase(empty, '0008-stored-outcomes', async (database) => {
        await addFormerCompany(database, 'a');
        await seedFormerSessions(database, 'a', sessions);
        await foldAsBefore(database);
      });
      const database = await openDatabase(empty.location);
      try {
        const objects = memoryObjects();
        const options = { database, objects, activityKey: activityKeys.writing, followUps };
        const actor = { id: 'ana', name: 'Ana Agent', role: 'agent' } as const;
        const api = createUserAdapters(options).as({ companyId: 'a', actor });
        const find = async (search: string, sort?: SessionSort) => {
          const { items } = await api.listSessions({ search, ...(sort && { sort }) });
          return items.map(({ id }) => id);
        };
        for (const text of ['ΚΩΝΣΤΑΝΤΙΝΟΣ', 'Κωνσταντίνος']) {
          for (let length = 1; length <= text.length; length += 1) {
            assert.deepEqual(await find(text.slice(0, length)), ['greek'], text.slice(0, length));
          }
        }
        assert.deepEqual(await find('γιωργος ΑΙΔΗΣ'), ['decided']);
        assert.deepEqual(await find('κωνσ', 'firstName'), ['greek']);
        assert.deepEqual(await find('ann'), ['ascii']);
        const { rows } = await sql`
          select relname from pg_class where relname in ('sessions', 'session_terms')
            and not (relrowsecurity and relforcerowsecurity)
          union all
          select tgname::text from pg_trigger where tgname = 'decided_stays' and tgenabled <> 'O'
        `.execute(database.kysely);
        assert.deepEqual(rows, []);
      } finally {
        await database.close();
      }
    });
  });
}
