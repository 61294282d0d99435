import type { ReviewApi } from '../../api/review-api.js';
import { compileFilter, type SessionFilter } from '../../model/query.js';
import { dueKeyOf } from '../../model/queue.js';
import { queueConditions, queueConditionsOf } from '../../model/queue-condition.js';
import { sessionSummary, type SessionSummary } from '../../model/session.js';
import type { Settings } from '../../model/settings.js';
import { assert, assertEqual, assertValid } from './assert.js';
import { asMaster } from './managing.js';
import { getPage, getSession, idsOf, listAll, newKey, selectIds } from './subject.js';
import type { ConformanceTest } from './subject.js';

const hour = 3_600_000;

const none = Object.fromEntries(queueConditions.map((condition) => [condition, null]));

/** Sets the due hours of these conditions, and of no others. */
async function setHours(api: ReviewApi, dueHours: Settings['dueHours']): Promise<void> {
  const { version } = await api.getSettings();
  const change = { section: 'queue', values: { dueHours: { ...none, ...dueHours } } } as const;
  await api.saveSettings(change, { version });
}

const factsOf = ({ awaitingSince, dueAt, openMatches }: SessionSummary) => ({
  ...{ awaitingSince, dueAt, openMatches },
});

const awaitingOf = (items: readonly SessionSummary[]): SessionSummary[] =>
  items.filter(({ status }) => status === 'awaiting');

function assertDates(items: readonly SessionSummary[], hours: Settings['dueHours']): void {
  for (const item of awaitingOf(items)) {
    const found = Array.from(queueConditionsOf(item), (condition) => hours[condition] ?? Infinity);
    const expected = Date.parse(item.awaitingSince ?? '') + Math.min(...found) * hour;
    const dueAt = item.dueAt ? Date.parse(item.dueAt) : Infinity;
    assertEqual(dueAt, expected, `When ${item.id} is due`);
  }
}

export const dueTests: readonly ConformanceTest[] = [
  {
    title: 'a session says since when it has awaited action, and only while it does',
    run: async ({ api }) => {
      for (const item of await listAll(api)) {
        const isAwaiting = item.status === 'awaiting';
        const { awaitingSince, dueAt, openMatches } = item;
        assertEqual(typeof awaitingSince === 'string', isAwaiting, `${item.id} says since when`);
        assertEqual(openMatches !== undefined, isAwaiting, `${item.id} says its open matches`);
        assert(isAwaiting || !dueAt, `${item.id} is not due`);
        if (typeof awaitingSince === 'string') {
          const waited = Date.parse(awaitingSince) - Date.parse(item.createdAt);
          assert(waited >= 0, `${item.id} cannot have waited before it existed`);
        }
      }
    },
  },
  {
    title: 'a list and the session itself say the same about its due date',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const session = await getSession(api, id('awaiting'));
      const row = (await listAll(api)).find((item) => item.id === session.id);
      assert(row !== undefined, 'The list has the session');
      const summary = assertValid(sessionSummary, session, 'The session');
      assertEqual(factsOf(summary), factsOf(row), 'The facts');
    },
  },
  {
    title: 'due hours date the sessions that wait already, and the smallest number counts',
    capabilities: ['settings'],
    run: async (subject) => {
      const api = await asMaster(subject);
      for (const hours of [{ mrz: 2, 'open-match': 48 }, { mrz: 8760, 'open-match': 1 }, {}]) {
        await setHours(api, hours);
        assertDates(await listAll(subject.api), hours);
      }
    },
  },
  {
    title: 'the order dueAt begins with what is due first, then what has waited longest',
    capabilities: ['settings'],
    isFor: ({ sorts }) => sorts.includes('dueAt'),
    run: async (subject) => {
      const { api } = subject;
      for (const hours of [{ mrz: 100 }, { mrz: 1, 'open-match': 8760 }]) {
        await setHours(await asMaster(subject), hours);
        const items = await listAll(api, { sort: 'dueAt', limit: 7 });
        const keys = items.map((item) => Date.parse(dueKeyOf(item) ?? '9999-12-31'));
        assertEqual(
          keys,
          keys.toSorted((a, b) => a - b),
          'The order',
        );
        const awaiting = idsOf(awaitingOf(items));
        assertEqual(idsOf(items).slice(0, awaiting.length), awaiting, 'Those that wait come first');
      }
    },
  },
  {
    title: 'lists and counts select what is overdue, by the clock of the backend',
    capabilities: ['settings'],
    isFor: ({ filters }) => filters.includes('due') && filters.includes('condition'),
    run: async (subject) => {
      const { api, queries } = subject;
      await setHours(await asMaster(subject), { mrz: 1 });
      const all = await listAll(api);
      const { acceptanceLevel } = await api.getWorkspace();
      const filters: SessionFilter[] = [
        { due: ['overdue'] },
        { due: ['overdue'], conditions: ['mrz'] },
        { due: ['overdue'], conditions: ['expiry'] },
      ];
      for (const filter of filters) {
        const expected = idsOf(all.filter(compileFilter(filter, acceptanceLevel))).sort();
        const written = JSON.stringify(filter);
        assertEqual(await selectIds(api, filter), expected, `Selected by ${written}`);
        if (!queries.count) continue;
        const { count } = await api.countSessions(filter);
        assertEqual(count, expected.length, `Count of ${written}`);
      }
    },
  },
  {
    title: 'the statistics count what is overdue',
    capabilities: ['settings', 'statistics'],
    isFor: ({ filters }) => filters.includes('due'),
    run: async (subject) => {
      const api = await asMaster(subject);
      const range = { from: '2026-03-01', to: '2026-03-02' };
      for (const hours of [{ 'open-match': 1 }, {}]) {
        await setHours(api, hours);
        const { queue } = await api.getStatistics(range);
        const overdue = await selectIds(subject.api, { due: ['overdue'] });
        assertEqual(queue.overdue, overdue.length, 'What is overdue');
      }
    },
  },
  {
    title: 'a session that is decided is no longer due',
    capabilities: ['decide'],
    isFor: ({ filters }) => filters.includes('condition'),
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const conditions = [...queueConditions];
      const before = await selectIds(api, { conditions });
      const { version } = await getSession(api, id('awaiting'));
      const decided = await api.decideSession(
        id('awaiting'),
        { verdict: 'verify', note: null },
        { version, idempotencyKey: newKey() },
      );
      assertEqual(decided.awaitingSince ?? null, null, 'Since when a decided session waits');
      const after = await selectIds(api, { conditions });
      assertEqual(
        after,
        before.filter((each) => each !== decided.id),
        'What waits because of a condition',
      );
      const { total } = await getPage(api, { conditions, limit: 1 });
      if (total?.exact) assertEqual(total.count, after.length, 'The total');
    },
  },
];
