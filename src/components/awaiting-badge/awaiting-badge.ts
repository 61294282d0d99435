import { html, nothing, type TemplateResult } from 'lit';

import type { RequestOptions, ReviewApi } from '../../api/review-api.js';
import { ReviewError } from '../../api/errors.js';
import type { LiveReport } from '../../context/live-sessions.js';
import { LoadController } from '../../controllers/load.js';
import { PollController } from '../../controllers/poll.js';
import { SubscriptionController } from '../../controllers/subscription.js';
import { badgeTexts } from '../../i18n/en.badge.js';
import { queriesOf } from '../../model/queries.js';
import type { SessionCount, SessionFilter } from '../../model/query.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { choose, warnOnce } from '../../ui/choice.js';
import { icon } from '../../ui/icon.js';
import { property } from '../../ui/decorators.js';
import { KvElement } from '../../ui/kv-element.js';
import { styles } from './awaiting-badge.styles.js';

const defaultPollInterval = 30;
const awaiting: SessionFilter = { statuses: ['awaiting'] };
const overdue: SessionFilter = { ...awaiting, due: ['overdue'] };

/**
 * Shows how many sessions await action, kept up to date: a small number for the navigation of the
 * host. It takes up no space when there are none, and shows “–” while the number is not known. With the
 * filter `due` of an adapter, a second number shows how many of them are overdue. Screen
 * readers read the numbers with the link or button around them, and do not announce that they have changed.
 * @summary How many sessions await action.
 * @tagname kv-awaiting-badge
 * @example
 * ```html
 * <a href="/awaiting">Awaiting action <kv-awaiting-badge max="99"></kv-awaiting-badge></a>
 * ```
 * @fires kv-awaiting-change - The number was loaded, or has changed.
 * @fires kv-error - The number could not be loaded.
 * @csspart badge - The number.
 * @csspart overdue - How many of them are overdue. It is left out when none is.
 * @cssproperty [--kv-awaiting-badge-background] - The background of the number.
 * @cssproperty [--kv-awaiting-badge-color] - The colour of the number.
 */
export class KvAwaitingBadge extends KvElement {
  static override styles = [...KvElement.styles, detailTokens, styles];
  static override readonly texts = badgeTexts;

