import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { PagingController } from '../../controllers/paging.js';
import { isolate } from '../../i18n/bidi.js';
import { icon } from '../../ui/icon.js';
import { renderNotice } from '../../ui/notice.js';
import type { SessionRow } from './session-row.js';
import type { SessionView } from './session-view.js';

type Paging = PagingController<SessionRow>;

/** How many sessions the list holds; empty while unknown. */
export function describeTotal(
  { total, isAnswered, rows }: Pick<Paging, 'total' | 'isAnswered' | 'rows'>,
  localize: LocalizeController,
): string {
  if (!total || (!isAnswered && rows.length === 0)) return '';
  const key = total.exact ? 'list.total' : 'list.totalAtLeast';
  return localize.term(key, { count: total.count });
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

export interface EmptyList {
  readonly view: SessionView;
  readonly search: string;
  readonly isFiltered: boolean;
  readonly onSearchClear: () => void;
  readonly onFiltersClear: () => void;
}

/** Says that no session matches. */
export const describeEmpty = (
  { search, isFiltered }: Pick<EmptyList, 'search' | 'isFiltered'>,
  localize: LocalizeController,
): string =>
  search === '' && isFiltered
    ? localize.term('list.noneFiltered')
    : localize.term('list.noMatch', { query: isolate(search) });

/** Stands in place of the rows when there are none: why, and what to do about it. */
export function renderEmpty(list: EmptyList, localize: LocalizeController): TemplateResult {
  const { view, search, isFiltered } = list;
  if (search === '' && !isFiltered) {
    return html`<slot name="empty"
      >${renderNotice({
        icon: 'inbox',
        title: localize.term(`list.empty.${view}`),
        hint: localize.term(`list.empty.${view}Hint`),
      })}</slot
    >`;
  }
  return renderNotice({
    icon: search === '' ? 'filter' : 'search',
    title: describeEmpty(list, localize),
    hint: localize.term(
      search === ''
        ? 'list.noneFilteredHint'
        : isFiltered
          ? 'list.noMatchFilteredHint'
          : 'list.noMatchHint',
    ),
    action: isFiltered
      ? { label: localize.term('filters.clear'), run: list.onFiltersClear }
      : { label: localize.term('list.clearSearch'), run: list.onSearchClear },
  });
}

/** Below the last row: why there are no more. */
export function renderEnd(
  { moreError, isComplete }: Pick<Paging, 'moreError' | 'isComplete'>,
  localize: LocalizeController,
  onRetry: () => void,
): TemplateResult | typeof nothing {
  if (moreError) {
    return html`<div class="end danger" role="alert">
      ${icon('warning')}<span>${localize.term('list.moreFailed')}</span>
      <button class="button" type="button" @click=${onRetry}>${localize.term('retry')}</button>
    </div>`;
  }
  return isComplete ? html`<div class="end">${localize.term('list.end')}</div>` : nothing;
}

/** Says that the list has changed. It lies above the rows, so that none of them moves. */
export function renderNews(
  { news, newCount: { count, exact } }: Pick<Paging, 'news' | 'newCount'>,
  localize: LocalizeController,
  onShow: () => void,
): TemplateResult {
  const isNew = news === 'new';
  return html`<div class="float news" role="status">
    ${
      news === 'none'
        ? nothing
        : html`<button class="pill" type="button" @click=${onShow}>
            <span
              >${
                isNew
                  ? localize.term(exact ? 'list.new' : 'list.newAtLeast', { count })
                  : localize.term('list.outdated')
              }</span
            >
            <strong>${localize.term(isNew ? 'list.showChanged' : 'list.showOutdated')}</strong>
          </button>`
    }
  </div>`;
}

/** How much has been read, where the reader is ahead of it. */
export function renderProgress(
  { rows, total }: Pick<Paging, 'rows' | 'total'>,
  localize: LocalizeController,
): TemplateResult {
  const text = total?.exact
    ? localize.term('list.progress', { loaded: rows.length, count: total.count })
    : localize.term('list.loadingMore');
  return html`<div class="float progress"><span class="pill">${text}</span></div>`;
}

/** Says that the rows in view could not be read again. */
export function renderStale(
  paging: Pick<Paging, 'updatedAt'>,
  localize: LocalizeController,
  onRetry: () => void,
): TemplateResult {
  return html`<div class="stale" role="alert">
    ${icon('warning')}
    <span>${localize.term('error.stale')} ${describeUpdate(paging, localize)}</span>
    <button class="button" type="button" @click=${onRetry}>${localize.term('retry')}</button>
  </div>`;
}
