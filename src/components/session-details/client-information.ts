import { html, nothing, type TemplateResult } from 'lit';

import { countryName } from '../../i18n/countries.js';
import type { Localizer } from '../../i18n/localizer.js';
import { clientFields, type Client, type ClientField } from '../../model/client.js';
import type { Session } from '../../model/session.js';
import { renderDescriptions } from '../../ui/description-list.js';
import { icon } from '../../ui/icon.js';

/** A calendar date in the viewer's own zone, as `YYYY-MM-DD`. */
function localDay(date: Date): string {
  const pad = (part: number, length: number): string => String(part).padStart(length, '0');
  return [pad(date.getFullYear(), 4), pad(date.getMonth() + 1, 2), pad(date.getDate(), 2)].join(
    '-',
  );
}

/** Whether the document had expired when the session ended, or has by today while it is open. */
function isExpired({ client, completedAt }: Session, now: Date): boolean {
  const day = localDay(completedAt === null ? now : new Date(completedAt));
  return client.expirationDate !== null && client.expirationDate < day;
}

function renderCountry(code: string, localizer: Localizer): TemplateResult {
  const name = countryName(localizer, code);
  return name === code ? html`<bdi>${code}</bdi>` : html`${name} <span class="code">${code}</span>`;
}

function renderField(field: ClientField, session: Session, localizer: Localizer): unknown {
  const client: Client = session.client;
  switch (field) {
    case 'sex':
      return client.sex && localizer.term(`sex.${client.sex}`);
    case 'birthDate':
      return client.birthDate && localizer.day(client.birthDate);
    case 'expirationDate':
      return (
        client.expirationDate &&
        html`${localizer.day(client.expirationDate)}
        ${
          isExpired(session, new Date())
            ? html`<span class="tag danger">
                ${icon('warning')}${localizer.term('details.expired')}
              </span>`
            : nothing
        }`
      );
    case 'nationality':
      return client.nationality && renderCountry(client.nationality, localizer);
    case 'documentNumber':
    case 'personalNumber':
      return client[field] && html`<bdi class="number">${client[field]}</bdi>`;
    default:
      return client[field] && html`<bdi>${client[field]}</bdi>`;
  }
}

/** Client Information of the summary (spec D2). */
export function renderClientInformation(session: Session, localizer: Localizer): TemplateResult {
  const descriptions = clientFields.map((field) => ({
    term: localizer.term(`client.${field}`),
    value:
      renderField(field, session, localizer) ||
      html`<span class="missing">${localizer.term('notRead')}</span>`,
  }));
  return renderDescriptions(descriptions);
}
