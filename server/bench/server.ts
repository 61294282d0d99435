/**
 * Measures lists, searches, counts, statistics and an export with very many sessions: `npm run bench:server`,
 * `-- --count 100000` for fewer, `-- --groups statistics` for one group. Ten thousand of them await action
 * unless `-- --awaiting` says otherwise. A whole server runs on PostgreSQL, with row-level security and the
 * activity log. It gets one request at a time over HTTP. The same queries without HTTP, and plain
 * statements for the same pages (`bare.ts`), take turns with it. Ratio and goal compare p99 with that of
 * the plain statements: at most 1.5 times as long, and 5 ms.
 */
import { parseArgs } from 'node:util';

import { exportCsv } from 'kv-review/export/csv';
import { defaultAcceptanceLevel, sessionFilter, sessionQuery } from 'kv-review/model';
import type { SessionFilter, SessionPage, SessionQuery, SessionSummary } from 'kv-review/model';
import * as v from 'valibot';

import { inCompany } from '../src/database/index.ts';
import { countSessions, listSessions } from '../src/store/listing.ts';
import { openBare } from './bare.ts';
import { drawCases } from './cases.ts';
import { openBench, type Bench } from './environment.ts';
import { percentile, time, timed, timeInTurns, watchMemory } from './measure.ts';
import { compareQueue } from './queue.ts';
import { compareStatistics } from './statistics.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    awaiting: { type: 'string', default: '10000' },
    samples: { type: 'string', default: '200' },
    groups: { type: 'string', default: 'lists,queue,statistics,exports' },
  },
});
const [count, samples] = [Number(values.count), Number(values.samples)];
const groups = values.groups.split(',');

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const inMilliseconds = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`;
const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

interface Lists {
  readonly list: (query: SessionQuery) => Promise<SessionPage>;
  readonly count: (filter: SessionFilter) => Promise<unknown>;
}

const context = () => ({ acceptanceLevel: defaultAcceptanceLevel, now: new Date() });

const withoutHttp = ({ database, companyId }: Bench): Lists => ({
  list: (query) =>
    inCompany(database, companyId, (transaction) =>
      listSessions(transaction, companyId, v.parse(sessionQuery, query), context()),
    ),
  count: (filter) =>
    inCompany(database, companyId, (transaction) =>
      countSessions(transaction, companyId, v.parse(sessionFilter, filter), context()),
    ),
});

const overHttp = ({ post }: Bench): Lists => ({
  list: (query) => post<SessionPage>('/v1/session-query', query),
  count: (filter) => post('/v1/session-count', filter),
});

/** @param times - The sorted milliseconds of each way to ask. */
function toLine(times: ReadonlyMap<string, readonly number[]>): Record<string, string> {
  const line: Record<string, string> = {};
  for (const [way, each] of times) {
    line[`${way} p50`] = inMilliseconds(percentile(each, 0.5));
    line[`${way} p99`] = inMilliseconds(percentile(each, 0.99));
  }
  const [http, bare] = [times.get('HTTP'), times.get('bare SQL')];
  if (http && bare) {
    const [reached, least] = [percentile(http, 0.99), percentile(bare, 0.99)];
    const goal = 1.5 * least + 5;
    line['ratio'] = (reached / least).toFixed(1);
    line['goal'] = `${inMilliseconds(goal)}: ${reached <= goal ? 'met' : 'not met'}`;
  }
  return line;
}

async function compareCases(bench: Bench): Promise<void> {
  const [http, sql] = [overHttp(bench), withoutHttp(bench)];
  const bare = await openBare(bench.ownerUrl, bench.companyId);
  const table: Record<string, Record<string, string>> = {};
  for (const { name, ask, queries } of await drawCases(bench, samples)) {
    await time(queries.slice(0, 10), http[ask]);
    // The plain statement reads sessions alone, in the order of one of their columns.
    const isFirst = queries.every(
      ({ cursor, offset, sort }) => !cursor && offset === undefined && sort !== 'dueAt',
    );
    const times = await timeInTurns(queries, {
      HTTP: timed(http[ask]),
      'without HTTP': timed(sql[ask]),
      ...(ask === 'list' && isFirst && { 'bare SQL': bare.list }),
    });
    table[name] = toLine(times);
  }
  await bare.close();
  console.table(table);
}

/** Reads every session, page by page, without keeping pages in memory. */
async function* readAll({ list }: Lists): AsyncGenerator<SessionSummary> {
  let cursor: string | null = null;
  do {
    const page: SessionPage = await list({ limit: 200, cursor });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

async function exportAll(lists: Lists): Promise<number> {
  let bytes = 0;
  for await (const chunk of exportCsv(readAll(lists))) bytes += Buffer.byteLength(chunk);
  return bytes;
}

async function compareExports(bench: Bench): Promise<void> {
  const table: Record<string, Record<string, string>> = {};
  // Twice, because the first one may read from the disk.
  const copied = Math.min(await bench.copyAll(), await bench.copyAll());
  const ways: Record<string, () => Promise<number>> = {
    'exportSessions over HTTP': () => bench.exportAll(),
    'exportCsv over HTTP': () => exportAll(overHttp(bench)),
    'exportCsv without HTTP': () => exportAll(withoutHttp(bench)),
  };
  table['COPY to /dev/null'] = { duration: inSeconds(copied), ratio: '1.0' };
  for (const [name, work] of Object.entries(ways)) {
    const memory = watchMemory();
    const started = performance.now();
    const bytes = await work();
    const duration = performance.now() - started;
    const { before, peak } = memory.stop();
    table[name] = {
      duration: inSeconds(duration),
      ratio: (duration / copied).toFixed(1),
      size: inMegabytes(bytes),
      'memory before': inMegabytes(before),
      'peak memory': inMegabytes(peak),
    };
  }
  console.table(table);
}

const bench = await openBench(count, Number(values.awaiting));
try {
  print(
    `${count.toLocaleString('en')} sessions in ${inSeconds(bench.seeding)}: ` +
      `${inMegabytes(bench.size)} of tables and indexes. ${samples} requests per line.`,
  );
  if (groups.includes('lists')) await compareCases(bench);
  if (groups.includes('queue')) {
    for (const table of await compareQueue(bench, samples)) console.table(table);
  }
  if (groups.includes('statistics')) console.table(await compareStatistics(bench, samples));
  if (groups.includes('exports')) await compareExports(bench);
} finally {
  await bench.close();
}
