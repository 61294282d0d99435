import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import { ReviewError } from '../../api/errors.js';
import type { FilterValues } from '../../context/events.js';
import type { LiveReport } from '../../context/live-sessions.js';
import type { MaskController } from '../../controllers/mask.js';
import type { Selection } from '../../controllers/page-reader.js';
import { PagingController } from '../../controllers/paging.js';
import { PartController } from '../../controllers/part.js';
import { PollController } from '../../controllers/poll.js';
import { SubscriptionController } from '../../controllers/subscription.js';
import { VisibilityController } from '../../controllers/visibility.js';
import { VirtualRows, type VirtualRowsStage } from '../../controllers/virtual-rows.js';
import { isolate } from '../../i18n/bidi.js';
import { sessionSorts } from '../../model/paging.js';
import { declaredSort, queriesOf, type Queries } from '../../model/queries.js';
import type { SessionFilter, SessionSort } from '../../model/query.js';
import type { Session } from '../../model/session.js';
import type { ExtraField } from '../../model/workspace.js';
import { afterPaint } from '../../ui/after-paint.js';
import { absentWhenEmpty, choose, wordFor, wordsOf } from '../../ui/choice.js';
import { property, state } from '../../ui/decorators.js';
import { icon, renderDrawing } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { chooseMask, type MaskName } from '../../ui/mask.js';
import {
  renderAbsent,
  renderError,
  renderFailure,
  renderNotice,
  type Notice,
} from '../../ui/notice.js';
import { renderPanelButton, renderPartFailure } from '../../ui/part.js';
import { FilterControls, noFilters, valuesOf } from '../session-filters/filter-controls.js';
import type { Wish } from './announcer.js';
import {
  checkColumns,
  choosableColumns,
  chosenWords,
  columnsOf,
  fixedColumns,
  identifyingWords,
  setTracks,
  toAttribute,
  usualWords,
  type Column,
  type ColumnName,
} from './columns.js';
import { renderGridHead } from './grid-head.js';
import { GridNavigation } from './grid-navigation.js';
import type { ListContext } from './list-context.js';
import type { PeekWindow } from './peek-window.js';
import type { RowThumbnails, Thumbnail } from './row-thumbnails.js';
import { isLateColumn } from './row-cells.js';
import { RowView } from './row-view.js';
import { styles } from './session-list.styles.js';
import {
  toSessionRow,
  type DetailColumn,
  type RowContext,
  type SessionRow,
} from './session-row.js';
import { sessionViews, statusesOf, uselessFilters, type SessionView } from './session-view.js';
import { maxSearchLength, renderToolbar } from './toolbar.js';
import { describeTotal } from './total.js';
import type { Upkeep } from './upkeep.js';

export type SessionListDensity = 'comfortable' | 'compact';

const densities: readonly SessionListDensity[] = ['comfortable', 'compact'];
const headingLevels = [0, 1, 2, 3, 4, 5, 6];

const defaultPollInterval = 30;
const minute = 60_000;
/** The properties that narrow the list. */
const narrowing = ['search', ...Object.keys(noFilters)];
/** An answer within this time after a paint shows rows at once, without outlines that flash. */
const skeletonDelayMs = 100;
const nothingHidden: ReadonlySet<MaskName> = new Set();
const noFields: readonly ExtraField[] = [];
/** Rows without content at the end, when nobody has counted how many there are. */
const nextPageSkeletons = 3;

