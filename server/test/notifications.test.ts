import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { before, test } from 'node:test';

import { sql } from 'kysely';

import type { Database } from '../src/database/index.ts';
import { onEachDatabase } from './support/databases.ts';

onEachDatabase('notifications', (open) => {
  let database: Database;
  before(async () => {
    database = await open();
  });

  test('reach all listeners of the channel after the commit', async () => {
    const heard: (string | null)[][] = [[], []];
    const events = new EventEmitter();
    const stops = await Promise.all(
      heard.map((list, index) =>
        database.listen('kv_test', (payload) => {
          list.push(payload);
          events.emit(`${index}`);
        }),
      ),
    );
    await assert.rejects(
      database.kysely.transaction().execute(async (transaction) => {
        await sql`select pg_notify('kv_test', 'rolled back')`.execute(transaction);
        throw new Error('stop');
      }),
    );
    await sql`select pg_notify('kv_other', 'elsewhere')`.execute(database.kysely);
    const all = Promise.all([once(events, '0'), once(events, '1')]);
    await sql`select pg_notify('kv_test', 'first')`.execute(database.kysely);
    await all;
    stops[1]?.();
    const one = once(events, '0');
    await sql`select pg_notify('kv_test', ${'\ufeffsecond'})`.execute(database.kysely);
    await one;
    assert.deepEqual(heard, [['first', '\ufeffsecond'], ['first']]);
  });

  test('report that some may have been missed while the connection was lost', async (t) => {
    if (database.kind === 'pglite') {
      t.diagnostic('has no connection to lose');
      return;
    }
    const events = new EventEmitter();
    const stop = await database.listen('kv_test', (payload) => events.emit('heard', payload));
    const missed = once(events, 'heard');
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where query like 'listen%' and pid <> pg_backend_pid() and datname = current_database()
    `.execute(database.kysely);
    assert.deepEqual(await missed, [null]);
    const again = once(events, 'heard');
    await sql`select pg_notify('kv_test', 'again')`.execute(database.kysely);
    assert.deepEqual(await again, ['again']);
    stop();
  });
});
