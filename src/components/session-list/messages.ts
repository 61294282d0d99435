import { html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { SessionCount } from '../../model/query.js';
import type { Notice } from '../../ui/notice.js';
import type { SessionView } from './session-view.js';

export { listMessageTexts as texts } from '../../i18n/en.list-messages.js';
export { styles } from './messages.styles.js';

/**
 * The list has changed: how many sessions are new, or 0 if rows only move. Lies above the rows, so
 * that none of them moves.
 */
export function renderUnseen(
  { count, exact }: SessionCount,
  localize: LocalizeController,
  onShow: () => void,
): TemplateResult {
  const isNew = count > 0;
  return html`<button class="pill" type="button" @click=${onShow}>
    <span
      >${
        isNew
          ? localize.term(exact ? 'list.new' : 'list.newAtLeast', { count })
          : localize.term('list.outdated')
      }</span
    >
    <strong>${localize.term(isNew ? 'list.showChanged' : 'list.showOutdated')}</strong>
  </button>`;
}

/** How much has loaded, for a reader who is ahead of it. */
export const renderProgress = (
  loaded: number,
  total: SessionCount | null,
  localize: LocalizeController,
): TemplateResult =>
  html`<div class="float progress">
    <span class="pill"
      >${
        total?.exact
          ? localize.term('list.progress', { loaded, count: total.count })
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
