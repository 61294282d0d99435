import type { ReviewApi } from '../../api/review-api.js';
import {
  countDays,
  filterOf,
  maxStatisticsDays,
  maxStatisticsPeriods,
  rangeBefore,
  statistics,
  type GroupedCounts,
  type RangeStatistics,
  type Statistics,
  type StatisticsQuery,
  type StatusCount,
} from '../../model/statistics.js';
import { startOfDay } from '../../model/calendar-date.js';
import type { Queries } from '../../model/queries.js';
import type { SessionFilter } from '../../model/query.js';
import { assert, assertEqual, assertRejects, assertValid } from './assert.js';
import { asMaster, refusals } from './managing.js';
import { getSession, listAll, newKey, selectIds, type ConformanceTest } from './subject.js';

/** The days of the fixture's sessions, and some without. */
const range = { from: '2026-01-15', to: '2026-03-15' };

/** Every day on which a test can be run. */
const always = { from: '2024-01-01', to: '2033-12-31' };

const read = async (api: ReviewApi, query: StatisticsQuery): Promise<Statistics> =>
  assertValid(statistics, await api.getStatistics(query), 'The statistics');

const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((total, { count }) => total + count, 0);

const inStatus = (counts: readonly StatusCount[], status: string | null): number =>
  sum(counts.filter((each) => status === null || each.status === status));

const outcomesOf = ({ periods }: RangeStatistics) => periods.flatMap(({ outcomes }) => outcomes);

const all = ({ groups, rest }: GroupedCounts): StatusCount[] => [
  ...groups.flatMap(({ statuses }) => statuses),
  ...rest,
];

/** Whether a list can show what is counted. */
const selectsAlike = ({ filters }: Queries): boolean =>
  filters.includes('status') && filters.includes('created') && filters.includes('document-type');

async function countListed(api: ReviewApi, filter: SessionFilter | undefined): Promise<number> {
  assert(filter !== undefined, 'A list can show what is counted');
  return (await selectIds(api, filter)).length;
}

const statuses = ['processing', 'awaiting', 'success', 'rejected'] as const;

const hostileQueries: readonly [what: string, query: unknown][] = [
  ['no range', {}],
  ['a range that ends before it begins', { from: '2026-03-02', to: '2026-03-01' }],
  ['a day that does not exist', { from: '2026-02-30', to: '2026-03-01' }],
  ['an instant', { from: '2026-03-01T00:00:00Z', to: '2026-03-02' }],
  ['a year before computers', { from: '0001-01-01', to: '0001-01-02' }],
  ['a day beyond the calendar', { from: '9999-12-31', to: '9999-12-31' }],
  ['a range that is too long', { from: '2010-01-01', to: '2026-01-01', by: 'month' }],
  ['too many days', { from: '2020-01-01', to: '2026-01-01', by: 'day' }],
  ['an unknown step', { ...range, by: 'second' }],
  ['an unknown member', { ...range, timeZone: 'UTC' }],
  ['a comparison that is neither yes nor no', { ...range, compare: 'yes' }],
];

/** Calls without types send anything. */
const anything = (query: unknown): StatisticsQuery => query as StatisticsQuery;

async function zonedStatistics(master: ReviewApi, timeZone: string, query: StatisticsQuery) {
  const { version } = await master.getSettings();
  await master.saveSettings({ section: 'session', values: { timeZone } }, { version });
  return read(master, query);
}

