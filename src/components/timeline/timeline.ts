import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { ReviewApi } from '../../api/review-api.js';
import { PollController } from '../../controllers/poll.js';
import { SubscriptionController } from '../../controllers/subscription.js';
import { timelineTexts } from '../../i18n/en.timeline.js';
import { dayOf, knownTimeZone, viewerTimeZone } from '../../model/calendar-date.js';
import type { TimelineEntry, TimelineOrder } from '../../model/timeline.js';
import { choose } from '../../ui/choice.js';
import { property, query, state } from '../../ui/decorators.js';
import { icon } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent, renderError, renderFailure, renderNotice } from '../../ui/notice.js';
import { renderEntry } from './timeline-entry.js';
import { TimelinePages } from './timeline-pages.js';
import { styles } from './timeline.styles.js';

const orders = ['newest', 'oldest'] as const satisfies readonly TimelineOrder[];

const defaultRefreshInterval = 20;

/** The entries of one day of the viewer. */
interface Day {
  readonly date: string;
  readonly entries: TimelineEntry[];
}

/** Groups entries that are in the order of time. */
function groupByDay(items: readonly TimelineEntry[]): Day[] {
  const timeZone = knownTimeZone(viewerTimeZone());
  const days: Day[] = [];
  for (const entry of items) {
    const date = dayOf(Date.parse(entry.at), timeZone);
    const last = days.at(-1);
    if (last?.date === date) last.entries.push(entry);
    else days.push({ date, entries: [entry] });
  }
  return days;
}

/**
 * Shows what happened to a session: its attempts, the automatic result with its conditions, claims, edits,
 * notes, screenings, the decision, and the files that were made of it. Each entry says who did what, and
 * when. Entries are grouped by day, and the user chooses whether the newest or the oldest come first. It
 * stays up to date while it is shown.
 *
 * Who opened the session is not part of it. Only the activity log has that, for master users.
 * @summary What happened to a session, and who did it.
 * @tagname kv-timeline
 * @example
 * ```html
 * <kv-timeline session-id="s-42" order="oldest"></kv-timeline>
 * ```
 * @fires kv-error - A request failed.
 * @csspart toolbar - The choice of the order, and the refresh button.
 * @csspart day - The date above the entries of a day.
 * @csspart entry - One entry.
 * @csspart notice - Shown instead of entries: nothing is selected, or an error.
 */
export class KvTimeline extends KvElement {
  static override readonly texts = timelineTexts;
  static override styles = [...KvElement.styles, ...styles];

