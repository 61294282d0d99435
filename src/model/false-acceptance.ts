// Without schemas, so that a list can show a rate without loading them.
import type { AnsweredLevel, MatchLevel } from './match-level.js';

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