/**
 * Lists the sessions of one view. An agent can search by name or number, and open a session. The list
 * stays up to date without moving the rows that the agent is reading.
 *
 * The list scrolls inside itself. Give it a height, such as `block-size: 100%` in a box of fixed height.
 * If it is at least 56rem wide, it is a table. If it is narrower, each session is a card.
 *
 * If the backend counts exactly, the scrollbar covers all sessions. Where the user stops, the list loads
 * the page that is there. An adapter that cannot begin a page anywhere loads all pages before it first. If
 * the backend does not count, the scrollbar grows with every page. A list ends at 15 million pixels, the height that browsers can lay
 * out. To reach the other sessions, search, or reverse the order.
 *
 * By keyboard, the list is a grid with one tab stop. Arrow keys, Page Up, Page Down, Home and End go from
 * row to row. The arrow key towards the end of the line enters the cells of a row, and goes from cell to
 * cell. Arrow Up in the first row reaches the column headers. Enter opens the session.
 *
 * On paper, the list is a table of all sessions that have loaded, up to 1,000. Thumbnails that are far from
 * the rows in view are left out.
 *
 * If the page loads `kv-review/define/export-csv`, the toolbar offers an export of all listed sessions.
 * @summary The list of verification sessions.
 * @tagname kv-session-list
 * @example
 * ```html
 * <kv-session-list view="awaiting" sort="createdAt" density="compact"></kv-session-list>
 * <kv-session-details></kv-session-details>
 * <script type="module">
 *   const details = document.querySelector('kv-session-details');
 *   document.querySelector('kv-session-list').addEventListener('kv-session-open', (event) => {
 *     details.sessionId = event.detail.sessionId;
 *   });
 * </script>
 * ```
 * @slot toolbar - Further actions, after the refresh button.
 * @slot empty - Replaces the element's text for a view without sessions.
 * @fires kv-session-open - A session was activated.
 * @fires kv-query-change - The user has searched, filtered, sorted or chosen columns. Each value has the form of its attribute.
 * @fires kv-error - Sessions could not be loaded.
 * @csspart toolbar - Search, number of sessions and actions.
 * @csspart frame - The box around the list.
 * @csspart head - The row of column headers.
 * @csspart row - One session.
 * @csspart more - The button that opens a session.
 * @csspart notice - Shown instead of rows: no sessions, or an error.
 * @cssproperty [--kv-session-list-height=min(46rem, 85dvh)] - Height of the element, unless the page sets `block-size`.
 * @cssproperty [--kv-session-list-row-height=3.5rem] - Height of every row of the table.
 * @cssproperty [--kv-session-list-card-height] - Height of every card, while the list is narrow.
 */
export class KvSessionList extends KvElement {
  static override styles = [...KvElement.styles, ...styles];

