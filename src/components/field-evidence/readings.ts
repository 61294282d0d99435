import { css, html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { ClientField } from '../../model/client.js';
import type { FieldComparison } from '../../model/failed-condition.js';
import { renderFieldValue } from '../../ui/before-after.js';
import { icon, type IconName } from '../../ui/icon.js';
import { markDifferences } from './differences.js';

const looks: Readonly<Record<FieldComparison, readonly [tone: string, icon: IconName]>> = {
  match: ['success', 'check'],
  mismatch: ['danger', 'warning'],
  'not-comparable': ['warning', 'search'],
  missing: ['', 'more'],
};

/** The result of comparing the sources of a field. */
export function renderComparison(
  comparison: FieldComparison,
  localize: LocalizeController,
): TemplateResult {
  const [tone, drawing] = looks[comparison];
  return html`<span class="tag ${tone}"
    >${icon(drawing)}<span class="tag-text">${localize.term(`evidence.${comparison}`)}</span></span
  >`;
}

/** What one source says of a field. In a number, the characters that the other lacks are marked. */
export function renderReading(
  field: ClientField,
  value: string | null,
  other: string | null,
  localize: LocalizeController,
): unknown {
  const isNumber = field === 'documentNumber' || field === 'personalNumber';
  if (!isNumber || value === null || other === null) {
    return renderFieldValue(field, value, localize);
  }
  return html`<bdi class="number"
    >${markDifferences(value, other).map(({ text, differs }) =>
      differs ? html`<mark>${text}</mark>` : text,
    )}</bdi
  >`;
}

/** Use together with `clientValueStyles` and `tagStyles`. */
export const readingStyles = css`
  mark {
    border-block-end: 2px solid var(--_color-danger);
    background: none;
    color: var(--_color-danger);
    font-weight: 700;
  }

  @media (forced-colors: active) {
    mark {
      color: Highlight;
      border-color: Highlight;
    }
  }
`;
