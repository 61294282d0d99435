import type { MeasuredLevel } from '../model/match-level.js';
import type { Localizer } from './localizer.js';

/** A match level in words: a level, that not even level 1 was reached, or that none was measured. */
export function levelText(localizer: Localizer, level: MeasuredLevel | null): string {
  if (level === null) return localizer.term('notMeasured');
  return level === 0 ? localizer.term('match.none') : localizer.term('match.level', { level });
}
