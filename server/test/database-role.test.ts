import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PGlite } from '@electric-sql/pglite';

import { roleScript } from '../src/database/script.ts';

/** PGlite follows the rules of PostgreSQL 18, whichever version the other tests use. */
test('an owner that is not a superuser may use the role that it created', async () => {
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
