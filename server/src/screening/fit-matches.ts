/**
 * Fits what a source found to the model. A source can send anything: an id of any length, a score of
 * 92, a name that is a number. Such a match is changed, never dropped: an agent must see it.
 */
import { createHash } from 'node:crypto';

import { identifier, type ScreeningMatch } from 'kv-review/model';
import * as v from 'valibot';

import { isStorable, toStorable } from '../store/storable.ts';

/** A match as its source reports it: any part may be missing or of another type. */
export type FoundMatch = Readonly<Partial<Record<keyof ScreeningMatch, unknown>>>;

/** The parts of matches that were changed, and `count` when there were too many matches. */
export type ChangedPart = keyof ScreeningMatch | 'count';

/** More than an agent reads. */
const maxMatches = 100;
/** Longer than any name of an entry or list, and short enough for every session to hold. */
const maxTextLength = 1000;

/** An id for what has none. */
export const digestOf = (text: string): string =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** The id of an entry if it is an identifier of the model; otherwise its digest. */
export const entryId = (id: string): string =>
  v.is(identifier, id) && isStorable(id) ? id : digestOf(id);

/** More than an agent compares. */
const maxValues = 10;

const readText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== ''
    ? toStorable(value.slice(0, maxTextLength))
    : undefined;

const readTexts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).flatMap((each) => readText(each) ?? []).slice(0, maxValues);

/** A score that is not a number is the highest: nobody knows that it is lower. */
const readScore = (value: unknown): number =>
  typeof value === 'number' && !Number.isNaN(value) ? Math.min(1, Math.max(0, value)) : 1;

function fitMatch(found: FoundMatch): ScreeningMatch {
  const [birthDates, countries] = [readTexts(found.birthDates), readTexts(found.countries)];
  const id =
    typeof found.id === 'string' && found.id !== ''
      ? entryId(found.id)
      : digestOf(JSON.stringify(found));
  return {
    id,
    list: readText(found.list) ?? '',
    authority: readText(found.authority) ?? null,
    name: readText(found.name) ?? id,
    alias: readText(found.alias) ?? null,
    ...(birthDates.length > 0 && { birthDates }),
    ...(countries.length > 0 && { countries }),
    score: readScore(found.score),
  };
}

const isSame = (sent: unknown, fitted: unknown): boolean =>
  JSON.stringify(sent ?? null) === JSON.stringify(fitted ?? null);

export interface FittedMatches {
  readonly matches: readonly ScreeningMatch[];
  readonly changed: readonly ChangedPart[];
}

const parts = [
  ...(['id', 'list', 'authority', 'name', 'alias'] as const),
  ...(['birthDates', 'countries', 'score'] as const),
];

/** Of matches with the same id, the one with the highest score remains. */
export function fitMatches(found: readonly FoundMatch[]): FittedMatches {
  const changed = new Set<ChangedPart>();
  const byId = new Map<string, ScreeningMatch>();
  for (const each of found) {
    const match = fitMatch(each);
    for (const part of parts) {
      if (!isSame(each[part], match[part])) changed.add(part);
    }
    const other = byId.get(match.id);
    if (other === undefined || other.score < match.score) byId.set(match.id, match);
  }
  const matches = [...byId.values()];
  if (matches.length > maxMatches) changed.add('count');
  return { matches: matches.slice(0, maxMatches), changed: [...changed] };
}
