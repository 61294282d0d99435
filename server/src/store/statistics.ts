/** Numbers of sessions, from the counts that triggers keep; see `statistics-tables.ts`. */
import {
  durationBounds,
  knownTimeZone,
  rangeBefore,
  statisticsPeriods,
  toRangeStatistics,
  type CheckedStatisticsQuery,
  type QueueStatistics,
  type RangeStatistics,
  type Statistics,
  type StatisticsCount,
  type StatisticsFact,
  type StatisticsPeriod,
} from 'kv-review/model';
import { sql, type RawBuilder } from 'kysely';

import type { CompanyTransaction } from '../database/index.ts';

const facts = [
  ...['in-part', 'document-type', 'nationality', 'reason'],
  ...['zone', 'zone-error', 'decision-time'],
] as const satisfies readonly StatisticsFact[];

const quarter = 900_000;
const quartersOfDay = 96;

/** The UTC day with a number, counted from 1970. */
const dayOf = (number: number): string =>
  new Date(number * quartersOfDay * quarter).toISOString().slice(0, 10);

/** Whole UTC days that belong to a target. */
interface WholeDays {
  readonly target: number;
  readonly first: string;
  readonly before: string;
}

/** Quarters of one UTC day that belong to a target; the first one is 1. */
interface PartOfDay {
  readonly target: number;
  readonly day: string;
  readonly first: number;
  readonly last: number;
}

/** The UTC days and quarters from which counts are added up. */
interface Pieces {
  readonly days: readonly WholeDays[];
  readonly parts: readonly PartOfDay[];
}

/** Divides each period of a company's days into UTC days and quarters. Its index is the target. */
function piecesOf(
  periods: readonly Pick<StatisticsPeriod, 'createdFrom' | 'createdBefore'>[],
): Pieces {
  const days: WholeDays[] = [];
  const parts: PartOfDay[] = [];
  for (const [target, { createdFrom, createdBefore }] of periods.entries()) {
    const [from, before] = [Date.parse(createdFrom) / quarter, Date.parse(createdBefore) / quarter];
    const add = (start: number, end: number) => {
      if (start >= end) return;
      const day = Math.floor(start / quartersOfDay);
      const offset = day * quartersOfDay;
      parts.push({ target, day: dayOf(day), first: start - offset + 1, last: end - offset });
    };
    const first = Math.ceil(from / quartersOfDay);
    const last = Math.floor(before / quartersOfDay);
    if (first > last) {
      add(from, before);
      continue;
    }
    add(from, first * quartersOfDay);
    if (first < last) days.push({ target, first: dayOf(first), before: dayOf(last) });
    add(last * quartersOfDay, before);
  }
  return { days, parts };
}

interface CountRow extends StatisticsCount {
  readonly target: number;
}

/** Adds up the counts of some facts by target. */
function sumsOf(
  companyId: string,
  names: readonly StatisticsFact[],
  { days, parts }: Pieces,
): RawBuilder<CountRow> {
  const ofFacts = sql`company_id = ${companyId} and fact = any(${names}::text[])`;
  return sql<CountRow>`
    select target, fact, name, status, sum(number)::int8 as count from (
      select target, fact, name, status, count as number
      from unnest(
        ${days.map(({ target }) => target)}::int4[], ${days.map(({ first }) => first)}::date[],
        ${days.map(({ before }) => before)}::date[]
      ) as whole (target, first, before)
      join session_counts on ${ofFacts} and day >= whole.first and day < whole.before
      union all
      select target, fact, name, status, (
        select coalesce(sum(number), 0) from unnest(quarters[part.first : part.last]) as number
      )
      from unnest(
        ${parts.map(({ target }) => target)}::int4[], ${parts.map(({ day }) => day)}::date[],
        ${parts.map(({ first }) => first)}::int4[], ${parts.map(({ last }) => last)}::int4[]
      ) as part (target, of_day, first, last)
      join session_counts on ${ofFacts} and day = part.of_day
    ) as found
    group by target, fact, name, status
  `;
}

export interface StatisticsContext {
  /** The company's. */
  readonly timeZone: string;
  readonly now: Date;
}

/** Counts the sessions of a company that were created on some days, and those that await action. */
export async function readStatistics(
  transaction: CompanyTransaction,
  companyId: string,
  { compare, ...query }: CheckedStatisticsQuery,
  { timeZone, now }: StatisticsContext,
): Promise<Statistics> {
  const { by } = query;
  const ranges = [query, ...(compare ? [{ ...rangeBefore(query), by }] : [])].map((range) =>
    statisticsPeriods(range, timeZone),
  );
  const periods = ranges.flat();
  const whole = ranges.map((ofRange) => ({
    createdFrom: ofRange[0]?.createdFrom ?? '',
    createdBefore: ofRange.at(-1)?.createdBefore ?? '',
  }));
  // One statement, so that all numbers are of one moment.
  const { rows } = await sql<CountRow>`
    ${sumsOf(companyId, ['outcome'], piecesOf(periods))}
    union all ${sumsOf(companyId, facts, piecesOf(whole))}
  `.execute(transaction);
  const ofPeriods = periods.map((): CountRow[] => []);
  const ofRanges = ranges.map((): CountRow[] => []);
  for (const row of rows) (row.fact === 'outcome' ? ofPeriods : ofRanges)[row.target]?.push(row);

  let first = 0;
  const [range, before = null] = ranges.map((ofRange, index): RangeStatistics => {
    const counts = ofPeriods.slice(first, (first += ofRange.length));
    return toRangeStatistics(ofRange, { periods: counts, whole: ofRanges[index] ?? [] });
  });
  if (!range) throw new RangeError('A range has at least one day.');
  const queue = await readQueue(transaction, companyId, now);
  return { timeZone: knownTimeZone(timeZone), by, range, before, queue };
}

interface AgeRow {
  readonly bin: number;
  readonly count: number;
  readonly oldest: string;
}

/** Counts the sessions that await action, by an index that contains only those. */
async function readQueue(
  transaction: CompanyTransaction,
  companyId: string,
  now: Date,
): Promise<QueueStatistics> {
  const at = now.toISOString();
  const { rows } = await sql<AgeRow>`
    select bin, count(*) as count, min(since) as oldest from (
      select coalesce(finished_at, created_at) as since, width_bucket(
        (extract(epoch from ${at}::timestamptz - coalesce(finished_at, created_at)) * 1000)::int8,
        ${durationBounds}::int8[]
      ) as bin
      from sessions where company_id = ${companyId} and status = 'awaiting'
    ) as awaiting
    group by bin order by bin
  `.execute(transaction);
  const overdue = await sql<{ count: number }>`
    select count(*) as count from awaiting_sessions
    where company_id = ${companyId} and due_key <= ${at}
  `.execute(transaction);
  const ages = Array.from({ length: (rows.at(-1)?.bin ?? -1) + 1 }, () => 0);
  for (const { bin, count } of rows) ages[bin] = count;
  return {
    at,
    count: rows.reduce((sum, { count }) => sum + count, 0),
    // The last bin has the oldest.
    oldestSince: rows.at(-1)?.oldest ?? null,
    ages,
    overdue: overdue.rows[0]?.count ?? 0,
  };
}
