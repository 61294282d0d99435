import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { consume } from '@lit/context';

import { brandingContext, type CompanyBranding } from '../../context/branding.js';
import type { KvEventMap } from '../../context/events.js';
import { withElements } from '../../controllers/element-part.js';
import { FocusKeeper } from '../../controllers/focus-keeper.js';
import {
  completeShortcuts,
  HotkeysController,
  type ShortcutAction,
  type Shortcuts,
} from '../../controllers/hotkeys.js';
import { BarSizes } from '../../controllers/bar-sizes.js';
import { LogoController } from '../../controllers/logo.js';
import { PartController } from '../../controllers/part.js';
import { ReviewQueueController } from '../../controllers/review-queue.js';
import { ariaKey } from '../../controllers/typed-key.js';
import { badgeTexts } from '../../i18n/en.badge.js';
import { consoleTexts } from '../../i18n/en.console.js';
import type { SessionCount } from '../../model/query.js';
import { choose, oneOf } from '../../ui/choice.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderLate } from '../../ui/late-content.js';
import { renderAbsent } from '../../ui/notice.js';
import { renderPartFailure } from '../../ui/part.js';
import { whenIdle } from '../../ui/when-idle.js';
import { KvAwaitingBadge } from '../awaiting-badge/awaiting-badge.js';
import { KvExportCsv } from '../export-csv/export-csv.js';
import type { KvSessionDetails } from '../session-details/session-details.js';
import { KvSessionList } from '../session-list/session-list.js';
import type { SessionView } from '../session-list/session-view.js';
import type { KvShortcutHelp } from '../shortcut-help/shortcut-help.js';
import { InnerConnection } from './inner-connection.js';
import { renderNavigation } from './navigation.js';
import { renderPath } from './path.js';
import { styles } from './review-console.styles.js';
import { parseHash, toHash, type Route } from './route.js';
import { Succession } from './succession.js';
import { labelOf, listViews, type ConsolePage } from './views.js';

export type { ConsolePage };

/** `hash`: the console keeps the fragment of the address; `none`: the host owns the addresses. */
export type ConsoleRouting = 'none' | 'hash';

const isRouting = oneOf<ConsoleRouting>(['none', 'hash']);

/**
 * Contains the whole back office: a page for all sessions, one for those that await action and one for
 * rejections, with the details of a session and the way to the next one. While a session is open, its
 * list stays in the page and keeps its search, position and focus.
 *
 * With `routing="hash"`, the address is `#/awaiting/<session id>`, and the browser's Back button works.
 * A host page with its own router listens to `kv-route-change`, and sets `view` and `session-id`.
 * @summary The back office in one tag.
 * @tagname kv-review-console
 * @example
 * ```html
 * <kv-review-provider endpoint="/kv">
 *   <kv-review-console routing="hash"></kv-review-console>
 * </kv-review-provider>
 * ```
 * @slot navigation - Further links, after the pages.
 * @slot <view> - The content of a page named in `pages`.
 * @fires {CustomEvent<{ view: string, sessionId: string | null }>} kv-route-change - Another page or session is shown. Cancelable, unless the user moved through the browser's history.
 * @fires {CustomEvent<{ sessionId: string }>} kv-session-open - A session was activated in the list.
 * @fires {CustomEvent<{ view: string, sort: string }>} kv-query-change - The user has searched or sorted.
 * @fires {CustomEvent<{ count: number, exact: boolean }>} kv-awaiting-change - The number of sessions that await action was loaded, or has changed.
 * @fires {CustomEvent<{ sessionId: string, verdict: Verdict, reasons: readonly string[] }>} kv-decision-request - Cancelable: a decision is about to be sent.
 * @fires {CustomEvent<{ sessionId: string, verdict: Verdict }>} kv-decision-complete - The backend has confirmed a decision.
 * @fires {CustomEvent<{ enabled: boolean }>} kv-shortcuts-change - The user has switched shortcuts on or off.
 * @fires {CustomEvent<{ enabled: boolean }>} kv-auto-advance-change - The user has chosen whether the next session opens after each decision.
 * @fires {CustomEvent<{ code: ReviewErrorCode, retryable: boolean }>} kv-error - A request failed.
 * @csspart navigation - The bar of pages.
 * @csspart logo - The logo or the name of the company, if its branding has one.
 * @csspart page - The content of the current page.
 * @csspart path - The bar above a session, with the ways back and on.
 * @cssproperty [--kv-review-console-inset=0px] - The height of the host page's own bar at the top of the window. The bar above a session stays below it.
 */
