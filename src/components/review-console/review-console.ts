import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import { brandingContext, type CompanyBranding } from '../../context/branding.js';
import type { KvEventMap } from '../../context/events.js';
import { withElements, type ElementPart } from '../../controllers/element-part.js';
import { FocusKeeper } from '../../controllers/focus-keeper.js';
import {
  completeShortcuts,
  HotkeysController,
  type ShortcutAction,
  type Shortcuts,
} from '../../controllers/hotkeys.js';
import { LogoController } from '../../controllers/logo.js';
import { PartController } from '../../controllers/part.js';
import { ariaKey } from '../../controllers/typed-key.js';
import { badgeTexts } from '../../i18n/en.badge.js';
import { consoleTexts } from '../../i18n/en.console.js';
import { exportButtonTexts } from '../../i18n/en.export-button.js';
import type { ActivityPageName } from '../../model/activity.js';
import { mayManage } from '../../model/permissions.js';
import type { SessionCount } from '../../model/query.js';
import { absentWhenEmpty, choose } from '../../ui/choice.js';
import { consume, property, query, state } from '../../ui/decorators.js';
import { keyboardIcon } from '../../ui/drawings.js';
import { renderDrawing } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderLate } from '../../ui/late-content.js';
import { renderAbsent } from '../../ui/notice.js';
import { renderPartFailure } from '../../ui/part.js';
import { afterFirstScreen, whenIdle } from '../../ui/when-idle.js';
import { KvAwaitingBadge } from '../awaiting-badge/awaiting-badge.js';
import type { KvDashboard } from '../dashboard/dashboard.js';
import type { KvSessionDetails } from '../session-details/session-details.js';
import type { GetToken } from '../review-provider/connector.js';
import type { Theme } from '../review-provider/review-provider.js';
import { KvSessionList } from '../session-list/session-list.js';
import type { SessionView } from '../session-list/session-view.js';
import type { KvSettings } from '../settings/settings.js';
import type { KvShortcutHelp } from '../shortcut-help/shortcut-help.js';
import { InnerConnection } from './inner-connection.js';
import type { ChosenRange, MasterPageModule } from './master-page.js';
import { renderNavigation } from './navigation.js';
import { PageReports } from './page-reports.js';
import type { Path } from './path.js';
import { styles } from './review-console.styles.js';
import { parseHash, replaceHash, toHash, type Route } from './route.js';
import type { Succession } from './succession.js';
import {
  currentView,
  isListView,
  isMasterView,
  labelOf,
  masterViews,
  ownViews,
  type ConsolePage,
  type MasterView,
} from './views.js';

export type { ConsolePage };

/** `hash`: the console keeps the fragment of the address; `none`: the host owns the addresses. */
export type ConsoleRouting = 'none' | 'hash';

/** A part that loads on demand. */
interface ConsolePart extends ElementPart {
  /** Starts what the part does besides rendering. */
  readonly start?: (console: KvReviewConsole, takeCode: () => string | undefined) => void;
}

const routings: readonly ConsoleRouting[] = ['none', 'hash'];

