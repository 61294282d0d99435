/**
 * The tables of watch lists. They belong to no company: requests read them, and only the owner of
 * the database, who loads lists, writes them.
 */
import { sql, type QueryExecutorProvider } from 'kysely';

export interface WatchListsTable {
  id: string;
  /** The list's published name. */
  title: string;
  /** Which of the entries are in force: a list is loaded beside the former one, then exchanged. */
  generation: string;
  entry_count: number;
  loaded_at: string;
}

export interface WatchListEntriesTable {
  list_id: string;
  generation: string;
  id: string;
  name: string;
  aliases: string[];
  birth_dates: string[];
  lists: string[];
  /** By which an entry is found; see `entryKeys`. */
  keys: string[];
}

/** A type, so that Kysely's generic tables take it. */
export type WatchListTables = {
  watch_lists: WatchListsTable;
  watch_list_entries: WatchListEntriesTable;
};

/** Entries are found by any of their keys (an inverted index: no extension is needed for it). */
const statements = [
  sql`create table if not exists watch_lists (
    id text primary key,
    title text not null,
    generation text not null,
    entry_count int4 not null,
    loaded_at timestamptz(3) not null
  )`,
  sql`create table if not exists watch_list_entries (
    list_id text not null,
    generation text not null,
    id text not null,
    name text not null,
    aliases text[] not null,
    birth_dates text[] not null,
    lists text[] not null,
    keys text[] not null,
    primary key (list_id, generation, id)
  )`,
  sql`create index if not exists watch_list_entries_by_key on watch_list_entries using gin (keys)`,
  sql`grant select on watch_lists, watch_list_entries to kv_app`,
];

/** A migration; may be run again. The role `kv_app` must exist. */
export async function createWatchListTables(database: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await statement.execute(database);
}