  readonly #count = new LoadController<ReviewApi, SessionCount>(this, {
    key: () => (this.api && this.#canCount ? [this.api] : undefined),
    load: (signal) => countBy(this.api, awaiting, { signal }),
    onLoad: (count, previous) => this.#report(count, previous),
    onError: (error) => this.#onError(error),
  });
  /** Time alone makes a session overdue, so this is polled even if the backend reports changes. */
  readonly #overdue = new LoadController<ReviewApi, SessionCount>(this, {
    key: () => (this.api && this.#hasDueDates ? [this.api] : undefined),
    load: (signal) => countBy(this.api, overdue, { signal }),
    // Without it, the badge still has its number.
    onError: () => undefined,
  });
  readonly #overduePoll = new PollController(
    this,
    () => (this.#hasDueDates ? this.pollInterval : 0),
    () => this.#overdue.reload(),
  );
  readonly #poll = new PollController(
    this,
    () => (this.live?.isLive && !this.#count.error ? 0 : this.pollInterval),
    () => this.refresh(),
  );

  /** Larger numbers are shown as `99+` for `max="99"`. */
  @property({ type: Number }) max = Infinity;

  /**
   * Seconds between two counts while the page is in view; 0 disables them. Not used if the backend
   * reports the number itself, except for the sessions that are overdue.
   */
  @property({ type: Number, attribute: 'poll-interval' }) pollInterval = defaultPollInterval;

  constructor() {
    super();
    new SubscriptionController(
      this,
      () => this.sessionChanges,
      () => void this.refresh(),
    );
    new SubscriptionController(
      this,
      () => this.live,
      (report) => this.#onReport(report),
    );
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const tag = this.localName;
    if (!(this.max >= 1)) {
      warnOnce(`<${tag}>: max="${this.max}" must be 1 or more; it is left out.`);
      this.max = Infinity;
    }
    choose(this, 'pollInterval', defaultPollInterval);
    if (changed.has('pollInterval') && this.hasUpdated) {
      this.#poll.restart();
      this.#overduePoll.restart();
    }
  }

  /** Counts again. */
  async refresh(): Promise<void> {
    await Promise.all([this.#count.reload(), this.#overdue.reload()]);
  }

  /** Whether the adapter can count sessions by their status; else there is no badge. */
  get #canCount(): boolean {
    if (!this.workspace) return false;
    const { count, filters } = queriesOf(this.workspace);
    return count && filters.includes('status');
  }

  get #hasDueDates(): boolean {
    return this.#canCount && queriesOf(this.workspace).filters.includes('due');
  }

  // Not a live region: after each decision, the number would be read out on top of its outcome.
  protected override render(): TemplateResult | typeof nothing {
    const { value, error } = this.#count;
    const { localize } = this;
    const isUnknown = (!value && error) || this.connection.status === 'failed';
    if (isUnknown) {
      const text = localize.term('badge.unknown');
      return html`<span class="badge unknown" part="badge" title=${text} aria-hidden="true">–</span
        ><span class="visually-hidden">${text}</span>`;
    }
    if (!value || (value.count === 0 && value.exact)) return nothing;
    const { count, exact } = value;
    const text = localize.term(exact ? 'badge.awaiting' : 'badge.awaitingAtLeast', { count });
    const overdueText = this.#overdueText;
    const spoken = overdueText
      ? localize.term('badge.awaitingOverdue', { awaiting: text, overdue: overdueText })
      : text;
    return html`<span class="badge" part="badge" title=${text} aria-hidden="true"
        >${this.#shorten(value)}</span
      ><span class="visually-hidden">${spoken}</span>${
        overdueText
          ? html` <span class="badge overdue" part="overdue" title=${overdueText} aria-hidden="true"
              >${icon('warning')}${this.#shorten(this.#overdue.value)}</span
            >`
          : nothing
      }`;
  }

  /** A number as it is shown. */
  #shorten({ count, exact }: SessionCount = { count: 0, exact: true }): string {
    const { localize } = this;
    const shown = Math.min(count, this.max);
    const isMore = shown < count || !exact;
    return isMore
      ? localize.term('badge.overflow', { count: shown })
      : localize.current.number(shown);
  }

  /** How many are overdue, in words; `undefined` if none is. */
  get #overdueText(): string | undefined {
    const { count = 0, exact = true } = this.#overdue.value ?? {};
    if (count === 0) return undefined;
    return this.localize.term(exact ? 'badge.overdue' : 'badge.overdueAtLeast', { count });
  }

  #onReport({ isLive, sessionIds, awaiting }: LiveReport): void {
    this.#poll.restart();
    // While none is overdue, time or other due hours make one so: the poll finds it, and a change costs no request.
    const isSomeOverdue = (this.#overdue.value?.count ?? 0) > 0;
    if (isLive && sessionIds.length > 0 && isSomeOverdue) void this.#overdue.update();
    if (awaiting) {
      const previous = this.#count.value;
      this.#count.replace(awaiting);
      this.#report(awaiting, previous);
    } else if (isLive && sessionIds.length > 0) {
      void this.#count.update();
    }
  }

  #onError(error: ReviewError): void {
    this.#poll.restart();
    this.reportError(error);
  }

  #report(count: SessionCount, previous: SessionCount | undefined): void {
    if (previous?.count === count.count && previous.exact === count.exact) return;
    this.emit('kv-awaiting-change', { ...count });
  }
}

/** The list of an adapter that cannot count may still have a total. */
async function countBy(
  api: ReviewApi | undefined,
  filter: SessionFilter,
  options: RequestOptions,
): Promise<SessionCount> {
  if (!api) throw new ReviewError('aborted', 'The element is no longer connected to an adapter.');
  try {
    return await api.countSessions(filter, options);
  } catch (thrown) {
    if (ReviewError.from(thrown).code !== 'unsupported') throw thrown;
    const { total } = await api.listSessions({ ...filter, limit: 1 }, options);
    if (!total) throw thrown;
    return total;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-awaiting-badge': KvAwaitingBadge;
  }
}
