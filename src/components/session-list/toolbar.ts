import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { icon } from '../../ui/icon.js';
import type { SessionView } from './session-view.js';

export const maxSearchLength = 200;

export interface Toolbar {
  readonly localize: LocalizeController;
  readonly view: SessionView;
  readonly search: string;
  readonly canSearch: boolean;
  /** How many sessions the list holds, in words. */
  readonly total: string;
  /** When the list was last read, in words. */
  readonly updated: string | undefined;
  readonly isRefreshing: boolean;
  /** What follows the refresh button. */
  readonly tools: TemplateResult;
  readonly onSearch: (text: string) => void;
  readonly onSearchClear: () => void;
  /** Moves the focus from the search field into the rows; false where there are none. */
  readonly onLeaveSearch: () => boolean;
  /** The choice of the order, for lists that show no headers. */
  readonly orders: TemplateResult | false;
  readonly onRefresh: () => void;
}

/** What stands above the list: the search field, the number of sessions, the order, and actions. */
export function renderToolbar(toolbar: Toolbar): TemplateResult {
  const { localize, total, updated, isRefreshing, onRefresh } = toolbar;
  const refresh = localize.term('refresh');
  return html`<div class="toolbar" part="toolbar">
    ${toolbar.canSearch ? renderSearch(toolbar) : nothing}
    <span class="total">${total}</span>
    ${toolbar.orders || nothing}
    <button
      class="button icon refresh ${isRefreshing ? 'busy' : ''}"
      type="button"
      aria-label=${refresh}
      title=${updated ?? refresh}
      @click=${onRefresh}
    >
      ${icon('refresh')}
    </button>
    ${toolbar.tools}
  </div>`;
}

function renderSearch(toolbar: Toolbar): TemplateResult {
  const { localize, view, search, onSearch, onSearchClear, onLeaveSearch } = toolbar;
  const label = localize.term('list.search');
  const hint = localize.term('list.searchHint');
  const clear = localize.term('list.clearSearch');
  const onInput = (event: Event): void => {
    // Text that is still being composed does not count yet (Input Events, isComposing).
    if ((event as InputEvent).isComposing) return;
    const { value } = event.target as HTMLInputElement;
    if (value !== search) onSearch(value);
  };
  const onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape' && search !== '') {
      event.preventDefault();
      onSearchClear();
    }
    if (event.key === 'ArrowDown' && onLeaveSearch()) event.preventDefault();
  };
  return html`<div
    class="search"
    role="search"
    aria-label="${label}: ${localize.term(`list.label.${view}`)}"
  >
    ${icon('search')}
    <input
      class="field"
      type="search"
      aria-label="${label}: ${hint}"
      placeholder=${hint}
      maxlength=${maxSearchLength}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      enterkeyhint="search"
      .value=${search}
      @input=${onInput}
      @compositionend=${onInput}
      @keydown=${onKeydown}
    />
    ${
      search === ''
        ? nothing
        : html`<button
            class="button icon clear"
            type="button"
            aria-label=${clear}
            title=${clear}
            @click=${onSearchClear}
          >
            ${icon('close')}
          </button>`
    }
  </div>`;
}