export const statisticsTests: readonly ConformanceTest[] = [
  ...refusals('statistics'),
  {
    title: 'getStatistics counts on each day, by status, as many sessions as a list shows',
    fixtureOnly: true,
    isFor: selectsAlike,
    run: async (subject) => {
      const api = await asMaster(subject);
      const sessions = await listAll(subject.api);
      const answer = await read(api, range);
      assertEqual(sum(outcomesOf(answer.range)), sessions.length, 'All sessions');
      assertEqual(answer.range.periods.length, countDays(range), 'The days');
      const [busy] = answer.range.periods.filter(({ outcomes }) => outcomes.length > 1);
      assert(busy !== undefined, 'There are sessions on some day');
      for (const status of [null, ...statuses]) {
        for (const within of [busy, answer.range]) {
          const { outcomes } = 'periods' in within ? { outcomes: outcomesOf(within) } : within;
          const listed = await countListed(
            subject.api,
            filterOf({ of: 'outcome', status, within }),
          );
          assertEqual(inStatus(outcomes, status), listed, `Sessions ${status ?? 'of any status'}`);
        }
      }
    },
  },
  {
    title: 'getStatistics counts document types and the queue as a list does',
    fixtureOnly: true,
    isFor: selectsAlike,
    run: async (subject) => {
      const api = await asMaster(subject);
      const answer = await read(api, range);
      const { documentTypes } = answer.range;
      const count = (value: string | null, status: string | null) =>
        inStatus(
          documentTypes.groups.find((group) => group.value === value)?.statuses ?? [],
          status,
        );
      for (const value of ['passport', 'id-card']) {
        for (const status of [null, 'success']) {
          const filter = filterOf({ of: 'document-type', value, status, within: answer.range });
          assertEqual(count(value, status), await countListed(subject.api, filter), value);
        }
      }
      const without = (await listAll(subject.api)).filter((each) => each.documentType === null);
      assertEqual(count(null, null), without.length, 'Sessions without a document');
      const queue = await countListed(subject.api, filterOf({ of: 'queue' }));
      assertEqual(answer.queue.count, queue, 'Sessions that await action');
      assertEqual(sum(answer.queue.ages.map((each) => ({ count: each }))), queue, 'Their ages');
    },
  },
  {
    title: 'getStatistics counts reasons, nationalities, and what was judged in part',
    fixtureOnly: true,
    run: async (subject) => {
      const { range: counted } = await read(await asMaster(subject), range);
      const sessions = await listAll(subject.api);
      const rejected = sessions.filter(({ status }) => status === 'rejected').length;
      assertEqual(
        counted.reasons,
        { groups: [{ id: 'fake', count: rejected }], rest: 0 },
        'Reasons',
      );
      const [nationality, ...others] = counted.nationalities.groups;
      assertEqual([nationality?.value, others], ['UTO', []], 'Nationalities');
      assertEqual(sum(nationality?.statuses ?? []), sessions.length, 'Sessions by nationality');
      const inPart = sessions.filter(({ decision }) => decision?.judgedInPart === true).length;
      assertEqual(counted.judgedInPart, inPart, 'Judged in part');
      const byPolicy = outcomesOf(counted).filter(({ by }) => by === 'policy');
      assertEqual(sum(byPolicy), inPart, 'Outcomes of the policy');
      assertEqual(counted.zones, { read: 0, withErrors: 0, errors: [] }, 'Zones');
    },
  },
  {
    title: 'getStatistics divides a range into days, weeks or months without a gap, with one sum',
    run: async (subject) => {
      const api = await asMaster(subject);
      const days = { from: '2025-12-30', to: '2026-03-15' };
      const totals: number[] = [];
      for (const by of ['day', 'week', 'month'] as const) {
        const { range: counted } = await read(api, { ...days, by });
        const { periods } = counted;
        const ends = periods.slice(0, -1).map(({ createdBefore }) => createdBefore);
        assertEqual(
          periods.slice(1).map(({ createdFrom }) => createdFrom),
          ends,
          `Each ${by} begins where the one before ends`,
        );
        assertEqual([periods[0]?.from, periods.at(-1)?.to], [days.from, days.to], 'The range');
        if (by === 'week') assertEqual(periods[1]?.from, '2026-01-05', 'The first Monday');
        if (by === 'month') assertEqual(periods[1]?.to, '2026-01-31', 'The end of January');
        totals.push(sum(outcomesOf(counted)));
      }
      assertEqual(totals, [totals[0], totals[0], totals[0]], 'The sums');
    },
  },
  {
    title: 'getStatistics counts by the days of the company’s time zone, also when clocks change',
    capabilities: ['settings'],
    fixtureOnly: true,
    run: async (subject) => {
      const api = await asMaster(subject);
      const sessions = await listAll(subject.api);
      for (const timeZone of ['Asia/Kathmandu', 'Pacific/Auckland', 'America/St_Johns', 'UTC']) {
        const answer = await zonedStatistics(api, timeZone, range);
        assertEqual(answer.timeZone, timeZone, 'The time zone');
        for (const { from, createdFrom, createdBefore, outcomes } of answer.range.periods) {
          assertEqual(createdFrom, startOfDay(from, timeZone), `The start of ${from}`);
          const [start, end] = [Date.parse(createdFrom), Date.parse(createdBefore)];
          const created = sessions.filter(({ createdAt }) => {
            const time = Date.parse(createdAt);
            return time >= start && time < end;
          });
          assertEqual(sum(outcomes), created.length, `Sessions of ${from} in ${timeZone}`);
        }
      }
      const year = { from: '2028-01-01', to: '2028-12-31' };
      const { periods } = (await zonedStatistics(api, 'Europe/Berlin', year)).range;
      const hours = periods.map(
        ({ createdFrom, createdBefore }) =>
          (Date.parse(createdBefore) - Date.parse(createdFrom)) / 3_600_000,
      );
      assertEqual(periods[59]?.from, '2028-02-29', 'The leap day');
      assertEqual(
        [23, 24, 25].map((length) => hours.filter((each) => each === length).length),
        [1, 364, 1],
        'Days of 23, 24 and 25 hours',
      );
    },
  },
  {
    title: 'getStatistics compares with the range before, as if it were asked for',
    run: async (subject) => {
      const api = await asMaster(subject);
      for (const days of [range, { from: '2026-02-01', to: '2026-02-28' }]) {
        const { before } = await read(api, { ...days, compare: true });
        const { range: asked } = await read(api, rangeBefore(days));
        assertEqual(before, asked, 'The range before');
      }
      assertEqual((await read(api, range)).before, null, 'Without a comparison');
    },
  },
  {
    title: 'a decision is counted at once, on the day on which its session was created',
    capabilities: ['decide'],
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const api = await asMaster(subject);
      const query = { ...always, by: 'month' } as const;
      const { createdAt, id, version } = await getSession(subject.api, subject.id('awaiting'));
      const { rejection } = await subject.api.getWorkspace();
      const reason = rejection.groups.flatMap(({ reasons }) => reasons)[0]?.id;
      assert(reason !== undefined, 'There is a reason');
      const monthOf = ({ range: { periods } }: Statistics) =>
        periods.find(
          ({ createdFrom, createdBefore }) =>
            Date.parse(createdAt) >= Date.parse(createdFrom) &&
            Date.parse(createdAt) < Date.parse(createdBefore),
        );
      const factsOf = (answer: Statistics) => {
        const outcomes = monthOf(answer)?.outcomes ?? [];
        const { range: counted, queue } = answer;
        return {
          awaiting: inStatus(outcomes, 'awaiting'),
          rejected: sum(
            outcomes.filter(({ status, by }) => status === 'rejected' && by === 'user'),
          ),
          all: sum(outcomes),
          reason: sum(counted.reasons.groups.filter((group) => group.id === reason)),
          times: counted.decisionTimes.reduce((total, count) => total + count, 0),
          queue: queue.count,
          documents: inStatus(all(counted.documentTypes), 'rejected'),
          nationalities: inStatus(all(counted.nationalities), 'rejected'),
        };
      };
      const before = factsOf(await read(api, query));
      await subject.api.decideSession(
        id,
        { verdict: 'reject', reasons: [reason], note: null },
        { version, idempotencyKey: newKey() },
      );
      const after = factsOf(await read(api, query));
      assertEqual(
        after,
        {
          awaiting: before.awaiting - 1,
          rejected: before.rejected + 1,
          all: before.all,
          reason: before.reason + 1,
          times: before.times + 1,
          queue: before.queue - 1,
          documents: before.documents + 1,
          nationalities: before.nationalities + 1,
        },
        'The numbers after the decision',
      );
    },
  },
  {
    title: 'an edited nationality is counted instead of the one before',
    capabilities: ['edit-client'],
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const api = await asMaster(subject);
      const query = { ...always, by: 'month' } as const;
      const numberOf = async (value: string) => {
        const { groups } = (await read(api, query)).range.nationalities;
        return sum(groups.find((group) => group.value === value)?.statuses ?? []);
      };
      const { id, version, client } = await getSession(subject.api, subject.id('awaiting'));
      const before = client.nationality ?? '';
      const after = before === 'XOM' ? 'XXA' : 'XOM';
      const counts = [await numberOf(before), await numberOf(after)] as const;
      const change = { version, idempotencyKey: newKey() };
      await subject.api.editClient(id, { nationality: after }, change);
      assertEqual(
        [before === '' ? counts[0] - 1 : await numberOf(before), await numberOf(after)],
        [counts[0] - 1, counts[1] + 1],
        'Sessions of both nationalities',
      );
    },
  },
  {
    title: 'getStatistics names no client, no user and no session',
    fixtureOnly: true,
    run: async (subject) => {
      const text = JSON.stringify(await read(await asMaster(subject), { ...range, compare: true }));
      const sessions = await listAll(subject.api);
      const names = sessions.flatMap(({ id, client, decision }) => [
        ...[id, client.firstName, client.lastName, client.documentNumber, client.personalNumber],
        ...[decision?.by?.id, decision?.by?.name],
      ]);
      for (const name of names) {
        const isNamed = !!name && text.includes(JSON.stringify(name));
        assert(!isNamed, `The statistics do not contain ${name ?? ''}`);
      }
    },
  },
  ...hostileQueries.map(([what, query]): ConformanceTest => ({
    title: `getStatistics refuses ${what}`,
    run: async (subject) => {
      const api = await asMaster(subject);
      await assertRejects(() => api.getStatistics(anything(query)), 'invalid', what);
    },
  })),
  {
    title: `getStatistics answers the longest ranges: ${maxStatisticsDays} days, ${maxStatisticsPeriods} periods`,
    run: async (subject) => {
      const api = await asMaster(subject);
      const { range: years } = await read(api, { ...always, by: 'week', compare: true });
      assertEqual(countDays(years), maxStatisticsDays, 'The days of ten years');
      const days = { from: '2024-12-12', to: '2026-12-31' };
      const { periods } = (await read(api, days)).range;
      assertEqual(periods.length, maxStatisticsPeriods, 'The most days');
    },
  },
];
