// Without schemas, so that a list can show a rate without loading them.
import type { AnsweredLevel, FaceMatch, MatchLevel, MeasuredLevel } from './match-level.js';

/** One false acceptance in so many comparisons, by level (spec D4). */
const comparisonsPerFalseAcceptance: Readonly<Record<MatchLevel, number>> &
  Partial<Readonly<Record<number, number>>> = {
  1: 100,
  2: 250,
  3: 500,
  4: 1_000,
  5: 10_000,
  6: 100_000,
  7: 500_000,
};

/**
 * The N of a false acceptance rate (FAR, ISO/IEC 19795-1) of 1 in N at this level; `undefined` for a
 * level that this version does not know.
 */
export function falseAcceptanceOdds(level: MatchLevel): number;
export function falseAcceptanceOdds(level: AnsweredLevel): number | undefined;
export function falseAcceptanceOdds(level: AnsweredLevel): number | undefined {
  return comparisonsPerFalseAcceptance[level];
}

/** The level of a match; `null` if none was measured, or no faces were compared. */
export const levelOf = (match: FaceMatch | null): MeasuredLevel | null => match?.level ?? null;

/**
 * True when a level was measured and it is below the acceptance level (spec L5). What was not measured is
 * not low (V7).
 */
export function isLowMatch(match: FaceMatch | null, acceptanceLevel: AnsweredLevel): boolean {
  const level = levelOf(match);
  return level !== null && level < acceptanceLevel;
}
