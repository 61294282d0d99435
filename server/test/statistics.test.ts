import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { ReviewApi } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import {
  defaultSettings,
  filterOf,
  type Actor,
  type RangeStatistics,
  type Session,
  type SessionPage,
  type SessionSummary,
  type Settings,
  type Statistics,
  type StatisticsQuery,
} from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import { createUserAdapters } from '../src/review/review-api.ts';
import { createCompany } from '../src/store/companies.ts';
import { eraseSession } from '../src/store/erase.ts';
import { seedSessions } from '../src/store/seed.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases, onEachDatabase } from './support/databases.ts';
import { finishSession, goodEvidence } from './support/finished-session.ts';
import { emptyDatabases, fillFormerDatabase } from './support/former-database.ts';
import { activityKeys, memoryObjects } from './support/store.ts';

const now = new Date('2026-06-15T12:00:00.000Z');
const ana: Actor = { id: 'ana', name: 'Ana Agent', role: 'agent' };
const mia: Actor = { id: 'mia', name: 'Mia Master', role: 'master' };

const settingsIn = (timeZone: string): Settings => ({
  ...structuredClone<Settings>(defaultSettings),
  timeZone,
});

/** What the memory adapter, whose counts are a plain sum, says of the same sessions. */
const remembered = (
  sessions: readonly Session[],
  timeZone: string,
  query: StatisticsQuery,
): Promise<Statistics> =>
  createMemoryApi({ sessions, actor: mia, settings: { timeZone }, now: () => now }).getStatistics(
    query,
  );

const adapters = (database: Database) =>
  createUserAdapters({
    ...{ database, objects: memoryObjects(), followUps, now: () => now },
    activityKey: activityKeys.writing,
  });

type Bounds = Pick<RangeStatistics, 'createdFrom' | 'createdBefore'>;

const number = (range: RangeStatistics, of: (status: string, by: string | null) => boolean) =>
  range.periods
    .flatMap(({ outcomes }) => outcomes)
    .filter(({ status, by }) => of(status, by))
    .reduce((sum, { count }) => sum + count, 0);

const ofStatus = (range: RangeStatistics, status: string): number =>
  number(range, (each) => each === status);

/** Every tenth of those that the policy verified was judged in part. */
const samples = sampleSessions({ count: 500, seed: 'statistics', now }).map(
  (session, index): Session =>
    session.status === 'success' && session.decision?.by === null && index % 10 === 0
      ? { ...session, decision: { ...session.decision, judgedInPart: true } }
      : session,
);
const spring = { from: '2026-03-01', to: '2026-06-15' } as const;
const zones = ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe'];

/** Samples of a year and more, three hours and seven minutes apart, so that some lie around the midnights. */
const yearOfSessions = sampleSessions({ count: 2850, seed: 'year' }).map((session, index) => ({
  ...session,
  createdAt: new Date(Date.parse('2025-12-30T00:00:00Z') + index * 187 * 60_000).toISOString(),
}));

