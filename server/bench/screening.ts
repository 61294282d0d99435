/**
 * Screens people against a made-up list of 100,000 entries, on PGlite and on PostgreSQL:
 * `node server/bench/screening.ts [entries] [screenings]`. Prints how long loading took, and p50
 * and p99 of a screening.
 */
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';

import { openDatabase, type Database } from '../src/database/index.ts';
import { createListScreener, loadWatchList } from '../src/screening/list-store.ts';
import { createWatchListTables } from '../src/screening/list-tables.ts';
import { readSimpleCsv } from '../src/screening/simple-csv.ts';
import type { ScreenedPerson } from '../src/screening/screener.ts';
import { sparePGlite, sparePostgres } from '../test/support/databases.ts';
import { madeUpList, madeUpPeople, seededRandom } from './watch-list.ts';

const entries = Number(process.argv[2] ?? 100_000);
const screenings = Number(process.argv[3] ?? 1000);

const kinds = ['listed', 'misspelled', 'not listed'] as const;
type Kind = (typeof kinds)[number];

/** One letter of the surname is another one. */
function misspell(name: string, random: () => number): string {
  const index = 1 + Math.floor(random() * (name.length - 1));
  return `${name.slice(0, index)}n${name.slice(index + 1)}`;
}

function* people(): Generator<[Kind, ScreenedPerson]> {
  const random = seededRandom(7);
  const listed = [...madeUpPeople(entries)];
  const strangers = [...madeUpPeople(screenings, 99)];
  for (let index = 0; index < screenings; index++) {
    const kind = kinds[index % kinds.length] ?? 'listed';
    const pool = kind === 'not listed' ? strangers : listed;
    const person = pool[Math.floor(random() * pool.length)];
    if (!person) continue;
    const surname = person.names.at(-1) ?? '';
    yield [
      kind,
      {
        firstName: person.names.slice(0, -1).join(' '),
        lastName: kind === 'misspelled' ? misspell(surname, random) : surname,
        birthDate: person.birthDate,
        nationality: null,
      },
    ];
  }
}

const percentile = (times: readonly number[], share: number): string =>
  ([...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);

async function measure(name: string, database: Database): Promise<void> {
  await createWatchListTables(database.kysely);
  const list = { id: 'made-up', title: 'Made-up list' };
  const started = performance.now();
  const file = Readable.from(madeUpList(entries));
  const count = await loadWatchList(database, list, readSimpleCsv(file));
  console.log(
    `${name}: ${count} entries in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );

  const screener = createListScreener(database);
  const times: Record<Kind, number[]> = { listed: [], misspelled: [], 'not listed': [] };
  const matched: Record<Kind, number> = { listed: 0, misspelled: 0, 'not listed': 0 };
  for (const [kind, person] of people()) {
    const before = performance.now();
    const { status } = await screener.screen(person);
    times[kind].push(performance.now() - before);
    if (status === 'match') matched[kind] += 1;
    if (status === 'unknown') throw new Error('A screening failed.');
  }
  console.log('  who          p50 ms   p99 ms   matched');
  for (const kind of kinds) {
    const cells = [
      percentile(times[kind], 0.5).padStart(8),
      percentile(times[kind], 0.99).padStart(8),
      `${matched[kind]} of ${times[kind].length}`.padStart(12),
    ];
    console.log(`  ${kind.padEnd(10)} ${cells.join(' ')}`);
  }
}

for (const [name, spare] of [
  ['PGlite', sparePGlite],
  ['PostgreSQL', sparePostgres],
] as const) {
  const place = await spare();
  const database = await openDatabase(place.location);
  try {
    await measure(name, database);
  } finally {
    await database.close();
    await place.drop();
  }
}
