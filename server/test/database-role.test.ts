import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PGlite } from '@electric-sql/pglite';

import { roleScript } from '../src/database/script.ts';

/** PGlite has the rules of PostgreSQL 18, whatever version the other tests find. */
test('an owner who is no superuser may take on the role that it has made', async () => {
  const database = new PGlite();
  await database.exec('create role owner login createrole; set session authorization owner');
  for (const time of ['first', 'second']) {
    await database.exec(roleScript('kv_app'));
    await database.exec('begin; set local role kv_app');
    const { rows } = await database.query('select current_user::text as name');
    assert.deepEqual(rows, [{ name: 'kv_app' }], time);
    await database.exec('rollback');
  }
  await database.close();
});
