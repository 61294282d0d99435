import { regionOf } from './country-codes.js';
import type { ScreeningMatch } from './screening.js';
import { searchWords } from './search.js';
import { currentAttempt } from './current-attempt.js';
import type { Session } from './session.js';

/**
 * How a value of the client agrees with an entry of a list:
 * - `partly`: some words of a name, or all that the list knows of a date
 * - `swapped`: the day and the month of a date
 * - `not-comparable`: in another script, or in words
 * - `missing`: the client or the entry has no value
 */
export type Agreement = 'same' | 'partly' | 'swapped' | 'different' | 'not-comparable' | 'missing';

export interface EntryComparison {
  readonly name: Agreement;
  readonly birthDate: Agreement;
  readonly country: Agreement;
}

/**
 * The names of the client, each once: as on file, and as the machine-readable zone writes them in Latin
 * letters.
 */
export function namesOf(session: Pick<Session, 'client' | 'attempts'>): string[] {
  const readings = [session.client, currentAttempt(session)?.back];
  const byWords = new Map<string, string>();
  for (const reading of readings) {
    const name = [reading?.firstName, reading?.lastName].filter(Boolean).join(' ');
    const words = searchWords(name).sort().join(' ');
    if (words !== '' && !byWords.has(words)) byWords.set(words, name);
  }
  return [...byWords.values()];
}

/** Compares a client with an entry, for an agent. It does not affect the score. */
export function compareWithEntry(
  session: Pick<Session, 'client' | 'attempts'>,
  { name, alias, birthDates = [], countries = [] }: ScreeningMatch,
): EntryComparison {
  const { birthDate, nationality } = session.client;
  const listed = alias === null ? [name] : [name, alias];
  return {
    name: compare(namesOf(session), listed, compareNames),
    birthDate: compare(present(birthDate), birthDates, compareDates),
    country: compare(present(nationality), countries, compareCountries),
  };
}

const present = (value: string | null): string[] => (value === null ? [] : [value]);

/**
 * The best first. A value that cannot be compared may be the same, so it comes before a different one.
 */
const order: readonly Agreement[] = ['same', 'partly', 'swapped', 'not-comparable', 'different'];

/** The best agreement of any value of the client with any of the entry. */
function compare(
  own: readonly string[],
  listed: readonly string[],
  agreementOf: (own: string, listed: string) => Agreement,
): Agreement {
  const found = own.flatMap((one) => listed.map((other) => agreementOf(one, other)));
  return order.find((agreement) => found.includes(agreement)) ?? 'missing';
}

function compareNames(own: string, listed: string): Agreement {
  const [ownWords, listedWords] = [searchWords(own), searchWords(listed)];
  if (isLatin(ownWords) !== isLatin(listedWords)) return 'not-comparable';
  if (ownWords.sort().join(' ') === listedWords.sort().join(' ')) return 'same';
  return ownWords.some((word) => listedWords.includes(word)) ? 'partly' : 'different';
}

const isLatin = (words: readonly string[]): boolean => /\p{Script=Latin}/u.test(words.join(''));

function compareDates(own: string, listed: string): Agreement {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(listed)) return 'not-comparable';
  if (own === listed) return 'same';
  if (own.startsWith(`${listed}-`)) return 'partly';
  const [year = '', month = '', day = ''] = own.split('-');
  return listed === [year, day, month].join('-') ? 'swapped' : 'different';
}

/** The region of a code of ISO 3166-1, of two or three letters in either case. */
export function regionOfListed(code: string): string | undefined {
  const upper = code.trim().toUpperCase();
  return /^[A-Z]{2}$/.test(upper) ? upper : regionOf(upper);
}

function compareCountries(own: string, listed: string): Agreement {
  const [ownRegion, region] = [regionOf(own), regionOfListed(listed)];
  if (ownRegion === undefined || region === undefined) return 'not-comparable';
  return ownRegion === region ? 'same' : 'different';
}
