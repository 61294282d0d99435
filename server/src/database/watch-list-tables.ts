/**
 * The tables of watch lists, which belong to no company. Requests read them by primary key. Only the owner
 * of the database, who loads lists, writes them.
 */
export const watchListTables = `
create table watch_lists (
  id text primary key,
  title text not null,
  generation int4 not null,
  entry_count int4 not null,
  loaded_at timestamptz(3) not null
);

create table watch_list_generations (
  generation int4 generated always as identity primary key,
  list_id text not null
);

create table watch_list_entries (
  generation int4 not null,
  number int4 not null,
  id text not null,
  name text not null,
  aliases text[] not null,
  birth_dates text[] not null,
  lists text[] not null,
  folded_names text not null,
  primary key (generation, number)
);

create table watch_list_words (
  generation int4 not null,
  word text collate "C" not null,
  postings bytea not null,
  primary key (generation, word)
);

create table watch_list_keys (
  generation int4 not null,
  key text collate "C" not null,
  words text not null,
  primary key (generation, key)
);

grant select on watch_lists, watch_list_entries, watch_list_words, watch_list_keys to kv_app;
`;