  readonly #pages = new TimelinePages(this, {
    api: () => this.#readableApi,
    sessionId: () => this.sessionId,
    order: () => this.order,
    onError: this.reportError,
    onMore: (count) => void this.#showMore(count),
  });
  readonly #poll = new PollController(
    this,
    () => (this.live?.isLive ? 0 : this.refreshInterval),
    () => this.#pages.update(),
  );

  /** The id of the session. Without one, the element says that nothing is selected. */
  @property({ attribute: 'session-id' }) sessionId = '';

  /** Which entries come first: `newest` or `oldest`. The user can change it. */
  @property() order: TimelineOrder = 'newest';

  /**
   * Seconds between two checks for new entries; 0 disables them. Not used if the backend reports changes
   * itself.
   */
  @property({ attribute: 'refresh-interval', type: Number }) refreshInterval =
    defaultRefreshInterval;

  /** Screen readers announce it when it changes. */
  @state() private announcement = '';

  @query('.more') private moreButton?: HTMLElement | null;

  #shown = '';

  constructor() {
    super();
    new SubscriptionController(
      this,
      () => this.sessionChanges,
      ({ id }) => {
        if (id === this.sessionId) this.#pages.update();
      },
    );
    new SubscriptionController(
      this,
      () => this.live,
      ({ sessionIds }) => {
        this.#poll.restart();
        if (sessionIds === 'many' || sessionIds.includes(this.sessionId)) this.#pages.update();
      },
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    choose(this, 'order', 'newest', orders);
    choose(this, 'refreshInterval', defaultRefreshInterval);
    if (changed.has('refreshInterval') && this.hasUpdated) this.#poll.restart();
    const shown = JSON.stringify([this.sessionId, this.order]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#pages.restart();
    this.announcement = '';
  }

  /** Reloads the timeline. The element shows the previous entries until the answer arrives. */
  async refresh(): Promise<void> {
    await this.#pages.reload();
  }

  protected override render(): unknown {
    const { connection, localize, workspace } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    if (!this.sessionId) {
      return renderNotice({ icon: 'clock', title: localize.term('details.choose') });
    }
    if (workspace && !this.#readableApi) {
      return renderNotice({
        icon: 'info',
        title: localize.term('timeline.unsupported'),
        hint: localize.term('error.unsupportedHint'),
      });
    }
    return html`${this.#renderContent()}
      <p class="visually-hidden" role="status">${this.announcement}</p>`;
  }

  get #readableApi(): ReviewApi | undefined {
    return this.workspace?.capabilities.includes('timeline') ? this.api : undefined;
  }

  #renderContent(): TemplateResult {
    const { localize } = this;
    const { items, error } = this.#pages;
    if (items) return this.#renderItems(items);
    if (!error) return this.#renderSkeleton();
    if (error.code === 'not-found') {
      return renderNotice({
        icon: 'search',
        tone: 'danger',
        title: localize.term('details.notFound'),
        hint: localize.term('details.notFoundHint'),
      });
    }
    return renderError(error, localize, this.#refresh);
  }

  #renderSkeleton(): TemplateResult {
    return html`<div class="skeleton" aria-busy="true">
      <p class="visually-hidden" role="status">${this.localize.term('loading')}</p>
      ${[1, 2, 3, 4].map(() => html`<span class="bone"></span>`)}
    </div>`;
  }

  #renderItems(items: readonly TimelineEntry[]): TemplateResult {
    const { localize } = this;
    if (items.length === 0) {
      return html`${this.#renderStale()}${renderNotice({
        icon: 'clock',
        title: localize.term('timeline.empty'),
        action: { label: localize.term('refresh'), run: this.#refresh },
      })}`;
    }
    return html`${this.#renderToolbar()}${this.#renderStale()}
      <div class="days">${groupByDay(items).map((day) => this.#renderDay(day))}</div>
      ${this.#renderMore()}`;
  }

  #renderToolbar(): TemplateResult {
    const { localize, order } = this;
    const { isPending } = this.#pages;
    const refresh = localize.term('refresh');
    return html`<div class="toolbar" part="toolbar">
      <label class="order">
        <span class="visually-hidden">${localize.term('timeline.order')}</span>
        <select class="field" @change=${this.#onOrder}>
          ${orders.map(
            (each) =>
              html`<option value=${each} ?selected=${each === order} .selected=${each === order}>
                ${localize.term(`timeline.order.${each}`)}
              </option>`,
          )}
        </select>
      </label>
      <button
        class="button icon refresh ${isPending ? 'busy' : ''}"
        type="button"
        aria-label=${refresh}
        title=${refresh}
        @click=${this.#refresh}
      >
        ${icon('refresh')}
      </button>
    </div>`;
  }

  #renderStale(): TemplateResult | typeof nothing {
    const { localize } = this;
    return this.#pages.error
      ? renderFailure('stale', localize.term('error.stale'), localize, this.#refresh)
      : nothing;
  }

  #renderDay({ date, entries }: Day): TemplateResult {
    const { localize } = this;
    return html`<div class="day" role="group" aria-labelledby="day-${date}">
      <p class="date" part="day" id="day-${date}">${localize.current.day(date, 'long')}</p>
      <ol class="entries">
        ${entries.map((entry) => renderEntry(entry, localize))}
      </ol>
    </div>`;
  }

  #renderMore(): TemplateResult | typeof nothing {
    const { localize, order } = this;
    const { moreError, hasMore, isLoadingMore } = this.#pages;
    if (moreError) {
      return renderFailure('stale', localize.term('timeline.moreFailed'), localize, this.#onMore);
    }
    if (!hasMore) return nothing;
    const label = order === 'newest' ? 'timeline.older' : 'timeline.newer';
    return html`<button
      class="button more"
      type="button"
      aria-disabled=${isLoadingMore}
      aria-busy=${isLoadingMore}
      @click=${this.#onMore}
    >
      ${localize.term(isLoadingMore ? 'loading' : label)}
    </button>`;
  }

  /** Announces the entries of another page. The first one takes the focus, if the button is gone. */
  async #showMore(count: number): Promise<void> {
    this.announcement = this.localize.term('timeline.more', { count });
    const hadFocus = this.shadowRoot?.activeElement?.matches('.more, .stale .button');
    const first = this.renderRoot.querySelectorAll('.entry').length;
    await this.updateComplete;
    if (!hadFocus) return;
    const target =
      this.moreButton ?? this.renderRoot.querySelectorAll<HTMLElement>('.entry')[first];
    target?.focus();
  }

  readonly #onOrder = (event: Event): void => {
    this.order = (event.target as HTMLSelectElement).value as TimelineOrder;
  };

  readonly #onMore = (): void => void this.#pages.more();

  readonly #refresh = (): void => void this.refresh();
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-timeline': KvTimeline;
  }
}
