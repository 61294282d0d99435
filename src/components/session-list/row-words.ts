import { css, html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { conditionText } from '../../i18n/conditions.js';
import { farText } from '../../i18n/match-level.js';
import type { MeasuredLevel } from '../../model/match-level.js';
import type { CellDetail, RowContext, SessionRow } from './session-row.js';

export { conditionTexts as texts } from '../../i18n/en.conditions.js';

/** The conditions that the policy rejected a session for, instead of an agent's reasons. */
export const reasonsOf = (
  { conditions }: SessionRow,
  { localize, hidden }: RowContext,
): CellDetail[] =>
  conditions.map((failed) => ({ text: conditionText(localize.current, failed, hidden) }));

/** A match level with its false acceptance rate; or that there is none. */
export function renderLevel(
  level: MeasuredLevel | null,
  { current }: LocalizeController,
): TemplateResult | string {
  if (level === null) return current.term('notMeasured');
  if (level === 0) return current.term('filters.lowFarHint', { level: 1 });
  return html`${current.number(level)} <span class="far">${farText(current, level)}</span>`;
}

export const styles = [
  css`
    .far {
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }
  `,
];
