import { html, nothing, type TemplateResult } from 'lit';

import type { Localizer } from '../../i18n/localizer.js';
import { clientFields, type ClientField } from '../../model/client.js';
import type { Session } from '../../model/session.js';
import { renderClientValue } from '../../ui/client-value.js';
import { renderDescriptions } from '../../ui/description-list.js';
import { renderHiddenValue, type MaskName } from '../../ui/mask.js';
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

function renderExpired(localizer: Localizer): TemplateResult {
  return html`<span class="tag danger">
    ${icon('warning')}${localizer.term('details.expired')}
  </span>`;
}

/** Client Information of the summary (spec D2). */
export function renderClientInformation(
  session: Session,
  localizer: Localizer,
  hidden: ReadonlySet<MaskName>,
): TemplateResult {
  const isMarked = (field: ClientField): boolean =>
    field === 'expirationDate' && isExpired(session, new Date());
  return renderDescriptions(
    clientFields.map((field) => ({
      term: localizer.term(`client.${field}`),
      value: hidden.has(field)
        ? renderHiddenValue(localizer)
        : html`${renderClientValue(session.client, field, localizer)}
          ${isMarked(field) ? renderExpired(localizer) : nothing}`,
    })),
  );
}
