/** Watch lists in the database: loaded as a whole, searched by keys, compared by likeness. */
import { randomUUID } from 'node:crypto';

import { sql } from 'kysely';

import { inCompany, type Database } from '../database/index.ts';
import { entryKeys, personKeys } from './blocking.ts';
import type { WatchListTables } from './list-tables.ts';
import { matchEntries, type WatchListEntry } from './match.ts';
import {
  createScreener,
  nameOf,
  type ScreenedPerson,
  type Screener,
  type ScreenerOptions,
} from './screener.ts';
import { WatchListError } from './simple-csv.ts';

export interface WatchList {
  /** Names the list in this database, such as `opensanctions`. */
  readonly id: string;
  /** Its published name, which agents see. */
  readonly title: string;
}

const batchSize = 500;

/** PostgreSQL's text holds no NUL. */
const storable = (text: string) => text.replaceAll('\0', '');

async function insertBatch(
  { kysely }: Database,
  list: WatchList,
  generation: string,
  entries: readonly WatchListEntry[],
): Promise<void> {
  const rows = entries.map((entry) => ({
    id: storable(entry.id),
    name: storable(entry.name),
    aliases: entry.aliases.map(storable),
    birth_dates: entry.birthDates.map(storable),
    lists: entry.lists.map(storable),
    keys: entryKeys([entry.name, ...entry.aliases]),
  }));
  await sql`
    insert into watch_list_entries
      (list_id, generation, id, name, aliases, birth_dates, lists, keys)
    select ${list.id}, ${generation}, entry.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as entry
      (id text, name text, aliases text[], birth_dates text[], lists text[], keys text[])
  `.execute(kysely);
}

/**
 * Puts a generation in force, and removes the others: what loads that were broken off have left
 * behind, and what a load that is under way elsewhere has put in so far.
 * @throws WatchListError when another load has removed some of this one, so that it is not whole.
 */
async function exchange(
  { kysely }: Database,
  { id, title }: WatchList,
  { generation, count, at }: { generation: string; count: number; at: string },
): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`watch list ${id}`}, 0))`.execute(
      transaction,
    );
    const { rows } = await sql<{ count: number }>`
      select count(*)::int4 as count from watch_list_entries
      where list_id = ${id} and generation = ${generation}
    `.execute(transaction);
    if (rows[0]?.count !== count) {
      throw new WatchListError('The list was loaded by another process at the same time.');
    }
    await sql`
      insert into watch_lists (id, title, generation, entry_count, loaded_at)
      values (${id}, ${title}, ${generation}, ${count}, ${at})
      on conflict (id) do update set
        title = excluded.title, generation = excluded.generation,
        entry_count = excluded.entry_count, loaded_at = excluded.loaded_at
    `.execute(transaction);
    await sql`
      delete from watch_list_entries where list_id = ${id} and generation <> ${generation}
    `.execute(transaction);
  });
}

async function removeGeneration(
  { kysely }: Database,
  { id }: WatchList,
  generation: string,
): Promise<void> {
  await sql`
    delete from watch_list_entries where list_id = ${id} and generation = ${generation}
  `.execute(kysely);
}

/**
 * Replaces a list by these entries. Until all of them are in, people are screened against the
 * former ones; when the source fails, they stay in force. Of two processes that load one list at the
 * same time the first to end has it. As the owner of the database.
 * @returns How many entries the list has now.
 * @throws WatchListError when the source has no entries, or another process was first; the error of the
 * source when it fails.
 */
export async function loadWatchList(
  database: Database,
  list: WatchList,
  entries: AsyncIterable<WatchListEntry>,
  now: Date = new Date(),
): Promise<number> {
  const generation = randomUUID();
  let count = 0;
  try {
    let batch: WatchListEntry[] = [];
    for await (const entry of entries) {
      batch.push(entry);
      if (batch.length < batchSize) continue;
      await insertBatch(database, list, generation, batch);
      count += batch.length;
      batch = [];
    }
    await insertBatch(database, list, generation, batch);
    count += batch.length;
    if (count === 0) throw new WatchListError('The list names nobody.');
    await exchange(database, list, { generation, count, at: now.toISOString() });
  } catch (error) {
    await removeGeneration(database, list, generation);
    throw error;
  }
  // The planner must know the new keys, and what was just put in is indexed for good.
  await sql`select gin_clean_pending_list('watch_list_entries_by_key')`.execute(database.kysely);
  await sql`analyze watch_list_entries`.execute(database.kysely);
  return count;
}

/** Nobody is cut off: all entries that share a key are given, to be compared. */
async function findCandidates(database: Database, person: ScreenedPerson) {
  const keys = personKeys(nameOf(person));
  return await inCompany(database, '', async (transaction) => {
    const tables = transaction.$extendTables<WatchListTables>();
    const lists = await tables.selectFrom('watch_lists').select(['id', 'title']).execute();
    const rows = await tables
      .selectFrom('watch_list_entries as entry')
      .innerJoin('watch_lists as list', (join) =>
        join
          .onRef('list.id', '=', 'entry.list_id')
          .onRef('list.generation', '=', 'entry.generation'),
      )
      .select(['entry.id', 'entry.name', 'entry.aliases', 'entry.birth_dates', 'entry.lists'])
      .where(sql<boolean>`entry.keys && ${keys}::text[]`)
      .execute();
    return { lists, rows };
  });
}

export interface ListScreenerOptions extends ScreenerOptions {
  /** Lists without which a person counts as not screened; by default any one is enough. */
  requiredLists?: readonly string[];
}

/** A screener against the lists that were loaded; without any, everybody is `unknown`. */
export function createListScreener(
  database: Database,
  options: ListScreenerOptions = {},
): Screener {
  const { requiredLists = [] } = options;
  return createScreener(async (person) => {
    const { lists, rows } = await findCandidates(database, person);
    const missing = requiredLists.filter((id) => !lists.some((list) => list.id === id));
    if (missing.length > 0) throw new Error(`Watch lists are missing: ${missing.join(', ')}.`);
    const entries = rows.map(({ birth_dates: birthDates, ...entry }): WatchListEntry => ({
      ...entry,
      birthDates,
    }));
    return { lists: lists.map(({ title }) => title), matches: matchEntries(person, entries) };
  }, options);
}
