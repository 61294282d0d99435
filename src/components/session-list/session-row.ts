import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { documentTypeText, statusText, verifiedText } from '../../i18n/values.js';
import { lookUp } from '../../model/known.js';
import { localize as localizeText } from '../../model/localized.js';
import type { AnsweredLevel } from '../../model/match-level.js';
import type { LocalizedText } from '../../model/primitives.js';
import type { SessionStatus, SessionSummary } from '../../model/session.js';
import type { ExtraField } from '../../model/workspace.js';
import { isolate } from '../../i18n/bidi.js';
import { icon, type IconName } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { renderHiddenValue, type MaskName } from '../../ui/mask.js';
import type { OptionalColumnName } from './columns.js';
import type { Thumbnail } from './row-thumbnails.js';

/** What a list keeps of a session. */
export interface SessionRow extends Pick<
  SessionSummary,
  | 'id'
  | 'version'
  | 'status'
  | 'createdAt'
  | 'documentPresented'
  | 'livenessPassed'
  | 'selfie'
  | 'extra'
  | 'documentType'
  | 'attemptCount'
> {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly documentNumber: string | null;
  readonly personalNumber: string | null;
  /** 0 when not even the lowest level was reached; `null` when no faces were compared. */
  readonly matchLevel: AnsweredLevel | 0 | null;
  readonly reasons: readonly LocalizedText[];
}

export function toSessionRow(summary: SessionSummary): SessionRow {
  const { id, version, status, createdAt, documentPresented, livenessPassed, selfie, extra } =
    summary;
  const { documentType, attemptCount, faceMatch, client, decision } = summary;
  return {
    ...{ id, version, status, createdAt, documentPresented, livenessPassed, selfie, extra },
    ...{ documentType, attemptCount, matchLevel: faceMatch && (faceMatch.level ?? 0) },
    firstName: readText(client.firstName),
    lastName: readText(client.lastName),
    documentNumber: readText(client.documentNumber),
    personalNumber: readText(client.personalNumber),
    reasons: (decision?.reasons ?? []).map((reason) => reason.label),
  };
}

const readText = (text: string | null): string | null => (text?.trim() ? text : null);

export interface RowContext {
  readonly localize: LocalizeController;
  /** Those that the company wants to see in lists. */
  readonly extraFields: readonly ExtraField[];
  readonly hasReasons: boolean;
  readonly optionalColumns: readonly OptionalColumnName[];
  /** What must not be seen now. */
  readonly hidden: ReadonlySet<MaskName>;
  readonly thumbnail: Thumbnail;
  /** Whether the controls inside the row are tab stops. */
  readonly isActive: boolean;
}

/** One of the values of a cell that may hold more than it has room for. */
export interface CellDetail {
  readonly label?: string;
  readonly text: string;
}

/** A column of such cells. */
export type DetailColumn = 'extra' | 'reasons';

/** All that the Extra or Reasons cell of a row says. */
export function detailsOf(
  row: SessionRow,
  column: DetailColumn,
  { localize, extraFields }: Pick<RowContext, 'localize' | 'extraFields'>,
): CellDetail[] {
  const { locale } = localize.current;
  if (column === 'reasons') {
    return row.reasons.map((label) => ({ text: localizeText(label, locale, '') }));
  }
  return extraFields.flatMap(({ key, label }) =>
    row.extra
      .filter((extra) => extra.key === key && extra.value !== '')
      .map(({ value }) => ({ label: localizeText(label, locale, key), text: value })),
  );
}

interface Sign {
  readonly tone: 'success' | 'warning' | 'danger' | 'neutral';
  readonly icon: IconName;
}

const verifiedSigns: Readonly<Record<SessionStatus, Sign>> = {
  processing: { tone: 'neutral', icon: 'more' },
  awaiting: { tone: 'warning', icon: 'clock' },
  success: { tone: 'success', icon: 'check' },
  rejected: { tone: 'danger', icon: 'close' },
};

const yes: Sign = { tone: 'success', icon: 'check' };
const no: Sign = { tone: 'danger', icon: 'close' };
const open: Sign = { tone: 'neutral', icon: 'more' };