export class KvReviewConsole extends KvElement {
  static override styles = [...KvElement.styles, ...styles];
  static override readonly texts = { ...consoleTexts, ...badgeTexts };
  static override readonly dependencies = {
    'kv-awaiting-badge': KvAwaitingBadge,
    'kv-export-csv': KvExportCsv,
    'kv-session-list': KvSessionList,
  };

  readonly #queue = new ReviewQueueController(this, {
    api: () => this.api,
    query: () => this.list?.selection ?? {},
    ready: async () => this.list?.whenSelected(),
  });
  readonly #succession = new Succession(this, {
    queue: this.#queue,
    route: () => this,
    focusedSessionId: () => this.list?.focusedSessionId,
    isAutomatic: () => this.autoAdvance,
    open: (sessionId) => this.#open(sessionId),
    report: this.reportError,
  });

  readonly #sessionPart: PartController<typeof import('./session-page.js')> = new PartController(
    this,
    this.localize,
    withElements(this, () => import('./session-page.js')),
  );
  readonly #helpPart: PartController<typeof import('./help.js')> = new PartController(
    this,
    this.localize,
    withElements(this, () => import('./help.js')),
  );

  readonly #logo = new LogoController(this, () => ({ api: this.api, company: this.company }));

  /** The current page: `sessions`, `awaiting`, `rejections`, or one of `pages`. */
  @property({ reflect: true }) view = 'awaiting';

  /** The id of the open session. Without one, the list is shown. */
  @property({ attribute: 'session-id', reflect: true }) sessionId = '';

  /** What lists and details hide until the user shows it. See `mask` of `<kv-session-details>`. */
  @property() mask = '';

  /** `hash`: the console uses the fragment of the address. `none`: it leaves the address to the host page. */
  @property({ reflect: true }) routing: ConsoleRouting = 'none';

  /** Opens the next session that awaits action as soon as the open one is decided. The user can switch it. */
  @property({ type: Boolean, attribute: 'auto-advance', reflect: true }) autoAdvance = false;

  /** Switches single-key shortcuts off. The user can switch them off too. */
  @property({ type: Boolean, attribute: 'no-shortcuts', reflect: true }) noShortcuts = false;

  /** Keys that replace the default ones, by action. An empty string removes a key. */
  @property({ attribute: false }) shortcuts: Partial<Shortcuts> = {};

  /** The host page's own pages. They follow the pages of the console. */
  @property({ attribute: false }) pages: readonly ConsolePage[] = [];

  @consume({ context: brandingContext, subscribe: true })
  @state()
  private company: CompanyBranding | undefined;

  @state() private waiting: SessionCount | undefined;

  @query('kv-session-list') private readonly list?: KvSessionList | null;
  @query('kv-session-details') private readonly details?: KvSessionDetails | null;
  @query('kv-shortcut-help') private readonly help?: KvShortcutHelp | null;
  @query('.back') private readonly backButton?: HTMLElement | null;
  @query('.page.list') private readonly listPage?: HTMLElement | null;
  @query('.page.session') private readonly sessionPage?: HTMLElement | null;
  @query('.page.host') private readonly hostPage?: HTMLElement | null;

  /** The route of an address without a fragment. */
  #home: Route | undefined;
  #listView: SessionView = 'awaiting';
  /** The keys in use, by action. */
  #keys: Partial<Shortcuts> = {};
  /** Whether this update removes what has the focus, or nothing has it. */
  #movesFocus = false;

  constructor() {
    super();
    new InnerConnection(this, () => this.connection, this.#queue);
    new BarSizes(this, { target: '.page.session', bars: { '--_path-size': '.path' } });
    new FocusKeeper(this, () => {
      if (!this.#movesFocus) this.backButton?.focus();
    });
    new HotkeysController(this, {
      shortcuts: () => (this.noShortcuts ? undefined : completeShortcuts(this.shortcuts)),
      run: (action) => this.#run(action),
      worksIn: (action, dialog) => action === 'help' && this.#isHelp(dialog),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#onHashChange);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#onHashChange);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const tag = this.localName;
    this.routing = choose(tag, 'routing', this.routing, isRouting, 'none');
    this.view = choose(tag, 'view', this.view, this.#isView, 'awaiting');
    this.#home ??= { view: this.view, sessionId: this.sessionId || null };
    const isHashNews = changed.has('routing') || changed.has('pages');
    if (isHashNews && this.routing === 'hash') this.#readHash();
    this.#listView = listViews.get(this.view) ?? this.#listView;
    if (changed.has('shortcuts') || changed.has('noShortcuts')) {
      this.#keys = this.noShortcuts ? {} : completeShortcuts(this.shortcuts);
    }
    if (this.#isSession) this.#sessionPart.require();
    if (!changed.has('sessionId') && !changed.has('view')) return;
    this.#movesFocus = this.hasUpdated && this.#hasFocus();
    this.#succession.reset();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('sessionId') || changed.has('connection')) {
      if (this.sessionId && this.api) this.#queue.locate(this.sessionId);
    }
    if (this.#movesFocus) void this.#showRoute(Boolean(changed.get('sessionId')));
  }

  protected override render() {
    const { connection, localize, sessionId } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    const isList = listViews.has(this.view);
    const isSession = this.#isSession;
    const renderSession = (): TemplateResult | undefined =>
      this.#sessionPart.module?.renderSession({
        sessionId: isSession ? sessionId : '',
        mask: this.mask,
        keys: this.#keys,
        noShortcuts: this.noShortcuts,
        onDecisionRequest: this.#succession.onDecisionRequest,
        onDecisionComplete: this.#succession.onDecisionComplete,
      });
    return html`
      ${renderNavigation({
        localize,
        logo: this.#logo,
        name: this.company?.branding.name,
        pages: this.pages,
        view: this.view,
        hasAddresses: this.routing === 'hash',
        helpKey: this.#keyOf('help'),
        go: this.#onItem,
        onCount: this.#onCount,
        showHelp: this.#toggleHelp,
      })}
      ${renderPartFailure([this.#helpPart], localize)}
      <div class="pages">
        <section
          class="page list"
          part="page"
          tabindex="-1"
          aria-label=${localize.term(`list.label.${this.#listView}`)}
          ?hidden=${!isList || isSession}
        >
          <kv-session-list
            view=${this.#listView}
            mask=${this.mask}
            @kv-session-open=${this.#onSessionOpen}
          ></kv-session-list>
        </section>
        <section
          class="page session"
          part="page"
          tabindex="-1"
          aria-label=${localize.term('details.label')}
          ?hidden=${!isSession}
        >
          ${isSession ? this.#renderPath() : nothing}
          ${isSession ? renderLate(this.#sessionPart, localize, renderSession) : renderSession()}
        </section>
        ${isList ? nothing : this.#renderHostPage()}
      </div>
      ${this.#helpPart.module ? this.#renderHelp() : nothing}
      <p class="visually-hidden" role="status">${isSession ? '' : this.#nextText}</p>
    `;
  }

  #renderHelp(): TemplateResult {
    return html`<kv-shortcut-help
      .shortcuts=${this.shortcuts}
      .off=${this.noShortcuts}
      .autoAdvance=${this.autoAdvance}
      @kv-auto-advance-change=${this.#onAutoAdvanceChange}
      @kv-shortcuts-change=${this.#onShortcutsChange}
    ></kv-shortcut-help>`;
  }

  #renderHostPage(): TemplateResult {
    const { view } = this;
    return html`<section
      class="page host"
      part="page"
      tabindex="-1"
      aria-label=${this.#labelOf(view)}
    >
      <slot name=${view}></slot>
    </section>`;
  }

  #renderPath(): TemplateResult {
    return renderPath({
      localize: this.localize,
      succession: this.#succession,
      news: this.#nextText,
      label: this.#labelOf(this.view),
      waiting: this.waiting,
      keyOf: (action) => this.#keyOf(action),
      isAutomatic: this.autoAdvance,
      back: this.#back,
      advance: this.#advance,
    });
  }

  get #nextText(): string {
    const { localize } = this;
    const { next, isLooking } = this.#succession;
    if (isLooking) return localize.term('console.looking');
    if (next?.status === 'failed') return localize.term('console.nextFailed');
    if (next?.status !== 'none') return '';
    return localize.term(this.list?.search.trim() ? 'console.noneSelected' : 'console.noneLeft');
  }

  /** Whether a session is open, not a list or a page of the host. */
  get #isSession(): boolean {
    return listViews.has(this.view) && this.sessionId !== '';
  }

  #labelOf(view: string): string {
    return labelOf(view, this.pages, this.localize);
  }

  /** The value of `aria-keyshortcuts`. */
  #keyOf(action: ShortcutAction): string | typeof nothing {
    const key = this.#keys[action];
    return key ? ariaKey(key) : nothing;
  }

  /** Whether the focus is on nothing, or in the console but not on a page of the navigation. */
  #hasFocus(): boolean {
    const { activeElement } = this.getRootNode() as Document | ShadowRoot;
    const inside = this.shadowRoot?.activeElement;
    // A key that opens a session works in the navigation, too.
    if (inside) return this.sessionId !== '' || inside.closest('.navigation') === null;
    const isNowhere = activeElement === null || activeElement === document.body;
    return isNowhere || this.contains(activeElement);
  }

  /** Leads the user to a route. A host with a router of its own may cancel it. */
  #go(route: Route): void {
    if (!this.emit('kv-route-change', { ...route }, { cancelable: true })) return;
    this.#take(route);
    if (this.routing === 'hash') location.hash = toHash(route);
  }

  #take({ view, sessionId }: Route): void {
    this.view = view;
    this.sessionId = listViews.has(view) ? (sessionId ?? '') : '';
  }

  /** Returns false if the address is not the console's, or shows what is in view. */
  #readHash(): boolean {
    const route = location.hash === '' ? this.#home : parseHash(location.hash);
    if (!route || !this.#isView(route.view)) return false;
    const isSame = route.view === this.view && (route.sessionId ?? '') === this.sessionId;
    if (!isSame) this.#take(route);
    return !isSame;
  }

  /** Moves the focus to what has come into view: the client, the row of the last one, or the page. */
  async #showRoute(wasOpen: boolean): Promise<void> {
    this.#movesFocus = false;
    if (this.sessionId) {
      await this.#focusSession();
      if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: 'start' });
    } else if (!listViews.has(this.view)) {
      this.hostPage?.focus({ preventScroll: true });
    } else if (wasOpen && !(await this.#focusRow())) {
      this.listPage?.focus({ preventScroll: true });
    }
  }

  /** The page has the focus until its part has loaded. */
  async #focusSession(): Promise<void> {
    const { sessionPage } = this;
    if (this.details) {
      await this.details.updateComplete;
      this.details.focus({ preventScroll: true });
      return;
    }
    sessionPage?.focus({ preventScroll: true });
    this.#sessionPart.use(() => {
      if (this.shadowRoot?.activeElement === sessionPage) void this.#focusSession();
    });
  }

  /** A list that was hidden has no rows until it has measured itself. */
  async #focusRow(): Promise<boolean> {
    const { list } = this;
    list?.requestUpdate();
    await list?.updateComplete;
    return list?.focusRow() ?? false;
  }

  #run(action: ShortcutAction): boolean {
    const { list, details, sessionId } = this;
    const isList = listViews.has(this.view);
    const isInList = isList && !sessionId;
    const session = isList && sessionId ? details : undefined;
    switch (action) {
      case 'nextRow':
        return isInList && (list?.focusRow(1) ?? false);
      case 'previousRow':
        return isInList && (list?.focusRow(-1) ?? false);
      case 'open':
        return isInList && this.#openFocused();
      case 'search':
        return isList && this.#search();
      case 'verify':
        return session?.verify() ?? false;
      case 'reject':
        return session?.reject() ?? false;
      case 'edit':
        return session?.edit() ?? false;
      case 'compare':
        return session?.compare() ?? false;
      case 'zone':
        return session?.showZone() ?? false;
      case 'pdf':
        return session?.downloadPdf() ?? false;
      case 'nextSession':
        void this.#succession.openNext();
        return true;
      case 'back':
        if (!session) return false;
        this.#back();
        return true;
      case 'refresh':
        if (!isList) return false;
        void (isInList ? list : details)?.refresh();
        return true;
      case 'help':
        this.#toggleHelp();
        return true;
    }
  }

  #openFocused(): boolean {
    const sessionId = this.list?.focusedSessionId;
    if (sessionId === undefined) return this.list?.focusRow() ?? false;
    this.#go({ view: this.view, sessionId });
    return true;
  }

  #search(): boolean {
    if (this.sessionId) this.#back();
    void this.updateComplete.then(() => this.list?.focus());
    return true;
  }

  /** Opens a session on a page that lists sessions that await action. */
  #open(sessionId: string): void {
    const view = this.view === 'sessions' ? 'sessions' : 'awaiting';
    this.#go({ view, sessionId });
  }

  #isHelp(dialog: Element): boolean {
    const root = dialog.getRootNode();
    return root instanceof ShadowRoot && root.host === this.help;
  }

  readonly #isView = (view: unknown): view is string =>
    typeof view === 'string' &&
    (listViews.has(view) ||
      this.pages.some((page) => page.view === view) ||
      [...this.children].some((child) => child.slot === view));

  readonly #onItem = (view: string): void => {
    if (view !== this.view || this.sessionId) this.#go({ view, sessionId: null });
  };

  readonly #back = (): void => this.#go({ view: this.view, sessionId: null });

  readonly #toggleHelp = (): void =>
    this.#helpPart.use(() => {
      const { help } = this;
      if (help?.open) help.close();
      else help?.show();
    });

  readonly #advance = (enabled: boolean): void => {
    this.autoAdvance = enabled;
    this.emit('kv-auto-advance-change', { enabled });
  };

  readonly #onAutoAdvanceChange = ({ detail }: KvEventMap['kv-auto-advance-change']): void => {
    this.autoAdvance = detail.enabled;
  };

  readonly #onShortcutsChange = ({ detail }: KvEventMap['kv-shortcuts-change']): void => {
    this.noShortcuts = !detail.enabled;
  };

  readonly #onCount = ({ detail }: KvEventMap['kv-awaiting-change']): void => {
    this.waiting = detail;
    // The backend has answered: what a session needs no longer delays the list.
    whenIdle(() => void this.#preload());
  };

  readonly #preload = async (): Promise<void> => {
    this.#helpPart.preload();
    try {
      await this.#sessionPart.load();
      await this.#sessionPart.module?.loadSections();
    } catch {
      // A session that is opened tries again, and shows a failure.
    }
  };

  readonly #onSessionOpen = ({ detail }: KvEventMap['kv-session-open']): void => {
    this.#go({ view: this.view, sessionId: detail.sessionId });
  };

  readonly #onHashChange = (): void => {
    if (this.routing !== 'hash' || !this.#readHash()) return;
    const { view, sessionId } = this;
    this.emit('kv-route-change', { view, sessionId: sessionId || null });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-review-console': KvReviewConsole;
  }
}
