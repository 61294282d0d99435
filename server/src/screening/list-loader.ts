/** Loads watch lists into the database, each as a whole. */
import { sql, type Kysely } from 'kysely';

import type { Database, Schema } from '../database/index.ts';
import { toStorable } from '../store/storable.ts';
import { entryId } from './fit-matches.ts';
import { writeFoldedNames } from './folded-names.ts';
import { indexVersion } from './index-version.ts';
import { foldEntry, type FoldedEntry, type WatchListEntry } from './match.ts';
import { WatchListError } from './watch-list-error.ts';
import { createWordIndexBuilder, type Postings, type WordIndexBuilder } from './word-index.ts';

export interface WatchList {
  /** Names the list in this database, such as `opensanctions`. */
  readonly id: string;
  /** Its published name, which agents see. */
  readonly title: string;
}

const entriesAtOnce = 1000;
/** The approximate size of one statement, in characters. */
const maxBatchSize = 1_000_000;

/** With an id that every session can hold. */
const storableEntry = (entry: WatchListEntry): WatchListEntry => ({
  id: entryId(entry.id),
  name: toStorable(entry.name),
  aliases: entry.aliases.map(toStorable),
  birthDates: entry.birthDates.map(toStorable),
  countries: (entry.countries ?? []).map(toStorable),
  lists: entry.lists.map(toStorable),
});

async function insertEntries(
  { kysely }: Database,
  generation: number,
  firstNumber: number,
  entries: readonly FoldedEntry[],
): Promise<void> {
  const rows = entries.map((folded, index) => {
    const { id, name, aliases, birthDates, countries = [], lists } = folded.entry;
    const written = { countries, birth_dates: birthDates, folded_names: writeFoldedNames(folded) };
    return { number: firstNumber + index, id, name, aliases, lists, ...written };
  });
  await sql`
    insert into watch_list_entries
      (generation, number, id, name, aliases, birth_dates, countries, lists, folded_names)
    select ${generation}, entry.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as entry
      (number int4, id text, name text, aliases text[], birth_dates text[],
       countries text[], lists text[], folded_names text)
  `.execute(kysely);
}

/** Inserts pairs of texts, a few thousand at once. */
async function insertPairs(
  pairs: Iterable<readonly [string, string]>,
  insert: (pairs: string) => Promise<unknown>,
): Promise<void> {
  let batch: [string, string][] = [];
  let size = 0;
  for (const [key, value] of pairs) {
    batch.push([key, value]);
    size += key.length + value.length + 8;
    if (size < maxBatchSize) continue;
    await insert(JSON.stringify(batch));
    [batch, size] = [[], 0];
  }
  if (batch.length > 0) await insert(JSON.stringify(batch));
}

function inHex(postings: Postings): string {
  const bytes = Buffer.alloc(postings.length * 4);
  postings.forEach((posting, index) => bytes.writeUInt32LE(posting, index * 4));
  return bytes.toString('hex');
}

function* map<From, To>(values: Iterable<From>, change: (value: From) => To): Generator<To> {
  for (const value of values) yield change(value);
}

async function insertIndex(
  { kysely }: Database,
  generation: number,
  index: WordIndexBuilder,
): Promise<void> {
  await insertPairs(
    map(index.postings(), ([word, postings]) => [word, inHex(postings)] as const),
    (pairs) =>
      sql`
        insert into watch_list_words (generation, word, postings)
        select ${generation}, pair ->> 0, decode(pair ->> 1, 'hex')
        from jsonb_array_elements(${pairs}::jsonb) as pair
      `.execute(kysely),
  );
  await insertPairs(
    map(index.keys(), ([key, words]) => [key, words.join(' ')] as const),
    (pairs) =>
      sql`
        insert into watch_list_keys (generation, key, words)
        select ${generation}, pair ->> 0, pair ->> 1
        from jsonb_array_elements(${pairs}::jsonb) as pair
      `.execute(kysely),
  );
}

/** @returns The number of entries. */
async function insertAll(
  database: Database,
  generation: number,
  entries: AsyncIterable<WatchListEntry>,
): Promise<number> {
  const index = createWordIndexBuilder();
  const ids = new Set<string>();
  let batch: FoldedEntry[] = [];
  const flush = async () => {
    await insertEntries(database, generation, ids.size - batch.length, batch);
    batch = [];
  };
  for await (const entry of entries) {
    const folded = foldEntry(storableEntry(entry));
    const { id } = folded.entry;
    if (ids.has(id)) throw new WatchListError('The watch list has two entries with the same id.');
    index.add(ids.size, folded);
    ids.add(id);
    batch.push(folded);
    if (batch.length === entriesAtOnce) await flush();
  }
  if (ids.size === 0) throw new WatchListError('The watch list contains no person.');
  await flush();
  await insertIndex(database, generation, index);
  return ids.size;
}

async function beginGeneration({ kysely }: Database, list: WatchList): Promise<number> {
  const { generation } = await kysely
    .insertInto('watch_list_generations')
    .values({ list_id: list.id })
    .returning('generation')
    .executeTakeFirstOrThrow();
  return generation;
}

async function removeGenerations(
  kysely: Kysely<Schema>,
  generations: readonly number[],
): Promise<void> {
  if (generations.length === 0) return;
  const places = [
    ...(['watch_list_keys', 'watch_list_words', 'watch_list_entries'] as const),
    'watch_list_generations' as const,
  ];
  for (const place of places) {
    await kysely.deleteFrom(place).where('generation', 'in', generations).execute();
  }
}

/**
 * Puts a generation in force and removes all others: those of interrupted loads, and of a load that
 * another process has not finished.
 * @throws WatchListError when another load has removed this generation.
 */
async function putInForce(
  { kysely }: Database,
  { id, title }: WatchList,
  { generation, count, at }: { generation: number; count: number; at: string },
): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`watch list ${id}`}, 0))`.execute(
      transaction,
    );
    const rows = await transaction
      .selectFrom('watch_list_generations')
      .select('generation')
      .where('list_id', '=', id)
      .execute();
    const generations = rows.map((row) => row.generation);
    if (!generations.includes(generation)) {
      throw new WatchListError('Another process loaded the watch list at the same time.');
    }
    const changes = {
      ...{ title, generation, entry_count: count, loaded_at: at },
      index_version: indexVersion,
    };
    await transaction
      .insertInto('watch_lists')
      .values({ id, ...changes })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
      .execute();
    await removeGenerations(
      transaction,
      generations.filter((other) => other !== generation),
    );
  });
}

/**
 * Replaces a list with these entries. Until all of them are stored, people are screened against the
 * previous entries, which stay in force if the source fails. When two processes load the same list, the
 * first to finish wins. The words of the list are in memory during the load. Runs as the owner of the
 * database.
 * @returns How many entries the list has now.
 * @throws WatchListError when the source has no entries, two entries have the same id, or another
 * process was first; the error of the source when it fails.
 */
export async function loadWatchList(
  database: Database,
  list: WatchList,
  entries: AsyncIterable<WatchListEntry>,
  now: Date = new Date(),
): Promise<number> {
  const generation = await beginGeneration(database, list);
  let count: number;
  try {
    count = await insertAll(database, generation, entries);
    await putInForce(database, list, { generation, count, at: now.toISOString() });
  } catch (error) {
    await removeGenerations(database.kysely, [generation]);
    throw error;
  }
  for (const table of ['watch_list_entries', 'watch_list_words', 'watch_list_keys']) {
    await sql`analyze ${sql.table(table)}`.execute(database.kysely);
  }
  return count;
}
