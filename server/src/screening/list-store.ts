/** Screens against watch lists in the database: finds candidates by words, and compares them by likeness. */
import type { ScreeningMatch } from 'kv-review/model';
import { sql } from 'kysely';

import {
  inCompany,
  type CompanyTransaction,
  type Database,
  type WatchListsTable,
} from '../database/index.ts';
import {
  findCandidates,
  hasTooManyParts,
  maxParts,
  NameTooLongError,
  type Candidate,
} from './candidates.ts';
import { maxNameLength } from './fold-name.ts';
import { readFoldedEntry } from './folded-names.ts';
import { byScore, foldPerson, matchEntry, type FoldedEntry, type FoldedPerson } from './match.ts';
import { createPause } from './pause.ts';
import {
  createScreener,
  nameOf,
  type ScreenedPerson,
  type Screener,
  type ScreenerOptions,
} from './screener.ts';
import type { Postings, WordIndex } from './word-index.ts';

/** Entries of each list that are compared in full: those with the best estimates. */
const maxCompared = 1000;
/** Names that are compared in full; some entries have hundreds of aliases. */
const maxNamesCompared = 4000;

type ListInForce = Pick<WatchListsTable, 'id' | 'title' | 'generation' | 'entry_count'>;

function readPostings(bytes: Uint8Array): Postings {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const postings = new Uint32Array(bytes.byteLength / 4);
  for (let index = 0; index < postings.length; index++) {
    postings[index] = view.getUint32(index * 4, true);
  }
  return postings;
}

/** Uses one parameter for all values. */
const isAnyOf = (column: 'key' | 'word', values: readonly string[]) =>
  sql<boolean>`${sql.ref(column)} = any(${values}::text[])`;

function wordIndexOf(transaction: CompanyTransaction, list: ListInForce): WordIndex {
  return {
    entryCount: list.entry_count,
    async wordsUnder(keys) {
      const rows = await transaction
        .selectFrom('watch_list_keys')
        .select(['key', 'words'])
        .where('generation', '=', list.generation)
        .where(isAnyOf('key', keys))
        .execute();
      return new Map(rows.map(({ key, words }) => [key, words.split(' ')]));
    },
    async entriesWith(words) {
      const rows = await transaction
        .selectFrom('watch_list_words')
        .select(['word', 'postings'])
        .where('generation', '=', list.generation)
        .where(isAnyOf('word', words))
        .execute();
      return new Map(rows.map(({ word, postings }) => [word, readPostings(postings)]));
    },
  };
}

async function readLists(transaction: CompanyTransaction): Promise<ListInForce[]> {
  const columns = ['id', 'title', 'generation', 'entry_count'] as const;
  return await transaction.selectFrom('watch_lists').select(columns).orderBy('id').execute();
}

/** In the order of the candidates. */
async function readEntries(
  transaction: CompanyTransaction,
  { generation }: ListInForce,
  candidates: readonly Candidate[],
): Promise<FoldedEntry[]> {
  if (candidates.length === 0) return [];
  const numbers = candidates.map(({ number }) => number);
  const rows = await transaction
    .selectFrom('watch_list_entries')
    .select(['number', 'id', 'name', 'aliases', 'birth_dates', 'lists', 'folded_names'])
    .where('generation', '=', generation)
    .where(sql<boolean>`number = any(${numbers}::int4[])`)
    .execute();
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return numbers.flatMap((number) => {
    const row = byNumber.get(number);
    if (!row) return [];
    const { id, name, aliases, birth_dates: birthDates, lists } = row;
    return [readFoldedEntry({ id, name, aliases, birthDates, lists }, row.folded_names)];
  });
}

/** Whether the whole name can be compared: none of its parts was cut off, and they are not too many. */
const isComparable = (screened: ScreenedPerson, { tokens }: FoldedPerson): boolean =>
  nameOf(screened).length <= maxNameLength && !hasTooManyParts(tokens);

