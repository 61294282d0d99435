import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { documentTypeText, statusText, verifiedText } from '../../i18n/values.js';
import { lookUp } from '../../model/known.js';
import { localize as localizeText } from '../../model/localized.js';
import type { MeasuredLevel } from '../../model/match-level.js';
import { isJudgedInPart } from '../../model/policy/judged-in-part.js';
import type { LocalizedText } from '../../model/primitives.js';
import type { SessionStatus, SessionSummary } from '../../model/session.js';
import type { ExtraField } from '../../model/workspace.js';
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
  readonly matchLevel: MeasuredLevel | null;
  readonly isJudgedInPart: boolean;
  readonly reasons: readonly LocalizedText[];
}

export function toSessionRow(summary: SessionSummary): SessionRow {
  const { client, decision, faceMatch } = summary;
  return {
    id: summary.id,
    version: summary.version,
    status: summary.status,
    createdAt: summary.createdAt,
    documentPresented: summary.documentPresented,
    livenessPassed: summary.livenessPassed,
    selfie: summary.selfie,
    extra: summary.extra,
    documentType: summary.documentType,
    attemptCount: summary.attemptCount,
    // Not `levelOf`: its module has schemas, which no list needs.
    matchLevel: faceMatch?.level ?? null,
    isJudgedInPart: isJudgedInPart(summary),
    firstName: readText(client.firstName),
    lastName: readText(client.lastName),
    documentNumber: readText(client.documentNumber),
    personalNumber: readText(client.personalNumber),
    reasons: decision?.reasons.map((reason) => reason.label) ?? [],
  };
}

const readText = (text: string | null): string | null => (text?.trim() ? text : null);

export interface RowContext {
  readonly localize: LocalizeController;
  /** Those that the company shows in lists. */
  readonly extraFields: readonly ExtraField[];
  readonly hasReasons: boolean;
  readonly optionalColumns: readonly OptionalColumnName[];
  /** What is masked now. */
  readonly hidden: ReadonlySet<MaskName>;
  readonly thumbnail: Thumbnail;
  /** Whether the controls inside the row are tab stops. */
  readonly isActive: boolean;
}

/** A value of a cell that may have more than it has room for. */
export interface CellDetail {
  readonly label?: string;
  readonly text: string;
}

/** A column of such cells. */
export type DetailColumn = 'extra' | 'reasons';

/** All values of the Extra or Reasons cell of a row. */
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

const inPart: Sign = { tone: 'warning', icon: 'info' };
const yes: Sign = { tone: 'success', icon: 'check' };
const no: Sign = { tone: 'danger', icon: 'close' };
const open: Sign = { tone: 'neutral', icon: 'more' };

/** Stands in for the content of a cell that has not loaded yet. */
const gap = html`<span class="skeleton"></span>`;

/**
 * The cells of a session, or of one that has not loaded yet. Both are one template, so that a row
 * keeps its cells when its session arrives.
 */
export function renderCells(row: SessionRow | undefined, context: RowContext): TemplateResult {
  const { localize, hasReasons, optionalColumns } = context;
  return html`
    <div class="cell selfie" role="gridcell">
      ${row ? renderSelfie(row, context) : renderLoading(localize)}
    </div>
    <div class="names">
      <div class="cell name first" role="gridcell">
        ${row ? renderText(row, 'firstName', context) : gap}
      </div>
      <div class="cell name last" role="gridcell">
        ${row ? renderText(row, 'lastName', context) : gap}
      </div>
    </div>
    <div class="cell date" role="gridcell">
      ${row ? renderInstant(row.createdAt, localize.current) : gap}
    </div>
    <div class="facts">
      <div class="cell document" role="gridcell">${row ? renderDocument(row, localize) : gap}</div>
      <div class="cell liveness" role="gridcell">${row ? renderLiveness(row, localize) : gap}</div>
    </div>
    <div class="cell verified" role="gridcell">${row ? renderVerified(row, localize) : gap}</div>
    ${optionalColumns.map(
      (name) =>
        html`<div class="cell optional" role="gridcell">
          ${row ? renderOptional(row, name, context) : gap}
        </div>`,
    )}
    <div class="cell extra" role="gridcell">${row && renderExtra(row, context)}</div>
    ${
      hasReasons
        ? html`<div class="cell reasons" role="gridcell">
            ${row && renderDetails(row, 'reasons', context)}
          </div>`
        : nothing
    }
    <div class="cell more" role="gridcell">${row && renderOpen(row, context)}</div>
  `;
}

const renderLoading = (localize: LocalizeController): TemplateResult =>
  html`<span class="visually-hidden">${localize.term('loading')}</span
    ><span class="skeleton face"></span>`;

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

/** A text of the client. Personal data is not put into attributes, so there is no tooltip. */
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
      if (row.matchLevel === null) return localize.term('notMeasured');
      if (row.matchLevel === 0) return localize.term('filters.lowFarHint', { level: 1 });
      return localize.current.number(row.matchLevel);
    case 'attempts':
      return localize.current.number(row.attemptCount);
  }
}

const renderDocument = (
  { documentPresented }: SessionRow,
  localize: LocalizeController,
): TemplateResult =>
  documentPresented
    ? renderFact(yes, 'document', localize.term('document.presented'))
    : renderFact(no, 'document', localize.term('document.missing'));

function renderLiveness(
  { livenessPassed }: SessionRow,
  localize: LocalizeController,
): TemplateResult {
  if (livenessPassed === null) return renderFact(open, 'person', localize.term('notChecked'));
  return livenessPassed
    ? renderFact(yes, 'person', localize.term('liveness.verified'))
    : renderFact(no, 'person', localize.term('liveness.notVerified'));
}

function renderFact(sign: Sign, kind: IconName, text: string): TemplateResult {
  return html`<span class="fact ${sign.tone}" title=${text}
    ><span class="kind">${icon(kind)}</span>${icon(sign.icon)}<span class="text"
      >${text}</span
    ></span
  >`;
}

/** Spec T has one word for several states; the sign and the tooltip tell them apart. */
function renderVerified(
  { status, isJudgedInPart: isInPart }: SessionRow,
  localize: LocalizeController,
): TemplateResult {
  const sign = isInPart ? inPart : lookUp(verifiedSigns, status);
  const { tone, icon: drawing } = sign ?? open;
  const verified = verifiedText(localize, status);
  const label = isInPart ? localize.term('judged.in-part') : statusText(localize, status);
  return html`<span class="tag ${tone}" title=${sign ? label : nothing}
    >${icon(drawing)}<span class="text">${verified}</span>${
      verified === label ? nothing : html`<span class="visually-hidden"> (${label})</span>`
    }</span
  >`;
}

const renderExtra = (row: SessionRow, context: RowContext): TemplateResult | typeof nothing =>
  context.hidden.has('extra')
    ? renderHiddenValue(context.localize.current)
    : renderDetails(row, 'extra', context);

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

const renderOpen = (row: SessionRow, context: RowContext): TemplateResult =>
  html`<button
    class="button icon"
    type="button"
    part="more"
    data-action="open"
    tabindex=${context.isActive ? 0 : -1}
  >
    ${icon('more')}<span class="visually-hidden">${openLabel(row, context)}</span>
  </button>`;

function openLabel(row: SessionRow, { localize, hidden }: RowContext): string {
  const { firstName, lastName, createdAt } = row;
  const isHidden = hidden.has('firstName') || hidden.has('lastName');
  const name = isHidden ? '' : [firstName, lastName].filter((part) => part !== null).join(' ');
  return name
    ? localize.term('list.open', { name })
    : localize.term('list.openUnread', { date: localize.current.instant(createdAt) });
}
