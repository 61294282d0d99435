import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { FaceMatch, Session, SessionStatus } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { listSessions } from '../src/store/listing.ts';
import { readSession, updateSession } from '../src/store/sessions.ts';
import {
  addFormerCompany,
  emptyDatabases,
  fillFormerDatabase,
  seedFormerSessions,
} from './support/former-database.ts';

const samples = sampleSessions({ count: 200, seed: 'levels' });
const statuses: readonly SessionStatus[] = ['success', 'rejected', 'awaiting', 'processing'];

/** Before, `null` meant that not even level 1 was reached. */
const matches: readonly (readonly [before: FaceMatch | null, after: FaceMatch | null])[] = [
  [
    { level: null, confidence: 12 },
    { level: 0, confidence: 12 },
  ],
  [
    { level: null, confidence: null },
    { level: 0, confidence: null },
  ],
  [
    { level: 3, confidence: 50 },
    { level: 3, confidence: 50 },
  ],
  [null, null],
];

function withMatches(
  status: SessionStatus,
  id: string,
  faceMatch: FaceMatch | null,
  earlier: FaceMatch | null,
): Session {
  const found = samples.find((session) => session.status === status);
  const [attempt] = found?.attempts ?? [];
  assert.ok(found && attempt);
  const attempts = [
    { ...attempt, number: 1, faceMatch: earlier, photos: [] },
    { ...attempt, number: 2, faceMatch, photos: [] },
  ];
  return { ...found, id, faceMatch, attempts, attemptCount: 2, selfie: null };
}

/** A session of each status with each match, as it was and as it is now. */
const sessions = statuses.flatMap((status) =>
  matches.map(([before, after], index) => {
    const [earlierBefore, earlierAfter] = matches[(index + 1) % matches.length] ?? [null, null];
    const id = `${status}-${index}`;
    return {
      id,
      before: withMatches(status, id, before, earlierBefore),
      after: withMatches(status, id, after, earlierAfter),
    };
  }),
);

/** Every column of a company's rows except the levels, as text. */
const othersOf = (database: Database) =>
  inCompany(database, 'a', async (transaction) => {
    const tables = ['photos', 'notes', 'client_changes', 'activity', 'activity_heads'];
    const selects = [
      "select to_jsonb(sessions) - 'match_level' - 'judged_in_part' #- '{decision,judgedInPart}' as row from sessions",
      "select to_jsonb(attempts) #- '{evidence,faceMatch,level}' from attempts",
      ...tables.map((table) => `select to_jsonb(${table}) from ${table}`),
    ];
    const { rows } = await sql<{ row: unknown }>`
      select row from (${sql.raw(selects.join(' union all '))}) as all_rows order by row::text
    `.execute(transaction);
    return rows;
  });

async function fillFormer(database: Database): Promise<void> {
  await addFormerCompany(database, 'a');
  await seedFormerSessions(
    database,
    'a',
    sessions.map(({ before }) => before),
  );
}

for (const [name, spare] of emptyDatabases) {
  describe(`match levels of a database from before they told "not measured" apart (${name})`, () => {
    test('are 0 where faces were compared without reaching level 1, and nothing else changes', async (context) => {
      const empty = await spare();
      context.after(empty.drop);
      let others: unknown[] = [];
      await fillFormerDatabase(empty, '0009-refolded-terms', async (former) => {
        await fillFormer(former);
        others = await othersOf(former);
      });
      assert.ok(others.length > 30);

      const database = await openDatabase(empty.location);
      try {
        const sessionOf = (id: string) =>
          inCompany(database, 'a', (transaction) => readSession(transaction, 'a', id));
        for (const { id, after } of sessions) {
          const stored = (await sessionOf(id))?.session;
          assert.ok(stored);
          assert.deepEqual(stored.faceMatch, after.faceMatch, id);
          assert.deepEqual(
            stored.attempts.map(({ faceMatch }) => faceMatch),
            after.attempts.map(({ faceMatch }) => faceMatch),
            id,
          );
        }
        assert.deepEqual(await othersOf(database), others);

        const idsOf = async (spoof: 'low-far' | 'far-not-measured') => {
          const query = {
            ...{ search: '', statuses: [], documentTypes: [], spoof: [spoof], judged: [] },
            ...{ createdFrom: null, createdBefore: null, conditions: [], due: [], claims: [] },
            ...{ sort: '-createdAt' as const, limit: 50, cursor: null, offset: null },
          };
          const { items } = await inCompany(database, 'a', (transaction) =>
            listSessions(transaction, 'a', query, { acceptanceLevel: 1, now: new Date() }),
          );
          return items.map(({ id }) => id).sort();
        };
        const expected = (...indexes: number[]) =>
          statuses.flatMap((status) => indexes.map((index) => `${status}-${index}`)).sort();
        assert.deepEqual(await idsOf('low-far'), expected(0, 1));
        assert.deepEqual(await idsOf('far-not-measured'), expected(3));

        // What a vendor did not measure can be stored since then.
        const awaiting = await sessionOf('awaiting-0');
        assert.ok(awaiting);
        const unmeasured: Session = {
          ...awaiting.session,
          faceMatch: { level: null, confidence: 91 },
          ...{ livenessFinished: null, documentFinished: null },
        };
        await inCompany(database, 'a', (transaction) =>
          updateSession(transaction, 'a', awaiting, unmeasured),
        );
        const { session } = (await sessionOf('awaiting-0')) ?? {};
        assert.deepEqual(
          [session?.faceMatch, session?.livenessFinished, session?.documentFinished],
          [unmeasured.faceMatch, null, null],
        );

        const decided = await sessionOf('rejected-0');
        assert.ok(decided);
        await assert.rejects(
          inCompany(database, 'a', (transaction) =>
            updateSession(transaction, 'a', decided, { ...decided.session, extra: [] }),
          ),
          /a decided session cannot be changed/,
        );
        const { rows } = await sql`
          select relname from pg_class where relname in ('sessions', 'attempts')
            and not (relrowsecurity and relforcerowsecurity)
        `.execute(database.kysely);
        assert.deepEqual(rows, []);
        const { rows: disabled } = await sql`
          select tgname from pg_trigger where tgenabled = 'D'
        `.execute(database.kysely);
        assert.deepEqual(disabled, []);
      } finally {
        await database.close();
      }
    });
  });
}
