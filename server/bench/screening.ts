/**
 * Measures how well names are matched, and what a screening costs against a made-up list of 100,000
 * entries: `npm run bench:screening`, on PostgreSQL. `-- --pglite` takes PGlite, `-- --entries 10000` a
 * shorter list, `-- --pairs cases.csv` (or KV_NAME_PAIRS) the file of labelled pairs, which is otherwise
 * fetched from GitHub; `-- --pairs-only` leaves the cost out. Screens one person at a time, of five
 * kinds, and looks up the exact name in the same database for comparison.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';

import { sql } from 'kysely';
import pg from 'pg';

import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { loadWatchList } from '../src/screening/list-loader.ts';
import { createListScreener } from '../src/screening/list-store.ts';
import type { ScreenedPerson, Screener, ScreeningResult } from '../src/screening/screener.ts';
import { readSimpleCsv } from '../src/screening/simple-csv.ts';
import { startCluster } from '../../scripts/postgres.ts';
import { measurePairs } from './labelled-pairs.ts';
import { percentile, time } from './measure.ts';
import {
  frequentPairs,
  madeUpList,
  madeUpPeople,
  misspell,
  seededRandom,
  type MadeUpPerson,
} from './watch-list.ts';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '100000' },
    samples: { type: 'string', default: '1000' },
    pglite: { type: 'boolean', default: false },
    pairs: { type: 'string' },
    'pairs-only': { type: 'boolean', default: false },
  },
});
const [entries, samples] = [Number(values.entries), Number(values.samples)];

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const inMilliseconds = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`;
const load = (): string =>
  `load ${loadavg()[0]?.toFixed(1) ?? '?'} on ${availableParallelism()} processors`;

const personOf = (name: string, birthDate: string | null): ScreenedPerson => ({
  firstName: name.slice(0, name.lastIndexOf(' ')),
  lastName: name.slice(name.lastIndexOf(' ') + 1),
  birthDate,
  nationality: null,
});

const hasLongSurname = ({ name }: MadeUpPerson) => name.length - name.lastIndexOf(' ') > 6;

const screened = ({ name, birthDate }: MadeUpPerson) => personOf(name, birthDate);

/** Samples of each kind of person. The list is generated from the default seed. */
function samplesByKind(): Record<string, ScreenedPerson[]> {
  const random = seededRandom(7);
  const every = Math.max(1, Math.floor(entries / samples));
  const listed = [...madeUpPeople(entries)].filter((_, index) => index % every === 0);
  const hostile = [...madeUpPeople(samples, 5)].map(({ name }) =>
    personOf(`${frequentPairs.slice(0, 5).join(' ')} ${name}`, null),
  );
  return {
    listed: listed.map(screened),
    // In a short name, one wrong letter makes another name.
    misspelled: listed
      .filter(hasLongSurname)
      .map((one) => screened({ ...one, name: misspell(one.name, random) })),
    'not listed': [...madeUpPeople(samples, 99)].map(screened),
    'frequent name': frequentPairs.map((name) => personOf(name, '1980-05-06')),
    'ten frequent parts': hostile.slice(0, 50),
  };
}

async function lookUpExactName(database: Database, person: ScreenedPerson): Promise<unknown> {
  const name = `${person.firstName ?? ''} ${person.lastName ?? ''}`;
  return await inCompany(database, '', (transaction) =>
    sql`select * from watch_list_entries where name = ${name}`.execute(transaction),
  );
}

async function measure(
  database: Database,
  screener: Screener,
  people: readonly ScreenedPerson[],
): Promise<Record<string, string>> {
  const results: ScreeningResult[] = [];
  const screen = async (person: ScreenedPerson) => void results.push(await screener.screen(person));
  for (const person of people.slice(0, 10)) await screen(person);
  results.length = 0;
  const times = await time(people, screen);
  const plain = await time(people, (person) => lookUpExactName(database, person));
  const count = (status: ScreeningResult['status']) =>
    results.filter((result) => result.status === status).length;
  return {
    p50: inMilliseconds(percentile(times, 0.5)),
    p99: inMilliseconds(percentile(times, 0.99)),
    longest: inMilliseconds(percentile(times, 1)),
    'exact name p50': inMilliseconds(percentile(plain, 0.5)),
    ratio: (percentile(times, 0.5) / percentile(plain, 0.5)).toFixed(1),
    matched: `${count('match')} of ${people.length}`,
    unknown: String(count('unknown')),
  };
}

/** An empty database whose owner is not a superuser. */
async function openPostgres() {
  const cluster = await startCluster(['shared_buffers = 512MB']);
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query('create role kv_bench_owner login createrole');
  await client.query('create database bench owner kv_bench_owner');
  await client.end();
  const url = new URL(cluster.url);
  url.username = 'kv_bench_owner';
  url.pathname = 'bench';
  return { location: { url: url.href }, drop: () => void cluster.stop() };
}

function openFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-bench-'));
  const drop = () => rmSync(folder, { recursive: true, force: true });
  return { location: { folder: join(folder, 'data') }, drop };
}

const pairs = await measurePairs(values.pairs ?? process.env['KV_NAME_PAIRS']);
if (pairs) {
  const { recall, precision, found, missed, tooMany } = pairs;
  print(
    `labelled pairs of people: ${pairs.pairs}; ${found} found, ${missed} missed, ${tooMany} too many; ` +
      `recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`,
  );
} else print('labelled pairs: GitHub did not answer; name the file with --pairs.');
if (values['pairs-only']) process.exit();

const place = values.pglite ? openFolder() : await openPostgres();
const database = await openDatabase(place.location);
try {
  const started = performance.now();
  const file = Readable.from(madeUpList(entries));
  const list = { id: 'made-up', title: 'Made-up list' };
  const count = await loadWatchList(database, list, readSimpleCsv(file));
  const loading = ((performance.now() - started) / 1000).toFixed(1);
  print(
    `${database.kind}: ${count.toLocaleString('en')} entries loaded in ${loading} s; ${load()}`,
  );
  // Only the bench queries exact names.
  await sql`create index on watch_list_entries (name)`.execute(database.kysely);

  let compared: number[] = [];
  const screener = createListScreener(database, { onCompared: (number) => compared.push(number) });
  const table: Record<string, Record<string, string>> = {};
  for (const [kind, people] of Object.entries(samplesByKind())) {
    compared = [];
    const measured = await measure(database, screener, people);
    compared.sort((a, b) => a - b);
    const entriesCompared = [0.5, 0.99].map((share) => percentile(compared, share)).join(' / ');
    table[kind] = { ...measured, 'entries compared p50 / p99': entriesCompared };
  }
  console.table(table);
  print(load());
} finally {
  await database.close();
  place.drop();
}
