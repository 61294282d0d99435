import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { defaultSettings, type FailedCondition, type SettingUse } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { createCompany, readCompany } from '../src/store/companies.ts';
import { readSession } from '../src/store/sessions.ts';
import { countSettingUses } from '../src/store/setting-uses.ts';
import { insertSettings, lockSettings, readSettings } from '../src/store/settings.ts';
import { onEachDatabase } from './support/databases.ts';
import {
  addFormerCompany,
  emptyDatabases,
  fillFormerDatabase,
  seedFormerSessions,
} from './support/former-database.ts';
import { activityKeys } from './support/store.ts';

const ada = { id: 'ada', name: 'Ada Master' };
const at = '2026-03-01T10:00:00.000Z';

const read = (database: Database, companyId: string, version?: string) =>
  inCompany(database, companyId, (transaction) => readSettings(transaction, companyId, version));

onEachDatabase('versions of the settings', (open) => {
  let database: Database;

  const save = (acceptanceLevel: 1 | 2 | 3 | 4 | 5 | 6 | 7) =>
    inCompany(database, 'a', async (transaction) => {
      const current = await lockSettings(transaction, 'a');
      assert.ok(current);
      const settings = { ...current.settings, acceptanceLevel };
      const version = String(Number(current.version) + 1);
      const next = { ...{ version, changedAt: at, changedBy: ada }, settings };
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
      await insertSettings(transaction, 'a', { ...current, version: '3', settings });
    });
    const [first, second, third] = await Promise.all(
      ['1', '2', '3'].map((n) => read(database, 'a', n)),
    );
    assert.deepEqual(
      [first?.changedBy, first?.changedAt, first?.settings],
      [null, at, defaultSettings],
    );
    assert.deepEqual([second?.changedBy, second?.settings.acceptanceLevel], [ada, 6]);
    assert.ok(second?.settings.rejection.groups.length);
    assert.deepEqual(third?.settings.rejection.groups, []);
    assert.deepEqual(await read(database, 'a'), third);
    const company = await readCompany(database, 'a');
    assert.deepEqual([company?.settingsVersion, company?.settings], ['3', third.settings]);
    assert.equal(await read(database, 'a', '4'), undefined);
  });

  test('are numbered without gaps when many are saved at once', async () => {
    const last = Number((await read(database, 'a'))?.version);
    await Promise.all(Array.from({ length: 50 }, () => save(5)));
    assert.equal((await read(database, 'a'))?.version, String(last + 50));
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
        await insertSettings(transaction, 'a', { ...own, version: '1000' });
      }),
      /row-level security/,
    );
  });
});

const formerSessions = sampleSessions({ count: 60, seed: 'former' });
const risky: FailedCondition[] = [
  { condition: 'high-risk-nationality', observed: 'PRK', required: 'not-listed' },
  {
    condition: 'high-risk-ip-country',
    observed: { kind: 'country', code: 'IRN' },
    required: 'not-listed',
  },
  { condition: 'mrz', observed: 2, required: 0 },
];

for (const [name, spare] of emptyDatabases) {
  describe(`sessions from before their judgement was kept (${name})`, () => {
    test('do not say what judged them, and are counted by the settings that they use', async (context) => {
      const empty = await spare();
      context.after(empty.drop);
      const [first, ...others] = formerSessions;
      assert.ok(first);
      const sessions = [{ ...first, failedConditions: risky }, ...others];
      await fillFormerDatabase(empty, '0013-entry-countries', async (former) => {
        await addFormerCompany(former, 'a');
        await seedFormerSessions(former, 'a', sessions);
      });
      const database = await openDatabase(empty.location);
      try {
        const stored = await inCompany(database, 'a', (transaction) =>
          readSession(transaction, 'a', first.id),
        );
        assert.ok(stored);
        assert.ok(!('judgement' in stored.session));
        const count = (use: SettingUse) =>
          inCompany(database, 'a', (transaction) => countSettingUses(transaction, 'a', use));
        for (const code of ['PRK', 'IRN']) {
          assert.deepEqual(await count({ kind: 'country', code }), { count: 1, exact: true });
        }
        const keys = new Set(sessions.flatMap(({ extra }) => extra.map(({ key }) => key)));
        assert.ok(keys.size > 1);
        for (const key of keys) {
          const using = sessions.filter(({ extra }) => extra.some((one) => one.key === key));
          assert.equal((await count({ kind: 'extra-field', key })).count, using.length, key);
        }
      } finally {
        await database.close();
      }
    });
  });
}

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
          transaction
            .insertInto('activity')
            .values(
              ['settings-changed', 'workspace-read'].map((action, index) => ({
                ...{ company_id: 'a', sequence: index + 1, at, action, session_id: null },
                actor: JSON.stringify({ ...ada, role: 'master' }),
                details: '{}',
                key_id: activityKeys.writing.id,
                hash: 'ab'.repeat(32),
              })),
            )
            .execute(),
        );
      });
      const database = await openDatabase(empty.location);
      try {
        const rejection = { groups: [], reasonRequired: false };
        assert.deepEqual(await read(database, 'a'), {
          ...{ version: '1', changedAt: at, changedBy: ada },
          settings: { ...settings, rejection },
        });
        assert.deepEqual(await read(database, 'b'), {
          ...{ version: '1', changedAt: '2026-01-01T00:00:00.000Z', changedBy: null },
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
