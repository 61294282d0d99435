import { css } from 'lit';

import { conditionText } from '../../i18n/conditions.js';
import type { Localizer } from '../../i18n/localizer.js';
import { farText } from '../../i18n/match-level.js';
import type { MeasuredLevel } from '../../model/match-level.js';
import type { CellDetail, RowContext, SessionRow } from './session-row.js';

export { conditionTexts as texts } from '../../i18n/en.conditions.js';

/** The conditions that the policy rejected a session for, instead of an agent's reasons. */
export const reasonsOf = (
  { conditions }: SessionRow,
  { localizer, hidden }: RowContext,
): CellDetail[] => conditions.map((failed) => ({ text: conditionText(localizer, failed, hidden) }));

/** A match level, and its false acceptance rate; or that there is none. */
export function describeLevel(
  level: MeasuredLevel | null,
  localizer: Localizer,
): { readonly level: string; readonly rate?: string | undefined } {
  if (level === null) return { level: localizer.term('notMeasured') };
  if (level === 0) return { level: localizer.term('filters.lowFarHint', { level: 1 }) };
  return { level: `${localizer.number(level)} `, rate: farText(localizer, level) };
}

export const styles = [
  css`
    .far {
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }
  `,
];
