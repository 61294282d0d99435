/** Statistics over HTTP beside the same numbers in plain SQL, which counts the sessions themselves. */
import type { StatisticsQuery } from 'kv-review/model';
import { durationBounds, rangeBefore, startOfDay, nextDay } from 'kv-review/model';
import pg from 'pg';

import { timeZone, type Bench } from './environment.ts';
import { percentile, time } from './measure.ts';

const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const cases: readonly (readonly [name: string, query: StatisticsQuery])[] = [
  ['today', { from: daysAgo(0), to: daysAgo(0) }],
  ['30 days by day, and those before', { from: daysAgo(29), to: daysAgo(0), compare: true }],
  ['a year by day', { from: daysAgo(364), to: daysAgo(0) }],
  ['a year by week', { from: daysAgo(364), to: daysAgo(0), by: 'week' }],
  ['ten years by month', { from: daysAgo(3652), to: daysAgo(0), by: 'month' }],
];

const inRange = 'company_id = $1 and created_at >= $2 and created_at < $3';

/** A statement for each part of the answer. */
const statements: readonly string[] = [
  `select date_trunc($4, created_at at time zone $5) as period, status,
     decision->'by' = 'null' as by_policy, count(*)
   from sessions where ${inRange} group by 1, 2, 3`,
  `select document_type, nationality, status, decision->'judgedInPart' as in_part,
     count(*), $4::text, $5::text
   from sessions where ${inRange} group by grouping sets ((1, 3), (2, 3), (4))`,
  `select reason->>'id' as reason, count(*), $4::text, $5::text
   from sessions, jsonb_array_elements(decision->'reasons') as reason
   where ${inRange} and status = 'rejected' group by 1`,
  `select category, count(*), $4::text, $5::text
   from sessions, jsonb_array_elements_text(zone_errors) as category
   where ${inRange} group by 1`,
  `select width_bucket(
       (extract(epoch from completed_at - finished_at) * 1000)::int8, '{${durationBounds.join(',')}}'
     ) as bin, count(*), $4::text, $5::text
   from sessions where ${inRange} and decision->'by' <> 'null' group by 1`,
];

/** Connects as the application role, to which row-level security applies. */
async function openPlain({ ownerUrl, companyId }: Bench) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('set role kv_app');
  await client.query(`select set_config('kv.company', $1, false)`, [companyId]);
  const count = async ({ from, to, by = 'day' }: StatisticsQuery) => {
    const [start, end] = [startOfDay(from, timeZone), startOfDay(nextDay(to), timeZone)];
    for (const text of statements) {
      await client.query(text, [companyId, start, end, by, timeZone]);
    }
  };
  return {
    async ask(query: StatisticsQuery): Promise<void> {
      await count(query);
      if (query.compare) await count({ ...query, ...rangeBefore(query) });
      await client.query(
        `select count(*), min(coalesce(finished_at, created_at)) from sessions
         where company_id = $1 and status = 'awaiting'`,
        [companyId],
      );
    },
    close: () => client.end(),
  };
}

/** @returns a line for each kind of question. */
export async function compareStatistics(
  bench: Bench,
  samples: number,
): Promise<Record<string, Record<string, string>>> {
  const plain = await openPlain(bench);
  const table: Record<string, Record<string, string>> = {};
  const inMilliseconds = (times: readonly number[], share: number) =>
    `${percentile(times, share).toFixed(1)} ms`;
  for (const [name, query] of cases) {
    const repeat = (count: number) => Array.from({ length: count }, () => query);
    const ask = (each: StatisticsQuery) => bench.post('/v1/statistics', each);
    await time(repeat(5), ask);
    const http = await time(repeat(samples), ask);
    // It reads each session, and takes seconds.
    const sql = await time(repeat(Math.max(1, Math.ceil(samples / 40))), (each) => plain.ask(each));
    table[name] = {
      'HTTP p50': inMilliseconds(http, 0.5),
      'HTTP p99': inMilliseconds(http, 0.99),
      'plain SQL p50': inMilliseconds(sql, 0.5),
      'plain SQL p99': inMilliseconds(sql, 0.99),
      faster: `${(percentile(sql, 0.5) / percentile(http, 0.5)).toFixed(0)} times`,
    };
  }
  await plain.close();
  return table;
}
