import { falseAcceptanceOdds } from '../model/false-acceptance.js';
import type { AnsweredLevel, MeasuredLevel } from '../model/match-level.js';
import type { Localizer } from './localizer.js';

type Terms = Pick<Localizer, 'term'>;

/** A match level in words: a level, that not even level 1 was reached, or that none was measured. */
export function levelText(terms: Terms, level: MeasuredLevel | null): string {
  if (level === null) return terms.term('notMeasured');
  return level === 0 ? terms.term('match.none') : terms.term('match.level', { level });
}

/**
 * The false acceptance rate of a level, as the product writes it: `1/10,000 FAR` (spec D4);
 * `undefined` for a level that has none or is not known.
 */
export function farText(terms: Terms, level: AnsweredLevel | null): string | undefined {
  const odds = level === null ? undefined : falseAcceptanceOdds(level);
  return odds === undefined ? undefined : terms.term('match.far', { odds });
}

/** A text that names a level, followed by the rate of the level. */
export function withFar(terms: Terms, text: string, level: AnsweredLevel | null): string {
  const far = farText(terms, level);
  return far === undefined ? text : `${text}, ${far}`;
}