/**
 * Contains the whole back office: a page for all sessions, one for those that await action and one for
 * rejections, with the details of a session and the way to the next one. While a session is open, its
 * list stays in the page and keeps its search, position and focus. Master users also have a dashboard, if the
 * adapter has the capability `statistics`, a page for the activity log, if it has `activity`, and one for the
 * settings, if it has `settings` or `web-hooks`. A number of the dashboard opens the list of the sessions that it counts.
 *
 * With the capability `record-activity`, it reports each page that the user opens, for the activity log. A
 * host page that places elements on pages of its own reports them with `recordActivity`.
 *
 * With `endpoint`, it needs no provider: it connects itself, with `getToken`, a `code` or answers to
 * `kv-token-request`, in the language of `locale`, with the `theme`. Its connection lasts while it is in the page.
 *
 * With `routing="hash"`, the address is `#/awaiting/<session id>`, and the browser's Back button works.
 * A host page with its own router listens to `kv-route-change`, and sets `view` and `session-id`. It calls
 * `confirmLeave()` before it shows another page.
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
 * @fires kv-review-connect - With `endpoint`: the workspace was loaded.
 * @fires kv-token-request - With `endpoint`, without `getToken`: a request needs a token. Answer with `event.respondWith(token)`, or set `code`.
 * @fires kv-route-change - Another page or session is shown. Cancelable, unless the user moved through the browser's history.
 * @fires kv-session-open - A session was activated in the list.
 * @fires kv-query-change - The user has searched or sorted.
 * @fires kv-awaiting-change - The number of sessions that await action was loaded, or has changed.
 * @fires kv-decision-request - Cancelable: a decision is about to be sent.
 * @fires kv-decision-complete - The backend has confirmed a decision.
 * @fires kv-sessions-open - The user asks for the sessions that a number of the dashboard counts.
 * @fires kv-range-change - The user has chosen another range on the dashboard.
 * @fires kv-settings-change - The set of sections with unsaved changes has changed.
 * @fires kv-settings-save-complete - The backend has confirmed a change of the settings.
 * @fires kv-settings-leave - Cancelable: the user leaves the settings with unsaved changes. Cancel it to ask the user in another way.
 * @fires kv-shortcuts-change - The user has switched shortcuts on or off.
 * @fires kv-auto-advance-change - The user has chosen whether the next session opens after each decision.
 * @fires kv-error - A request failed.
 * @csspart navigation - The bar of pages.
 * @csspart logo - The logo or the name of the company, if its branding has one.
 * @csspart page - The content of the current page.
 * @csspart path - The bar above a session, with the ways back and on.
 * @cssproperty [--kv-review-console-inset=0px] - The height of the host page's own bar at the top of the window. The bar above a session stays below it.
 */
export class KvReviewConsole extends KvElement {
  static override styles = [...KvElement.styles, ...styles];
  static override readonly texts = { ...consoleTexts, ...badgeTexts, ...exportButtonTexts };
  static override readonly dependencies = {
    'kv-awaiting-badge': KvAwaitingBadge,
    'kv-session-list': KvSessionList,
  };

  readonly #logo = new LogoController(this, () => ({ api: this.api, company: this.company }));

  /** The current page: `all`, `awaiting` or `rejected` sessions; `dashboard`, `activity`, `settings`; or one of `pages`. */
  @property({ reflect: true, useDefault: true }) view = 'awaiting';
  /** The id of the open session. Without one, the list is shown. */
  @property({ attribute: 'session-id', reflect: true, converter: absentWhenEmpty })
  sessionId = '';
  /** What lists and details hide until the user shows it. See `mask` of `<kv-session-details>`. */
  @property() mask = '';
  /** `hash`: the console uses the fragment of the address. `none`: it leaves the address to the host page. */
  @property() routing: ConsoleRouting = 'none';

  /** Opens the next session that awaits action as soon as the open one is decided. The user can switch it. */
  @property({ type: Boolean, attribute: 'auto-advance', reflect: true }) autoAdvance = false;

  /** Switches single-key shortcuts off. The user can switch them off too. */
  @property({ type: Boolean, attribute: 'no-shortcuts', reflect: true }) noShortcuts = false;

  /** Keys that replace the default ones, by action. An empty string removes a key. */
  @property({ attribute: false }) shortcuts: Partial<Shortcuts> = {};

  /**
   * The base URL of a backend that serves the kit's HTTP contract, for a console without a provider. It takes
   * precedence over a provider around the console.
   */
  @property() endpoint?: string;

  /** Returns the bearer token for `endpoint`. A host that can set no property answers `kv-token-request`. */
  @property({ attribute: false }) getToken?: GetToken;

  /** BCP 47 language tag, with `endpoint`. The default is the `lang` of the page, or the browser's language. */
  @property() locale?: string;

  /** `light`, `dark` or `auto` (that of the system), with `endpoint`. The default is the page's `color-scheme`. */
  @property() theme?: Theme;

  /** With `endpoint`: shows demo data in the preview of a site's editor, as `<kv-review-provider>` does. */
  @property({ type: Boolean, attribute: 'editor-preview' }) editorPreview = false;

  /** The host page's own pages. They follow the pages of the console. */
  @property({ attribute: false }) pages: readonly ConsolePage[] = [];

  @consume(brandingContext)
  @state()
  private company: CompanyBranding | undefined;

