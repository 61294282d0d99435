import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { ReviewApi } from '../../api/review-api.js';
import { arrange } from '../../controllers/arrange.js';
import { LoadController } from '../../controllers/load.js';
import { PartController } from '../../controllers/part.js';
import { PollController } from '../../controllers/poll.js';
import { PrintView } from '../../controllers/print-view.js';
import { VirtualRows, type VirtualRowsStage } from '../../controllers/virtual-rows.js';
import { isolate } from '../../i18n/bidi.js';
import { activityTexts } from '../../i18n/en.activity.js';
import { exportRunTexts } from '../../i18n/en.export-run.js';
import type { ActivityChain, ActivityFilter } from '../../model/activity-log.js';
import { dayOf } from '../../model/calendar-date.js';
import { isMaster, mayManage } from '../../model/permissions.js';
import type { SessionCount } from '../../model/query.js';
import { absentWhenEmpty, choose } from '../../ui/choice.js';
import { property, state } from '../../ui/decorators.js';
import { icon } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent, renderError, renderFailure, renderNotice } from '../../ui/notice.js';
import { renderPanelButton, renderPartFailure } from '../../ui/part.js';
import { CsvExport } from '../export-csv/csv-export.js';
import { renderExportControls } from '../export-csv/export-controls.js';
import { pressKey } from '../session-list/grid-keys.js';
import { GridNavigation } from '../session-list/grid-navigation.js';
import { styles } from './activity-log.styles.js';
import { chainWords, renderChainFault } from './chain-words.js';
import type { ChainPanel } from './chain-panel.js';
import { EntryView, logColumns } from './entry-view.js';
import type { EntryWindow } from './entry-window.js';
import type { WordContext } from './entry-words.js';
import type { LogFilterPanel, LogFilters } from './log-filters.js';
import { LogPages, type LogRow, type LogSelection } from './log-pages.js';

const headingLevels = [0, 1, 2, 3, 4, 5, 6];

/** An entry stands in the log within a second: the delay of a poll varies by a tenth. */
const defaultPollInterval = 0.75;
/** After a failure, the log waits longer. */
const failedPollInterval = 15;
const chainInterval = 30;
const checkingInterval = 1;
/** Rows without content, while the first page is on its way. */
const skeletonCount = 12;
/** Rows without content at the end, while there are older entries. */
const nextPageSkeletons = 3;

/**
 * Lists the activity log of the company for a master user: who did what, when, and to which session. New
 * entries appear within a second, and move no row that somebody reads.
 *
 * The log scrolls inside itself. Give it a height, such as `block-size: 100%` in a box of fixed height.
 * If it is at least 56rem wide, it is a table. If it is narrower, each entry is a card. The scrollbar
 * grows as older entries load. To reach old entries at once, filter by days.
 *
 * By keyboard, the log is a grid with one tab stop, like the list of sessions. Enter shows all that an
 * entry says. The arrow key towards the end of the line leads to the link to its session.
 *
 * Above the entries the element says up to which one the log was found as it was written, or which one is
 * not. A panel has the last check, starts one of all entries, and signs the end of the log.
 * @summary The activity log of the company.
 * @tagname kv-activity-log
 * @example
 * ```html
 * <kv-activity-log kind="decision edit" from="2026-01-01"></kv-activity-log>
 * ```
 * @slot toolbar - Further actions, after the refresh button.
 * @fires kv-session-open - The session of an entry was activated.
 * @fires kv-activity-filter-change - The user has chosen other filters. The users are left out, because their ids may be personal data.
 * @fires kv-export-complete - The file is complete. It was `saved` where the user chose, or `offered` to the browser's downloads, which do not tell whether they saved it. `blocked`: the page may not download files, and the element offers a link to the file.
 * @fires kv-error - A request failed.
 * @csspart toolbar - Number of entries and actions.
 * @csspart chain - Whether the log is as it was written.
 * @csspart frame - The box around the entries.
 * @csspart head - The row of column headers.
 * @csspart row - One entry.
 * @csspart chip - A filter in use.
 * @csspart button - The button that starts an export.
 * @csspart progress - The progress of an export.
 * @csspart notice - Shown instead of rows: no entries, or an error.
 * @cssproperty [--kv-activity-log-height=min(46rem, 85dvh)] - Height of the element, unless the page sets `block-size`.
 * @cssproperty [--kv-activity-log-row-height=3.25rem] - Height of every row of the table.
 * @cssproperty [--kv-activity-log-card-height] - Height of every card, while the log is narrow.
 */