  readonly #paging = new PagingController<SessionRow>(this, {
    selection: () => this.#selection,
    toRow: toSessionRow,
    onSelect: () => this.#onSelect(),
    onError: (error) => this.#onError(error),
  });
  readonly #rows = new VirtualRows(this, {
    stage: () => this.#stage,
    count: () => this.#rowCount,
    keyOf: (index) => this.#paging.rows.at(index)?.id ?? `#${index}`,
    indexOf: (key) => this.#paging.rows.indexOf(key),
    create: () => new RowView(this.#columns),
    render: (row, index) => this.#renderRow(row, index),
    onRange: (firstIndex, lastIndex) => this.#onRange(firstIndex, lastIndex),
    arrange: (body, elements) => this.#upkeep.module?.arrange(body, elements),
    onFocusLost: () => this.#navigation.focus(this.#navigation.activeIndex),
  });
  readonly #thumbnailPart: PartController<typeof import('./row-thumbnails.js')> =
    new PartController(this, this.localize, () => import('./row-thumbnails.js'));
  readonly #filters: FilterControls = new FilterControls(this, this.localize, {
    values: () => this.#filterValues,
    workspace: () => this.workspace,
    useless: () => uselessFilters[this.view],
    onChange: (values) => this.#ask(values),
  });
  readonly #columnChooser: PartController<typeof import('./column-chooser.js')> =
    new PartController(this, this.localize, () => import('./column-chooser.js'));
  readonly #upkeep: PartController<typeof import('./upkeep.js')> = new PartController(
    this,
    this.localize,
    () => import('./upkeep.js'),
  );
  readonly #peekPart: PartController<typeof import('./peek-window.js')> = new PartController(
    this,
    this.localize,
    () => import('./peek-window.js'),
  );
  readonly #lateCells: PartController<typeof import('./late-cells.js')> = new PartController(
    this,
    this.localize,
    () => import('./late-cells.js'),
  );
  readonly #maskPart: PartController<typeof import('../../ui/mask-switch.js')> = new PartController(
    this,
    this.localize,
    () => import('../../ui/mask-switch.js'),
  );
  readonly #visibility = new VisibilityController(this, () => this.#thumbnails?.show());
  readonly #poll = new PollController(
    this,
    () => (this.live?.isLive && !this.#paging.error ? 0 : this.pollInterval),
    () => this.#paging.poll(() => this.#mayMove),
  );

  /** The sessions that are listed: `all`, those that await action (`awaiting`), or the `rejected` ones. */
  @property({ reflect: true, useDefault: true }) view: SessionView = 'all';

  /**
   * The field that sorts the rows; a leading `-` means descending. Empty for the order of the view: for those that
   * await action, first due first, or else oldest first; for the others, newest first.
   */
  @property({ reflect: true, converter: absentWhenEmpty }) sort: SessionSort | '' = '';

  /** Document types: `passport`, `id-card`, or both, separated by a space; empty for all. */
  @property({ attribute: 'document-type', reflect: true, converter: absentWhenEmpty })
  documentType = '';

  /** Any of `success`, `failed`, `pending` and `awaiting`, separated by spaces. Only in the view `all`. */
  @property({ reflect: true, converter: absentWhenEmpty }) status = '';

  /** Any of `digital-spoof`, `not-full-id`, `low-far` and `far-not-measured`, separated by spaces. */
  @property({ reflect: true, converter: absentWhenEmpty }) spoof = '';

  /** `in-part` for sessions that the policy verified although it could not judge every condition. */
  @property({ reflect: true, converter: absentWhenEmpty }) judged = '';

  /**
   * Why sessions await action: failed conditions such as `mrz`, or `open-match`, separated by spaces. This and the
   * next two only in the view `awaiting`, and if the adapter has these queries.
   */
  @property({ reflect: true, converter: absentWhenEmpty }) condition = '';

  /** `overdue` for sessions that have awaited action for longer than the company allows. */
  @property({ reflect: true, converter: absentWhenEmpty }) due = '';

  /** `mine` for sessions that the user has claimed, `unclaimed` for those that nobody has, or both. */
  @property({ reflect: true, converter: absentWhenEmpty }) claim = '';

  /**
   * The first day, `YYYY-MM-DD` in the viewer's time zone; or the moment from which on sessions are listed, as
   * in `2026-01-31T00:00:00+04:00`.
   */
  @property({ reflect: true, converter: absentWhenEmpty }) from = '';

  /** The last day, included as a whole; or the moment before which sessions are listed. */
  @property({ reflect: true, converter: absentWhenEmpty }) to = '';

  /**
   * The columns of the table, separated by spaces: `selfie`, `first-name`, `last-name`, `date`,
   * `document`, `liveness`, `verified`, `document-number`, `personal-number`, `document-type`,
   * `match-level`, `attempts` and `extra`. They must include a name or the date. Empty for the default.
   */
  @property({ reflect: true, converter: absentWhenEmpty }) columns = '';

  /**
   * Seconds between two checks for changes while the page is in view; 0 disables them. Not used if the
   * backend reports changes itself.
   */
  @property({ type: Number, attribute: 'poll-interval' }) pollInterval = defaultPollInterval;

  /** The height of the rows: `comfortable` or `compact`. */
  @property({ reflect: true, useDefault: true }) density: SessionListDensity = 'comfortable';

  /**
   * What is hidden until the user shows it: `photos`, `first-name`, `last-name`, `document-number`,
   * `personal-number`, `extra`, or `all`; separated by spaces.
   */
  @property() mask = '';

  /** Seconds without input after which shown data is hidden again; 0 for never. */
  @property({ attribute: 'mask-after', type: Number }) maskAfter = 60;

  /**
   * The level of the heading that screen readers find the list by: 1 to 6, or 0 if the page has a
   * heading of its own.
   */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 2;

  /** The text of the search. It has no attribute, because it is mostly somebody's name. */
  @property({ attribute: false }) search = '';

  readonly #navigation: GridNavigation = new GridNavigation({
    rows: this.#rows,
    items: () => this.#paging.rows,
    count: () => this.#rowCount,
    onActivate: (index, action) => this.#onActivate(index, action),
  });

  /** For the parts that load later. */
  readonly #context: ListContext = {
    localize: this.localize,
    paging: this.#paging,
    rows: this.#rows,
    navigation: this.#navigation,
    api: () => this.api,
    workspace: () => this.workspace,
    queries: () => this.#queries,
    selection: () => this.selection,
    sort: () => this.#sort,
    count: () => this.#rowCount,
    range: () => this.#range,
    result: () =>
      this.#isEmpty ? this.#emptyNotice.title : describeTotal(this.#paging, this.localize),
    detailsOf: (row, column) =>
      this.#lateCells.module?.detailsOf(row, column, this.#rowContext) ?? [],
    hasPhotos: () => this.#visibility.hasBeenNear && !this.#hidden.has('photos'),
    onPhotos: () => this.#upkeep.require(),
    isTimed: () => this.view === 'awaiting',
    mayMove: () => this.#mayMove,
    say: (text) => void this.#say(text),
    onError: (thrown) => this.reportError(ReviewError.from(thrown)),
    onRefresh: () => void this.#refreshAloud(),
    tools: { PartController, afterPaint, renderDrawing, renderFailure, renderPanelButton },
  };

  /** Screen readers announce it when it changes. */
  @state() private announcement = '';
  /** The reader has scrolled to where no rows are yet. */
  @state() private isPastLoadedRows = false;

  #columns: readonly Column[] = [];
  #lastRowContext: RowContext | undefined;
  /** The rows in view. */
  #range = { first: 0, last: -1 };
  /** Whether the first rows have not arrived yet. */
  #isWaiting = false;
  /** Rows without content while the first page is on its way. */
  #skeletonCount = 0;
  #kept: Upkeep | undefined;
  #loadedThumbnails: RowThumbnails | undefined;
  #peekWindow: PeekWindow | undefined;
  /** Until its part has loaded, everything that the host masks stays hidden. */
  #mask: MaskController | undefined;

  /** What the user has asked for, until it is announced. */
  #wish: Wish | undefined;
  /** What the host masks. */
  #masked: ReadonlySet<MaskName> = new Set();
  /** The list to read; the last one while the filters of the next one load. */
  #selection: Selection | undefined;

  constructor() {
    super();
    new SubscriptionController(
      this,
      () => this.sessionChanges,
      (session) => this.#onSessionChange(session),
    );
    new SubscriptionController(
      this,
      () => this.live,
      (report) => this.#onLiveReport(report),
    );
  }

  override connectedCallback(): void {
    // Before the first update, which takes a while.
    this.#thumbnailPart.preload();
    super.connectedCallback();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const tag = this.localName;
    choose(this, 'view', 'all', sessionViews);
    if (this.sort !== '') choose(this, 'sort', '', sessionSorts);
    choose(this, 'density', 'comfortable', densities);
    choose(this, 'headingLevel', 2, headingLevels);
    choose(this, 'pollInterval', defaultPollInterval);
    Object.assign(this, this.#filters.check(this.#values));
    if (changed.has('mask')) this.#masked = chooseMask(tag, this.mask);
    this.columns = checkColumns(tag, this.columns);
    this.#changeColumns();
    if (this.#isNarrowed && narrowing.some((name) => changed.has(name))) this.#upkeep.preload();
    if (changed.has('view') && this.hasUpdated) {
      // Another view is another list: no row stays while it loads.
      this.#paging.clear();
      this.#selection = undefined;
    }
    this.#selection = this.#select();
    this.#awaitRows();
    if (changed.has('pollInterval') && this.hasUpdated) this.#poll.restart();
    if (this.#masked.size > 0) this.#maskPart.require();
    if (this.#hasLateCells) this.#lateCells.require();
    const { isAnswered, rows } = this.#paging;
    const hasThumbnails = rows.length > 0 && !this.#hidden.has('photos');
    if (hasThumbnails) this.#thumbnailPart.require();
    // Otherwise, it loads after them.
    if (isAnswered && (!hasThumbnails || this.#thumbnailPart.hasFailed)) this.#upkeep.require();
    this.#keepUp();
  }

  protected override updated(): void {
    const grid = this.renderRoot.querySelector<HTMLElement>('.grid');
    if (grid) {
      setTracks(grid, this.#columns, this.columns !== '');
      // Cards have no headers in view.
      for (const name of ['document', 'liveness'] as const) {
        grid.style.setProperty(`--_${name}`, JSON.stringify(this.localize.term(`column.${name}`)));
      }
    }
    if (!this.#stage) this.#thumbnails?.clear();
  }

  /**
   * Which sessions are listed, and in which order, as an export or a queue asks for them. `undefined`
   * until the filters in use have loaded.
   */
  get selection(): (SessionFilter & { readonly sort: SessionSort }) | undefined {
    const { filter } = this.#filters;
    if (!filter) return undefined;
    const search = this.search.trim().slice(0, maxSearchLength);
    return {
      ...(this.#queries.search && { search }),
      // A view is not left out: an adapter that lacks its filter refuses the list.
      statuses: statusesOf[this.view],
      ...filter,
      sort: this.#sort,
    };
  }

  /** The session whose row, or a control in it, has the focus. */
  get focusedSessionId(): string | undefined {
    const focused = this.shadowRoot?.activeElement;
    return focused ? this.#paging.rows.at(this.#rows.indexOf(focused))?.id : undefined;
  }

  /** Resolves when `selection` is known; rejects if its filters cannot be loaded. */
  async whenSelected(): Promise<void> {
    if (!this.selection) await this.#filters.part.load();
  }

  /** Reloads the sessions, and keeps the scroll position if it can. */
  async refresh(): Promise<void> {
    this.#poll.restart();
    await this.#paging.refresh();
  }

  /** Moves the focus to the search field, or to the rows if there is no search. */
  override focus(options?: FocusOptions): void {
    const field = this.renderRoot.querySelector<HTMLElement>('.search input');
    if (field) field.focus(options);
    else this.focusRow();
  }

  /**
   * Moves the focus to the row that is the tab stop. If that row has the focus already, moves it by
   * `step` rows. Returns false if no session is shown.
   */
  focusRow(step = 0): boolean {
    if (this.#paging.rows.length === 0 || !this.#stage) return false;
    const isThere = this.focusedSessionId !== undefined;
    const last = this.#rowCount - 1;
    const goal = this.#navigation.activeIndex + (isThere ? step : 0);
    this.#navigation.focus(Math.max(0, Math.min(goal, last)));
    return true;
  }

  protected override render() {
    const { connection, localize } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    const { unseen } = this.#paging;
    const upkeep = this.#upkeep.module;
    return html`
      ${this.#renderHeading()} ${this.#renderToolbar()} ${this.#renderMaskSwitch()}
      ${this.#kept && upkeep?.renderPrinted(this.#kept.printView.stretch, this.#context)}
      <div class="frame" part="frame">
        ${this.#renderContent()}
        <div class="float unseen">
          ${unseen && upkeep?.renderUnseen(unseen, localize, this.#onShowUnseen)}
        </div>
        ${this.#isWaitingForRows ? upkeep?.renderProgress(this.#context) : nothing}
      </div>
      ${upkeep?.renderTrouble(this.#context)} ${renderPartFailure(this.#parts, localize)}
      ${this.#peekWindow?.render()}
      <div class="visually-hidden" role="status">${this.announcement}</div>
    `;
  }

  /** Outlines stand in for the first rows once these have been on their way for a while. */
  #awaitRows(): void {
    const isWaiting = !this.#paging.isAnswered && this.#paging.rows.length === 0;
    if (isWaiting && !this.#isWaiting) {
      this.#skeletonCount = 0;
      const show = (): void => {
        this.#skeletonCount = 12;
        if (this.#isWaiting) this.requestUpdate();
      };
      afterPaint(() => setTimeout(show, skeletonDelayMs));
    }
    this.#isWaiting = isWaiting;
  }

  #renderHeading(): unknown {
    return this.headingLevel > 0
      ? html`<div class="visually-hidden heading" role="heading" aria-level=${this.headingLevel}>
          ${this.localize.term(`list.label.${this.view}`)}
        </div>`
      : nothing;
  }

  #renderMaskSwitch(): unknown {
    const part = this.#masked.size > 0 && this.#maskPart.module;
    if (!part) return nothing;
    this.#mask ??= new part.MaskController(this, () => this.maskAfter);
    return part.renderMaskSwitch(this.#mask, this.localize, icon('lock'));
  }

  #renderToolbar(): TemplateResult {
    const { localize, view, search } = this;
    return renderToolbar({
      localize,
      view,
      search,
      canSearch: this.#queries.search,
      total: describeTotal(this.#paging, localize),
      updated: this.#upkeep.module?.describeUpdate(this.#paging, localize),
      isRefreshing: this.#paging.isPending && this.#paging.isAnswered,
      tools: this.#renderTools(),
      onSearch: (text) => this.#ask({ search: text }),
      onSearchClear: this.#clearSearch,
      onLeaveSearch: () => this.focusRow(),
      orders:
        this.#sorts.length > 1 &&
        html`<label class="sort"
          >${this.#upkeep.module?.renderOrders(this.#sorts, this.#sort, localize, (sort) =>
            this.#ask({ sort }),
          )}</label
        >`,
      onRefresh: this.#context.onRefresh,
    });
  }

  #renderTools(): TemplateResult {
    const { selection } = this;
    return html`<slot name="toolbar"></slot>
      ${
        selection
          ? html`<kv-export-csv
              .view=${this.view}
              .sort=${this.#sort}
              .filter=${selection}
            ></kv-export-csv>`
          : nothing
      }
      <span class="columns"
        >${renderPanelButton({
          panel: 'columns',
          part: this.#columnChooser,
          content: html`${icon('columns')}<span>${this.localize.term('columns.title')}</span>`,
        })}${this.#columnChooser.module?.renderColumnChooser(
          {
            columns: choosableColumns,
            wordFor,
            chosen: this.#columnWords,
            identifying: identifyingWords,
            onChoose: this.#chooseColumns,
          },
          this.localize,
        )}</span
      >
      ${this.#kept?.dayJump.render()} ${this.#filters.render()}`;
  }

  #renderContent(): TemplateResult {
    const { rows, error } = this.#paging;
    if (error && rows.length === 0) {
      return renderError(error, this.localize, () => void this.refresh());
    }
    if (this.#isEmpty) return this.#renderEmpty();
    return this.#renderGrid();
  }

  #renderEmpty(): TemplateResult {
    const notice = renderNotice({ ...this.#emptyNotice, isSilent: true });
    return this.#isNarrowed ? notice : html`<slot name="empty">${notice}</slot>`;
  }

  #renderGrid(): TemplateResult {
    const { localize } = this;
    const { isAnswered, isPending, rows } = this.#paging;
    const isStale = !isAnswered && rows.length > 0;
    const { onBlur, onClick, onFocus, onPress } = this.#navigation;
    return html`<div class="scroller" .tabIndex=${-1}>
      <div
        class="grid ${this.view} ${this.#isTimed ? 'timed' : ''} ${isStale ? 'dimmed' : ''}"
        role="grid"
        aria-label=${localize.term(`list.label.${this.view}`)}
        aria-busy=${isPending}
        aria-rowcount=${this.#ariaRowCount}
        aria-colcount=${this.#columns.length}
        @click=${onClick}
        @focusin=${onFocus}
        @focusout=${onBlur}
        @keydown=${this.#onKeydown}
        @pointerdown=${onPress}
      >
        ${renderGridHead({
          localize,
          columns: this.#columns,
          sort: this.#sort,
          sorts: this.#sorts,
          onSort: (wanted) => this.#ask({ sort: wanted }),
        })}
        <div class="body" role="rowgroup" @pointerenter=${this.#peekPart.preload}></div>
      </div>
      <div class="probe"></div>
      ${this.#upkeep.module?.renderEnd(this.#context)}
    </div>`;
  }

  /** Rows are rendered one by one, outside the element's template, so that scrolling costs little. */
  #renderRow(view: RowView, index: number): void {
    const row = this.#paging.rows.at(index);
    view.place(index, this.#navigation.tabIndexOf(index));
    view.show(row, this.#rowContext, row && this.#thumbnailOf(row));
  }

  get #hasLateCells(): boolean {
    const { extraFields = noFields } = this.workspace ?? {};
    return this.#columns.some(({ name }) =>
      name === 'extra' ? extraFields.length > 0 : isLateColumn(name),
    );
  }

  #thumbnailOf(row: SessionRow): Thumbnail {
    if (this.#thumbnailPart.hasFailed) return row.selfie ? 'failed' : undefined;
    return this.#thumbnails?.of(row);
  }

  /** What is masked now. */
  get #hidden(): ReadonlySet<MaskName> {
    return this.#mask?.isRevealed ? nothingHidden : this.#masked;
  }

  get #thumbnails(): RowThumbnails | undefined {
    const { module } = this.#thumbnailPart;
    this.#loadedThumbnails ??= module && new module.RowThumbnails(this, this.#context);
    return this.#loadedThumbnails;
  }

  /** Keeps the same object as long as it can, because a change of it renders all rows again. */
  get #rowContext(): RowContext {
    const context: RowContext = {
      localizer: this.localize.current,
      extraFields: this.workspace?.extraFields ?? noFields,
      hidden: this.#hidden,
      actorId: this.workspace?.actor.id,
      now: this.#isTimed ? Math.floor(Date.now() / minute) * minute : 0,
      late: this.#lateCells.module,
    };
    const last = this.#lastRowContext;
    const names = Object.keys(context) as (keyof RowContext)[];
    const isSame = last && names.every((name) => last[name] === context[name]);
    return isSame ? last : (this.#lastRowContext = context);
  }

  /** Whether it is shown how long sessions wait. */
  get #isTimed(): boolean {
    return this.#columns.some(({ name }) => name === 'waiting');
  }

  /** The queries that the adapter declares. */
  get #queries(): Queries {
    return queriesOf(this.workspace);
  }

  /** The orders of this view. */
  get #sorts(): readonly SessionSort[] {
    const { sorts } = this.#queries;
    return this.view === 'awaiting' ? sorts : sorts.filter((sort) => sort !== 'dueAt');
  }

  /**
   * The order in use unless the user or the host has chosen one. A queue begins with the session that was
   * promised first, or has waited longest, so that none is left behind; elsewhere, users look for what is new.
   */
  get #usualSort(): SessionSort {
    if (this.view !== 'awaiting') return '-createdAt';
    return this.#sorts.includes('dueAt') ? 'dueAt' : 'createdAt';
  }

  /** The order in use. The adapter may lack the one in `sort`. */
  get #sort(): SessionSort {
    const sorts = this.#sorts;
    return declaredSort(this.sort || this.#usualSort, { sorts });
  }

  /** Rows with other cells are other elements. */
  #changeColumns(): void {
    const columns = columnsOf(this.#columnWords, this.#fixedColumns);
    const isSame = columns.every((column, index) => column === this.#columns[index]);
    if (isSame && columns.length === this.#columns.length) return;
    const isFocused = this.focusedSessionId !== undefined;
    this.#columns = columns;
    this.#rows.discard();
    if (isFocused) void this.updateComplete.then(() => this.focusRow());
  }

  #select(): Selection | undefined {
    const { api, selection } = this;
    // Any adapter can list a plain selection, so that it need not wait for the workspace.
    const isPlain = !this.#isNarrowed && this.#sort === '-createdAt';
    if (!api || !(this.workspace || isPlain)) return undefined;
    if (!selection) return this.#selection?.api === api ? this.#selection : undefined;
    const { sort, ...filter } = selection;
    return { api, filter, sort, hasOffset: this.#queries.offset };
  }

  get #stage(): VirtualRowsStage | undefined {
    const [scroller, body, probe, header] = ['.scroller', '.body', '.probe', '.head'].map((part) =>
      this.renderRoot.querySelector<HTMLElement>(part),
    );
    return scroller && body && probe && header ? { scroller, body, probe, header } : undefined;
  }

  get #parts() {
    return [
      this.#columnChooser,
      this.#filters.part,
      this.#maskPart,
      this.#upkeep,
      this.#peekPart,
      this.#thumbnailPart,
      this.#lateCells,
      ...(this.#kept ? [this.#kept.dayJump.part] : []),
    ];
  }

  get #columnWords(): readonly string[] {
    return chosenWords(wordsOf(this.columns), usualWords(this.#fixedColumns));
  }

  get #fixedColumns(): ColumnName[] {
    return fixedColumns(this.view, this.workspace?.capabilities);
  }

  get #values(): FilterValues {
    return valuesOf(this);
  }

  /** The filters of this view. */
  get #filterValues(): FilterValues {
    return valuesOf(this, uselessFilters[this.view]);
  }

  /** The user or the host has narrowed the list. */
  get #isNarrowed(): boolean {
    return this.#filters.areInUse || this.search.trim() !== '';
  }

  /** Explains why no session is listed; until the explanation has loaded, says only that none is. */
  get #emptyNotice(): Notice {
    const { view, localize } = this;
    const search = this.search.trim();
    const list = {
      view,
      query: search && isolate(search),
      isFiltered: this.#filters.areInUse,
      onSearchClear: this.#clearSearch,
      onFiltersClear: this.#clearFilters,
    };
    const title = describeTotal(this.#paging, localize) || localize.term('list.end');
    return this.#upkeep.module?.describeEmpty(list, localize) ?? { icon: 'inbox', title };
  }

  /** The number of rows, including those that are blank because they have not loaded yet. */
  get #rowCount(): number {
    const { rows, total, isAnswered, isComplete, moreError, hasOffset } = this.#paging;
    if (!isAnswered && rows.length === 0) return this.#skeletonCount;
    if (!isAnswered || isComplete || (moreError && !hasOffset)) return rows.length;
    const counted = total && (total.exact || hasOffset) ? total.count : 0;
    return Math.max(rows.length + nextPageSkeletons, counted);
  }

  /** Includes the header; -1 if the number is not known (WAI-ARIA 1.2, aria-rowcount). */
  get #ariaRowCount(): number {
    const { rows, total, isComplete } = this.#paging;
    if (isComplete) return rows.length + 1;
    return total?.exact ? total.count + 1 : -1;
  }

  get #isEmpty(): boolean {
    const { rows, isComplete } = this.#paging;
    return isComplete && rows.length === 0;
  }

  /** The reader is ahead of the rows that have loaded. */
  get #isWaitingForRows(): boolean {
    return this.isPastLoadedRows && this.#paging.isReadingMore;
  }

  /** Whether rows may appear, disappear and move: nobody reads, points or types there. */
  get #mayMove(): boolean {
    const body = this.#stage?.body;
    return (
      this.#rows.isAtTop && !this.#peekWindow?.isOpen && !body?.matches(':hover, :focus-within')
    );
  }

  #ask(change: { search?: string; sort?: SessionSort } | FilterValues): void {
    Object.assign(this, change);
    if (this.sort === this.#usualSort) this.sort = '';
    this.#wish = 'sort' in change ? 'order' : 'sessions';
    this.#reportQuery();
  }

  #reportQuery(): void {
    const { view, sort, columns } = this;
    this.emit('kv-query-change', { view, sort, columns, ...this.#values });
  }

  #onSelect(): void {
    this.#rows.reset();
    this.#navigation.reset();
    this.#announce(this.#wish);
    this.#wish = undefined;
  }

  #announce(wish: Wish | undefined): void {
    if (!wish) return;
    this.#upkeep.use(() => {
      this.#keepUp();
      this.#kept?.announcer.answer(wish);
    });
  }

  /** Starts what keeps a list with rows in words and on paper, once it has loaded. */
  #keepUp(): void {
    this.#kept ??= this.#upkeep.module?.keepUp(this, this.#context);
  }

  /** Screen readers announce a text only if it is another one than before. */
  async #say(text: string): Promise<void> {
    this.announcement = '';
    await this.updateComplete;
    this.announcement = text;
  }

  #onRange(firstIndex: number, lastIndex: number): void {
    this.#range = { first: firstIndex, last: lastIndex };
    this.#paging.need(firstIndex, lastIndex);
    this.#thumbnails?.show();
    const isPast = this.#paging.isAnswered && !this.#paging.rows.at(lastIndex);
    if (isPast !== this.isPastLoadedRows) queueMicrotask(() => (this.isPastLoadedRows = isPast));
    const { body } = this.#stage ?? {};
    const { activeIndex } = this.#navigation;
    // The tab stop stays in view, so that the list does not jump when it is tabbed into.
    if (body && !body.matches(':focus-within') && !this.#rows.elementAt(activeIndex)) {
      this.#navigation.setActive(firstIndex);
    }
  }

  #onActivate(index: number, action: string | undefined): void {
    const sessionId = this.#paging.rows.at(index)?.id;
    if (sessionId === undefined) return;
    if (action && action !== 'open') {
      this.#peekPart.use(({ PeekWindow }) => {
        this.#peekWindow ??= new PeekWindow(this, this.#context);
        this.#peekWindow.open({ sessionId, column: action as DetailColumn });
      });
    } else this.emit('kv-session-open', { sessionId });
  }

  async #refreshAloud(): Promise<void> {
    await this.refresh();
    if (!this.#paging.error) this.#announce('refresh');
  }

  #onSessionChange(session: Session): void {
    const statuses = this.selection?.statuses ?? [];
    const isSelected =
      statuses.length === 0 || statuses.some((status) => status === session.status);
    this.#kept?.announcer.know(session.version);
    this.#paging.apply(session.id, isSelected ? toSessionRow(session) : null);
    void this.#paging.poll(() => this.#mayMove);
  }

  #onError(error: ReviewError): void {
    this.#poll.restart();
    this.reportError(error);
  }

  #onLiveReport({ sessionIds }: LiveReport): void {
    this.#poll.restart();
    if (sessionIds === 'many' || sessionIds.length > 0) {
      void this.#paging.follow(sessionIds, () => this.#mayMove);
    }
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    this.#upkeep.use(({ pressKey }) => pressKey(event, target, this.#context));
  };

  readonly #clearSearch = (): void => {
    this.#ask({ search: '' });
    this.focus();
  };

  readonly #clearFilters = (): void => {
    this.#ask(noFilters);
    this.focus();
  };

  readonly #chooseColumns = (words: readonly string[]): void => {
    this.columns = toAttribute(words, usualWords(this.#fixedColumns));
    this.#reportQuery();
  };

  readonly #onShowUnseen = (): void =>
    this.#upkeep.use(({ showUnseen }) => void showUnseen(this.#context, () => this.refresh()));
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-session-list': KvSessionList;
  }
}
