import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { ClientField } from '../../model/client.js';
import { isCalendarDate } from '../../model/calendar-date.js';
import type { ReadingOffer } from '../../model/reading-offers.js';
import { renderFieldValue } from '../../ui/before-after.js';
import { markDifferences } from '../field-evidence/differences.js';

export interface Offers {
  readonly field: ClientField;
  /** The value in the field. */
  readonly entered: string | null;
  readonly offers: readonly ReadingOffer[];
  readonly take: (value: string) => void;
}

const sourceTexts = { front: 'edit.offer.front', back: 'edit.offer.back' } as const;

/** Buttons that fill a field with what the document says, with what differs from its value. */
export function renderOffers(
  { field, entered, offers, take }: Offers,
  localize: LocalizeController,
): TemplateResult | typeof nothing {
  if (offers.length === 0) return nothing;
  return html`<div class="offers">
    ${offers.map(
      ({ source, value }) =>
        html`<button class="offer" type="button" part="offer" @click=${() => take(value)}>
          <span class="visually-hidden">${localize.term(`client.${field}`)}, </span>
          <span class="offer-source">${localize.term(sourceTexts[source])}:</span>
          <span class="offer-value">${renderOffer(field, value, entered, localize)}</span>
        </button>`,
    )}
  </div>`;
}

function renderOffer(
  field: ClientField,
  value: string,
  entered: string | null,
  localize: LocalizeController,
): unknown {
  const [shown, other] = [readable(field, value, localize), readable(field, entered, localize)];
  if (shown === null || other === null) return renderFieldValue(field, value, localize);
  return html`<bdi
    >${markDifferences(shown, other).map(({ text, differs }) =>
      differs ? html`<mark>${text}</mark>` : text,
    )}</bdi
  >`;
}

/** The text in which differences can be marked; `null` for a word that stands for a code. */
function readable(
  field: ClientField,
  value: string | null,
  { current }: LocalizeController,
): string | null {
  if (value === null) return null;
  switch (field) {
    case 'sex':
    case 'nationality':
      return null;
    case 'birthDate':
    case 'expirationDate':
      return isCalendarDate(value) ? current.day(value) : value;
    default:
      return value;
  }
}
