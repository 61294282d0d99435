import { html, nothing, render, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import type { ReviewError } from '../../api/errors.js';
import type { FilterValues } from '../../context/events.js';
import type { LiveNews } from '../../context/live-sessions.js';
import { MaskController } from '../../controllers/mask.js';
import { PagingController, type Selection } from '../../controllers/paging.js';
import { PollController } from '../../controllers/poll.js';
import { SubscriptionController } from '../../controllers/subscription.js';
import { VirtualRows, type VirtualRowsStage } from '../../controllers/virtual-rows.js';
import { sessionSorts } from '../../model/paging.js';
import type { SessionFilter, SessionSort } from '../../model/query.js';
import type { Session } from '../../model/session.js';
import type { ExtraField } from '../../model/workspace.js';
import { isolate } from '../../ui/bidi.js';
import { absentWhenEmpty, choose, chooseWords, oneOf, warnOnce, wordsOf } from '../../ui/choice.js';
import { icon } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { chooseMask, renderMaskSwitch, type MaskName } from '../../ui/mask.js';
import { renderAbsent, renderError, renderNotice } from '../../ui/notice.js';
import { KvPhoto } from '../photo/photo.js';
import {
  checkFilters,
  noFilters,
  toSessionFilter,
  viewersTimeZone,
} from '../session-filters/filters.js';
import { KvSessionFilters } from '../session-filters/session-filters.js';
import { renderColumnChooser } from './column-chooser.js';
import {
  chosenWords,
  columnsOf,
  columnWords,
  defaultWords,
  layOut,
  reversed,
  toAttribute,
  type Column,
  type OptionalColumnName,
} from './columns.js';
import { styles } from './session-list.styles.js';
import {
  particularsOf,
  renderCells,
  renderEmptyCells,
  toSessionRow,
  type ParticularsKind,
  type RowContext,
  type SessionRow,
} from './session-row.js';
import { isSessionView, statusesOf, type SessionView } from './session-view.js';

export type SessionListDensity = 'comfortable' | 'compact';

const isSort = oneOf<SessionSort>(sessionSorts);
const isDensity = oneOf<SessionListDensity>(['comfortable', 'compact']);
const isInterval = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && Number.isFinite(value);

const filterNames = ['view', 'documentType', 'status', 'spoof', 'from', 'to'] as const;

const defaultPollInterval = 30;
const maxSearchLength = 200;
/** Rows without content while the first page is on its way. */
const skeletonCount = 12;
/** Rows without content at the end, when nobody has counted how many there are. */
const nextPageSkeletons = 3;
/** A press that moves farther than this, in pixels, selects text and opens nothing. */
const clickTolerance = 5;

/**
 * Pages through the sessions of one view, finds them by name or number while typing, keeps itself
 * up to date without moving what is being read, and lets an agent open one.
 *
 * It scrolls inside itself: give it a height, such as `block-size: 100%` in a box of fixed height.
 * From 56rem of its own width it is a table, below that each session is a card.
 *
 * When the backend counts exactly, the scrollbar stands for all sessions, and those not read yet are
 * blank until the pages before them, which can only be read in turn, are there; else it grows with
 * every page. Lists of more rows than a browser can lay out (15 million pixels) end there: search,
 * or sort the other way round.
 * With `kv-review/define/export-csv` on the page it offers an export of what it lists, all pages of it.
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
 * @slot empty - Shown instead of the own text when the view holds no session.
 * @fires {CustomEvent<{ sessionId: string }>} kv-session-open - A session was activated.
 * @fires {CustomEvent<{ view: string, sort: string, columns: string, documentType: string, status: string, spoof: string, from: string, to: string }>} kv-query-change - The user has searched, filtered, sorted or chosen columns; each value as its attribute has it.
 * @fires {CustomEvent<{ code: ReviewErrorCode, retryable: boolean }>} kv-error - Sessions could not be read.
 * @csspart toolbar - Search, number of sessions and actions.
 * @csspart frame - The box around the list.
 * @csspart head - The row of column headers.
 * @csspart row - One session.
 * @csspart more - The button that opens a session.
 * @csspart notice - What stands where there are no rows.
 * @cssproperty [--kv-session-list-height=min(46rem, 85dvh)] - Height of the element, unless the page sets `block-size`.
 * @cssproperty [--kv-session-list-row-height=3.5rem] - Height of every row of the table.
 * @cssproperty [--kv-session-list-card-height] - Height of every card in a narrow place.
 */
export class KvSessionList extends KvElement {
  static override styles = [...KvElement.styles, ...styles];
  static override readonly dependencies = {
    'kv-photo': KvPhoto,
    'kv-session-filters': KvSessionFilters,
  };

  /** Which sessions: `all`, those that wait for a decision (`awaiting`), or the `rejected` ones. */
  @property({ reflect: true }) view: SessionView = 'all';

  /** What the rows are ordered by; a leading `-` is descending. */
  @property({ reflect: true }) sort: SessionSort = '-createdAt';

  /** Types of document: `passport`, `id-card`, or both with a space between; empty for all. */
  @property({ attribute: 'document-type', reflect: true, converter: absentWhenEmpty })
  documentType = '';

  /** Final statuses, of `success`, `failed`, `pending` and `awaiting`; only in the view `all`. */
  @property({ reflect: true, converter: absentWhenEmpty }) status = '';

  /** Possible spoofs, of `digital-spoof`, `not-full-id` and `low-far`. */
  @property({ reflect: true, converter: absentWhenEmpty }) spoof = '';

  /** The first day, `YYYY-MM-DD` in the viewer's time zone. */
  @property({ reflect: true, converter: absentWhenEmpty }) from = '';

  /** The last day, `YYYY-MM-DD` in the viewer's time zone; it counts as a whole. */
  @property({ reflect: true, converter: absentWhenEmpty }) to = '';

  /**
   * The columns of the table, of `selfie`, `first-name`, `last-name`, `date`, `document`, `liveness`,
   * `verified`, `document-number`, `personal-number`, `document-type`, `match-level`, `attempts` and
   * `extra`; empty for the usual ones. A name or the date has to be among them.
   */
  @property({ reflect: true, converter: absentWhenEmpty }) columns = '';

  /**
   * Seconds between two looks for changes while the page is in view, where the backend does not tell
   * of them by itself; 0 for none.
   */
  @property({ type: Number, attribute: 'poll-interval' }) pollInterval = defaultPollInterval;

  /** How much room a row takes: `comfortable` or `compact`. */
  @property({ reflect: true }) density: SessionListDensity = 'comfortable';

  /**
   * What is hidden until the user reveals it, and again after: `photos`, `first-name`, `last-name`,
   * `document-number`, `personal-number`, `extra`, or `all`; separated by spaces.
   */
  @property() mask = '';

  /** Seconds without a touch after which revealed data is hidden again; 0 for never. */
  @property({ attribute: 'mask-after', type: Number }) maskAfter = 60;

  /** What is searched for. No attribute, since it is mostly somebody's name. */
  @property({ attribute: false }) search = '';

  /** Read to users of a screen reader when it changes. */
  @state() private announcement = '';
  /** Whose particulars the small window shows. */
  @state() private peeked: { row: SessionRow; kind: ParticularsKind } | undefined;
  /** The reader has scrolled to where no rows are yet. */
  @state() private isBehind = false;

  @query('.search input') private readonly searchField?: HTMLInputElement | null;
  @query('.peek-window') private readonly peekWindow?: HTMLElement | null;

  readonly #paging = new PagingController<SessionRow>(this, {
    selection: () => this.#selection,
    toRow: toSessionRow,
    onSelect: () => this.#onSelect(),
    onError: (error) => this.#onError(error),
  });
  readonly #rows = new VirtualRows(this, {
    stage: () => this.#stage,
    count: () => this.#rowCount,
    keyOf: (index) => this.#paging.rows[index]?.id ?? `#${index}`,
    create: () => this.#createRow(),
    render: (element, index) => this.#renderRow(element, index),
    onRange: (firstIndex, lastIndex) => this.#onRange(firstIndex, lastIndex),
    onFocusLost: () => this.#focusRow(this.#activeIndex),
  });
  readonly #mask = new MaskController(this, () => this.maskAfter);
  readonly #poll = new PollController(
    this,
    () => (this.live?.isLive && !this.#paging.error ? 0 : this.pollInterval),
    () => this.#paging.poll(() => this.#mayMove),
  );
  /** The row that is a tab stop, by what it shows. */
  #active: { index: number; id: string | undefined } = { index: 0, id: undefined };
  #hasAsked = false;
  /** The filters that hold in this view, and what they ask of the port. */
  /** What the host wants masked. */
  #masked: ReadonlySet<MaskName> = new Set();
  #filters: FilterValues = noFilters;
  #filter: SessionFilter = {};
  #pressedAt: { x: number; y: number } | undefined;

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
      (news) => this.#onNews(news),
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const tag = this.localName;
    this.view = choose(tag, 'view', this.view, isSessionView, 'all');
    this.sort = choose(tag, 'sort', this.sort, isSort, '-createdAt');
    this.density = choose(tag, 'density', this.density, isDensity, 'comfortable');
    this.pollInterval = choose(
      tag,
      'poll-interval',
      this.pollInterval,
      isInterval,
      defaultPollInterval,
    );
    Object.assign(this, checkFilters(tag, this.#filterValues));
    if (changed.has('mask')) this.#masked = chooseMask(tag, this.mask);
    if (this.peeked?.kind === 'extra' && this.#hidden.has('extra')) this.peekWindow?.hidePopover();
    this.columns = this.#checkColumns();
    if (filterNames.some((name) => changed.has(name))) this.#setFilter();
    // Another view is another list: nothing of it stays while the next one is read.
    if (changed.has('view') && this.hasUpdated) this.#paging.clear();
    if (changed.has('pollInterval') && this.hasUpdated) this.#poll.restart();
  }

  protected override updated(): void {
    this.#setTracks();
    if (this.peeked) this.#placePeekWindow();
  }

  /** The same as `search`. */
  get query(): string {
    return this.search;
  }

  set query(text: string) {
    this.search = text;
  }

  /** Which sessions are listed, and in which order: what an export or a queue of the same asks for. */
  get selection(): SessionFilter & { readonly sort: SessionSort } {
    const search = this.search.trim().slice(0, maxSearchLength);
    return { search, ...this.#filter, sort: this.sort };
  }

  /** Reads the sessions again; keeps the scroll position where it can. */
  async refresh(): Promise<void> {
    this.#poll.restart();
    await this.#paging.refresh();
  }

  /** Moves the focus to the search field. */
  override focus(options?: FocusOptions): void {
    this.searchField?.focus(options);
  }

  /** The session whose row, or a control in it, has the focus. */
  get focusedSessionId(): string | undefined {
    const focused = this.shadowRoot?.activeElement;
    return focused ? this.#paging.rows[this.#rows.indexOf(focused)]?.id : undefined;
  }

  /**
   * Moves the focus to the row that is the tab stop, or when it is there already by so many rows;
   * false when no session is shown.
   */
  focusRow(step = 0): boolean {
    const last = this.#paging.rows.length - 1;
    if (last < 0 || !this.#stage) return false;
    const isThere = this.focusedSessionId !== undefined;
    this.#focusRow(Math.max(0, Math.min(this.#activeIndex + (isThere ? step : 0), last)));
    return true;
  }

  protected override render() {
    const { connection } = this;
    if (connection.status === 'absent') return renderAbsent(this.localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, this.localize, connection.reconnect);
    }
    return html`
      ${this.#renderToolbar()}
      ${this.#masked.size > 0 ? renderMaskSwitch(this.#mask, this.localize) : nothing}
      <div class="frame" part="frame">
        ${this.#renderContent()} ${this.#renderNews()} ${this.#renderProgress()}
      </div>
      ${this.#renderStale()} ${this.#renderPeekWindow()}
      <div class="visually-hidden" role="status">${this.announcement}</div>
    `;
  }

  #renderToolbar(): TemplateResult {
    const { localize } = this;
    const hint = localize.term('list.searchHint');
    return html`<div class="toolbar" part="toolbar">
      <div
        class="search"
        role="search"
        aria-label="${localize.term('list.search')}: ${localize.term(`list.label.${this.view}`)}"
      >
        ${icon('search')}
        <input
          class="field"
          type="search"
          aria-label="${localize.term('list.search')}: ${hint}"
          placeholder=${hint}
          maxlength=${maxSearchLength}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          enterkeyhint="search"
          .value=${this.search}
          @input=${this.#onSearchInput}
          @compositionend=${this.#onSearchInput}
          @keydown=${this.#onSearchKeydown}
        />
        ${
          this.search === ''
            ? nothing
            : html`<button
                class="button icon clear"
                type="button"
                aria-label=${localize.term('list.clearSearch')}
                title=${localize.term('list.clearSearch')}
                @click=${this.#clearSearch}
              >
                ${icon('close')}
              </button>`
        }
      </div>
      <span class="total">${this.#totalText}</span>
      <label class="sort">
        <span class="visually-hidden">${localize.term('list.sort')}</span>
        <select class="field" @change=${this.#onSortSelect}>
          ${sessionSorts.map(
            (sort) =>
              html`<option value=${sort} ?selected=${sort === this.sort}>
                ${localize.term(`list.sort.${sort}`)}
              </option>`,
          )}
        </select>
      </label>
      <button
        class="button icon refresh ${this.#isRefreshing ? 'busy' : ''}"
        type="button"
        aria-label=${localize.term('refresh')}
        title=${this.#updatedText || localize.term('refresh')}
        @click=${this.#onRefresh}
      >
        ${icon('refresh')}
      </button>
      <slot name="toolbar"></slot>
      <kv-export-csv
        .view=${this.view}
        .sort=${this.sort}
        .filter=${this.selection}
      ></kv-export-csv>
      <span class="columns"
        >${renderColumnChooser(this.#columnWords, localize, this.#chooseColumns)}</span
      >
      <kv-session-filters
        .documentType=${this.documentType}
        .status=${this.status}
        .spoof=${this.spoof}
        .from=${this.from}
        .to=${this.to}
        .noStatus=${this.view !== 'all'}
        @kv-filter-change=${this.#onFilterChange}
      ></kv-session-filters>
    </div>`;
  }

  #renderContent(): TemplateResult {
    const { rows, error, isComplete } = this.#paging;
    if (error && rows.length === 0) {
      return renderError(error, this.localize, () => void this.refresh());
    }
    if (isComplete && rows.length === 0) return this.#renderEmpty();
    return this.#renderGrid();
  }

  #renderEmpty(): TemplateResult {
    const { localize } = this;
    const query = this.search.trim();
    if (query !== '') {
      return renderNotice({
        icon: 'search',
        title: localize.term('list.noMatch', { query: isolate(query) }),
        ...(this.#isFiltered
          ? {
              hint: localize.term('list.noMatchFilteredHint'),
              action: { label: localize.term('filters.clear'), run: this.#clearFilters },
            }
          : {
              hint: localize.term('list.noMatchHint'),
              action: { label: localize.term('list.clearSearch'), run: this.#clearSearch },
            }),
      });
    }
    if (this.#isFiltered) {
      return renderNotice({
        icon: 'filter',
        title: localize.term('list.noneFiltered'),
        hint: localize.term('list.noneFilteredHint'),
        action: { label: localize.term('filters.clear'), run: this.#clearFilters },
      });
    }
    return html`<slot name="empty"
      >${renderNotice({
        icon: 'inbox',
        title: localize.term(`list.empty.${this.view}`),
        hint: localize.term(`list.empty.${this.view}Hint`),
      })}</slot
    >`;
  }

  #renderGrid(): TemplateResult {
    const { isAnswered, isPending, rows } = this.#paging;
    const isStale = !isAnswered && rows.length > 0;
    return html`<div class="scroller ${this.columns === '' ? '' : 'wide'}" .tabIndex=${-1}>
      <div
        class="grid ${this.view} ${isStale ? 'dimmed' : ''}"
        role="grid"
        aria-label=${this.localize.term(`list.label.${this.view}`)}
        aria-busy=${isPending}
        aria-rowcount=${this.#ariaRowCount}
        aria-colcount=${this.#columns.length}
        data-without=${this.#missingColumns}
      >
        <div class="head-group" role="rowgroup">
          <div class="head" part="head" role="row" aria-rowindex="1">
            ${this.#columns.map((column) => this.#renderHeader(column))}
          </div>
        </div>
        <div
          class="body"
          role="rowgroup"
          @click=${this.#onRowClick}
          @keydown=${this.#onRowKeydown}
          @focusin=${this.#onRowFocus}
          @pointerdown=${this.#onRowPress}
        ></div>
      </div>
      <div class="probe"></div>
      ${this.#renderEnd()}
    </div>`;
  }

  #renderHeader({ name, sort }: Column): TemplateResult {
    const label = this.localize.term(`column.${name}`);
    if (!sort) {
      return html`<div class="cell ${name}" role="columnheader" title=${label}>${label}</div>`;
    }
    const isSorted = this.sort === sort || this.sort === reversed(sort);
    const isDescending = isSorted && this.sort.startsWith('-');
    return html`<div
      class="cell sortable"
      role="columnheader"
      aria-sort=${isSorted ? (isDescending ? 'descending' : 'ascending') : nothing}
    >
      <button
        class="sort-button ${isSorted ? 'sorted' : ''}"
        type="button"
        title=${this.localize.term('list.sortBy', { column: label })}
        @click=${() => this.#sortBy(isSorted ? reversed(this.sort) : sort)}
      >
        <span class="label">${label}</span
        >${icon(isDescending || (!isSorted && sort.startsWith('-')) ? 'descending' : 'ascending')}
      </button>
    </div>`;
  }

  /** Below the last row: why there are no more. */
  #renderEnd(): TemplateResult | typeof nothing {
    const { localize } = this;
    const { moreError, isComplete, rows } = this.#paging;
    if (moreError) {
      return html`<div class="end danger" role="alert">
        ${icon('warning')}<span>${localize.term('list.moreFailed')}</span>
        <button class="button" type="button" @click=${this.#retryMore}>
          ${localize.term('retry')}
        </button>
      </div>`;
    }
    if (!isComplete || rows.length <= this.#rows.pageLength) return nothing;
    return html`<div class="end">${localize.term('list.end')}</div>`;
  }

  /** Lies above the rows, so that none of them moves. */
  #renderNews(): TemplateResult {
    const { news } = this.#paging;
    const { localize } = this;
    return html`<div class="float news" role="status">
      ${
        news === 'none'
          ? nothing
          : html`<button class="pill" type="button" @click=${this.#showNews}>
              <span>${news === 'new' ? this.#newText : localize.term('list.outdated')}</span>
              <strong
                >${localize.term(news === 'new' ? 'list.showChanged' : 'list.showOutdated')}</strong
              >
            </button>`
      }
    </div>`;
  }

  #renderProgress(): TemplateResult | typeof nothing {
    const { isReadingMore, rows, total } = this.#paging;
    if (!isReadingMore || !this.isBehind) return nothing;
    const text = total?.exact
      ? this.localize.term('list.progress', { loaded: rows.length, count: total.count })
      : this.localize.term('list.loadingMore');
    return html`<div class="float progress"><span class="pill">${text}</span></div>`;
  }

  /** Rows are in view that could not be read again. */
  #renderStale(): TemplateResult | typeof nothing {
    const { error, rows } = this.#paging;
    const { localize } = this;
    if (!error || rows.length === 0) return nothing;
    return html`<div class="stale" role="alert">
      ${icon('warning')}
      <span>${localize.term('error.stale')} ${this.#updatedText}</span>
      <button class="button" type="button" @click=${this.#onRefresh}>
        ${localize.term('retry')}
      </button>
    </div>`;
  }

  #renderPeekWindow(): TemplateResult {
    const { peeked } = this;
    const particulars = peeked ? particularsOf(peeked.row, peeked.kind, this.#rowContext) : [];
    return html`<div
      class="peek-window"
      popover="auto"
      role="dialog"
      .tabIndex=${-1}
      aria-label=${this.localize.term(`column.${peeked?.kind ?? 'extra'}`)}
      @toggle=${this.#onPeekToggle}
    >
      ${
        peeked?.kind === 'reasons'
          ? html`<ul>
              ${particulars.map(({ text }) => html`<li><bdi>${text}</bdi></li>`)}
            </ul>`
          : html`<dl>
              ${particulars.map(
                ({ label, text }) =>
                  html`<div>
                    <dt><bdi>${label}</bdi></dt>
                    <dd><bdi>${text}</bdi></dd>
                  </div>`,
              )}
            </dl>`
      }
    </div>`;
  }

  #createRow(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'row';
    element.setAttribute('part', 'row');
    element.setAttribute('role', 'row');
    return element;
  }

  /** Rows are rendered one by one, outside the element's own template, so that scrolling costs little. */
  #renderRow(element: HTMLElement, index: number): void {
    const row = this.#paging.rows[index];
    const isActive = index === this.#activeIndex;
    element.tabIndex = isActive ? 0 : -1;
    element.ariaRowIndex = String(index + 2);
    element.classList.toggle('odd', index % 2 === 1);
    const context = { ...this.#rowContext, isActive };
    render(row ? renderCells(row, context) : renderEmptyCells(context), element);
  }

  /** What must not be seen now. */
  get #hidden(): ReadonlySet<MaskName> {
    return this.#mask.isRevealed ? new Set() : this.#masked;
  }

  get #rowContext(): RowContext {
    return {
      localize: this.localize,
      extraFields: this.#extraFields,
      hasReasons: this.view === 'rejected',
      optionalColumns: this.#columns
        .filter(({ isOptional }) => isOptional)
        .map(({ name }) => name as OptionalColumnName),
      hidden: this.#hidden,
      isActive: false,
    };
  }

  get #extraFields(): readonly ExtraField[] {
    const { connection } = this;
    return connection.status === 'connected'
      ? connection.workspace.extraFields.filter((field) => field.inList)
      : [];
  }

  get #selection(): Selection | undefined {
    if (!this.api) return undefined;
    const { sort, ...filter } = this.selection;
    return { api: this.api, filter, sort };
  }

  get #stage(): VirtualRowsStage | undefined {
    const [scroller, body, probe] = ['.scroller', '.body', '.probe'].map((selector) =>
      this.renderRoot.querySelector<HTMLElement>(selector),
    );
    if (!scroller || !body || !probe) return undefined;
    return { scroller, body, probe, header: this.renderRoot.querySelector<HTMLElement>('.head') };
  }

  get #columns(): readonly Column[] {
    return columnsOf(this.#columnWords, this.view === 'rejected');
  }

  get #columnWords(): readonly string[] {
    return chosenWords(wordsOf(this.columns));
  }

  /** Columns of the usual ones that the styles hide. */
  get #missingColumns(): string {
    return defaultWords.filter((word) => !this.#columnWords.includes(word)).join(' ');
  }

  get #filterValues(): FilterValues {
    const { documentType, status, spoof, from, to } = this;
    return { documentType, status, spoof, from, to };
  }

  get #isFiltered(): boolean {
    return Object.values(this.#filters).some((value) => value !== '');
  }

  #setFilter(): void {
    // A view that is of one status has no choice of it.
    this.#filters = { ...this.#filterValues, ...(this.view !== 'all' && { status: '' }) };
    this.#filter = {
      statuses: statusesOf[this.view],
      ...toSessionFilter(this.#filters, viewersTimeZone()),
    };
  }

  #checkColumns(): string {
    const columns = chooseWords(this.localName, 'columns', this.columns, columnWords);
    if (columns !== '' && toAttribute(wordsOf(columns)) === '') {
      const isUsual = columns === defaultWords.join(' ');
      if (!isUsual) warnOnce(`<${this.localName}>: columns="${columns}" has no name and no date.`);
      return '';
    }
    return columns;
  }

  /** Columns that were chosen have tracks of their own; the usual ones those of the styles. */
  #setTracks(): void {
    const grid = this.renderRoot.querySelector<HTMLElement>('.grid');
    const layout = this.columns === '' ? undefined : layOut(this.#columns);
    grid?.style.setProperty('--_columns', layout?.tracks ?? '');
    grid?.style.setProperty('--_grid-size', layout ? `${layout.minimum}rem` : '');
  }

  /** Rows of the list, with those that are blank because they are not read yet. */
  get #rowCount(): number {
    const { rows, total, isAnswered, isComplete, moreError } = this.#paging;
    if (!isAnswered && rows.length === 0) return skeletonCount;
    if (!isAnswered || isComplete || moreError) return rows.length;
    return Math.max(rows.length + nextPageSkeletons, total?.exact ? total.count : 0);
  }

  /** With the header; -1 stands for "not known" (WAI-ARIA 1.2, aria-rowcount). */
  get #ariaRowCount(): number {
    const { rows, total, isComplete } = this.#paging;
    if (isComplete) return rows.length + 1;
    return total?.exact ? total.count + 1 : -1;
  }

  get #totalText(): string {
    const { total, isAnswered, rows } = this.#paging;
    if (!total || (!isAnswered && rows.length === 0)) return '';
    const key = total.exact ? 'list.total' : 'list.totalAtLeast';
    return this.localize.term(key, { count: total.count });
  }

  get #newText(): string {
    const { count, exact } = this.#paging.newCount;
    return this.localize.term(exact ? 'list.new' : 'list.newAtLeast', { count });
  }

  get #updatedText(): string {
    const { updatedAt } = this.#paging;
    if (!updatedAt) return '';
    const time = this.localize.current.instant(updatedAt.toISOString());
    return this.localize.term('list.updated', { time });
  }

  get #isRefreshing(): boolean {
    return this.#paging.isPending && this.#paging.isAnswered;
  }

  /** Whether rows may come, go and move: nobody is reading, pointing or typing there. */
  get #mayMove(): boolean {
    const body = this.#stage?.body;
    return this.#rows.isAtTop && !this.peeked && !body?.matches(':hover, :focus-within');
  }

  get #activeIndex(): number {
    const { index, id } = this.#active;
    const { rows } = this.#paging;
    if (id === undefined || rows[index]?.id === id) {
      return Math.min(index, Math.max(0, this.#rowCount - 1));
    }
    const found = rows.findIndex((row) => row.id === id);
    // The row is gone: the one that took its place.
    return this.#remember(found < 0 ? Math.min(index, Math.max(0, rows.length - 1)) : found);
  }

  #remember(index: number): number {
    this.#active = { index, id: this.#paging.rows[index]?.id };
    return index;
  }

  #setActive(index: number): void {
    const before = this.#activeIndex;
    this.#remember(index);
    for (const changed of new Set([before, index])) {
      const element = this.#rows.elementAt(changed);
      if (element) this.#renderRow(element, changed);
    }
  }

  #focusRow(index: number): void {
    if (this.#rowCount === 0) return;
    this.#rows.reveal(index);
    this.#rows.elementAt(index)?.focus({ preventScroll: true });
  }

  #openSession(index: number): void {
    const row = this.#paging.rows[index];
    if (row) this.emit('kv-session-open', { sessionId: row.id });
  }

  #select(change: { search?: string; sort?: SessionSort } | FilterValues): void {
    Object.assign(this, change);
    this.#hasAsked = true;
    this.#reportQuery();
  }

  #reportQuery(): void {
    const { view, sort, columns } = this;
    this.emit('kv-query-change', { view, sort, columns, ...this.#filterValues });
  }

  #sortBy(sort: SessionSort): void {
    this.#select({ sort });
  }

  #onSelect(): void {
    this.#rows.reset();
    this.#active = { index: 0, id: undefined };
    if (!this.#hasAsked) return;
    const { rows, isComplete } = this.#paging;
    const query = this.search.trim();
    const nothingText =
      query === '' && this.#isFiltered
        ? this.localize.term('list.noneFiltered')
        : this.localize.term('list.noMatch', { query: isolate(query) });
    this.announcement = isComplete && rows.length === 0 ? nothingText : this.#totalText;
  }

  #onRange(firstIndex: number, lastIndex: number): void {
    this.#paging.need(lastIndex);
    const isBehind = lastIndex >= this.#paging.rows.length;
    if (isBehind !== this.isBehind) queueMicrotask(() => (this.isBehind = isBehind));
    const { body } = this.#stage ?? {};
    if (this.peeked) this.peekWindow?.hidePopover();
    // The tab stop stays in view, so that the list does not jump when it is tabbed into.
    if (body && !body.matches(':focus-within') && !this.#rows.elementAt(this.#activeIndex)) {
      this.#setActive(firstIndex);
    }
  }

  #onSessionChange(session: Session): void {
    const statuses = this.#filter.statuses ?? [];
    const isSelected = statuses.length === 0 || statuses.includes(session.status);
    this.#paging.apply(session.id, isSelected ? toSessionRow(session) : null);
    void this.#paging.poll(() => this.#mayMove);
  }

  #onError(error: ReviewError): void {
    this.#poll.restart();
    this.reportError(error);
  }

  #onNews({ sessionIds }: LiveNews): void {
    this.#poll.restart();
    if (sessionIds === 'many' || sessionIds.length > 0) {
      void this.#paging.follow(sessionIds, () => this.#mayMove);
    }
  }

  readonly #onSearchInput = (event: Event): void => {
    // What is being composed is not typed yet (Input Events, isComposing).
    if ((event as InputEvent).isComposing) return;
    const { value } = event.target as HTMLInputElement;
    if (value !== this.search) this.#select({ search: value });
  };

  readonly #onSearchKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.search !== '' && !event.isComposing) {
      event.preventDefault();
      this.#clearSearch();
    }
    if (event.key === 'ArrowDown' && !event.isComposing && this.#paging.rows.length > 0) {
      event.preventDefault();
      this.#focusRow(this.#activeIndex);
    }
  };

  readonly #clearSearch = (): void => {
    this.#select({ search: '' });
    this.focus();
  };

  readonly #onFilterChange = (event: CustomEvent<FilterValues>): void => {
    this.#select(event.detail);
  };

  readonly #clearFilters = (): void => {
    this.#select(noFilters);
    this.focus();
  };

  readonly #chooseColumns = (words: readonly string[]): void => {
    this.columns = toAttribute(words);
    this.#reportQuery();
  };

  readonly #onSortSelect = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    if (isSort(value)) this.#sortBy(value);
  };

  readonly #onRefresh = async (): Promise<void> => {
    await this.refresh();
    if (!this.#paging.error) this.announcement = this.#totalText;
  };

  readonly #retryMore = (): void => {
    void this.#paging.retryMore();
  };

  readonly #showNews = async (): Promise<void> => {
    this.#rows.reset();
    await this.refresh();
    this.#rows.reset();
    this.#setActive(0);
    this.#focusRow(0);
  };

  readonly #onRowFocus = (event: FocusEvent): void => {
    const index = this.#rows.indexOf(event.target as Element);
    if (index >= 0 && index !== this.#activeIndex) this.#setActive(index);
  };

  readonly #onRowPress = (event: PointerEvent): void => {
    this.#pressedAt = { x: event.clientX, y: event.clientY };
  };

  readonly #onRowClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const index = this.#rows.indexOf(target);
    const action = target.closest<HTMLElement>('[data-action]')?.dataset['action'];
    const { x, y } = this.#pressedAt ?? { x: event.clientX, y: event.clientY };
    this.#pressedAt = undefined;
    if (action === 'extra' || action === 'reasons') {
      this.#peek(index, action);
    } else if (action || Math.hypot(event.clientX - x, event.clientY - y) <= clickTolerance) {
      this.#openSession(index);
    }
  };

  readonly #onRowKeydown = (event: KeyboardEvent): void => {
    const { altKey, metaKey, shiftKey, key } = event;
    if (altKey || metaKey || shiftKey) return;
    const target = event.target as HTMLElement;
    const index = this.#rows.indexOf(target);
    const last = this.#rowCount - 1;
    const goals: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + this.#rows.pageLength,
      PageUp: index - this.#rows.pageLength,
      Home: 0,
      End: last,
    };
    const goal = goals[key];
    if (goal !== undefined) {
      event.preventDefault();
      this.#focusRow(Math.max(0, Math.min(goal, last)));
    } else if (key === 'ArrowRight' || key === 'ArrowLeft') {
      event.preventDefault();
      const isForward = (key === 'ArrowRight') === (this.localize.current.dir === 'ltr');
      this.#focusBeside(target, isForward ? 1 : -1);
    } else if (key === 'Enter' && target.matches('.row')) {
      event.preventDefault();
      this.#openSession(index);
    }
  };

  /** Moves within a row: the row itself, then the controls inside it. */
  #focusBeside(from: HTMLElement, step: 1 | -1): void {
    const row = from.closest<HTMLElement>('.row');
    if (!row) return;
    const stops = [row, ...row.querySelectorAll<HTMLElement>('button')];
    stops[stops.indexOf(from) + step]?.focus({ preventScroll: true });
  }

  #peek(index: number, kind: ParticularsKind): void {
    const row = this.#paging.rows[index];
    if (!row) return;
    this.peeked = { row, kind };
  }

  #placePeekWindow(): void {
    const { peekWindow, peeked } = this;
    if (!peekWindow || !peeked || peekWindow.matches(':popover-open')) return;
    const index = this.#paging.rows.findIndex((row) => row.id === peeked.row.id);
    const button = this.#rows.elementAt(index)?.querySelector(`[data-action=${peeked.kind}]`);
    if (!button) return;
    peekWindow.showPopover();
    const { left, bottom, top } = button.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = peekWindow;
    const isBelow = bottom + offsetHeight < innerHeight;
    const x = Math.max(0, Math.min(left, innerWidth - offsetWidth));
    const y = Math.max(0, isBelow ? bottom : top - offsetHeight);
    Object.assign(peekWindow.style, { left: `${x}px`, top: `${y}px` });
    peekWindow.focus({ preventScroll: true });
  }

  readonly #onPeekToggle = (event: ToggleEvent): void => {
    if (event.newState === 'closed') this.peeked = undefined;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-session-list': KvSessionList;
  }
}