/** The cells of a session. */
export function renderCells(row: SessionRow, context: RowContext): TemplateResult {
  const { localize, hasReasons, hidden } = context;
  const { documentPresented, livenessPassed } = row;
  const liveness = livenessPassed === null ? open : livenessPassed ? yes : no;
  const livenessText = localize.term(
    livenessPassed === null
      ? 'notChecked'
      : livenessPassed
        ? 'liveness.verified'
        : 'liveness.notVerified',
  );
  const documentText = localize.term(documentPresented ? 'document.presented' : 'document.missing');
  return html`
    <div class="cell selfie" role="gridcell">${renderSelfie(row, context)}</div>
    <div class="names">
      <div class="cell name first" role="gridcell">${renderText(row, 'firstName', context)}</div>
      <div class="cell name last" role="gridcell">${renderText(row, 'lastName', context)}</div>
    </div>
    <div class="cell date" role="gridcell">${renderInstant(row.createdAt, localize.current)}</div>
    <div class="facts">
      <div class="cell document" role="gridcell">
        ${renderFact(documentPresented ? yes : no, 'document', documentText)}
      </div>
      <div class="cell liveness" role="gridcell">
        ${renderFact(liveness, 'person', livenessText)}
      </div>
    </div>
    <div class="cell verified" role="gridcell">${renderVerified(row.status, localize)}</div>
    ${context.optionalColumns.map(
      (name) =>
        html`<div class="cell optional" role="gridcell">
          ${renderOptional(row, name, context)}
        </div>`,
    )}
    <div class="cell extra" role="gridcell">
      ${
        hidden.has('extra')
          ? renderHiddenValue(localize.current)
          : renderDetails(row, 'extra', context)
      }
    </div>
    ${
      hasReasons
        ? html`<div class="cell reasons" role="gridcell">
            ${renderDetails(row, 'reasons', context)}
          </div>`
        : nothing
    }
    <div class="cell more" role="gridcell">
      <button
        class="button icon"
        type="button"
        part="more"
        data-action="open"
        tabindex=${context.isActive ? 0 : -1}
      >
        ${icon('more')}<span class="visually-hidden">${openLabel(row, context)}</span>
      </button>
    </div>
  `;
}

function renderSelfie(
  { selfie }: SessionRow,
  { localize, hidden, thumbnail }: RowContext,
): TemplateResult {
  if (hidden.has('photos')) {
    return html`<span class="face" role="img" aria-label=${localize.term('mask.value')}
      >${icon('lock')}</span
    >`;
  }
  const failure = typeof thumbnail === 'string' ? thumbnail : undefined;
  const picture = failure ? undefined : thumbnail;
  const isPending = selfie && !thumbnail;
  const name = localize.term(selfie ? 'photo.selfie' : 'photo.missing');
  const detail = selfie && !picture ? localize.term(`photo.${failure ?? 'loading'}`) : undefined;
  return html`<span
    class="face ${isPending ? 'pending' : ''}"
    role="img"
    aria-label=${detail ? `${name}. ${detail}` : name}
    title=${failure ? detail : nothing}
    >${picture ?? icon('person')}${
      failure ? html`<span class="mark">${icon('warning')}</span>` : nothing
    }</span
  >`;
}

/** A text of the client, which stands in no attribute: who has no room for it opens the session. */
function renderText(
  row: SessionRow,
  field: 'firstName' | 'lastName' | 'documentNumber' | 'personalNumber',
  { localize, hidden }: RowContext,
): TemplateResult {
  if (hidden.has(field)) return renderHiddenValue(localize.current);
  const text = row[field];
  if (text !== null) return html`<bdi>${text}</bdi>`;
  return html`<span class="unread" aria-hidden="true">******</span
    ><span class="visually-hidden">${localize.term('notRead')}</span>`;
}

