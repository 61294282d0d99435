import { css, html, type TemplateResult } from 'lit';

import { countryName } from '../i18n/countries.js';
import type { Localizer } from '../i18n/localizer.js';
import { sexText } from '../i18n/values.js';
import type { Client, ClientField } from '../model/client.js';

function renderCountry(code: string, localizer: Localizer): TemplateResult {
  const name = countryName(localizer, code);
  return name === code ? html`<bdi>${code}</bdi>` : html`${name} <span class="code">${code}</span>`;
}

function renderKnown(client: Client, field: ClientField, localizer: Localizer): unknown {
  switch (field) {
    case 'sex':
      return client.sex && sexText(localizer, client.sex);
    case 'birthDate':
    case 'expirationDate':
      return client[field] && localizer.day(client[field]);
    case 'nationality':
      return client.nationality && renderCountry(client.nationality, localizer);
    case 'documentNumber':
    case 'personalNumber':
      return client[field] && html`<bdi class="number">${client[field]}</bdi>`;
    default:
      return client[field] && html`<bdi>${client[field]}</bdi>`;
  }
}

/** A client field in readable form, or a note that it was not read. */
export function renderClientValue(
  client: Client | null,
  field: ClientField,
  localizer: Localizer,
): unknown {
  return (
    (client && renderKnown(client, field, localizer)) ||
    html`<span class="missing">${localizer.term('notRead')}</span>`
  );
}

export const clientValueStyles = css`
  .number {
    font-family: var(--_font-family-mono);
    font-size: 0.95em;
  }

  .code {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }

  .missing {
    color: var(--_color-text-muted);
    font-style: italic;
    font-weight: 400;
  }
`;