/** The name, or if it has too many parts, overlapping pieces of it. */
function piecesOf(person: FoldedPerson): FoldedPerson[] {
  const { tokens } = person;
  if (!hasTooManyParts(tokens)) return [person];
  const pieces: FoldedPerson[] = [];
  for (let start = 0; start + maxParts / 2 < tokens.length; start += maxParts / 2) {
    pieces.push({
      ...{ ...person, otherReadings: [] },
      tokens: tokens.slice(start, start + maxParts),
    });
  }
  return pieces;
}

interface Found {
  readonly lists: readonly ListInForce[];
  /** Entries of all lists; within a list, the most likely first. */
  readonly entries: readonly FoldedEntry[];
  /** False when there are candidates beyond these. */
  readonly isComplete: boolean;
}

async function findEntries(transaction: CompanyTransaction, person: FoldedPerson): Promise<Found> {
  const lists = await readLists(transaction);
  const entries: FoldedEntry[] = [];
  let isComplete = true;
  const pieces = piecesOf(person);
  for (const list of lists) {
    const index = wordIndexOf(transaction, list);
    const met = new Set<number>();
    for (const piece of pieces) {
      const found = await findCandidates(piece, index);
      const compared = found.ranked.slice(0, maxCompared);
      isComplete &&= found.isComplete && compared.length === found.ranked.length;
      const others = compared.filter(({ number }) => !met.has(number));
      for (const { number } of others) met.add(number);
      entries.push(...(await readEntries(transaction, list, others)));
    }
  }
  return { lists, entries, isComplete };
}

/** Reads again when a list was replaced during the read, because some of its rows may be missing. */
async function findInForce(database: Database, person: FoldedPerson): Promise<Found> {
  const written = (lists: readonly ListInForce[]) =>
    lists.map(({ generation }) => generation).join();
  for (let attempt = 1; ; attempt++) {
    const { found, isInForce } = await inCompany(database, '', async (transaction) => {
      const found = await findEntries(transaction, person);
      const lists = await readLists(transaction);
      return { found, isInForce: written(lists) === written(found.lists) };
    });
    if (isInForce) return found;
    if (attempt === 3) throw new Error('The watch lists are being replaced.');
  }
}

interface Compared {
  /** The likeliest first. */
  readonly matches: readonly ScreeningMatch[];
  /** False when not all candidates were compared. */
  readonly isComplete: boolean;
}

/** Compares up to `maxNamesCompared` names. */
async function compare(
  person: FoldedPerson,
  { entries, isComplete }: Pick<Found, 'entries' | 'isComplete'>,
): Promise<Compared> {
  const pause = createPause();
  let left = maxNamesCompared;
  const matches: ScreeningMatch[] = [];
  for (const entry of entries) {
    if (left <= 0) break;
    left -= entry.names.length;
    const match = matchEntry(person, entry);
    if (match) matches.push(match);
    await pause();
  }
  return { matches: matches.sort(byScore), isComplete: isComplete && left > 0 };
}

export interface ListScreenerOptions extends ScreenerOptions {
  /** Lists that must be loaded; otherwise the result is `unknown`. By default any list is enough. */
  requiredLists?: readonly string[];
  /** Receives the number of entries that a person is compared with. */
  onCompared?: (count: number) => void;
}

/**
 * A screener against the loaded lists. Without a list every result is `unknown`. The work for one person
 * is limited: a name with too many parts, or one that resembles too many entries, is `unknown` unless
 * what was compared has a match.
 */
export function createListScreener(
  database: Database,
  options: ListScreenerOptions = {},
): Screener {
  const { requiredLists = [], onCompared } = options;
  return createScreener(async (screened) => {
    const person = foldPerson(screened);
    const found = await findInForce(database, person);
    onCompared?.(found.entries.length);
    const { matches, isComplete } = await compare(person, found);
    const findings = { lists: found.lists.map(({ title }) => title), matches };
    // A match stands, whatever else could not be compared.
    if (matches.length > 0) return findings;
    if (!isComparable(screened, person)) throw new NameTooLongError('The name is too long.');
    if (!isComplete) throw new Error('Too many entries resemble the name.');
    const missing = requiredLists.filter((id) => !found.lists.some((list) => list.id === id));
    if (missing.length > 0) throw new Error(`Watch lists are missing: ${missing.join(', ')}.`);
    return findings;
  }, options);
}
