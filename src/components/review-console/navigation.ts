import { html, nothing, type TemplateResult } from 'lit';

import type { KvEventMap } from '../../context/events.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { LogoController } from '../../controllers/logo.js';
import { keyboardIcon } from '../../ui/drawings.js';
import { renderDrawing } from '../../ui/icon.js';
import { sessionViews } from '../session-list/session-view.js';
import { toHash } from './route.js';
import { labelOf, type ConsolePage, type MasterView } from './views.js';

export interface Navigation {
  readonly localize: LocalizeController;
  readonly logo: LogoController;
  /** The name of the company in its branding. */
  readonly name: string | null | undefined;
  readonly pages: readonly ConsolePage[];
  /** The console's own pages that are for this user, besides the lists. */
  readonly masterViews: readonly MasterView[];
  /** The page that is shown. */
  readonly view: string;
  /** Whether pages have addresses of their own. */
  readonly hasAddresses: boolean;
  /** The value of `aria-keyshortcuts` of the help. */
  readonly helpKey: string | typeof nothing;
  readonly go: (view: string) => void;
  readonly onCount: (event: KvEventMap['kv-awaiting-change']) => void;
  readonly showHelp: () => void;
}

/** The bar of pages. */
export function renderNavigation(navigation: Navigation): TemplateResult {
  const { localize, pages, masterViews, helpKey, showHelp } = navigation;
  const views = [...sessionViews, ...masterViews, ...pages.map(({ view }) => view)];
  const helpLabel = localize.term('shortcuts.title');
  return html`<div class="navigation" part="navigation">
    ${renderCompany(navigation)}
    <nav aria-label=${localize.term('console.navigation')}>
      <ul class="items">
        ${views.map((view) => html`<li>${renderItem(view, navigation)}</li>`)}
      </ul>
    </nav>
    <slot name="navigation"></slot>
    <button
      class="button icon help"
      type="button"
      aria-label=${helpLabel}
      title=${helpLabel}
      aria-keyshortcuts=${helpKey}
      @click=${showHelp}
    >
      ${renderDrawing(keyboardIcon)}
    </button>
  </div>`;
}

function renderCompany({ logo, name }: Navigation): TemplateResult | typeof nothing {
  if (logo.url) {
    return html`<img
      class="logo"
      part="logo"
      src=${logo.url}
      alt=${name ?? ''}
      @error=${logo.onDecodeError}
    />`;
  }
  return name ? html`<strong class="company" part="logo"><bdi>${name}</bdi></strong>` : nothing;
}

function renderItem(view: string, navigation: Navigation): TemplateResult {
  const { localize, pages, hasAddresses, go, onCount } = navigation;
  const current = view === navigation.view ? 'page' : nothing;
  const onClick = (event: MouseEvent): void => {
    // With a modifier, the browser opens a link in another tab or window.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(view);
  };
  const content = html`${labelOf(view, pages, localize)}${
    view === 'awaiting'
      ? html` <kv-awaiting-badge @kv-awaiting-change=${onCount}></kv-awaiting-badge>`
      : nothing
  }`;
  return hasAddresses
    ? html`<a
        class="item"
        href=${toHash({ view, sessionId: null })}
        aria-current=${current}
        @click=${onClick}
        >${content}</a
      >`
    : html`<button class="item" type="button" aria-current=${current} @click=${onClick}>
        ${content}
      </button>`;
}