onEachDatabase('statistics', (open) => {
  let database: Database;
  let companies = 0;

  before(async () => {
    database = await open();
  });

  /** A company with these sessions, and the adapters of two of its users. */
  async function openCompany(sessions: readonly Session[], timeZone = 'UTC') {
    companies += 1;
    const id = `company-${companies}`;
    await createCompany(database, { id, name: 'Company', settings: settingsIn(timeZone) });
    await seedSessions(database, id, sessions);
    const as = (actor: Actor): ReviewApi => adapters(database).as({ companyId: id, actor });
    return { id, agent: as(ana), master: as(mia) };
  }

  for (const timeZone of zones) {
    test(`are those of the memory adapter for the same sessions, in ${timeZone}`, async () => {
      const { master } = await openCompany(samples, timeZone);
      for (const by of ['day', 'week', 'month'] as const) {
        for (const range of [spring, { from: '2026-06-01', to: '2026-06-01' }]) {
          const query = { ...range, by, compare: true };
          const answer = await master.getStatistics(query);
          assert.deepEqual(answer, await remembered(samples, timeZone, query));
        }
      }
      const { range } = await master.getStatistics(spring);
      assert.ok(range.zones.withErrors > 0 && range.decisionTimes.length > 0);
      assert.ok(range.judgedInPart > 0 && range.reasons.groups.length > 0);
    });
  }

  test('of a year with two changes of the clock add up, day by day, to what a list counts', async () => {
    const { master, agent } = await openCompany(yearOfSessions, 'Europe/Berlin');
    const { range } = await master.getStatistics({ from: '2026-01-01', to: '2026-12-31' });
    assert.equal(range.periods.length, 365);
    const filterFor = (within: Bounds) =>
      filterOf({ of: 'outcome', status: 'rejected', within }) ?? {};
    const listed: SessionSummary[] = [];
    let cursor: string | null = null;
    do {
      const query = { ...filterFor(range), limit: 200, cursor };
      const page: SessionPage = await agent.listSessions(query);
      listed.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    let sum = 0;
    for (const { from, createdFrom, createdBefore, outcomes } of range.periods) {
      const rejected = outcomes.filter(({ status }) => status === 'rejected');
      const counted = rejected.reduce((total, { count }) => total + count, 0);
      const ofDay = listed.filter(
        ({ createdAt }) => createdAt >= createdFrom && createdAt < createdBefore,
      );
      assert.equal(counted, ofDay.length, from);
      sum += counted;
    }
    assert.equal(sum, listed.length);
    assert.ok(sum > 300);
    // The days on which the clocks change, and a day before and after.
    for (const first of ['2026-03-28', '2026-10-24']) {
      const start = range.periods.findIndex(({ from }) => from === first);
      for (const period of range.periods.slice(start, start + 3)) {
        const { count } = await agent.countSessions({
          createdFrom: period.createdFrom,
          createdBefore: period.createdBefore,
        });
        const counted = period.outcomes.reduce((total, each) => total + each.count, 0);
        assert.equal(counted, count, period.from);
      }
    }
  });

  test('of a leap day are those of the list', async () => {
    const [session] = samples;
    assert.ok(session);
    const sessions = [
      '2028-02-28T23:59:59.999Z',
      '2028-02-29T00:00:00.000Z',
      '2028-03-01T00:00:00.000Z',
    ];
    const { master } = await openCompany(
      sessions.map((createdAt, index) => ({ ...session, id: `s-${index}`, createdAt })),
    );
    const { range } = await master.getStatistics({ from: '2028-02-29', to: '2028-02-29' });
    assert.equal(
      number(range, () => true),
      1,
    );
  });

  test('follow a change of the time zone at once, without being counted again', async () => {
    const { master } = await openCompany(samples);
    for (const timeZone of zones.slice(1)) {
      const { version } = await master.getSettings();
      await master.saveSettings({ section: 'session', values: { timeZone } }, { version });
      const answer = await master.getStatistics(spring);
      assert.equal(answer.timeZone, timeZone);
      assert.deepEqual(answer, await remembered(samples, timeZone, spring));
    }
  });

  test('count fifty decisions at once, each once, and none of them is refused', async () => {
    const awaiting = samples.find(({ status }) => status === 'awaiting');
    assert.ok(awaiting);
    // Created in one quarter of an hour, so that all change the same counts.
    const sessions = Array.from({ length: 50 }, (_, index) => ({
      ...awaiting,
      ...{ id: `s-${index}`, createdAt: `2026-06-01T10:0${index % 10}:00.000Z` },
    }));
    const { master, agent } = await openCompany(sessions);
    await Promise.all(
      sessions.map(({ id }, index) =>
        agent.decideSession(
          id,
          index % 2 === 0
            ? { verdict: 'verify', note: null }
            : { verdict: 'reject', reasons: ['fake', 'age'], note: null },
          { version: '1', idempotencyKey: `key-${id}` },
        ),
      ),
    );
    const query = { from: '2026-06-01', to: '2026-06-01' };
    const { range, queue } = await master.getStatistics(query);
    assert.deepEqual(range.periods[0]?.outcomes, [
      { status: 'success', by: 'user', count: 25 },
      { status: 'rejected', by: 'user', count: 25 },
    ]);
    assert.deepEqual(range.reasons, {
      groups: [
        { id: 'age', count: 25 },
        { id: 'fake', count: 25 },
      ],
      rest: 0,
    });
    assert.equal(
      range.decisionTimes.reduce((sum, count) => sum + count, 0),
      50,
    );
    assert.deepEqual([queue.count, queue.oldestSince, queue.ages], [0, null, []]);
  });

  test('still count an erased session by its outcome, or as erased if it had none', async () => {
    const { id: companyId, master, agent } = await openCompany(samples);
    const before = await master.getStatistics(spring);
    const erase = async (status: string) => {
      const session = samples.find((each) => each.status === status);
      assert.ok(session);
      const context = { database, objects: memoryObjects(), followUps };
      const options = { ...context, activityKey: activityKeys.writing };
      assert.ok(await eraseSession(options, companyId, session.id));
    };
    await erase('success');
    await erase('awaiting');
    await erase('processing');
    const after = await master.getStatistics(spring);
    for (const [status, change] of [
      ...([
        ['success', 0],
        ['rejected', 0],
        ['awaiting', -1],
      ] as const),
      ...([
        ['processing', -1],
        ['erased', 2],
      ] as const),
    ]) {
      const expected = ofStatus(before.range, status) + change;
      assert.equal(ofStatus(after.range, status), expected, status);
    }
    assert.equal(after.queue.count, before.queue.count - 1);
    const filter = filterOf({ of: 'outcome', status: 'success', within: after.range }) ?? {};
    const { count } = await agent.countSessions(filter);
    assert.equal(count, ofStatus(after.range, 'success') - 1, 'the list shows one less');
  });

  test('are not those of another company, and no request can remove them', async () => {
    const { id } = await openCompany(samples.slice(0, 20));
    const { master } = await openCompany([]);
    const { range, queue } = await master.getStatistics(spring);
    assert.equal(
      number(range, () => true),
      0,
    );
    assert.equal(queue.count, 0);
    const foreign = await inCompany(database, id, (transaction) =>
      transaction.selectFrom('session_counts').select('company_id').distinct().execute(),
    );
    assert.deepEqual(foreign, [{ company_id: id }]);
    await assert.rejects(
      inCompany(database, id, (transaction) =>
        sql`delete from session_counts`.execute(transaction),
      ),
      /permission denied/,
    );
  });

  test('are refused to an agent', async () => {
    const { agent } = await openCompany([]);
    await assert.rejects(agent.getStatistics(spring), { code: 'forbidden' });
  });
});

for (const [name, spare] of databases) {
  describe(`statistics of sessions as they are verified (${name})`, () => {
    let server: TestBackend;
    before(async () => {
      server = await openTestBackend(await spare(), { now: () => now });
    });
    after(() => server.close());

    test('move with each session, from its start to the decision', async () => {
      const key = await server.addCompany({ id: 'a', name: 'A' });
      const master = server.api(await server.token(key, 'master'));
      const agent = server.api(await server.token(key));
      const query = { from: '2026-06-15', to: '2026-06-15' };
      const outcomes = async () => (await master.getStatistics(query)).range.periods[0]?.outcomes;

      const init = { method: 'POST', body: '{}' };
      assert.ok((await server.send('/v1/sessions', key, init)).ok);
      const processing = { status: 'processing', by: null, count: 1 };
      assert.deepEqual(await outcomes(), [processing]);

      const good = goodEvidence(now);
      const verified = await finishSession(server, key, { ...good, clientIp: '203.0.113.7' });
      assert.equal((await agent.getSession(verified)).status, 'success');
      const success = { status: 'success', by: 'policy', count: 1 };
      assert.deepEqual(await outcomes(), [processing, success]);

      const id = await finishSession(server, key, { ...good, livenessPassed: false });
      const { status, version } = await agent.getSession(id);
      assert.equal(status, 'awaiting');
      const awaiting = { status: 'awaiting', by: null, count: 1 };
      assert.deepEqual(await outcomes(), [processing, awaiting, success]);
      const { queue } = await master.getStatistics(query);
      assert.deepEqual([queue.count, queue.oldestSince], [1, now.toISOString()]);

      await agent.decideSession(
        id,
        { verdict: 'reject', reasons: ['fake'], note: null },
        { version, idempotencyKey: 'once' },
      );
      const rejected = { status: 'rejected', by: 'user', count: 1 };
      assert.deepEqual(await outcomes(), [processing, success, rejected]);
    });
  });
}

for (const [name, spare] of emptyDatabases) {
  describe(`sessions from before they were counted (${name})`, () => {
    test('are counted when the server starts, and move when they are decided', async (context) => {
      const empty = await spare();
      context.after(empty.drop);
      await fillFormerDatabase(empty, '0018-web-hook-versions', async (former) => {
        for (const [id, sessions] of [
          ['a', samples],
          ['b', samples.slice(0, 10)],
        ] as const) {
          await createCompany(former, { id, name: id, settings: settingsIn('Asia/Tokyo') });
          await seedSessions(former, id, sessions);
        }
      });
      const database = await openDatabase(empty.location);
      try {
        const as = (companyId: string, actor: Actor) => adapters(database).as({ companyId, actor });
        const master = as('a', mia);
        const expected = await remembered(samples, 'Asia/Tokyo', spring);
        assert.deepEqual(await master.getStatistics(spring), expected);
        assert.deepEqual(
          await as('b', mia).getStatistics(spring),
          await remembered(samples.slice(0, 10), 'Asia/Tokyo', spring),
        );

        const memory = createMemoryApi({
          ...{ sessions: samples, actor: mia, now: () => now },
          settings: { timeZone: 'Asia/Tokyo' },
        });
        const decide = async (api: ReviewApi) => {
          const { items } = await api.listSessions({ statuses: ['awaiting'], limit: 20 });
          for (const { id, version } of items) {
            const change = { version, idempotencyKey: id };
            await api.decideSession(id, { verdict: 'verify', note: null }, change);
          }
        };
        await decide(as('a', ana));
        await decide(memory.as(ana));
        assert.deepEqual(await master.getStatistics(spring), await memory.getStatistics(spring));
      } finally {
        await database.close();
      }
    });
  });
}
