import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { sql } from 'kysely';

import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { onEachDatabase, sparePostgres } from './support/databases.ts';

const at = '2026-01-02T03:04:05.678Z';

async function addCompany(database: Database, id: string): Promise<void> {
  await inCompany(database, id, (transaction) =>
    transaction
      .insertInto('companies')
      .values({
        id,
        name: id,
        allowed_origins: ['https://portal.example'],
        created_at: at,
      })
      .execute(),
  );
}

onEachDatabase('database', (open) => {
  let database: Database;
  before(async () => {
    database = await open();
    await addCompany(database, 'a');
    await addCompany(database, 'b');
  });

  test('reads values in the same way on both databases', async () => {
    const company = await inCompany(database, 'a', (transaction) =>
      transaction.selectFrom('companies').selectAll().executeTakeFirstOrThrow(),
    );
    assert.deepEqual(company, {
      id: 'a',
      name: 'a',
      allowed_origins: ['https://portal.example'],
      created_at: at,
    });
    const { rows } = await inCompany(database, 'a', (transaction) =>
      sql`select 7::int8 as eight, date '2026-02-28' as day, count(*) as count from companies`.execute(
        transaction,
      ),
    );
    assert.deepEqual(rows, [{ eight: 7, day: '2026-02-28', count: 1 }]);
  });

  test('reads every text as it was written', async () => {
    const texts = ['\ufeffa', '\ufeff', '\ufeff\ufeffa', 'a\ufeff', '\ufffea', '\u{10ffff}', ''];
    const quoted = (text: string) => `'${text}'`;
    for (const text of texts) {
      const read = await inCompany(database, 'a', async (transaction) => {
        const { rows } = await sql<Record<string, unknown>>`
          select ${text}::text as text, array[${text}::text] as list,
            json_build_object(${`k${text}`}::text, ${text}::text) as json,
            jsonb_build_object(${`k${text}`}::text, ${text}::text) as jsonb
        `.execute(transaction);
        return rows[0];
      });
      const json = { [`k${text}`]: text };
      assert.deepEqual(read, { text, list: [text], json, jsonb: json }, JSON.stringify(text));
      await assert.rejects(
        sql
          .raw(`do $$ begin raise exception '%', ${quoted(text)}; end $$`)
          .execute(database.kysely),
        { message: text },
      );
      const { rows } = await sql.raw(`select 1 as "c${text}"`).execute(database.kysely);
      assert.deepEqual(rows, [{ [`c${text}`]: 1 }]);
    }
  });

  test('compiles no statement of a request just in time', async () => {
    const { rows } = await inCompany(database, 'a', (transaction) =>
      sql`select current_setting('jit') as jit`.execute(transaction),
    );
    assert.deepEqual(rows, [{ jit: 'off' }]);
  });

  test('abuse case 10: a company sees only its own rows', async () => {
    const ids = await inCompany(database, 'b', (transaction) =>
      transaction.selectFrom('companies').select('id').execute(),
    );
    assert.deepEqual(ids, [{ id: 'b' }]);
  });

  test('abuse case 12: a transaction without a company sees no rows and cannot write any', async () => {
    const ids = await inCompany(database, '', (transaction) =>
      transaction.selectFrom('companies').select('id').execute(),
    );
    assert.deepEqual(ids, []);
    await assert.rejects(
      inCompany(database, '', (transaction) =>
        sql`insert into api_keys values ('a', 'k', 'h', 'l', ${at}, null)`.execute(transaction),
      ),
      /row-level security/,
    );
  });

  test('abuse case 10: writes for another company are refused', async () => {
    await assert.rejects(
      inCompany(database, 'a', (transaction) =>
        sql`insert into api_keys values ('b', 'k', 'h', 'l', ${at}, null)`.execute(transaction),
      ),
      /row-level security/,
    );
    const changed = await inCompany(database, 'a', (transaction) =>
      sql`update companies set name = 'x' where id = 'b'`.execute(transaction),
    );
    assert.equal(changed.numAffectedRows, 0n);
  });

  test('commits a whole transaction or nothing, and continues to work', async () => {
    const key = randomUUID();
    await assert.rejects(
      inCompany(database, 'a', async (transaction) => {
        await sql`insert into api_keys values ('a', ${key}, 'h', 'l', ${at}, null)`.execute(
          transaction,
        );
        throw new Error('stop');
      }),
      /stop/,
    );
    const count = await inCompany(database, 'a', (transaction) =>
      transaction.selectFrom('api_keys').select('id').where('id', '=', key).execute(),
    );
    assert.equal(count.length, 0);
  });

  test('isolates concurrent transactions', async () => {
    const names = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        inCompany(database, index % 2 ? 'a' : 'b', async (transaction) => {
          await sql`select 1`.execute(transaction);
          return transaction.selectFrom('companies').select('id').execute();
        }),
      ),
    );
    assert.deepEqual(
      names.map(([row]) => row?.id),
      Array.from({ length: 40 }, (_, index) => (index % 2 ? 'a' : 'b')),
    );
  });

  test('entries of the log cannot be changed or deleted', async () => {
    for (const statement of ['update activity set hash = hash', 'delete from activity']) {
      await assert.rejects(
        inCompany(database, 'a', (transaction) => sql.raw(statement).execute(transaction)),
        /permission denied/,
      );
    }
  });
});

describe('roles', () => {
  test('abuse case 12: row-level security applies to the owner of every table too', async () => {
    const { location, drop } = await sparePostgres();
    const database = await openDatabase(location);
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = 'public' and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)
        and exists (
          select from pg_attribute where attrelid = pg_class.oid and attname = 'company_id'
        )
    `.execute(database.kysely);
    await addCompany(database, 'a');
    const seen = await database.kysely.selectFrom('companies').select('id').execute();
    await database.close();
    await drop();
    assert.deepEqual(rows, []);
    assert.deepEqual(seen, []);
  });

  test('abuse case 12: refuses to connect as a superuser of the database', async () => {
    const { location, drop } = await sparePostgres();
    assert.ok('url' in location);
    const url = new URL(location.url);
    url.username = 'postgres';
    await assert.rejects(openDatabase({ url: url.href }), /superuser/);
    await drop();
  });
});
