import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { PrintView } from '../../controllers/print-view.js';
import type { PagingController } from '../../controllers/paging.js';
import type { SessionCount, SessionSort } from '../../model/query.js';
import type { Notice } from '../../ui/notice.js';
import type { ListContext } from './list-context.js';
import type { SessionRow } from './session-row.js';
import type { SessionView } from './session-view.js';

type Paging = PagingController<SessionRow>;

/** The list has changed: how many sessions are new, or that rows only move. */
export function describeUnseen(
  { count, exact }: SessionCount,
  localize: LocalizeController,
): string {
  if (count === 0) return localize.term('list.outdated');
  return localize.term(exact ? 'list.new' : 'list.newAtLeast', { count });
}

/** Shows what is unseen. Lies above the rows, so that none of them moves. */
export const renderUnseen = (
  unseen: SessionCount,
  localize: LocalizeController,
  onShow: () => void,
): TemplateResult =>
  html`<button class="pill" type="button" @click=${onShow}>
    <span>${describeUnseen(unseen, localize)}</span>
    <strong>${localize.term(unseen.count > 0 ? 'list.showChanged' : 'list.showOutdated')}</strong>
  </button>`;

/** On paper: that not all sessions are there. */
export function renderPrinted(
  { start, end }: PrintView['stretch'],
  { paging: { total, isComplete, rows }, localize }: ListContext,
): TemplateResult | typeof nothing {
  const isWhole = end - start === rows.length && (isComplete || total?.count === end);
  if (isWhole) return nothing;
  const loaded = end - start;
  return html`<p class="printed">
    ${
      start === 0
        ? localize.term('list.printed', { loaded })
        : localize.term('list.printedFrom', { loaded, number: start + 1 })
    }
  </p>`;
}

/** Says that rows are loading, to a reader who is ahead of them. */
export const renderProgress = ({
  paging: { rows, total, hasOffset },
  localize,
}: ListContext): TemplateResult =>
  html`<div class="float progress">
    <span class="pill"
      >${
        total?.exact && !hasOffset
          ? localize.term('list.progress', { loaded: rows.length, count: total.count })
          : localize.term('list.loadingMore')
      }</span
    >
  </div>`;

export interface EmptyList {
  readonly view: SessionView;
  /** What was searched for, isolated from the direction of the text around it; empty for nothing. */
  readonly query: string;
  readonly isFiltered: boolean;
  readonly onSearchClear: () => void;
  readonly onFiltersClear: () => void;
}

/** Explains why the list is empty, and what the user can do about it. */
export function describeEmpty(list: EmptyList, localize: LocalizeController): Notice {
  const { view, query, isFiltered } = list;
  if (!query && !isFiltered) {
    return {
      icon: 'inbox',
      title: localize.term(`list.empty.${view}`),
      hint: localize.term(`list.empty.${view}Hint`),
    };
  }
  const action = isFiltered
    ? { label: localize.term('filters.clear'), run: list.onFiltersClear }
    : { label: localize.term('list.clearSearch'), run: list.onSearchClear };
  if (!query) {
    return {
      icon: 'filter',
      title: localize.term('list.noneFiltered'),
      hint: localize.term('list.noneFilteredHint'),
      action,
    };
  }
  return {
    icon: 'search',
    title: localize.term('list.noMatch', { query }),
    hint: localize.term(isFiltered ? 'list.noMatchFilteredHint' : 'list.noMatchHint'),
    action,
  };
}

/** When the list was last read; empty before. */
export function describeUpdate(
  { updatedAt }: Pick<Paging, 'updatedAt'>,
  localize: LocalizeController,
): string {
  if (!updatedAt) return '';
  const time = localize.current.instant(updatedAt.toISOString());
  return localize.term('list.updated', { time });
}

/** Marks the end of the list below its last row, unless all rows fit into the view. */
export function renderEnd(list: ListContext): TemplateResult | typeof nothing {
  const { paging, rows, localize } = list;
  const { moreError, isComplete, hasOffset } = paging;
  if (isComplete && paging.rows.length <= rows.pageLength) return nothing;
  if (moreError && !hasOffset) return renderMoreFailure('end danger', list);
  return isComplete ? html`<div class="end">${localize.term('list.end')}</div>` : nothing;
}

/** Says that the rows in view could not be loaded, or not again. */
export function renderTrouble(list: ListContext): TemplateResult | typeof nothing {
  const { paging, localize, tools, onRefresh } = list;
  const { error, moreError, rows, hasOffset } = paging;
  if (error && rows.length > 0) {
    const text = `${localize.term('error.stale')} ${describeUpdate(paging, localize)}`;
    return tools.renderFailure('stale', text, localize, onRefresh);
  }
  // Where rows are read in turn, the end of the list says it.
  return moreError && hasOffset ? renderMoreFailure('stale', list) : nothing;
}

const renderMoreFailure = (
  name: string,
  { paging, localize, tools }: ListContext,
): TemplateResult => {
  const text = localize.term('list.moreFailed');
  return tools.renderFailure(name, text, localize, () => void paging.retryMore());
};

/** The choice of the order, for lists that show no headers. */
export const renderOrders = (
  orders: readonly SessionSort[],
  current: SessionSort,
  localize: LocalizeController,
  onChoose: (order: SessionSort) => void,
): TemplateResult =>
  html`<span class="visually-hidden">${localize.term('list.sort')}</span>
    <select
      class="field"
      @change=${({ target }: Event) => {
        const order = orders[(target as HTMLSelectElement).selectedIndex];
        if (order) onChoose(order);
      }}
    >
      ${orders.map(
        (order) =>
          html`<option value=${order} ?selected=${order === current}>
            ${localize.term(`list.sort.${order}`)}
          </option>`,
      )}
    </select>`;
