import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failedCondition, type Session, type SessionStatus } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';
import * as v from 'valibot';

import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { readSession, updateSession } from '../src/store/sessions.ts';
import {
  addFormerCompany,
  emptyDatabases,
  fillFormerDatabase,
  seedFormerSessions,
} from './support/former-database.ts';

type Texts = readonly [condition: string, seen: string, wanted: string];

/** Conditions in their former form, and in the current one. */
const converted: readonly (readonly [Texts, observed: unknown, required: unknown])[] = [
  [['high-risk-nationality', 'PRK', 'not-listed'], 'PRK', 'not-listed'],
  [['high-risk-nationality', 'unknown', 'not-listed'], null, 'not-listed'],
  [['high-risk-ip-country', 'PRK', 'not-listed'], { kind: 'country', code: 'PRK' }, 'not-listed'],
  [['high-risk-ip-country', 'not-checked', 'not-listed'], { kind: 'absent' }, 'not-listed'],
  [['high-risk-ip-country', 'unknown', 'not-listed'], { kind: 'unknown' }, 'not-listed'],
  [['screening', 'match', 'clear'], 'match', 'clear'],
  [['screening', 'unknown', 'clear'], 'unknown', 'clear'],
  [['document-type', 'unknown', 'passport id-card'], null, ['passport', 'id-card']],
  [['document-type', 'visa', 'passport'], 'visa', ['passport']],
  [['id-is-real', 'false', 'true'], false, true],
  [['full-id-detected', 'unknown', 'true'], null, true],
  [['mrz', 'unknown', '0'], null, 0],
  [['mrz', '12', '0'], 12, 0],
  [['mrz', 'TD1', 'TD3'], 'TD1', ['TD3']],
  [['mrz', 'MRV-A', 'TD1 TD2'], 'MRV-A', ['TD1', 'TD2']],
  [['expiry', '2026-06-14', '2026-06-15'], '2026-06-14', '2026-06-15'],
  [['mrz', 'FRA-identity-card', '0'], 'FRA-identity-card', 0],
  [['expiry', 'unknown', '2026-06-15'], null, '2026-06-15'],
  [['no-expiry', 'none', 'date'], 'none', 'date'],
  [
    ['front-to-back', 'lastName:mismatch firstName:not-comparable', 'match'],
    [
      { field: 'lastName', comparison: 'mismatch' },
      { field: 'firstName', comparison: 'not-comparable' },
    ],
    'match',
  ],
  [['front-to-back', 'unknown', 'match'], null, 'match'],
  [['liveness', 'false', 'true'], false, true],
  [['face-match-level', '3', '4'], 3, 4],
  [['face-match-level', '0', '4'], 0, 4],
  [['face-match-level', 'unknown', '4'], null, 4],
  [['document-review', 'false', 'true'], false, true],
];

/** Conditions of another product, and values that no version of this one wrote. */
const unconverted: readonly Texts[] = [
  ['Credit score', 'low', 'high'],
  ['constructor', '', '<b>{wanted}</b>'],
  ['mrz', 'three', ''],
  ['expiry', 'last year', '2026-06-15'],
  ['face-match-level', '3', 'high'],
  ['front-to-back', 'lastName', 'match'],
  ['screening', 'clear', 'clear'],
];

const before = [...converted.map(([texts]) => texts), ...unconverted].map(
  ([condition, seen, wanted]) => ({
    condition,
    seen,
    wanted,
  }),
);
const after = [
  ...converted.map(([[condition], observed, required]) => ({ condition, observed, required })),
  ...unconverted.map(([name, observed, required]) => ({
    condition: 'other',
    name,
    observed,
    required,
  })),
];

const samples = sampleSessions({ count: 200, seed: 'conditions' });
const statuses: readonly SessionStatus[] = ['success', 'rejected', 'awaiting', 'processing'];

/** A session in the form of the previous version. */
function formerSession(status: SessionStatus): Session {
  const found = samples.find((session) => session.status === status);
  assert.ok(found);
  return {
    ...found,
    id: status,
    failedConditions: before as unknown as Session['failedConditions'],
  };
}

/** Every column of a company's rows except failed conditions, as text. */
const othersOf = (database: Database) =>
  inCompany(database, 'a', async (transaction) => {
    const tables = ['attempts', 'photos', 'notes', 'client_changes', 'activity', 'activity_heads'];
    const selects = [
      "select to_jsonb(sessions) - 'failed_conditions' - 'judged_in_part' #- '{decision,judgedInPart}' as row from sessions",
      "select to_jsonb(idempotency_keys) - 'answer' from idempotency_keys",
      ...tables.map((table) => `select to_jsonb(${table}) from ${table}`),
    ];
    const { rows } = await sql<{ row: unknown }>`
      select row from (${sql.raw(selects.join(' union all '))}) as all_rows order by row::text
    `.execute(transaction);
    return rows;
  });

const answersOf = (database: Database) =>
  inCompany(database, 'a', (transaction) =>
    transaction.selectFrom('idempotency_keys').select('answer').orderBy('key').execute(),
  ).then((rows) => rows.map(({ answer }) => answer));

const answers = [
  { id: 'success', version: '2', failedConditions: before },
  { id: 'none', failedConditions: [] },
  { sessionId: 'no session' },
];

async function fillFormer(database: Database): Promise<void> {
  await addFormerCompany(database, 'a');
  await seedFormerSessions(database, 'a', statuses.map(formerSession));
  await seedFormerSessions(database, 'a', [
    { ...formerSession('success'), id: 'none', failedConditions: [] },
  ]);
  await inCompany(database, 'a', async (transaction) => {
    for (const [index, answer] of answers.entries()) {
      await sql`insert into idempotency_keys
        values ('a', 'ana', ${String(index)}, 'hash', ${JSON.stringify(answer)}, now())
      `.execute(transaction);
    }
  });
}

for (const [name, spare] of emptyDatabases) {
  describe(`failed conditions of a database from before they had types (${name})`, () => {
    test('are converted in every session, and nothing else changes', async (context) => {
      const empty = await spare();
      context.after(empty.drop);
      let others: unknown[] = [];
      await fillFormerDatabase(empty, '0006-jobs', async (former) => {
        await fillFormer(former);
        others = await othersOf(former);
      });
      assert.ok(others.length > 10);

      const database = await openDatabase(empty.location);
      try {
        const sessionOf = (id: string) =>
          inCompany(database, 'a', (transaction) => readSession(transaction, 'a', id));
        for (const status of statuses) {
          const stored = await sessionOf(status);
          assert.deepEqual(stored?.session.failedConditions, after, status);
        }
        assert.deepEqual((await sessionOf('none'))?.session.failedConditions, []);
        assert.deepEqual(await othersOf(database), others);
        assert.deepEqual(await answersOf(database), [
          { ...answers[0], failedConditions: after },
          ...answers.slice(1),
        ]);
        // Each stored condition is read with its own type.
        assert.deepEqual(v.parse(v.array(failedCondition), after), after);

        const decided = await sessionOf('rejected');
        assert.ok(decided);
        await assert.rejects(
          inCompany(database, 'a', (transaction) =>
            updateSession(transaction, 'a', decided, { ...decided.session, extra: [] }),
          ),
          /a decided session cannot be changed/,
        );
        const { rows } = await sql`
          select relname from pg_class where relname in ('sessions', 'idempotency_keys')
            and not (relrowsecurity and relforcerowsecurity)
        `.execute(database.kysely);
        assert.deepEqual(rows, []);
      } finally {
        await database.close();
      }
    });
  });
}
