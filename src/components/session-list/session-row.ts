import { html, nothing, render, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { documentTypeText, statusText, verifiedText } from '../../i18n/values.js';
import { lookUp } from '../../model/known.js';
import { localize as localizeText } from '../../model/localized.js';
import type { FailedCondition } from '../../model/failed-condition.js';
import type { MeasuredLevel } from '../../model/match-level.js';
import { isJudgedInPart } from '../../model/policy/judged-in-part.js';
import type { LocalizedText } from '../../model/primitives.js';
import type { SessionStatus, SessionSummary } from '../../model/session.js';
import type { ExtraField } from '../../model/workspace.js';
import { icon, type IconName } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { renderHiddenValue, type MaskName } from '../../ui/mask.js';
import { cellClass, type Column, type ColumnName } from './columns.js';
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
  /** What the policy rejected the session for, if it did. */
  readonly conditions: readonly FailedCondition[];
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
    conditions: decision?.by ? [] : summary.failedConditions,
  };
}

const readText = (text: string | null): string | null => (text?.trim() ? text : null);

export interface RowContext {
  readonly localize: LocalizeController;
  /** Those that the company shows in lists. */
  readonly extraFields: readonly ExtraField[];
  /** What is masked now. */
  readonly hidden: ReadonlySet<MaskName>;
  /** Once it has loaded. */
  readonly words: typeof import('./row-words.js') | undefined;
  readonly thumbnail: Thumbnail;
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
  context: RowContext,
): CellDetail[] {
  const { localize, extraFields, words } = context;
  const { locale } = localize.current;
  if (column === 'reasons') {
    return row.reasons[0]
      ? row.reasons.map((label) => ({ text: localizeText(label, locale, '') }))
      : (words?.reasonsOf(row, context) ?? []);
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

/** What the cells of each column show. */
const contents: Readonly<Record<ColumnName, (row: SessionRow, context: RowContext) => unknown>> = {
  selfie: renderSelfie,
  firstName: (row, context) => renderText(row, 'firstName', context),
  lastName: (row, context) => renderText(row, 'lastName', context),
  date: (row, { localize }) => renderInstant(row.createdAt, localize.current),
  document: renderDocument,
  liveness: renderLiveness,
  verified: renderVerified,
  documentNumber: (row, context) => renderText(row, 'documentNumber', context),
  personalNumber: (row, context) => renderText(row, 'personalNumber', context),
  documentType: ({ documentType }, { localize }) =>
    documentType ? documentTypeText(localize, documentType) : localize.term('notRead'),
  matchLevel: ({ matchLevel }, { localize, words }) => words?.renderLevel(matchLevel, localize),
  attempts: ({ attemptCount }, { localize }) => localize.current.number(attemptCount),
  extra: (row, context) =>
    context.hidden.has('extra')
      ? renderHiddenValue(context.localize.current)
      : renderDetails(row, 'extra', context),
  reasons: (row, context) => renderDetails(row, 'reasons', context),
  more: renderOpen,
};

/** What a cell shows while its session has not loaded yet. */
function renderOutline(name: ColumnName, localize: LocalizeController): unknown {
  if (name === 'extra' || name === 'reasons' || name === 'more') return nothing;
  if (name !== 'selfie') return html`<span class="skeleton"></span>`;
  return html`<span class="visually-hidden">${localize.term('loading')}</span
    ><span class="skeleton face"></span>`;
}

/** A row with an empty cell for each column. Its name is who the client is, when, and the state. */
export function createRow(columns: readonly Column[]): HTMLElement {
  const row = createElement('row');
  row.part.add('row');
  row.append(
    ...columns.map((column, index) => {
      const cell = createElement('gridcell');
      cell.className = cellClass(column);
      cell.classList.toggle('name', column.name.endsWith('Name'));
      cell.ariaColIndex = String(index + 1);
      return cell;
    }),
  );
  // By elements, because neither names nor ids of sessions may stand in attributes.
  row.ariaLabelledByElements = [...row.querySelectorAll('.name, .date, .verified')];
  return row;
}

const createElement = (role: string): HTMLElement =>
  Object.assign(document.createElement('div'), { className: role, role });

/** Fills the cells of a row with a session, or with outlines of one that has not loaded yet. */
export function fillRow(
  element: HTMLElement,
  columns: readonly Column[],
  row: SessionRow | undefined,
  context: RowContext,
): void {
  columns.forEach(({ name }, index) => {
    const content = row ? contents[name](row, context) : renderOutline(name, context.localize);
    render(content, element.children[index] as HTMLElement);
  });
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

function renderDocument(
  { documentPresented }: SessionRow,
  { localize }: RowContext,
): TemplateResult {
  return documentPresented
    ? renderFact(yes, localize.term('document.presented'))
    : renderFact(no, localize.term('document.missing'));
}

function renderLiveness({ livenessPassed }: SessionRow, { localize }: RowContext): TemplateResult {
  if (livenessPassed === null) return renderFact(open, localize.term('notChecked'));
  return livenessPassed
    ? renderFact(yes, localize.term('liveness.verified'))
    : renderFact(no, localize.term('liveness.notVerified'));
}

const renderFact = (sign: Sign, text: string): TemplateResult =>
  html`<span class="fact ${sign.tone}" title=${text}
    >${icon(sign.icon)}<span class="text">${text}</span></span
  >`;

/** Spec T has one word for several states; the sign and the tooltip tell them apart. */
function renderVerified(
  { status, isJudgedInPart: isInPart }: SessionRow,
  { localize }: RowContext,
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

function renderDetails(
  row: SessionRow,
  column: DetailColumn,
  context: RowContext,
): TemplateResult | typeof nothing {
  const [first, ...others] = detailsOf(row, column, context);
  if (!first) return nothing;
  return html`<button
    class="peek"
    type="button"
    data-action=${column}
    tabindex="-1"
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
  html`${label === undefined ? nothing : html`<span class="key"><bdi>${label}</bdi>: </span>`}<bdi
      >${text}</bdi
    >`;

function renderOpen(row: SessionRow, context: RowContext): TemplateResult {
  return html`<button
    class="button icon"
    type="button"
    part="more"
    data-action="open"
    tabindex="-1"
  >
    ${icon('more')}<span class="visually-hidden">${openLabel(row, context)}</span>
  </button>`;
}

function openLabel(row: SessionRow, { localize, hidden }: RowContext): string {
  const { firstName, lastName, createdAt } = row;
  const isHidden = hidden.has('firstName') || hidden.has('lastName');
  const name = isHidden ? '' : [firstName, lastName].filter((part) => part !== null).join(' ');
  return name
    ? localize.term('list.open', { name })
    : localize.term('list.openUnread', { date: localize.current.instant(createdAt) });
}
