import { css, html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../controllers/localize.js';
import { sexes, unreadClient } from '../model/client-fields.js';
import type { ClientField } from '../model/client.js';
import { oneOf } from './choice.js';
import { renderClientValue } from './client-value.js';

const isSex = oneOf(sexes);

/** One value of a field. In a record of changes, it may be any text. */
export function renderFieldValue(
  field: ClientField,
  value: string | null,
  localize: LocalizeController,
): unknown {
  if (field === 'sex' && value !== null && !isSex(value)) return html`<bdi>${value}</bdi>`;
  return renderClientValue({ ...unreadClient, [field]: value }, field, localize.current);
}

/** A value before and after a change. Neither arrow nor colour alone carries the meaning. */
export function renderBeforeAfter(
  field: ClientField,
  before: string | null,
  after: string | null,
  localize: LocalizeController,
): TemplateResult {
  return html`<span class="before-after">
    <span class="before"
      ><span class="visually-hidden">${localize.term('change.before')}: </span
      ><bdi><del>${renderFieldValue(field, before, localize)}</del></bdi></span
    >
    <span class="arrow" aria-hidden="true">→</span>
    <span class="after"
      ><span class="visually-hidden">${localize.term('change.after')}: </span
      ><ins
        >${
          after === null
            ? html`<span class="missing">${localize.term('change.removed')}</span>`
            : renderFieldValue(field, after, localize)
        }</ins
      ></span
    >
  </span>`;
}

/** Use together with `clientValueStyles`. */
export const beforeAfterStyles = css`
  .before-after {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-2);
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }

  .before,
  .after {
    min-inline-size: 0;
  }

  .before del {
    color: var(--_color-text-muted);
    text-decoration-line: line-through;
    text-decoration-thickness: 1px;
  }

  .before del:has(.missing) {
    text-decoration: none;
  }

  .after ins {
    font-weight: 600;
    text-decoration: none;
  }

  .arrow {
    color: var(--_color-text-muted);
  }

  .arrow:dir(rtl) {
    transform: scaleX(-1);
  }
`;
