import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { LiveReport } from '../../context/live-sessions.js';
import { LoadController } from '../../controllers/load.js';
import { PollController } from '../../controllers/poll.js';
import { SubscriptionController } from '../../controllers/subscription.js';
import { isolate } from '../../i18n/bidi.js';
import { dashboardTexts } from '../../i18n/en.dashboard.js';
import type { MessageKey } from '../../i18n/en.js';
import { sharedTexts } from '../../i18n/en.shared.js';
import { zoneTexts } from '../../i18n/en.zone.js';
import { dayOf } from '../../model/calendar-date.js';
import { isMaster } from '../../model/permissions.js';
import { queriesOf, undeclaredPart } from '../../model/queries.js';
import type { SessionFilter } from '../../model/query.js';
import type { Statistics } from '../../model/statistics/answer.js';
import { filterOf, type StatisticsDatum } from '../../model/statistics/filters.js';
import { LookController } from '../../ui/charts/look.js';
import { absentWhenEmpty, choose, warnOnce } from '../../ui/choice.js';
import { dateFormatText, renderDateField } from '../../ui/date-field.js';
import { property, state } from '../../ui/decorators.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent, renderError, renderFailure, renderNotice } from '../../ui/notice.js';
import { toFilterValues } from '../session-filters/filters.js';
import { KvDashboardChart, type BarOpenEvent, type ChartForm } from './chart.js';
import {
  decidersChart,
  documentTypesChart,
  durationsChart,
  nationalitiesChart,
  outcomesChart,
  reasonsChart,
  totalOf,
  zonesChart,
  type DashboardChart,
} from './charts.js';
import { styles } from './dashboard.styles.js';
import { renderFigures } from './figures.js';
import {
  defaultRange,
  problemOf,
  queryOf,
  rangeNames,
  type DashboardRange,
  type Days,
  type DaysProblem,
} from './range.js';

export type { DashboardRange };

const headingLevels = [1, 2, 3, 4, 5, 6];
const defaultPollInterval = 60;

/** The place of a chart in the grid, and how it is shown. */
interface Panel {
  readonly area: string;
  readonly form: ChartForm;
  readonly chart: DashboardChart;
  readonly name: MessageKey;
  readonly meaning: string;
  readonly empty: MessageKey;
}

/**
 * Shows how the verifications of a company went: how many there were, how many succeeded, how long users
 * needed for a decision, and what waits for one now. Below are charts of the outcomes, the reasons for
 * rejection, the errors in machine-readable zones, the documents and the nationalities.
 *
 * All numbers but the queue are about the sessions that began in the chosen range, compared with the range
 * before. Days are those of the company's time zone. The numbers follow every change within a moment.
 *
 * Each chart is also a table and a CSV file. The bars of outcomes and document types lead to their sessions:
 * the element sends `kv-sessions-open`, whose detail has the filters of a list by the names of its properties.
 * `<kv-review-console>` shows that list.
 * @summary Statistics of the verifications, for master users.
 * @tagname kv-dashboard
 * @example
 * ```html
 * <kv-dashboard range="90-days"></kv-dashboard>
 * <kv-session-list></kv-session-list>
 * <script type="module">
 *   const list = document.querySelector('kv-session-list');
 *   document.querySelector('kv-dashboard').addEventListener('kv-sessions-open', ({ detail }) => {
 *     Object.assign(list, detail);
 *   });
 * </script>
 * ```
 * @fires kv-sessions-open - Cancelable: the user asks for the sessions that a number counts. Each value has the form of the attribute of a list.
 * @fires kv-range-change - The user has chosen another range. A host may store it.
 * @fires kv-error - The statistics could not be loaded.
 * @csspart figure - A number at the top.
 * @csspart chart - A chart.
 * @csspart notice - Shown instead of the numbers: an error, or that there are none.
 */
