/**
 * Recall and precision on the labelled pairs of names of OpenSanctions (nomenklatura, `contrib/name_bench`).
 * The file is not part of this repository: it is read from a path, or else fetched from GitHub.
 */
import { readFileSync } from 'node:fs';

import { parse } from 'csv-parse/sync';
import * as v from 'valibot';

import { matchEntries } from '../src/screening/match.ts';

const url =
  'https://raw.githubusercontent.com/opensanctions/nomenklatura/main/contrib/name_bench/cases.csv';

const cases = v.array(
  v.object({ schema: v.string(), name1: v.string(), name2: v.string(), is_match: v.string() }),
);

/** @returns The file, or `undefined` if no path is given and it cannot be downloaded. */
async function readFile(path: string | undefined): Promise<string | undefined> {
  if (path !== undefined) return readFileSync(path, 'utf8');
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

const isMatch = (own: string, listed: string): boolean =>
  matchEntries({ firstName: null, lastName: own, birthDate: null, nationality: null }, [
    { ...{ id: 'listed', name: listed, aliases: [], birthDates: [] }, lists: ['Listed'] },
  ]).length > 0;

export interface PairsResult {
  readonly pairs: number;
  readonly found: number;
  readonly missed: number;
  readonly tooMany: number;
  readonly recall: number;
  readonly precision: number;
}

/** Compares the pairs of people, as a client and an entry without birth dates. */
export async function measurePairs(path: string | undefined): Promise<PairsResult | undefined> {
  const file = await readFile(path);
  if (file === undefined) return undefined;
  const people = v
    .parse(cases, parse(file, { columns: true }))
    .filter(({ schema }) => schema === 'Person');
  const count = { found: 0, missed: 0, tooMany: 0 };
  for (const { name1, name2, is_match: label } of people) {
    const isSame = label === 'true';
    if (isMatch(name1, name2)) count[isSame ? 'found' : 'tooMany'] += 1;
    else if (isSame) count.missed += 1;
  }
  return {
    ...{ pairs: people.length, ...count },
    recall: count.found / (count.found + count.missed),
    precision: count.found / (count.found + count.tooMany),
  };
}