function renderOptional(
  row: SessionRow,
  name: OptionalColumnName,
  context: RowContext,
): TemplateResult | string {
  const { localize } = context;
  switch (name) {
    case 'documentNumber':
    case 'personalNumber':
      return renderText(row, name, context);
    case 'documentType':
      return row.documentType
        ? documentTypeText(localize, row.documentType)
        : localize.term('notRead');
    case 'matchLevel':
      if (row.matchLevel === null) return localize.term('notChecked');
      if (row.matchLevel === 0) return localize.term('filters.lowFarHint', { level: 1 });
      return localize.current.number(row.matchLevel);
    case 'attempts':
      return localize.current.number(row.attemptCount);
  }
}

function renderFact(sign: Sign, kind: IconName, text: string): TemplateResult {
  return html`<span class="fact ${sign.tone}" title=${text}
    ><span class="kind">${icon(kind)}</span>${icon(sign.icon)}<span class="text"
      >${text}</span
    ></span
  >`;
}

/** Spec T has one word for two states; the sign and the tooltip tell them apart. */
function renderVerified(
  status: SessionSummary['status'],
  localize: LocalizeController,
): TemplateResult {
  const sign = lookUp(verifiedSigns, status);
  const { tone, icon: drawing } = sign ?? open;
  const verified = verifiedText(localize, status);
  const label = statusText(localize, status);
  return html`<span class="tag ${tone}" title=${sign ? label : nothing}
    >${icon(drawing)}<span class="text">${verified}</span>${
      verified === label ? nothing : html`<span class="visually-hidden"> (${label})</span>`
    }</span
  >`;
}

function renderDetails(
  row: SessionRow,
  column: DetailColumn,
  context: RowContext,
): TemplateResult | typeof nothing {
  const [first, ...others] = detailsOf(row, column, context);
  if (!first) return nothing;
  return html`<button
    class="peek ${column}"
    type="button"
    data-action=${column}
    tabindex=${context.isActive ? 0 : -1}
    aria-haspopup="dialog"
  >
    <span class="peek-text">${renderDetail(first)}</span>${
      others.length > 0
        ? html`<span class="count" aria-hidden="true"><bdi>+${others.length}</bdi></span
            ><span class="visually-hidden">${others.map((one) => [', ', renderDetail(one)])}</span>`
        : nothing
    }
  </button>`;
}

const renderDetail = ({ label, text }: CellDetail): TemplateResult =>
  html`${label === undefined ? nothing : html`<span class="key"><bdi>${label}</bdi>:</span> `}<bdi
      >${text}</bdi
    >`;

function openLabel(row: SessionRow, { localize, hidden }: RowContext): string {
  const { firstName, lastName, createdAt } = row;
  const isHidden = hidden.has('firstName') || hidden.has('lastName');
  const name = isHidden ? '' : [firstName, lastName].filter((part) => part !== null).join(' ');
  return name
    ? localize.term('list.open', { name: isolate(name) })
    : localize.term('list.openUnread', { date: localize.current.instant(createdAt) });
}

const gap = html`<span class="skeleton"></span>`;

/** The cells of a session that is not there yet. */
export function renderEmptyCells({
  localize,
  hasReasons,
  optionalColumns,
}: Pick<RowContext, 'localize' | 'hasReasons' | 'optionalColumns'>): TemplateResult {
  return html`
    <div class="cell selfie" role="gridcell">
      <span class="visually-hidden">${localize.term('loading')}</span>
      <span class="skeleton face"></span>
    </div>
    <div class="names">
      <div class="cell name first" role="gridcell">${gap}</div>
      <div class="cell name last" role="gridcell">${gap}</div>
    </div>
    <div class="cell date" role="gridcell">${gap}</div>
    <div class="facts">
      <div class="cell document" role="gridcell">${gap}</div>
      <div class="cell liveness" role="gridcell">${gap}</div>
    </div>
    <div class="cell verified" role="gridcell">${gap}</div>
    ${optionalColumns.map(() => html`<div class="cell optional" role="gridcell">${gap}</div>`)}
    <div class="cell extra" role="gridcell"></div>
    ${hasReasons ? html`<div class="cell reasons" role="gridcell"></div>` : nothing}
    <div class="cell more" role="gridcell"></div>
  `;
}