export class KvActivityLog extends KvElement {
  static override readonly texts = { ...exportRunTexts, ...activityTexts };
  static override styles = [...KvElement.styles, ...styles];

  readonly #pages = new LogPages(this, {
    selection: () => this.#selection,
    onSelect: () => this.#onSelect(),
    onError: this.reportError,
  });
  readonly #rows = new VirtualRows(this, {
    stage: () => this.#stage,
    count: () => this.#rowCount,
    keyOf: (index) => this.#pages.rows.at(index)?.id ?? `#${index}`,
    indexOf: (key) => this.#pages.rows.indexOf(key),
    create: () => new EntryView(),
    render: (view, index) => {
      view.place(index, this.#navigation.tabIndexOf(index));
      view.show(this.#pages.rows.at(index), this.#words);
    },
    onRange: (first, last) => this.#onRange(first, last),
    arrange,
    onFocusLost: () => this.#navigation.focus(this.#navigation.activeIndex),
  });
  readonly #chain = new LoadController<ReviewApi, ActivityChain>(this, {
    key: () => (this.#readableApi ? [this.#readableApi] : undefined),
    load: (signal) => this.#requireApi().getActivityChain({ signal }),
    onLoad: () => this.#chainPoll.restart(),
    onError: this.reportError,
  });
  readonly #chainPoll = new PollController(
    this,
    () => (this.#chain.value?.checking ? checkingInterval : chainInterval),
    () => this.#chain.update(),
  );
  readonly #filterPart: PartController<typeof import('./log-filters.js')> = new PartController(
    this,
    this.localize,
    () => import('./log-filters.js'),
  );
  readonly #chainPart: PartController<typeof import('./chain-panel.js')> = new PartController(
    this,
    this.localize,
    () => import('./chain-panel.js'),
  );
  readonly #windowPart: PartController<typeof import('./entry-window.js')> = new PartController(
    this,
    this.localize,
    () => import('./entry-window.js'),
  );
  readonly #export = new CsvExport(this, {
    localize: this.localize,
    api: () => this.api,
    onDone: (result) => this.emit('kv-export-complete', result),
    onError: this.reportError,
  });
  readonly #poll = new PollController(
    this,
    () => (this.#pages.error && this.pollInterval > 0 ? failedPollInterval : this.pollInterval),
    () => (this.#isInView ? this.#pages.poll(() => this.#mayMove) : undefined),
  );
  readonly #print = new PrintView(this, {
    paging: this.#pages,
    rows: this.#rows,
    range: () => this.#range,
  });

  /**
   * The kinds of actions that are listed, separated by spaces; empty for all: `sign-in`, `opened`, `read`,
   * `decision`, `edit`, `file`, `settings`, `refused`, `verification`, `log` and `system`.
   */
  @property({ reflect: true, converter: absentWhenEmpty }) kind = '';

  /** The first day, `YYYY-MM-DD` in the time zone of the company. */
  @property({ reflect: true, converter: absentWhenEmpty }) from = '';

  /** The last day, `YYYY-MM-DD` in the time zone of the company, included as a whole. */
  @property({ reflect: true, converter: absentWhenEmpty }) to = '';

  /** Lists the entries that concern this session. */
  @property({ attribute: 'session-id' }) sessionId = '';

  /** Ids of users, at most 50. It has no attribute, because an id may be personal data. */
  @property({ attribute: false }) users: readonly string[] = [];

  /** Seconds between two questions for new entries while the page is in view; 0 disables them. */
  @property({ type: Number, attribute: 'poll-interval' }) pollInterval = defaultPollInterval;

  /**
   * The level of the heading that screen readers find the log by: 1 to 6, or 0 if the page has a
   * heading of its own.
   */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 2;

  readonly #navigation: GridNavigation = new GridNavigation({
    rows: this.#rows,
    items: () => this.#pages.rows,
    count: () => this.#rowCount,
    onActivate: (index, action) => this.#onActivate(index, action),
  });

  /** Screen readers announce it when it changes. */
  @state() private announcement = '';

  /** The rows in view. */
  #range = { first: 0, last: -1 };
  #lastWords: WordContext | undefined;
  #lastSelection: LogSelection | undefined;
  #filterPanel: LogFilterPanel | undefined;
  #shownDays = '';
  #chainPanel: ChainPanel | undefined;
  #entryWindow: EntryWindow | undefined;
  /** The user has asked for other entries, whose number is announced. */
  #isAsked = false;
  #hadUnseen = false;

  protected override willUpdate(changed: PropertyValues): void {
    choose(this, 'headingLevel', 2, headingLevels);
    choose(this, 'pollInterval', defaultPollInterval);
    if (changed.has('pollInterval') && this.hasUpdated) this.#poll.restart();
    if (this.#isNarrowed) this.#filterPart.require();
    Object.assign(this, this.#filterPart.module?.checkFilters(this.localName, this.#values));
    const days = `${this.from} ${this.to}`;
    if (days !== this.#shownDays) this.#filterPanel?.reset();
    this.#shownDays = days;
    this.#lastSelection = this.#selection;
    const { unseen } = this.#pages;
    if (unseen && !this.#hadUnseen) void this.#say(this.#describeUnseen(unseen));
    this.#hadUnseen = unseen !== undefined;
  }

  /** Reads and shows what was added; all of the log if it could not be read before. */
  async refresh(): Promise<void> {
    this.#poll.restart();
    await this.#pages.refresh();
  }

  /** Moves the focus to the row that is the tab stop. */
  override focus(): void {
    if (this.#stage) this.#navigation.focus(this.#navigation.activeIndex);
  }

  protected override render(): unknown {
    const { connection, localize, workspace } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    if (workspace && !this.#readableApi) {
      const isForbidden = !isMaster(workspace.actor.role);
      return renderNotice({
        icon: isForbidden ? 'lock' : 'info',
        title: localize.term(isForbidden ? 'log.forbidden' : 'log.unsupported'),
        hint: localize.term(isForbidden ? 'error.forbiddenHint' : 'error.unsupportedHint'),
      });
    }
    const { unseen } = this.#pages;
    return html`${
        this.headingLevel > 0
          ? html`<div
              class="visually-hidden heading"
              role="heading"
              aria-level=${this.headingLevel}
            >
              ${localize.term('log.label')}
            </div>`
          : nothing
      }
      ${this.#renderToolbar()} ${this.#renderChain()} ${this.#renderPrinted()}
      <div class="frame" part="frame">
        ${this.#renderContent()}
        <div class="float unseen">${unseen ? this.#renderUnseen(unseen) : nothing}</div>
      </div>
      ${this.#renderTrouble()}
      ${renderPartFailure([this.#filterPart, this.#chainPart, this.#windowPart], localize)}
      ${this.#entryWindow?.render()}
      <div class="visually-hidden" role="status">${this.announcement}</div>`;
  }

  #renderToolbar(): TemplateResult {
    const { localize } = this;
    const { isPending, updatedAt } = this.#pages;
    const refresh = localize.term('refresh');
    const updated = updatedAt && localize.current.instant(updatedAt.toISOString());
    return html`<div class="toolbar" part="toolbar">
      ${this.#renderFilters()}
      <span class="total">${this.#total}</span>
      <button
        class="button icon refresh ${isPending && updatedAt ? 'busy' : ''}"
        type="button"
        aria-label=${refresh}
        title=${updated ? localize.term('log.updated', { time: updated }) : refresh}
        @click=${this.#onRefresh}
      >
        ${icon('refresh')}
      </button>
      <slot name="toolbar"></slot>
      ${renderExportControls({
        run: this.#export,
        localize,
        texts: {
          progress: (done, count) => localize.term('log.exportCount', { done, count }),
          progressOpen: (count) => localize.term('log.exportCountOpen', { count }),
          outcome: (outcome, count) => localize.term(`log.exported.${outcome}`, { count }),
        },
        isBusy: !this.#lastSelection || this.#export.isActive,
        label: localize.term('log.export'),
        onStart: this.#onExport,
      })}
      ${this.#loadedFilters?.renderChips()}
    </div>`;
  }

  #renderFilters(): TemplateResult {
    const panel = this.#loadedFilters;
    return html`<span class="filters" @beforetoggle=${{ handleEvent: this.#onPanel, capture: true }}
      >${renderPanelButton({
        panel: 'filters',
        part: this.#filterPart,
        content: html`${icon('filter')}${this.localize.term('filters.title')}${panel?.renderCount()}`,
      })}${panel?.renderPanel()}</span
    >`;
  }

  get #loadedFilters(): LogFilterPanel | undefined {
    const { module } = this.#filterPart;
    this.#filterPanel ??=
      module &&
      new module.LogFilterPanel(this, {
        localize: this.localize,
        api: () => this.#readableApi,
        values: () => this.#values,
        timeZone: () => this.workspace?.timeZone,
        isolate,
        removeIcon: icon('close'),
        focusButton: this.#focusFilters,
        onChange: (change) => this.#ask(change),
        onError: this.reportError,
      });
    return this.#filterPanel;
  }

  #renderChain(): TemplateResult | typeof nothing {
    const { localize } = this;
    const { value, error, reload } = this.#chainState;
    if (!value && error) {
      return renderFailure('stale chain', localize.term('chain.failed'), localize, reload);
    }
    const { module } = this.#chainPart;
    this.#chainPanel ??=
      module &&
      new module.ChainPanel(this, {
        localize,
        api: () => this.#readableApi,
        chain: () => this.#chain.value,
        onCheck: () => void this.#chain.update(),
        onError: this.reportError,
      });
    const { tone, text } = chainWords(value, localize);
    return html`${value?.fault ? renderChainFault(value.fault, localize) : nothing}
      <div class="chain" part="chain">
        <span class="chain-state ${tone}"
          >${icon(tone === 'danger' ? 'warning' : tone === 'success' ? 'check' : 'clock')}
          <span>${text}</span></span
        >
        ${renderPanelButton({
          panel: 'chain',
          part: this.#chainPart,
          content: localize.term('chain.title'),
        })}${this.#chainPanel?.render()}
      </div>`;
  }

  #renderPrinted(): TemplateResult | typeof nothing {
    const { start, end } = this.#print.stretch;
    const isWhole = this.#pages.isComplete && end - start === this.#pages.rows.length;
    return isWhole
      ? nothing
      : html`<p class="printed">${this.localize.term('log.printed', { loaded: end - start })}</p>`;
  }

  #renderContent(): TemplateResult {
    const { localize } = this;
    const { rows, error, isComplete } = this.#pages;
    if (error && rows.length === 0) {
      return renderError(error, localize, () => void this.refresh());
    }
    if (isComplete && rows.length === 0) return this.#renderEmpty();
    return this.#renderGrid();
  }

  #renderEmpty(): TemplateResult {
    const { localize } = this;
    if (!this.#isNarrowed) {
      return renderNotice({
        icon: 'inbox',
        title: localize.term('log.empty'),
        hint: localize.term('log.emptyHint'),
        isSilent: true,
      });
    }
    return renderNotice({
      icon: 'filter',
      title: localize.term('log.noneFiltered'),
      hint: localize.term('log.noneFilteredHint'),
      action: { label: localize.term('filters.clear'), run: this.#clearFilters },
      isSilent: true,
    });
  }

  #renderGrid(): TemplateResult {
    const { localize } = this;
    const { isAnswered, isPending, rows, isComplete, moreError } = this.#pages;
    const { onBlur, onClick, onFocus, onPress } = this.#navigation;
    return html`<div class="scroller" .tabIndex=${-1}>
      <div
        class="grid ${!isAnswered && rows.length > 0 ? 'dimmed' : ''}"
        role="grid"
        aria-label=${localize.term('log.label')}
        aria-busy=${isPending || !isAnswered}
        aria-rowcount=${this.#ariaRowCount}
        aria-colcount=${logColumns.length}
        @click=${onClick}
        @focusin=${onFocus}
        @focusout=${onBlur}
        @keydown=${this.#onKeydown}
        @pointerdown=${onPress}
      >
        <div class="head-group" role="rowgroup">
          <div class="head" part="head" role="row" aria-rowindex="1">
            ${logColumns.map(
              (name, index) =>
                html`<div class="cell ${name}" role="columnheader" aria-colindex=${index + 1}>
                  <span class="label">${localize.term(`log.column.${name}`)}</span>
                </div>`,
            )}
          </div>
        </div>
        <div class="body" role="rowgroup" @pointerenter=${this.#windowPart.preload}></div>
      </div>
      <div class="probe"></div>
      ${
        moreError
          ? renderFailure(
              'end danger',
              localize.term('log.moreFailed'),
              localize,
              () => void this.#pages.retryMore(),
            )
          : nothing
      }
      ${
        isComplete && rows.length > this.#rows.pageLength
          ? html`<div class="end">${localize.term('log.end')}</div>`
          : nothing
      }
    </div>`;
  }

  #renderUnseen(unseen: SessionCount): TemplateResult {
    return html`<button class="pill" type="button" @click=${this.#onShowUnseen}>
      <span>${this.#describeUnseen(unseen)}</span>
      <strong>${this.localize.term('log.show')}</strong>
    </button>`;
  }

  #renderTrouble(): TemplateResult | typeof nothing {
    const { localize } = this;
    const { error, rows, updatedAt } = this.#pages;
    if (!error || rows.length === 0) return nothing;
    const time = updatedAt && localize.current.instant(updatedAt.toISOString());
    const updated = time ? localize.term('log.updated', { time }) : '';
    const text = `${localize.term('error.stale')} ${updated}`;
    return renderFailure('stale', text, localize, () => void this.#onRefresh());
  }

  /** The adapter, if the user may read the log. */
  get #readableApi(): ReviewApi | undefined {
    const { workspace, api } = this;
    return workspace && mayManage(workspace, 'activity') ? api : undefined;
  }

  #requireApi(): ReviewApi {
    const api = this.#readableApi;
    if (!api) throw new Error('There is no adapter.');
    return api;
  }

  get #chainState() {
    const { value, error } = this.#chain;
    return { value, error, reload: () => void this.#chain.reload() };
  }

  get #values(): LogFilters {
    const { kind, from, to, sessionId, users } = this;
    return { kind, from, to, sessionId, users };
  }

  get #isNarrowed(): boolean {
    const { kind, from, to, sessionId, users } = this;
    return Boolean(kind || from || to || sessionId) || users.length > 0;
  }

  /** `undefined` until the filters in use have loaded. */
  get #filter(): ActivityFilter | undefined {
    if (!this.#isNarrowed) return {};
    return this.#filterPart.module?.toActivityFilter(this.#values, this.workspace?.timeZone);
  }

  get #selection(): LogSelection | undefined {
    const api = this.#readableApi;
    const filter = this.#filter;
    if (!api) return undefined;
    if (!filter) return this.#lastSelection?.api === api ? this.#lastSelection : undefined;
    return { api, filter };
  }

  /** Keeps the same object as long as it can, because a change of it renders all rows again. */
  get #words(): WordContext {
    const localizer = this.localize.current;
    const groups = this.workspace?.rejection.groups;
    const last = this.#lastWords;
    if (last?.localizer === localizer && last.groups === groups) return last;
    const reasons = new Map(
      groups?.flatMap((group) => group.reasons.map(({ id, label }) => [id, label] as const)),
    );
    return (this.#lastWords = { localizer, groups, reasons });
  }

  get #stage(): VirtualRowsStage | undefined {
    const [scroller, body, probe, header] = ['.scroller', '.body', '.probe', '.head'].map((part) =>
      this.renderRoot.querySelector<HTMLElement>(part),
    );
    return scroller && body && probe && header ? { scroller, body, probe, header } : undefined;
  }

  /** The number of rows, including those that are blank because they have not loaded yet. */
  get #rowCount(): number {
    const { rows, isAnswered, isComplete, moreError } = this.#pages;
    if (!isAnswered && rows.length === 0) return skeletonCount;
    return rows.length + (!isAnswered || isComplete || moreError ? 0 : nextPageSkeletons);
  }

  /** Includes the header; -1 if the number is not known (WAI-ARIA 1.2, aria-rowcount). */
  get #ariaRowCount(): number {
    const { rows, total, isComplete, unseen } = this.#pages;
    if (isComplete) return rows.length + 1;
    return total?.exact ? total.count - (unseen?.count ?? 0) + 1 : -1;
  }

  /** How many entries there are; empty while unknown. */
  get #total(): string {
    const { total } = this.#pages;
    if (!total) return '';
    const key = total.exact ? 'log.total' : 'log.totalAtLeast';
    return this.localize.term(key, { count: total.count });
  }

  /** Nobody sees what is added to a log on a page that is hidden. */
  get #isInView(): boolean {
    return this.checkVisibility({ visibilityProperty: true });
  }

  /** Whether rows may appear and move: nobody reads or points there. */
  get #mayMove(): boolean {
    const body = this.#stage?.body;
    return (
      this.#rows.isAtTop && !this.#entryWindow?.isOpen && !body?.matches(':hover, :focus-within')
    );
  }

  #describeUnseen({ count, exact }: SessionCount): string {
    return this.localize.term(exact ? 'log.new' : 'log.newAtLeast', { count });
  }

  #ask(change: Partial<LogFilters>): void {
    Object.assign(this, change);
    this.#isAsked = true;
    const { kind, from, to, sessionId } = this;
    this.emit('kv-activity-filter-change', { kind, from, to, sessionId });
  }

  #onSelect(): void {
    this.#rows.reset();
    this.#navigation.reset();
    if (this.#isAsked) void this.#say(this.#total);
    this.#isAsked = false;
  }

  /** Screen readers announce a text only if it is another one than before. */
  async #say(text: string): Promise<void> {
    await Promise.resolve();
    this.announcement = '';
    await this.updateComplete;
    this.announcement = text;
  }

  #onRange(first: number, last: number): void {
    this.#range = { first, last };
    this.#pages.need(last);
    const { body } = this.#stage ?? {};
    const { activeIndex } = this.#navigation;
    // The tab stop stays in view, so that the log does not jump when it is tabbed into.
    if (body && !body.matches(':focus-within') && !this.#rows.elementAt(activeIndex)) {
      this.#navigation.setActive(first);
    }
  }

  #onActivate(index: number, action: string | undefined): void {
    const row = this.#pages.rows.at(index);
    if (!row) return;
    if (action === 'session' && row.sessionId !== null) this.#openSession(row.sessionId);
    else this.#openEntry(row);
  }

  #openEntry(row: LogRow): void {
    this.#windowPart.use((module) => {
      this.#entryWindow ??= new module.EntryWindow(this, {
        localize: this.localize,
        words: () => this.#words,
        onOpenSession: (sessionId) => this.#openSession(sessionId),
      });
      this.#entryWindow.open(row);
    });
  }

  #openSession(sessionId: string): void {
    this.emit('kv-session-open', { sessionId });
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    const grid = { navigation: this.#navigation, rows: this.#rows, count: () => this.#rowCount };
    pressKey(event, target, grid);
  };

  readonly #onPanel = ({ target }: Event): void => {
    if (target instanceof HTMLElement && target.id === 'filters') this.#filterPanel?.want();
  };

  readonly #focusFilters = (): void => {
    this.renderRoot.querySelector<HTMLElement>('[popovertarget="filters"]')?.focus();
  };

  readonly #clearFilters = (): void => {
    const { module } = this.#filterPart;
    if (module) this.#ask(module.noFilters);
    this.#focusFilters();
  };

  readonly #onRefresh = async (): Promise<void> => {
    await this.refresh();
    if (!this.#pages.error) await this.#say(this.#total);
  };

  readonly #onShowUnseen = async (): Promise<void> => {
    await this.#pages.showUnseen();
    await this.updateComplete;
    this.#rows.reset();
    this.#navigation.setActive(0);
    this.#navigation.focus(0);
  };

  readonly #onExport = (): void => {
    const selection = this.#lastSelection;
    if (!selection) return;
    const { api, filter } = selection;
    void this.#export.start({
      api,
      fileName: `activity-${dayOf(new Date(), this.workspace?.timeZone)}.csv`,
      readFile: (signal) => api.exportActivity(filter, { signal }),
    });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-activity-log': KvActivityLog;
  }
}
