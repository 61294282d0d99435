/**
 * The tables of watch lists. They belong to no company: requests read them, and only the owner of
 * the database, who loads lists, writes them.
 */
import { sql, type Generated, type QueryExecutorProvider } from 'kysely';

export interface WatchListsTable {
  id: string;
  /** The list's published name. */
  title: string;
  /** Which of the entries are in force: a list is loaded beside the former one, then exchanged. */
  generation: number;
  entry_count: number;
  loaded_at: string;
}

/** Every load of a list, until what it put in has been removed. */
export interface WatchListGenerationsTable {
  generation: Generated<number>;
  list_id: string;
}

export interface WatchListEntriesTable {
  generation: number;
  /** From 0, without gaps; see `Postings`. */
  number: number;
  id: string;
  name: string;
  aliases: string[];
  birth_dates: string[];
  lists: string[];
  /** The names as they are compared; see `writeFoldedNames`. */
  folded_names: string;
}

export interface WatchListWordsTable {
  generation: number;
  word: string;
  /** Its `Postings`, four bytes each, the least significant first. */
  postings: Uint8Array;
}

export interface WatchListKeysTable {
  generation: number;
  /** See `storedKeys`. */
  key: string;
  /** The words kept under it, parted by spaces. */
  words: string;
}

/** A type, so that Kysely's generic tables take it. */
export type WatchListTables = {
  watch_lists: WatchListsTable;
  watch_list_generations: WatchListGenerationsTable;
  watch_list_entries: WatchListEntriesTable;
  watch_list_words: WatchListWordsTable;
  watch_list_keys: WatchListKeysTable;
};

/** Plain tables that are read by their primary keys: no extension is needed. */
const statements = [
  sql`create table watch_lists (
    id text primary key,
    title text not null,
    generation int4 not null,
    entry_count int4 not null,
    loaded_at timestamptz(3) not null
  )`,
  sql`create table watch_list_generations (
    generation int4 generated always as identity primary key,
    list_id text not null
  )`,
  sql`create table watch_list_entries (
    generation int4 not null,
    number int4 not null,
    id text not null,
    name text not null,
    aliases text[] not null,
    birth_dates text[] not null,
    lists text[] not null,
    folded_names text not null,
    primary key (generation, number)
  )`,
  sql`create table watch_list_words (
    generation int4 not null,
    word text collate "C" not null,
    postings bytea not null,
    primary key (generation, word)
  )`,
  sql`create table watch_list_keys (
    generation int4 not null,
    key text collate "C" not null,
    words text not null,
    primary key (generation, key)
  )`,
  sql`grant select on watch_lists, watch_list_entries, watch_list_words, watch_list_keys to kv_app`,
];

/** As part of a migration. The role `kv_app` must exist. */
export async function createWatchListTables(database: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await statement.execute(database);
}
