import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { isJudgedInPart, type FailedCondition, type Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { inCompany, openDatabase } from '../src/database/index.ts';
import { countSessions } from '../src/store/listing.ts';
import { readSession } from '../src/store/sessions.ts';
import {
  addFormerCompany,
  emptyDatabases,
  fillFormerDatabase,
  seedFormerSessions,
} from './support/former-database.ts';

const unjudged: FailedCondition = {
  condition: 'screening',
  observed: 'unknown',
  required: 'clear',
};
const found = sampleSessions({ count: 50, seed: 'judged' }).find(
  ({ status, failedConditions }) => status === 'success' && failedConditions.length === 0,
);
const at = '2026-03-01T10:00:00.000Z';
const by = { id: 'ana', name: 'Ana Agent' };

/** Sessions as they were stored before decisions said whether they were made in part. */
function formerSessions(): Session[] {
  assert.ok(found);
  const verified = { ...found, notes: [], changes: [] };
  const byPolicy = { verdict: 'verify', reasons: [], by: null, at } as const;
  return [
    { ...verified, id: 'in-part', decision: byPolicy, failedConditions: [unjudged] },
    { ...verified, id: 'in-full', decision: byPolicy, failedConditions: [] },
    { ...verified, id: 'by-agent', decision: { ...byPolicy, by }, failedConditions: [unjudged] },
    {
      ...verified,
      id: 'rejected',
      status: 'rejected',
      decision: { ...byPolicy, verdict: 'reject' },
      failedConditions: [unjudged],
    },
    {
      ...verified,
      id: 'awaiting',
      status: 'awaiting',
      decision: null,
      failedConditions: [unjudged],
    },
  ].map((session) => ({ ...session, attempts: [], attemptCount: 0, selfie: null }) as Session);
}

for (const [name, spare] of emptyDatabases) {
  describe(`sessions that were judged in part before decisions said so (${name})`, () => {
    test('are found by the filter, and no others', async (context) => {
      const empty = await spare();
      context.after(empty.drop);
      const sessions = formerSessions();
      await fillFormerDatabase(empty, '0011-watch-list-versions', async (former) => {
        await addFormerCompany(former, 'a');
        await seedFormerSessions(former, 'a', sessions);
      });
      const database = await openDatabase(empty.location);
      try {
        const [judged, count] = await inCompany(database, 'a', async (transaction) => {
          const stored = [];
          for (const { id } of sessions) stored.push(await readSession(transaction, 'a', id));
          const context = { acceptanceLevel: 4, now: new Date() } as const;
          const filter = {
            ...{ search: '', statuses: [], documentTypes: [], spoof: [] },
            ...{ judged: ['in-part' as const], createdFrom: null, createdBefore: null },
            ...{ conditions: [], due: [], claims: [] },
          };
          return [stored, await countSessions(transaction, 'a', filter, context)] as const;
        });
        assert.deepEqual(
          judged.map((stored) => stored && isJudgedInPart(stored.session)),
          [true, false, false, false, false],
        );
        assert.deepEqual(count, { count: 1, exact: true });
        const { rows } = await sql`
          select relname from pg_class where relname = 'sessions'
            and relrowsecurity and relforcerowsecurity
        `.execute(database.kysely);
        assert.equal(rows.length, 1);
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
