import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { defaultSettings } from 'kv-review/model';
import { sql } from 'kysely';

import { appendActivity } from '../src/activity/log.ts';
import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { createCompany, readCompany } from '../src/store/companies.ts';
import {
  initialSettings,
  insertSettings,
  lockSettings,
  readSettings,
} from '../src/store/settings.ts';
import { onEachDatabase } from './support/databases.ts';
import { addFormerCompany, emptyDatabases, fillFormerDatabase } from './support/former-database.ts';
import { activityKeys } from './support/store.ts';

const ada = { id: 'ada', name: 'Ada Master' };
const at = '2026-03-01T10:00:00.000Z';

const read = (database: Database, companyId: string, number?: number) =>
  inCompany(database, companyId, (transaction) => readSettings(transaction, companyId, number));

onEachDatabase('versions of the settings', (open) => {
  let database: Database;

  const save = (acceptanceLevel: 1 | 2 | 3 | 4 | 5 | 6 | 7) =>
    inCompany(database, 'a', async (transaction) => {
      const current = await lockSettings(transaction, 'a');
      assert.ok(current);
      const settings = { ...current.settings, acceptanceLevel };
      const next = { ...current, number: current.number + 1, at, by: ada, settings };
      await insertSettings(transaction, 'a', next);
    });

  before(async () => {
    database = await open();
    for (const id of ['a', 'b']) await createCompany(database, { id, name: id }, new Date(at));
  });

  test('stay readable, with who saved them, when, and the reasons of their time', async () => {
    await save(6);
    await inCompany(database, 'a', async (transaction) => {
      const current = await lockSettings(transaction, 'a');
      assert.ok(current);
      const settings = { ...current.settings, rejection: { groups: [], reasonRequired: false } };
      await insertSettings(transaction, 'a', { ...current, number: 3, settings });
    });
    const [first, second, third] = await Promise.all([1, 2, 3].map((n) => read(database, 'a', n)));
    assert.deepEqual([first?.by, first?.at, first?.settings], [null, at, initialSettings()]);
    assert.deepEqual([second?.by, second?.settings.acceptanceLevel], [ada, 6]);
    assert.ok(second?.settings.rejection.groups.length);
    assert.deepEqual(third?.settings.rejection.groups, []);
    assert.deepEqual(await read(database, 'a'), third);
    const company = await readCompany(database, 'a');
    assert.deepEqual([company?.settingsVersion, company?.settings], [3, third.settings]);
    assert.equal(await read(database, 'a', 4), undefined);
  });

  test('are numbered without gaps when many are saved at once', async () => {
    const last = (await read(database, 'a'))?.number ?? 0;
    await Promise.all(Array.from({ length: 50 }, () => save(5)));
    assert.equal((await read(database, 'a'))?.number, last + 50);
  });

  test('cannot be changed or deleted by a request, or read by another company', async () => {
    for (const statement of [
      sql`update settings_versions set settings = '{}'`,
      sql`delete from settings_versions`,
    ]) {
      await assert.rejects(
        inCompany(database, 'a', (transaction) => statement.execute(transaction)),
        /permission denied/,
      );
    }
    const foreign = await inCompany(database, 'b', (transaction) => readSettings(transaction, 'a'));
    assert.equal(foreign, undefined);
    await assert.rejects(
      inCompany(database, 'b', async (transaction) => {
        const own = await readSettings(transaction, 'b');
        assert.ok(own);
        await insertSettings(transaction, 'a', { ...own, number: 1000 });
      }),
      /row-level security/,
    );
  });
});

for (const [name, spare] of emptyDatabases) {
  describe(`settings from before they had versions (${name})`, () => {
    test('become version 1, with who replaced them last, and with unknown members', async (context) => {
      const empty = await spare();
      context.after(empty.drop);
      const settings = { ...defaultSettings, acceptanceLevel: 7, later: { kept: true } } as const;
      await fillFormerDatabase(empty, '0013-entry-countries', async (former) => {
        await addFormerCompany(former, 'a', settings);
        await addFormerCompany(former, 'b', {});
        await inCompany(former, 'a', (transaction) =>
          appendActivity(
            transaction,
            'a',
            (['settings-changed', 'workspace-read'] as const).map((action) => ({
              ...{ at, action, sessionId: null, details: {} },
              actor: { ...ada, role: 'master' },
            })),
            activityKeys.writing,
          ),
        );
      });
      const database = await openDatabase(empty.location);
      try {
        const rejection = { groups: [], reasonRequired: false };
        assert.deepEqual(await read(database, 'a'), {
          ...{ number: 1, at, by: ada },
          settings: { ...settings, rejection },
        });
        assert.deepEqual(await read(database, 'b'), {
          ...{ number: 1, at: '2026-01-01T00:00:00.000Z', by: null },
          settings: { ...defaultSettings, rejection },
        });
        const { rows } = await sql`
          select relname from pg_class where relname in ('companies', 'activity', 'settings_versions')
            and relrowsecurity and relforcerowsecurity
        `.execute(database.kysely);
        assert.equal(rows.length, 3);
      } finally {
        await database.close();
      }
    });
  });
}
