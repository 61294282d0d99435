/** Compares a person with the entries of a watch list. */
import type { ScreeningMatch } from 'kv-review/model';

import { nameReadings, type NameToken } from './fold-name.ts';
import { cachedTokenLikeness, tokensLikeness, type TokenLikeness } from './likeness.ts';
import { nameOf, type ScreenedPerson } from './screener.ts';

/** An entry of a watch list. */
export interface WatchListEntry {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** As precise as the list knows them: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly birthDates: readonly string[];
  /** Codes of countries, as the list writes them. */
  readonly countries?: readonly string[];
  /** Published names of the lists that contain the entry. */
  readonly lists: readonly string[];
}

/** The lowest score of a match. */
export const matchThreshold = 0.85;

/** How the birth date of an entry agrees with the person's. */
export type BirthDateAgreement = 'same' | 'possible' | 'unknown' | 'near' | 'different';

/**
 * Added to the likeness of names. The same name with a very different birth date is still shown,
 * because lists contain errors; a similar name is not.
 */
export const birthDateEffect: Readonly<Record<BirthDateAgreement, number>> = Object.freeze({
  /** The same day. */
  same: 0.1,
  /** The list knows only a part of the date, and it agrees; or day and month are swapped. */
  possible: 0.05,
  unknown: 0,
  /** At most two years apart: lists estimate years. */
  near: -0.05,
  different: -0.15,
});

export const nearYears = 2;

/** Other dates (circa 1970) are not compared. */
export const isWholeOrPartialDate = (date: string): boolean => /^\d{4}(-\d{2}){0,2}$/.test(date);

export function withDayAndMonthSwapped(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return [year, day, month].join('-');
}

function compareBirthDate(own: string, listed: string): BirthDateAgreement {
  if (!isWholeOrPartialDate(listed)) return 'unknown';
  if (own === listed) return 'same';
  if (own.startsWith(listed)) return 'possible';
  if (listed === withDayAndMonthSwapped(own)) return 'possible';
  const years = Math.abs(Number(own.slice(0, 4)) - Number(listed.slice(0, 4)));
  return years <= nearYears ? 'near' : 'different';
}

/** The best agreement with any of a list's dates. */
export function birthDateAgreement(
  own: string | null,
  listed: readonly string[],
): BirthDateAgreement {
  if (own === null || listed.length === 0) return 'unknown';
  return listed
    .map((date) => compareBirthDate(own, date))
    .reduce((best, one) => (birthDateEffect[one] > birthDateEffect[best] ? one : best));
}

/** A person whose name is folded once, for comparison with many entries. */
export interface FoldedPerson {
  readonly tokens: readonly NameToken[];
  /** Other ways to read the name. */
  readonly otherReadings: readonly (readonly NameToken[])[];
  readonly birthDate: string | null;
  readonly likenessOf: TokenLikeness;
}

export function foldPerson(person: ScreenedPerson): FoldedPerson {
  const [tokens = [], ...otherReadings] = nameReadings(nameOf(person));
  const likenessOf = cachedTokenLikeness(tokens);
  return { tokens, otherReadings, birthDate: person.birthDate, likenessOf };
}

/** Three digits: more would suggest a precision that the score does not have. */
const round = (score: number) => Math.round(score * 1000) / 1000;

/** One name of an entry. `alias` is the name as the list writes it, or `null` for the main name. */
export interface FoldedName {
  readonly tokens: readonly NameToken[];
  readonly alias: string | null;
}

/** An entry whose names are folded once, for comparison with many people. */
export interface FoldedEntry {
  readonly entry: WatchListEntry;
  /** The main one first. */
  readonly names: readonly FoldedName[];
}

/** Leaves out names that repeat the parts of another name in another order. */
export function foldEntry(entry: WatchListEntry): FoldedEntry {
  const seen = new Set<string>();
  const readings = [entry.name, ...entry.aliases].flatMap((written, index) =>
    nameReadings(written).map((tokens) => ({ tokens, alias: index === 0 ? null : written })),
  );
  const names = readings.filter(({ tokens }) => {
    const parts = tokens
      .map(({ text }) => text)
      .sort()
      .join(' ');
    const isNew = !seen.has(parts);
    seen.add(parts);
    return isNew;
  });
  return { entry, names };
}

/**
 * Compares a person with an entry and all its aliases.
 * @returns The match, or `undefined` below the threshold.
 */
export function matchEntry(
  { tokens, otherReadings, birthDate, likenessOf }: FoldedPerson,
  { entry, names }: FoldedEntry,
): ScreeningMatch | undefined {
  let best = { likeness: 0, alias: null as string | null };
  for (const { tokens: listed, alias } of names) {
    for (const own of [tokens, ...otherReadings]) {
      const likeness = tokensLikeness(own, listed, likenessOf);
      if (likeness > best.likeness) best = { likeness, alias };
    }
  }
  if (best.likeness === 0) return undefined;
  const effect = birthDateEffect[birthDateAgreement(birthDate, entry.birthDates)];
  const score = round(Math.min(1, Math.max(0, best.likeness + effect)));
  if (score < matchThreshold) return undefined;
  return {
    id: entry.id,
    list: entry.lists.join('; '),
    authority: null,
    name: entry.name,
    alias: best.alias,
    ...(entry.birthDates.length > 0 && { birthDates: [...entry.birthDates] }),
    ...(entry.countries?.length && { countries: [...entry.countries] }),
    score,
  };
}

/** The likeliest first; an agent reads the first few. */
export const byScore = (one: ScreeningMatch, other: ScreeningMatch): number =>
  other.score - one.score || one.id.localeCompare(other.id);

/** Compares a person with every entry. */
export function matchEntries(
  person: ScreenedPerson,
  entries: Iterable<WatchListEntry>,
): ScreeningMatch[] {
  const folded = foldPerson(person);
  return Array.from(entries, (entry) => matchEntry(folded, foldEntry(entry)))
    .filter((match) => match !== undefined)
    .sort(byScore);
}
