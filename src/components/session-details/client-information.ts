import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { dayOf } from '../../model/calendar-date.js';
import type { ClientField } from '../../model/client.js';
import {
  fieldEvidence,
  type EvidenceSource,
  type FieldEvidence,
} from '../../model/field-evidence.js';
import type { Session } from '../../model/session.js';
import { renderClientValue } from '../../ui/client-value.js';
import { renderDescriptions } from '../../ui/description-list.js';
import { renderHiddenValue, type MaskName } from '../../ui/mask.js';
import { icon } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { renderComparison, renderReading } from '../field-evidence/readings.js';

export interface ClientInformationContext {
  readonly localize: LocalizeController;
  readonly hidden: ReadonlySet<MaskName>;
  /** The company's. */
  readonly timeZone: string | undefined;
}

/** Whether the document had expired when the session ended, or by today while it is open. */
function isExpired({ client, completedAt }: Session, timeZone: string | undefined): boolean {
  const day = dayOf(completedAt === null ? new Date() : new Date(completedAt), timeZone);
  return client.expirationDate !== null && client.expirationDate < day;
}

function renderExpired(localize: LocalizeController): TemplateResult {
  return html`<span class="tag danger">
    ${icon('warning')}${localize.term('details.expired')}
  </span>`;
}

/** The fields that the policy found on one side of the document only. */
function oneSided({ failedConditions }: Session): ReadonlySet<string> {
  return new Set(
    failedConditions.flatMap((failed) =>
      failed.condition === 'front-to-back' && failed.observed
        ? failed.observed.map(({ field }) => field)
        : [],
    ),
  );
}

/** What each source says of a field, if an agent has to look at it. */
function renderSources(
  { field, front, back, edit, comparison }: FieldEvidence,
  localize: LocalizeController,
): TemplateResult {
  const source = (name: EvidenceSource, content: unknown): TemplateResult =>
    html`<li><span class="source">${localize.term(`evidence.${name}`)}</span> ${content}</li>`;
  const change = edit?.changes.at(-1);
  const by = change
    ? html`<bdi>${change.by?.name ?? localize.term('unknown')}</bdi>,
        ${renderInstant(change.at, localize.current)}`
    : localize.term('evidence.unrecorded');
  return html`<div class="differences">
    ${comparison === 'match' ? nothing : renderComparison(comparison, localize)}
    <ul class="sources">
      ${source('front', renderReading(field, front, back, localize))}
      ${source('back', renderReading(field, back, front, localize))}
      ${edit ? source('edit', by) : nothing}
    </ul>
  </div>`;
}

/** Client Information of the summary (spec D2), with the sources of each field that differ. */
export function renderClientInformation(
  session: Session,
  { localize, hidden, timeZone }: ClientInformationContext,
): TemplateResult {
  const missing = oneSided(session);
  const hasEvidence = session.attempts.length > 0;
  const isUrgent = ({ field, comparison, edit }: FieldEvidence): boolean =>
    edit !== null ||
    comparison === 'mismatch' ||
    comparison === 'not-comparable' ||
    (comparison === 'missing' && missing.has(field));
  const isMarked = (field: ClientField): boolean =>
    field === 'expirationDate' && isExpired(session, timeZone);
  return renderDescriptions(
    fieldEvidence(session).map((row) => ({
      term: localize.term(`client.${row.field}`),
      value: hidden.has(row.field)
        ? renderHiddenValue(localize.current)
        : html`<span class="value"
              >${renderClientValue(session.client, row.field, localize.current)}</span
            >
            ${isMarked(row.field) ? renderExpired(localize) : nothing}
            ${hasEvidence && isUrgent(row) ? renderSources(row, localize) : nothing}`,
    })),
  );
}
