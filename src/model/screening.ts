import * as v from 'valibot';

import type { Client } from './client.js';
import { noteText, person } from './decision.js';
import { unknownText } from './open.js';
import { identifier, instant, nullableText } from './primitives.js';
import { searchWords } from './search.js';

export {
  findUnanswered,
  openMatches,
  openMatchesByList,
  type ListMatches,
  type Unanswered,
} from './open-matches.js';

/** An agent's mark that a match is a different person: why, who marked it, and when. */
export const falsePositive = v.object({ reason: v.string(), by: person, at: instant });
export type FalsePositive = v.InferOutput<typeof falsePositive>;

/** One entry of a sanctions or PEP list that resembles the client. */
export const screeningMatch = v.object({
  id: identifier,
  /** The list, by its published name. */
  list: v.string(),
  /** Who publishes the list: a government or an international body. */
  authority: nullableText,
  /** The entry's main name. */
  name: v.string(),
  /** The spelling that matched, when it is not the main name. */
  alias: nullableText,
  /** As precise as the list knows them: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or words. */
  birthDates: v.exactOptional(v.array(v.string())),
  /** Countries of the entry: codes of ISO 3166-1, or as the list writes them. */
  countries: v.exactOptional(v.array(v.string())),
  /** How closely the entry resembles the client, 0–1. */
  score: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** Absent or `null` until an agent marks the match. */
  falsePositive: v.optional(v.nullable(falsePositive)),
});
export type ScreeningMatch = v.InferOutput<typeof screeningMatch>;

/** Lists that did not answer, by their published names, if the backend knows them. */
const unanswered = v.exactOptional(v.array(v.string()));

const knownScreening = v.variant('status', [
  /** The company does not screen its clients. */
  v.object({ status: v.literal('absent') }),
  v.object({
    status: v.literal('unknown'),
    checkedAt: v.nullable(instant),
    unanswered,
    /** The status that a newer backend reported, which this version does not know. */
    reported: v.exactOptional(unknownText),
  }),
  v.object({ status: v.literal('clear'), checkedAt: instant, lists: v.array(v.string()) }),
  v.object({
    status: v.literal('match'),
    checkedAt: instant,
    lists: v.array(v.string()),
    matches: v.pipe(v.array(screeningMatch), v.minLength(1)),
    unanswered,
  }),
]);

/** A status that only a newer backend knows never clears a client: it becomes `unknown`. */
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

/** The result of a screening (spec D7). A failed screening is `unknown`, never `clear`. */
export const screening = v.union([knownScreening, newerScreening]);
export type Screening = v.InferOutput<typeof screening>;

/** The result of a screening that was made. */
export type CheckedScreening = Exclude<Screening, { status: 'absent' }>;

/** Marks a match as a false positive, or removes the mark. The backend adds who and when. */
export const falsePositiveInput = v.variant('falsePositive', [
  v.strictObject({ falsePositive: v.literal(true), matchId: identifier, reason: noteText }),
  v.strictObject({ falsePositive: v.literal(false), matchId: identifier }),
]);
export type FalsePositiveInput = v.InferOutput<typeof falsePositiveInput>;

/** The screening of a session after a new one: a failed screening does not remove a match. */
export function recheckedScreening(before: Screening, found: CheckedScreening): Screening {
  return found.status === 'unknown' && before.status === 'match' ? before : found;
}

/** The screening with the remembered marks of its person. `findMark` finds one by its match. */
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
 * A key that is equal for two screenings of the same person. It lets a false positive apply to the
 * next screening. It consists of the names (without case, accents and order), birth date,
 * nationality and personal number. A name alone does not identify a person: the key is then valid
 * for this session only.
 *
 * The key is personal data. A backend must store only a keyed digest of it.
 */
export function screenedPersonKey(session: {
  readonly id: string;
  readonly client: Client;
}): string {
  const { firstName, lastName, birthDate, nationality, personalNumber } = session.client;
  const names = searchWords([firstName, lastName].join(' ')).sort();
  const isIdentified = names.length > 0 && (birthDate !== null || personalNumber !== null);
  const number = personalNumber === null ? null : searchWords(personalNumber).join('');
  return JSON.stringify([isIdentified ? null : session.id, names, birthDate, nationality, number]);
}