export class KvDashboard extends KvElement {
  static override readonly texts = { ...dashboardTexts, ...sharedTexts, ...zoneTexts };
  static override styles = [...KvElement.styles, ...styles];
  static override readonly dependencies = { 'kv-dashboard-chart': KvDashboardChart };

  readonly #load = new LoadController<ReviewApi, Statistics>(this, {
    key: () => (this.api && this.#isAllowed ? [this.api] : undefined),
    load: (signal) => this.#request(signal),
    onLoad: (statistics, previous) => this.#onLoad(statistics, previous),
    onError: (error) => this.#onError(error),
  });
  readonly #poll = new PollController(
    this,
    () => (this.live?.isLive && !this.#load.error ? 0 : this.pollInterval),
    () => this.refresh(),
  );
  readonly #look = new LookController(this);

  /** The days that are shown: `7-days`, `30-days`, `90-days`, `12-months`, or `custom` with `from` and `to`. */
  @property({ reflect: true, useDefault: true }) range: DashboardRange = '30-days';

  /** The first day of the range `custom`, `YYYY-MM-DD` in the company's time zone. */
  @property({ reflect: true, converter: absentWhenEmpty }) from = '';

  /** The last day of the range `custom`. */
  @property({ reflect: true, converter: absentWhenEmpty }) to = '';

  /** The level of the heading, 1 to 6. Charts have the next one. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 2;

  /**
   * Seconds between two requests while the page is in view; 0 disables them. Not used if the backend
   * reports changes itself.
   */
  @property({ attribute: 'poll-interval', type: Number }) pollInterval = defaultPollInterval;

  /** Whether the fields for other dates are shown. */
  @state() private isChoosing = false;
  /** What stands in these fields, wrong or right. */
  @state() private entered: Days = { from: '', to: '' };
  @state() private problem: DaysProblem | undefined;
  /** Another range was chosen, and the numbers are still those of the one before. */
  @state() private isWaiting = false;
  @state() private announcement = '';

  #loadedAt = '';
  /** The user has chosen the range, so it is announced when it has loaded. */
  #isChosen = false;

  constructor() {
    super();
    new SubscriptionController(
      this,
      () => this.sessionChanges,
      () => void this.#load.update(),
    );
    new SubscriptionController(
      this,
      () => this.live,
      (report) => this.#onReport(report),
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const tag = this.localName;
    choose(this, 'range', defaultRange, rangeNames);
    choose(this, 'headingLevel', 2, headingLevels);
    choose(this, 'pollInterval', defaultPollInterval);
    if (this.range === 'custom' && problemOf(this)) {
      warnOnce(
        `<${tag}>: range="custom" needs from and to as in 2026-01-31; "${defaultRange}" is used.`,
      );
    }
    const isCustom = this.range === 'custom';
    const isOther =
      changed.has('range') || (isCustom && (changed.has('from') || changed.has('to')));
    if (isOther && isCustom) this.entered = { from: this.from, to: this.to };
    if (!this.hasUpdated) return;
    if (changed.has('pollInterval')) this.#poll.restart();
    if (!isOther) return;
    this.isWaiting = this.#load.value !== undefined;
    void this.#load.reload();
  }

  /** Loads the numbers again. */
  async refresh(): Promise<void> {
    await this.#load.reload();
  }

  protected override render(): unknown {
    return html`${this.#look.render()}
      <div class="dashboard">${this.#renderState()}</div>
      <div class="visually-hidden" role="status">${this.announcement}</div>`;
  }

  #renderState(): unknown {
    const { connection, localize, workspace } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    if (workspace && !this.#isAllowed) {
      const isLacking = !workspace.capabilities.includes('statistics');
      return renderNotice({
        icon: isLacking ? 'info' : 'lock',
        title: localize.term(isLacking ? 'dashboard.unsupported' : 'dashboard.forbidden'),
        hint: localize.term(isLacking ? 'error.unsupportedHint' : 'error.forbiddenHint'),
      });
    }
    const { value, error } = this.#load;
    return html`${this.#renderHead(value)}
    ${
      value
        ? this.#renderStatistics(value)
        : error
          ? renderError(error, localize, this.#retry)
          : this.#renderSkeleton()
    }`;
  }

  #renderHead(statistics: Statistics | undefined): TemplateResult {
    const { localize } = this;
    const dates = statistics ? this.#datesText(statistics.range) : undefined;
    return html`<div class="head">
      <div class="titles">
        <div class="title" id="title" role="heading" aria-level=${this.headingLevel}>
          ${localize.term('dashboard.title')}
        </div>
        <p class="dates">${dates ?? '\u00a0'}</p>
      </div>
      ${this.#renderRanges()}
    </div>`;
  }

  #renderRanges(): TemplateResult {
    const { localize } = this;
    const chosen = this.isChoosing ? 'custom' : this.#shownRange;
    return html`<div class="choice">
      <fieldset class="ranges">
        <legend class="visually-hidden">${localize.term('dashboard.range')}</legend>
        ${rangeNames.map(
          (name) =>
            html`<label class="range">
              <input
                type="radio"
                name="range"
                .checked=${live(name === chosen)}
                @change=${() => this.#onRange(name)}
              />
              <span>${localize.term(`dashboard.range.${name}`)}</span>
            </label>`,
        )}
      </fieldset>
      ${chosen === 'custom' ? this.#renderDays() : nothing}
    </div>`;
  }

  #renderDays(): TemplateResult {
    const { localize, problem } = this;
    return html`<div
      class="days"
      role="group"
      aria-label=${localize.term('dashboard.range.custom')}
    >
      ${(['from', 'to'] as const).map(
        (day) =>
          html`<label class="day">
            ${localize.term(`dashboard.${day}`)}
            ${renderDateField({
              localize,
              value: this.entered[day],
              isInvalid: problem !== undefined,
              describedBy: problem ? 'format problem' : 'format',
              onInput: (value) => this.#onDayInput({ ...this.entered, [day]: value }),
              onChange: this.#onDayChange,
            })}
          </label>`,
      )}
      <p class="hint" id="format">${dateFormatText(localize)}</p>
      <p class="problem" id="problem" role="alert" ?hidden=${!problem}>
        ${problem ? localize.term(`dashboard.${problem}`) : nothing}
      </p>
    </div>`;
  }

  #renderStatistics(statistics: Statistics): TemplateResult {
    const { localize } = this;
    const { before, timeZone, queue } = statistics;
    const isEmpty = totalOf(statistics.range) === 0 && queue.count === 0;
    return html`${this.#renderStale()}
      <div class=${this.isWaiting ? 'content waiting' : 'content'} aria-busy=${this.isWaiting}>
        ${renderFigures(statistics, {
          localize,
          canOpen: (datum) => this.#filterOf(datum) !== undefined,
          open: (datum) => this.#open(datum),
        })}
        ${
          isEmpty
            ? renderNotice({
                icon: 'inbox',
                title: localize.term('dashboard.empty'),
                hint: localize.term('dashboard.emptyHint'),
                isSilent: true,
              })
            : html`<div class="charts">
                ${this.#panels(statistics).map((panel) => this.#renderPanel(panel, statistics))}
              </div>`
        }
        ${
          before
            ? html`<p class="hint">
                ${localize.term('dashboard.compared', {
                  dates: this.#datesText(before),
                  zone: timeZone,
                })}
              </p>`
            : nothing
        }
      </div>`;
  }

  #renderStale(): TemplateResult | typeof nothing {
    const { error } = this.#load;
    if (!error) return nothing;
    const text = navigator.onLine ? 'dashboard.stale' : 'dashboard.staleOffline';
    const time = isolate(this.localize.current.instant(this.#loadedAt));
    return renderFailure('stale', this.localize.term(text, { time }), this.localize, this.#retry);
  }

  #panels(statistics: Statistics): readonly Panel[] {
    const { localize, workspace } = this;
    const { range, queue } = statistics;
    const { zones } = range;
    const localizer = localize.current;
    return [
      {
        area: 'outcomes',
        form: 'columns',
        chart: outcomesChart(statistics, localizer),
        name: 'dashboard.outcomes',
        meaning: localize.term('dashboard.outcomesMeaning'),
        empty: 'dashboard.outcomesNone',
      },
      {
        area: 'queue',
        form: 'list',
        chart: durationsChart(queue.ages, localizer),
        name: 'dashboard.queueAges',
        meaning: localize.term('dashboard.queueAgesMeaning'),
        empty: 'dashboard.queueEmpty',
      },
      {
        area: 'times',
        form: 'list',
        chart: durationsChart(range.decisionTimes, localizer),
        name: 'dashboard.decisionTimes',
        meaning: localize.term('dashboard.decisionTimesMeaning'),
        empty: 'dashboard.decisionTimesNone',
      },
      {
        area: 'deciders',
        form: 'columns',
        chart: decidersChart(statistics, localizer),
        name: 'dashboard.deciders',
        meaning: localize.term('dashboard.decidersMeaning'),
        empty: 'dashboard.decidersNone',
      },
      {
        area: 'reasons',
        form: 'list',
        chart: reasonsChart(range, workspace?.rejection.groups ?? [], localizer),
        name: 'dashboard.reasons',
        meaning: localize.term('dashboard.reasonsMeaning'),
        empty: 'dashboard.reasonsNone',
      },
      {
        area: 'zones',
        form: 'list',
        chart: zonesChart(range, localizer),
        name: 'dashboard.zones',
        meaning:
          zones.read > 0
            ? localize.term('dashboard.zonesMeaning', {
                percent: localizer.number(zones.withErrors / zones.read, {
                  style: 'percent',
                  maximumFractionDigits: 1,
                }),
                errors: zones.withErrors,
                read: zones.read,
              })
            : '',
        empty: 'dashboard.zonesNone',
      },
      {
        area: 'documents',
        form: 'list',
        chart: documentTypesChart(range, localizer),
        name: 'dashboard.documentTypes',
        meaning: localize.term('dashboard.documentTypesMeaning'),
        empty: 'dashboard.outcomesNone',
      },
      {
        area: 'nationalities',
        form: 'list',
        chart: nationalitiesChart(range, localizer),
        name: 'dashboard.nationalities',
        meaning: localize.term('dashboard.nationalitiesMeaning'),
        empty: 'dashboard.outcomesNone',
      },
    ];
  }

  #renderPanel({ area, form, chart, name, meaning, empty }: Panel, { range }: Statistics) {
    const { localize } = this;
    const { data, datumOf } = chart;
    return html`<kv-dashboard-chart
      class=${area}
      part="chart"
      .name=${localize.term(name)}
      .meaning=${meaning}
      .emptyText=${localize.term(empty)}
      .headingLevel=${Math.min(this.headingLevel + 1, 6)}
      .form=${form}
      .data=${data}
      .look=${this.#look.look}
      .fileName=${`${area}-${range.from}-${range.to}`}
      .canOpen=${(bar: BarOpenEvent['bar']) => this.#filterOf(datumOf?.(bar)) !== undefined}
      @bar-open=${({ bar }: BarOpenEvent) => this.#open(datumOf?.(bar))}
    ></kv-dashboard-chart>`;
  }

  /** As high as the numbers, so that nothing moves when they are here. */
  #renderSkeleton(): TemplateResult {
    const areas = [
      'outcomes',
      'queue',
      'times',
      'deciders',
      'reasons',
      'zones',
      'documents',
      'nationalities',
    ];
    return html`<div class="content" aria-busy="true">
      <div class="figures" aria-hidden="true">
        ${[1, 2, 3, 4].map(() => html`<div class="figure skeleton"></div>`)}
      </div>
      <div class="charts" aria-hidden="true">
        ${areas.map((area) => html`<div class="skeleton chart ${area}"></div>`)}
      </div>
      <p class="visually-hidden" role="status">${this.localize.term('loading')}</p>
    </div>`;
  }

  /** The chosen range, unless its days are wrong. */
  get #shownRange(): DashboardRange {
    return this.range === 'custom' && problemOf(this) ? defaultRange : this.range;
  }

  get #isAllowed(): boolean {
    const { workspace } = this;
    return (
      workspace !== undefined &&
      isMaster(workspace.actor.role) &&
      workspace.capabilities.includes('statistics')
    );
  }

  /** The filter of a list that shows what is counted, if the adapter has it. */
  #filterOf(datum: StatisticsDatum | undefined): SessionFilter | undefined {
    const filter = datum && filterOf(datum);
    if (!filter || undeclaredPart(filter, queriesOf(this.workspace)) !== undefined)
      return undefined;
    return filter;
  }

  #open(datum: StatisticsDatum | undefined): void {
    const filter = this.#filterOf(datum);
    if (!datum || !filter) return;
    const view = datum.of === 'queue' ? 'awaiting' : 'all';
    const values = toFilterValues(view === 'awaiting' ? {} : filter);
    this.emit('kv-sessions-open', { view, ...values }, { cancelable: true });
  }

  async #request(signal: AbortSignal): Promise<Statistics> {
    const { api, workspace, from, to } = this;
    if (!api) throw new ReviewError('aborted', 'The element is no longer connected to an adapter.');
    const today = dayOf(new Date(), workspace?.timeZone);
    return api.getStatistics(queryOf(this.#shownRange, { from, to }, today), { signal });
  }

  /** `show` keeps the parts of a date together where the text around it has another direction. */
  #datesText(days: Days, show: (day: string) => string = isolate): string {
    const { current } = this.localize;
    const [from, to] = [show(current.day(days.from)), show(current.day(days.to))];
    return from === to ? from : current.term('dashboard.dates', { from, to });
  }

  #onLoad(statistics: Statistics, previous: Statistics | undefined): void {
    this.#loadedAt = new Date().toISOString();
    this.isWaiting = false;
    if (!this.#isChosen || !previous) return;
    this.#isChosen = false;
    this.announcement = this.localize.term('dashboard.loaded', {
      dates: this.#datesText(statistics.range, (day) => day),
      count: totalOf(statistics.range),
    });
  }

  #onError(error: ReviewError): void {
    this.isWaiting = false;
    this.#poll.restart();
    this.reportError(error);
  }

  #onReport({ isLive, sessionIds }: LiveReport): void {
    this.#poll.restart();
    if (isLive && sessionIds.length > 0) void this.#load.update();
  }

  #choose(range: DashboardRange, { from, to }: Days): void {
    Object.assign(this, { range, from, to });
    this.#isChosen = true;
    this.emit('kv-range-change', { range, from, to });
  }

  /** A range takes effect as soon as it is complete. */
  #onDayInput(days: Days): void {
    this.entered = days;
    const problem = problemOf(days);
    // A date that is still being typed.
    if (problem === 'incomplete') return;
    this.problem = problem;
    if (problem) return;
    const isShown = this.range === 'custom' && days.from === this.from && days.to === this.to;
    if (!isShown) this.#choose('custom', days);
  }

  readonly #onRange = (name: DashboardRange): void => {
    this.isChoosing = name === 'custom';
    this.problem = undefined;
    if (name !== 'custom') {
      this.#choose(name, { from: '', to: '' });
      return;
    }
    // The user changes the days that are shown.
    const { from, to } = this.#load.value?.range ?? this;
    this.entered = { from, to };
  };

  readonly #onDayChange = (): void => {
    this.problem = problemOf(this.entered);
  };

  readonly #retry = (): void => void this.#load.reload();
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-dashboard': KvDashboard;
  }
}
