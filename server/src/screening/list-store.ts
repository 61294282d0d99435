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
import { indexVersion } from './index-version.ts';
import type { WatchList } from './list-loader.ts';
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

/** A list was indexed by other rules of names than this version of the server has. */
export class OutdatedListError extends Error {
  constructor() {
    super('A watch list must be loaded again.');
  }

  override get name() {
    return 'OutdatedListError' as const;
  }
}

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

const ofThisVersion = ({ index_version: version }: Pick<WatchListsTable, 'index_version'>) =>
  version === indexVersion;

const readLists = (transaction: CompanyTransaction) =>
  transaction
    .selectFrom('watch_lists')
    .select(['id', 'title', 'index_version'])
    .orderBy('id')
    .execute();

/**
 * The lists that must be loaded before anybody is `clear`: required ones that are missing, and those
 * that were indexed by other rules of names than this version of the server has.
 */
export async function readListsToLoad(
  database: Database,
  required: readonly WatchList[],
): Promise<WatchList[]> {
  const loaded = await inCompany(database, '', readLists);
  const missing = required.filter(({ id }) => !loaded.some((list) => list.id === id));
  const outdated = loaded.filter((list) => !ofThisVersion(list));
  return [...missing, ...outdated.map(({ id, title }) => ({ id, title }))];
}

/** `undefined` when the list was loaded by another version since its id was read. */
const readList = (transaction: CompanyTransaction, id: string): Promise<ListInForce | undefined> =>
  transaction
    .selectFrom('watch_lists')
    .select(['id', 'title', 'generation', 'entry_count'])
    .where('id', '=', id)
    .where('index_version', '=', indexVersion)
    .executeTakeFirst();

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
    .select([
      'number',
      'id',
      'name',
      'aliases',
      'birth_dates',
      'countries',
      'lists',
      'folded_names',
    ])
    .where('generation', '=', generation)
    .where(sql<boolean>`number = any(${numbers}::int4[])`)
    .execute();
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return numbers.flatMap((number) => {
    const row = byNumber.get(number);
    if (!row) return [];
    const { id, name, aliases, birth_dates: birthDates, countries, lists } = row;
    const entry = { id, name, aliases, birthDates, countries, lists };
    return [readFoldedEntry(entry, row.folded_names)];
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
  /** The most likely first. */
  readonly entries: readonly FoundEntry[];
  /** False when there are candidates beyond these. */
  readonly isComplete: boolean;
}

interface FoundEntry extends FoldedEntry {
  /** Equal for the same entry of the same list. */
  readonly key: string;
}

async function findEntries(
  transaction: CompanyTransaction,
  person: FoldedPerson,
  list: ListInForce,
): Promise<Found> {
  const { ranked, isComplete } = await findCandidates(person, wordIndexOf(transaction, list));
  const compared = ranked.slice(0, maxCompared);
  const entries = await readEntries(transaction, list, compared);
  return {
    entries: entries.map((entry) => ({ ...entry, key: `${list.id} ${entry.entry.id}` })),
    isComplete: isComplete && compared.length === ranked.length,
  };
}

/** Reads again when the list was replaced during the read, because some of its rows may be missing. */
async function findInForce(database: Database, person: FoldedPerson, id: string): Promise<Found> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const found = await inCompany(database, '', async (transaction) => {
      const list = await readList(transaction, id);
      if (!list) return undefined;
      const entries = await findEntries(transaction, person, list);
      const after = await readList(transaction, id);
      return after?.generation === list.generation ? entries : undefined;
    });
    if (found) return found;
  }
  throw new Error('The watch lists are being replaced.');
}

export interface ListScreenerOptions extends ScreenerOptions {
  /** Lists that must be loaded; otherwise the result is `unknown`. By default any list is enough. */
  requiredLists?: readonly WatchList[];
  /** Receives the number of entries that a person is compared with. */
  onCompared?: (count: number) => void;
}

/**
 * A screener against the loaded lists. Without a list every result is `unknown`, and so it is with a list
 * of another version, which is not searched. The work for one person is limited: a name with too many
 * parts, or one that resembles too many entries, is `unknown` unless what was compared has a match.
 */
export function createListScreener(
  database: Database,
  options: ListScreenerOptions = {},
): Screener {
  const { requiredLists = [], onCompared } = options;
  return createScreener(async (screened, signal, onProgress) => {
    const person = foldPerson(screened);
    const loaded = await inCompany(database, '', readLists);
    const current = loaded.filter(ofThisVersion);
    const matches: ScreeningMatch[] = [];
    const met = new Set<string>();
    const failures: unknown[] = [];
    /** Titles, by whether the list was searched to its end. */
    const lists: string[] = [];
    const missing = requiredLists.filter(({ id }) => !loaded.some((list) => list.id === id));
    const unanswered = new Set([...loaded, ...missing]);
    const titles = () => Array.from(unanswered, ({ title }) => title);
    const report = () => onProgress({ lists, matches, unanswered: titles() });
    const pause = createPause();
    let left = maxNamesCompared;

    /** Returns false if the list has more entries that resemble the name. */
    async function compare({ entries, isComplete }: Found): Promise<boolean> {
      for (const entry of entries.filter(({ key }) => !met.has(key))) {
        if (left <= 0) break;
        left -= entry.names.length;
        met.add(entry.key);
        const match = matchEntry(person, entry);
        if (match) {
          matches.push(match);
          matches.sort(byScore);
          report();
        }
        await pause();
        signal.throwIfAborted();
      }
      const isWhole = isComplete && left > 0;
      if (!isWhole) failures.push(new Error('Too many entries resemble the name.'));
      return isWhole;
    }

    report();
    for (const list of current) {
      // A list that cannot be read does not keep the others from being searched.
      try {
        let isAnswered = isComparable(screened, person);
        for (const piece of piecesOf(person)) {
          const isWhole = await compare(await findInForce(database, piece, list.id));
          isAnswered &&= isWhole;
        }
        if (isAnswered) {
          lists.push(list.title);
          unanswered.delete(list);
        }
        report();
      } catch (error) {
        signal.throwIfAborted();
        failures.push(error);
      }
    }
    onCompared?.(met.size);
    if (!isComparable(screened, person))
      failures.push(new NameTooLongError('The name is too long.'));
    if (missing.length > 0)
      failures.push(
        new Error(`Watch lists are missing: ${missing.map(({ id }) => id).join(', ')}.`),
      );
    if (current.length < loaded.length) failures.push(new OutdatedListError());
    if (failures.length > 0) throw failures[0];
    return { lists, matches };
  }, options);
}