  readonly #connectionPart: PartController<typeof import('./own-connection.js')> = this.#part(
    () => import('./own-connection.js'),
  );

  readonly #sessionPart: PartController<typeof import('./session-page.js')> = this.#part(
    () => import('./session-page.js'),
  );

  readonly #helpPart: PartController<typeof import('./help.js')> = this.#part(
    () => import('./help.js'),
  );

  readonly #exportPart: PartController<typeof import('./export.js')> = this.#part(
    () => import('./export.js'),
  );

  readonly #masterParts: Readonly<Record<MasterView, PartController<MasterPageModule>>> = {
    dashboard: this.#part<MasterPageModule>(() => import('./dashboard-page.js')),
    activity: this.#part<MasterPageModule>(() => import('./activity-page.js')),
    settings: this.#part<MasterPageModule>(() => import('./settings-page.js')),
  };

  @state() private waiting: SessionCount | undefined;
  /** The page that the user has requested, and may not see. */
  @state() private refused: MasterView | undefined;

  @query('kv-session-list') private readonly list?: KvSessionList | null;
  @query('kv-session-details') private readonly details?: KvSessionDetails | null;
  @query('kv-dashboard') private readonly dashboard?: KvDashboard | null;
  @query('kv-settings') private readonly settings?: KvSettings | null;
  @query('kv-shortcut-help') private readonly help?: KvShortcutHelp | null;
  @query('.back') private readonly backButton?: HTMLElement | null;
  @query('.page.list') private readonly listPage?: HTMLElement | null;
  @query('.page.session') private readonly sessionPage?: HTMLElement | null;
  @query('.page.other') private readonly otherPage?: HTMLElement | null;

  /** A code that the connection has not taken yet. */
  #code: string | undefined;
  /** The route of an address without a fragment. */
  #home: Route | undefined;
  #listView: SessionView = 'awaiting';
  #startedSuccession: Succession | undefined;
  /** What knows the position of the open session. */
  #positioned: Succession | undefined;
  /** The keys in use, by action. */
  #keys: Partial<Shortcuts> = {};
  /** Whether this update removes what has the focus, or nothing has it. */
  #movesFocus = false;
  /** What had the focus on a page for master users when a session was opened there. */
  #opener: HTMLElement | undefined;
  /** The range that the user has chosen on the dashboard. */
  #chosenRange: ChosenRange | undefined;

  constructor() {
    super();
    new InnerConnection(
      this,
      () => this.connection,
      () => this.#succession?.queue,
    );
    new FocusKeeper(this, () => {
      if (!this.#movesFocus) this.backButton?.focus();
    });
    new PageReports(this, {
      page: () => this.#openedPage,
      api: () => this.api,
      workspace: () => this.workspace,
      report: this.reportError,
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
    // A console that is put back shows the address, or else what it showed.
    if (this.hasUpdated && location.hash) this.#onHashChange();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#onHashChange);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.endpoint && !this.#connectionPart.module) {
      this.#connectionPart.require();
      // Until then, nothing may come from a provider around it.
      this.connection = { status: 'absent' };
    }
    choose(this, 'routing', 'none', routings);
    const view = this.#nameOf(this.view);
    if (view !== this.view) this.view = view;
    choose(this, 'view', 'awaiting', [...ownViews, ...this.#hostViews]);
    this.#home ??= this.#route;

    const isHashNews = changed.has('routing') || changed.has('pages');
    const address = isHashNews ? this.#address : undefined;
    if (address) this.#take(address);
    const own = this.#ownPage;
    if (own) this.#admit(own);
    else this.#opener = undefined;
    if (isListView(this.view)) this.#listView = this.view;
    if (changed.has('shortcuts') || changed.has('noShortcuts')) {
      this.#keys = this.noShortcuts ? {} : completeShortcuts(this.shortcuts);
    }
    if (this.#isSession) this.#sessionPart.require();
    if (!changed.has('sessionId') && !changed.has('view')) return;
    this.#movesFocus = this.hasUpdated && this.#hasFocus();
    this.#succession?.reset();
  }

  protected override firstUpdated(): void {
    afterFirstScreen(() => this.#exportPart.require());
  }

  protected override updated(changed: PropertyValues): void {
    const succession = this.#succession;
    if (changed.has('sessionId') || changed.has('connection') || succession !== this.#positioned) {
      this.#positioned = succession;
      if (this.sessionId && this.api) succession?.locate(this.sessionId);
    }
    if (this.#movesFocus) void this.#showRoute(Boolean(changed.get('sessionId')));
  }

  /**
   * With `endpoint`: a single-use code for a token, for pages that can set nothing but attributes. It is removed from
   * the markup at once. An empty code announces one, so that the console waits for it.
   */
  @property({ noAccessor: true })
  set code(code: string | null | undefined) {
    if (typeof code !== 'string') return;
    this.removeAttribute('code');
    this.#code = code;
    this.requestUpdate();
  }

  /**
   * Asks the user before the page is left, for routers of host pages. See `confirmLeave()` of
   * `<kv-settings>`.
   * @returns whether the page may be left
   */
  async confirmLeave(): Promise<boolean> {
    return this.settings?.confirmLeave() ?? true;
  }

  protected override render() {
    const { connection, localize, sessionId } = this;
    if (connection.status === 'absent') {
      return this.endpoint
        ? renderLate(this.#connectionPart, localize, () => undefined)
        : renderAbsent(localize);
    }
    const isList = isListView(this.view);
    const isSession = this.#isSession;
    const refusal = this.refused && localize.term(`console.refused.${this.refused}`);
    const succession = this.#succession;
    const renderSession = (): TemplateResult | undefined =>
      succession &&
      this.#sessionPart.module?.renderSession({
        path: isSession ? this.#pathOf(succession) : undefined,
        sessionId: isSession ? sessionId : '',
        mask: this.mask,
        keys: this.#keys,
        noShortcuts: this.noShortcuts,
        onSessionOpen: this.#onSessionOpen,
        onDecisionRequest: succession.onDecisionRequest,
        onDecisionComplete: succession.onDecisionComplete,
      });
    return html`
      ${renderNavigation({
        localize,
        logo: this.#logo,
        name: this.company?.branding.name,
        pages: this.pages,
        masterViews: this.#masterViews,
        view: this.view,
        hasAddresses: this.routing === 'hash',
        helpKey: this.#keyOf('help'),
        go: this.#onItem,
        onCount: this.#onCount,
        showHelp: this.#toggleHelp,
      })}
      ${renderPartFailure(
        [this.#helpPart, this.#exportPart, ...(isSession ? [] : [this.#sessionPart])],
        localize,
      )}
      <div class="pages">
        <section
          class="page list"
          part="page"
          tabindex="-1"
          aria-label=${localize.term(`list.label.${this.#listView}`)}
          ?hidden=${!isList || isSession}
        >
          ${refusal ? html`<p class="refused" role="alert">${refusal}</p>` : nothing}
          <kv-session-list
            view=${this.#listView}
            mask=${this.mask}
            @kv-session-open=${this.#onSessionOpen}
            >${this.#exportPart.module ? nothing : this.#renderExportRoom()}</kv-session-list
          >
        </section>
        <section
          class="page session"
          part="page"
          tabindex="-1"
          aria-label=${localize.term('details.label')}
          ?hidden=${!isSession}
        >
          ${isSession ? renderLate(this.#sessionPart, localize, renderSession) : renderSession()}
        </section>
        ${isList ? nothing : this.#renderOtherPage()}
      </div>
      ${this.#helpPart.module ? this.#renderHelp() : nothing}
      <p class="visually-hidden" role="status">${isSession ? '' : this.#nextText}</p>
    `;
  }

  #part<Part extends ConsolePart>(load: () => Promise<Part>): PartController<Part> {
    return new PartController(
      this,
      this.localize,
      withElements(this, async () => {
        const part = await load();
        part.start?.(this, this.#takeCode);
        return part;
      }),
    );
  }

  /** Keeps the place of the export until it has loaded, so that the rows do not move. */
  #renderExportRoom(): TemplateResult {
    return html`<span class="button export-room" slot="toolbar" aria-hidden="true"
      >${renderDrawing(keyboardIcon)}${this.localize.term('export.csv')}</span
    >`;
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

  /** A page for master users, or a page of the host. */
  #renderOtherPage(): TemplateResult {
    const { view } = this;
    return html`<section
      class="page other ${this.#isSession ? 'behind' : ''}"
      part="page"
      tabindex="-1"
      aria-label=${this.#labelOf(view)}
    >
      ${this.#ownPage ? this.#renderOwnPage(this.#ownPage) : html`<slot name=${view}></slot>`}
    </section>`;
  }

  #renderOwnPage(page: MasterView): unknown {
    const part = this.#masterParts[page];
    return renderLate(part, this.localize, () =>
      part.module?.renderPage({
        chosenRange: this.#chosenRange,
        onRangeChange: this.#onRangeChange,
        onSessionsOpen: this.#onSessionsOpen,
        onSessionOpen: this.#onPageOpen,
      }),
    );
  }

  /** Once the part of a session has loaded. */
  get #succession(): Succession | undefined {
    this.#startedSuccession ??= this.#sessionPart.module?.startSuccession(this, {
      api: () => this.api,
      query: () => this.list?.selection ?? {},
      ready: async () => this.list?.whenSelected(),
      route: () => this,
      focusedSessionId: () => this.list?.focusedSessionId,
      hasClaims: () => this.workspace?.capabilities.includes('claims') ?? false,
      release: () => void this.details?.release(),
      isAutomatic: () => this.autoAdvance,
      open: (sessionId) => this.#open(sessionId),
      report: this.reportError,
    });
    return this.#startedSuccession;
  }

  #pathOf(succession: Succession): Path {
    return {
      localize: this.localize,
      succession,
      news: this.#nextText,
      label: this.#labelOf(this.view),
      waiting: this.waiting,
      keyOf: (action) => this.#keyOf(action),
      isAutomatic: this.autoAdvance,
      back: this.#back,
      advance: this.#advance,
    };
  }

  get #nextText(): string {
    const { localize } = this;
    const { next, isLooking } = this.#succession ?? {};
    if (isLooking) return localize.term('console.looking');
    if (next?.status === 'failed') return localize.term('console.nextFailed');
    if (next?.status !== 'none') return '';
    return localize.term(this.list?.search.trim() ? 'console.noneSelected' : 'console.noneLeft');
  }

  /** Whether a session is open, not a list or another page. */
  get #isSession(): boolean {
    return this.#hasSessions(this.view) && this.sessionId !== '';
  }

  /** Whether sessions open from a page: from a list, the log, or a preview in the settings. */
  #hasSessions(view: string): boolean {
    return isListView(view) || (view !== 'dashboard' && this.#isForMasters(view));
  }

  /** The page for master users that is shown. */
  get #ownPage(): MasterView | undefined {
    const { view } = this;
    return this.#isForMasters(view) ? view : undefined;
  }

  /** The page that the activity log names; `undefined` for a session, and for a page of the host. */
  get #openedPage(): ActivityPageName | undefined {
    if (this.#isSession) return undefined;
    const { view } = this;
    if (isListView(view)) return view === 'all' ? 'sessions' : view;
    return this.#ownPage;
  }

  get #masterViews(): readonly MasterView[] {
    return ownViews.filter(
      (view): view is MasterView => this.#isForMasters(view) && this.#maySee(view),
    );
  }

  /** Whether it is a page for master users, and not one of the host. */
  #isForMasters(view: string): view is MasterView {
    return isMasterView(view) && !this.#isOfHost(view);
  }

  #maySee(page: MasterView): boolean {
    const { workspace } = this;
    return (
      workspace !== undefined &&
      masterViews[page].some((capability) => mayManage(workspace, capability))
    );
  }

  /** The names of the host's pages: those that it names, and those that it has content for. */
  get #hostViews(): string[] {
    const slots = Array.from(this.children, ({ slot }) => slot);
    return [
      ...this.pages.map(({ view }) => view),
      ...slots.filter((slot) => slot && slot !== 'navigation'),
    ];
  }

  #isOfHost(view: string): boolean {
    return this.#hostViews.includes(view);
  }

  /** Loads a page for master users. A user who may not see it is led to a list. */
  #admit(page: MasterView): void {
    const { connection, workspace } = this;
    if (connection.status === 'connecting') return;
    if (!workspace || this.#maySee(page)) {
      this.#masterParts[page].require();
      return;
    }
    const route = { view: 'awaiting', sessionId: null };
    this.#take(route);
    this.refused = page;
    if (this.routing === 'hash') replaceHash(route);
    void this.updateComplete.then(() => this.emit('kv-route-change', route));
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
    this.#leave(route, () => {
      if (!this.emit('kv-route-change', { ...route }, { cancelable: true })) return;
      this.#take(route);
      if (this.routing === 'hash') location.hash = toHash(route);
    });
  }

  /** Asks first if the route leads away from unsaved changes. */
  #leave({ view }: Route, go: () => void, stay?: () => void): void {
    if (!this.settings || view === this.view) {
      go();
      return;
    }
    void this.confirmLeave().then((mayLeave) => (mayLeave ? go() : stay?.()));
  }

  get #route(): Route {
    return { view: this.view, sessionId: this.sessionId || null };
  }

  #take({ view, sessionId }: Route): void {
    this.view = view;
    this.sessionId = this.#hasSessions(view) ? (sessionId ?? '') : '';
    this.refused = undefined;
  }

  /** The route of the address; `undefined` if it is not the console's, or shows what is in view. */
  get #address(): Route | undefined {
    if (this.routing !== 'hash') return undefined;
    const route = location.hash === '' ? this.#home : parseHash(location.hash);
    const view = route && this.#nameOf(route.view);
    if (!view || !(ownViews.includes(view) || this.#isOfHost(view))) return undefined;
    const { sessionId } = route;
    // An address with a former name leads to the one with the current name.
    if (view !== route.view) history.replaceState(history.state, '', toHash({ view, sessionId }));
    const isShown = view === this.view && (sessionId ?? '') === this.sessionId;
    return isShown ? undefined : { view, sessionId };
  }

  /** The current name of a page. A page of the host may have a former name of a list. */
  #nameOf(view: string): string {
    return this.#isOfHost(view) ? view : currentView(view);
  }

  /** Moves the focus to what has come into view: the client, the row of the last one, or the page. */
  async #showRoute(wasOpen: boolean): Promise<void> {
    this.#movesFocus = false;
    if (this.sessionId) {
      await this.#focusSession();
      if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: 'start' });
    } else if (!isListView(this.view)) {
      this.otherPage?.focus({ preventScroll: true });
      if (wasOpen) this.#opener?.focus();
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
    const isList = isListView(this.view);
    const isInList = isList && !sessionId;
    const session = this.#isSession ? details : undefined;
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
      case 'timeline':
        return session?.showTimeline() ?? false;
      case 'pdf':
        return session?.downloadPdf() ?? false;
      case 'claim':
        return session?.claim() ?? false;
      case 'release':
        return session?.release() ?? false;
      case 'nextSession':
        this.#sessionPart.use(() => void this.#succession?.openNext());
        return true;
      case 'back':
        if (!session) return false;
        this.#back();
        return true;
      case 'refresh': {
        const shown = session ?? (isInList ? list : this.dashboard);
        void shown?.refresh();
        return Boolean(shown);
      }
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
    const view = this.view === 'all' ? 'all' : 'awaiting';
    this.#go({ view, sessionId });
  }

  #isHelp(dialog: Element): boolean {
    const root = dialog.getRootNode();
    return root instanceof ShadowRoot && root.host === this.help;
  }

  readonly #takeCode = (): string | undefined => {
    const code = this.#code;
    this.#code = undefined;
    return code;
  };

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

  /** A session of the log, or of a preview in the settings. */
  readonly #onPageOpen = (event: KvEventMap['kv-session-open']): void => {
    let focused = (event.currentTarget as HTMLElement).shadowRoot?.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    this.#opener = focused instanceof HTMLElement ? focused : undefined;
    this.#onSessionOpen(event);
  };

  readonly #onRangeChange = ({ detail }: KvEventMap['kv-range-change']): void => {
    this.#chosenRange = detail;
  };

  /** The sessions that a number of the dashboard counts. */
  readonly #onSessionsOpen = ({ detail }: KvEventMap['kv-sessions-open']): void => {
    const { view, ...filters } = detail;
    const page = view === 'awaiting' ? view : 'all';
    this.#go({ view: page, sessionId: null });
    // The host page may have prevented it.
    if (this.view !== page || !this.list) return;
    Object.assign(this.list, { search: '', ...filters });
    void this.updateComplete.then(() => this.listPage?.focus({ preventScroll: true }));
  };

  readonly #onHashChange = (): void => {
    const route = this.#address;
    if (!route) return;
    const showInAddress = (): void => {
      // The user may have gone further back while the question was open.
      if (this.#address) location.hash = toHash(this.#route);
    };
    this.#leave(
      route,
      () => {
        this.#take(route);
        showInAddress();
        this.emit('kv-route-change', this.#route);
      },
      showInAddress,
    );
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-review-console': KvReviewConsole;
  }
}
