import * as v from 'valibot';

import type { Client } from './client.js';
import { noteText, person } from './decision.js';
import { unknownText } from './open.js';
import { identifier, instant, nullableText } from './primitives.js';
import { searchWords } from './search.js';

/** That an entry is of another person: why, who found out, and when. */
export const falsePositive = v.object({ reason: v.string(), by: person, at: instant });
export type FalsePositive = v.InferOutput<typeof falsePositive>;

/** One entry of a sanctions or PEP list that resembles the client. */
export const screeningMatch = v.object({
  id: identifier,
  /** The list, by its published name. */
  list: v.string(),
  /** Who keeps the list: a government or an international body. */
  authority: nullableText,
  /** The entry's main name. */
  name: v.string(),
  /** The spelling that matched, when it is not the main name. */
  alias: nullableText,
  /** Likeness, 0–1. */
  score: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** Nothing or `null` while nobody has said so. */
  falsePositive: v.optional(v.nullable(falsePositive)),
});
export type ScreeningMatch = v.InferOutput<typeof screeningMatch>;

const knownScreening = v.variant('status', [
  /** The company has no integration with a list. */
  v.object({ status: v.literal('absent') }),
  v.object({
    status: v.literal('unknown'),
    checkedAt: v.nullable(instant),
    /** The status that a newer backend reported, which this version does not know. */
    reported: v.exactOptional(unknownText),
  }),
  v.object({ status: v.literal('clear'), checkedAt: instant, lists: v.array(v.string()) }),
  v.object({
    status: v.literal('match'),
    checkedAt: instant,
    lists: v.array(v.string()),
    matches: v.pipe(v.array(screeningMatch), v.minLength(1)),
  }),
]);

/** A result of a newer backend clears nobody: it is `unknown`, and says what was reported. */
const newerScreening = v.pipe(
  v.object({
    status: v.pipe(unknownText, v.notValues(['absent', 'unknown', 'clear', 'match'])),
    checkedAt: v.optional(v.nullable(instant), null),
  }),
  v.transform(({ status, checkedAt }) => ({
    status: 'unknown' as const,
    checkedAt,
    reported: status,
  })),
);

/** Result of the check against lists (spec D7). A check that failed is `unknown`, never `clear`. */
export const screening = v.union([knownScreening, newerScreening]);
export type Screening = v.InferOutput<typeof screening>;

/** What a check found out. */
export type CheckedScreening = Exclude<Screening, { status: 'absent' }>;

/** Marks a match as a false positive, or takes the mark back; the backend adds who and when. */
export const falsePositiveInput = v.variant('falsePositive', [
  v.strictObject({ falsePositive: v.literal(true), matchId: identifier, reason: noteText }),
  v.strictObject({ falsePositive: v.literal(false), matchId: identifier }),
]);
export type FalsePositiveInput = v.InferOutput<typeof falsePositiveInput>;

/** The matches that may be of the client: nobody has marked them as false positives. */
export function openMatches(screening: Screening): ScreeningMatch[] {
  if (screening.status !== 'match') return [];
  return screening.matches.filter((match) => !match.falsePositive);
}

/** What a session says once its client was checked again: a check that failed takes no match away. */
export function recheckedScreening(before: Screening, found: CheckedScreening): Screening {
  return found.status === 'unknown' && before.status === 'match' ? before : found;
}

/** A result with the marks that are remembered of the person, by the id of the entry. */
export function withFalsePositives<S extends Screening>(
  screening: S,
  findMark: (matchId: string) => FalsePositive | null | undefined,
): S {
  if (screening.status !== 'match') return screening;
  const matches = screening.matches.map((match) => ({
    ...match,
    falsePositive: findMark(match.id) ?? null,
  }));
  return { ...screening, matches };
}

/**
 * Tells whether two checks were about the same person, so that a false positive is remembered for
 * the next one: names without case, accents and order, birth date, nationality, personal number. A
 * name alone is nobody in particular: then it is the person of this session only.
 *
 * It is personal data: a backend that keeps it keeps a keyed digest.
 */
export function screenedPersonKey(session: {
  readonly id: string;
  readonly client: Client;
}): string {
  const { firstName, lastName, birthDate, nationality, personalNumber } = session.client;
  const names = searchWords([firstName, lastName].join(' ')).sort();
  const isSomebody = names.length > 0 && (birthDate !== null || personalNumber !== null);
  const number = personalNumber === null ? null : searchWords(personalNumber).join('');
  return JSON.stringify([isSomebody ? null : session.id, names, birthDate, nationality, number]);
}
