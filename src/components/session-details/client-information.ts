import { html, nothing, type TemplateResult } from 'lit';

import type { Localizer } from '../../i18n/localizer.js';
import { dayOf } from '../../model/calendar-date.js';
import { clientFields, type ClientField } from '../../model/client.js';
import type { Session } from '../../model/session.js';
import { renderClientValue } from '../../ui/client-value.js';
import { renderDescriptions } from '../../ui/description-list.js';
import { renderHiddenValue, type MaskName } from '../../ui/mask.js';
import { icon } from '../../ui/icon.js';

/** Whether the document had expired when the session ended, or by today while it is open. */
function isExpired({ client, completedAt }: Session, timeZone: string | undefined): boolean {
  const day = dayOf(completedAt === null ? new Date() : new Date(completedAt), timeZone);
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
  timeZone: string | undefined,
): TemplateResult {
  const isMarked = (field: ClientField): boolean =>
    field === 'expirationDate' && isExpired(session, timeZone);
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
