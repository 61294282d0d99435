import type { CSSResult } from 'lit';

import { conditionText } from '../../i18n/conditions.js';
import type { Localizer } from '../../i18n/localizer.js';
import { conditionTexts } from '../../i18n/en.conditions.js';
import { queueTexts } from '../../i18n/en.queue.js';
import { farText } from '../../i18n/match-level.js';
import { documentTypeText } from '../../i18n/values.js';
import { localize as localizeText } from '../../model/localized.js';
import type { MeasuredLevel } from '../../model/match-level.js';
import type { ColumnName } from './columns.js';
import { lateCellStyles } from './late-cells.styles.js';
import { queueCells, whyOf } from './queue-cells.js';
import { queueCellStyles } from './queue-cells.styles.js';
import type { CellTools, ShowCell } from './row-cells.js';
import type { DetailColumn, RowContext, SessionRow } from './session-row.js';

export const texts = { ...conditionTexts, ...queueTexts };

/** Cells that most lists do without, or that can come after the first rows. */
export const cells: Readonly<
  Partial<Record<ColumnName, (cell: HTMLElement, tools: CellTools) => ShowCell>>
> = {
  documentType: (cell, tools) =>
    createPlainText(cell, tools, ({ documentType }, { localizer }) =>
      documentType ? documentTypeText(localizer, documentType) : localizer.term('notRead'),
    ),
  matchLevel: createMatchLevel,
  attempts: (cell, tools) =>
    createPlainText(cell, tools, ({ attemptCount }, { localizer }) =>
      localizer.number(attemptCount),
    ),
  extra: createExtra,
  reasons: (cell, tools) => createDetails(cell, 'reasons', tools),
  why: (cell, tools) => createDetails(cell, 'why', tools),
  ...queueCells,
};

/** A value of a cell that may have more than it has room for. */
export interface CellDetail {
  readonly label?: string;
  readonly text: string;
}

/** All values of a cell of a row that may have more than it has room for. */
export function detailsOf(
  row: SessionRow,
  column: DetailColumn,
  context: RowContext,
): CellDetail[] {
  const { localizer, extraFields, hidden } = context;
  const { locale } = localizer;
  if (column === 'why') return whyOf(row, context);
  if (column === 'reasons') {
    return row.reasons[0]
      ? row.reasons.map((label) => ({ text: localizeText(label, locale, '') }))
      : reasonsOf(row, context);
  }
  if (hidden.has('extra')) return [];
  return extraFields
    .filter(({ inList }) => inList)
    .flatMap(({ key, label }) =>
      row.extra
        .filter((extra) => extra.key === key && extra.value !== '')
        .map(({ value }) => ({ label: localizeText(label, locale, key), text: value })),
    );
}

/** The conditions that the policy rejected a session for, instead of an agent's reasons. */
const reasonsOf = ({ conditions }: SessionRow, { localizer, hidden }: RowContext): CellDetail[] =>
  conditions.map((failed) => ({ text: conditionText(localizer, failed, hidden) }));

/** A match level, and its false acceptance rate; or that there is none. */
function describeLevel(
  level: MeasuredLevel | null,
  localizer: Localizer,
): { readonly level: string; readonly rate?: string | undefined } {
  if (level === null) return { level: localizer.term('notMeasured') };
  if (level === 0) return { level: localizer.term('filters.lowFarHint', { level: 1 }) };
  return { level: `${localizer.number(level)} `, rate: farText(localizer, level) };
}

function createPlainText(
  cell: HTMLElement,
  { setChildren, setText }: CellTools,
  textOf: (row: SessionRow, context: RowContext) => string,
): ShowCell {
  const text = new Text();
  return (row, context) => {
    setText(text, textOf(row, context));
    setChildren(cell, text);
  };
}

function createMatchLevel(
  cell: HTMLElement,
  { createNode, setChildren, setText }: CellTools,
): ShowCell {
  const level = new Text();
  const rate = new Text();
  const rated = createNode('span', 'far', rate);
  return ({ matchLevel }, { localizer }) => {
    const parts = describeLevel(matchLevel, localizer);
    setText(level, parts.level);
    setText(rate, parts.rate ?? '');
    setChildren(cell, level, rated);
  };
}

function createExtra(cell: HTMLElement, tools: CellTools): ShowCell {
  const showDetails = createDetails(cell, 'extra', tools);
  let substitute: InstanceType<CellTools['Substitute']> | undefined;
  return (row, context, thumbnail) => {
    if (context.hidden.has('extra')) {
      substitute ??= new tools.Substitute();
      substitute.show(cell, '', '••••••', context.localizer.term('mask.value'));
    } else showDetails(row, context, thumbnail);
  };
}

/** The first value, how many there are besides, and the others for screen readers. */
function createDetails(
  cell: HTMLElement,
  column: DetailColumn,
  { createNode, setChildren, setText }: CellTools,
): ShowCell {
  const key = new Text();
  const label = createNode('bdi', 'key', key);
  const value = new Text();
  const first = createNode('bdi', 'peek-text', value);
  const count = createNode('bdi', 'count');
  const button = createNode('button', 'peek', first);
  button.type = 'button';
  button.tabIndex = -1;
  button.dataset['action'] = column;
  button.ariaHasPopup = 'dialog';
  count.ariaHidden = 'true';
  return (row, context) => {
    const [detail, ...others] = detailsOf(row, column, context);
    setText(key, detail ? labelOf(detail) : '');
    setText(value, detail?.text ?? '');
    count.textContent = `+${others.length}`;
    const rest = others.map((other) =>
      createNode('bdi', 'visually-hidden', `, ${labelOf(other)}${other.text}`),
    );
    button.replaceChildren(
      ...(key.data === '' ? [] : [label]),
      first,
      ...(rest.length > 0 ? [count, ...rest] : []),
    );
    setChildren(cell, ...(detail ? [button] : []));
  };
}

const labelOf = ({ label }: CellDetail): string => (label === undefined ? '' : `${label}: `);

export const styles: CSSResult[] = [lateCellStyles, queueCellStyles];
