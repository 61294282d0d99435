import { html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';

import type { FilterValues } from '../../context/events.js';
import { PartController } from '../../controllers/part.js';
import { isolate } from '../../i18n/bidi.js';
import { queriesOf, type FilterName } from '../../model/queries.js';
import { absentWhenEmpty, wordsOf } from '../../ui/choice.js';
import { icon } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderPanelButton, renderPartFailure } from '../../ui/part.js';
import type { FilterPanel } from './filter-panel.js';
import {
  checkFilters,
  firstDay,
  lastDay,
  noFilters,
  viewersTimeZone,
  wordFilters,
} from './filters.js';
import { styles } from './session-filters.styles.js';

/**
 * Filters a list of sessions by document type, final status, possible spoof and days. The filters in
 * use are always in view, and each can be removed there. A match level is low if it is below the
 * acceptance level. Days begin and end in the viewer's time zone.
 * @summary The filters of a list of sessions.
 * @tagname kv-session-filters
 * @example
 * ```html
 * <kv-session-filters status="success failed" from="2026-01-01"></kv-session-filters>
 * ```
 * @fires {CustomEvent<{ documentType: string, status: string, spoof: string, from: string, to: string }>} kv-filter-change - The user has chosen other filters. Does not bubble.
 * @csspart chip - A filter in use.
 */
export class KvSessionFilters extends KvElement {
  static override styles = [...KvElement.styles, ...styles];

  readonly #panelPart: PartController<typeof import('./filter-panel.js')> = new PartController(
    this,
    this.localize,
    () => import('./filter-panel.js'),
  );

  /** `passport`, `id-card`, or both, separated by a space. */
  @property({ attribute: 'document-type', reflect: true, converter: absentWhenEmpty })
  documentType = '';

  /** Any of `success`, `failed`, `pending` and `awaiting`, separated by spaces. */
  @property({ reflect: true, converter: absentWhenEmpty }) status = '';

  /** Any of `digital-spoof`, `not-full-id` and `low-far`, separated by spaces. */
  @property({ reflect: true, converter: absentWhenEmpty }) spoof = '';

  /** The first day, `YYYY-MM-DD`. */
  @property({ reflect: true, converter: absentWhenEmpty }) from = '';

  /** The last day, `YYYY-MM-DD`, included as a whole. */
  @property({ reflect: true, converter: absentWhenEmpty }) to = '';

  /** Hides the filter by final status, for a list of a single status. */
  @property({ type: Boolean, reflect: true, attribute: 'no-status' }) noStatus = false;

  #panel: FilterPanel | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    Object.assign(this, checkFilters(this.localName, this.#values));
    if (changed.has('from') || changed.has('to')) this.#panel?.reset();
    const { module, isAwaited, hasFailed } = this.#panelPart;
    const isWanted = this.#count > 0 && !module && !isAwaited && !hasFailed;
    // The part shows the filters in use.
    if (isWanted) this.#panelPart.use(() => undefined);
  }

  /** Moves the focus to the button. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.panel-button')?.focus(options);
  }

  protected override render() {
    const { localize } = this;
    const count = this.#count;
    const panel = this.#loadedPanel;
    if (this.#wordFilters.length === 0 && !this.#hasDays) return nothing;
    return html`${renderPanelButton({
      panel: 'filters',
      part: this.#panelPart,
      content: html`${icon('filter')}${localize.term('filters.title')}${
        count > 0
          ? html`<span class="count" aria-hidden="true">${localize.current.number(count)}</span
              ><span class="visually-hidden">${localize.term('filters.active', { count })}</span>`
          : nothing
      }`,
    })}${panel?.renderPanel()}
    ${renderPartFailure(this.#panelPart, localize)} ${panel?.renderChips()}`;
  }

  get #values(): FilterValues {
    const { documentType, status, spoof, from, to } = this;
    return { documentType, status, spoof, from, to };
  }

  /** The filters that the adapter declares. */
  get #filters(): readonly FilterName[] {
    return queriesOf(this.workspace).filters;
  }

  get #hasDays(): boolean {
    return this.#filters.includes('created');
  }

  get #wordFilters() {
    return wordFilters.filter(
      ({ name }) => this.#filters.includes(name) && !(name === 'status' && this.noStatus),
    );
  }

  /** How many filters are in use; both days are one. */
  get #count(): number {
    const words = this.#wordFilters.map(({ filter }) => this[filter]);
    const days = this.#hasDays ? this.from || this.to : '';
    return wordsOf([...words, days].join(' ')).length;
  }

  get #loadedPanel(): FilterPanel | undefined {
    const { module } = this.#panelPart;
    this.#panel ??=
      module &&
      new module.FilterPanel(this, {
        localize: this.localize,
        values: () => this.#values,
        wordFilters: () => this.#wordFilters,
        hasDays: () => this.#hasDays,
        range: { first: firstDay, last: lastDay },
        timeZone: viewersTimeZone(),
        acceptanceLevel: () => this.workspace?.acceptanceLevel,
        describeDay: (day) => isolate(this.localize.current.day(day)),
        removeIcon: icon('close'),
        onChange: (change) => this.#choose(change),
        onClear: this.#clear,
      });
    return this.#panel;
  }

  #choose(change: Partial<FilterValues>): void {
    Object.assign(this, checkFilters(this.localName, { ...this.#values, ...change }));
    this.emit('kv-filter-change', this.#values, { bubbles: false, composed: false });
  }

  readonly #clear = (): void => {
    if (this.#count === 0) return;
    this.#choose(noFilters);
    this.#panel?.reset();
    const isInPanel = this.renderRoot.querySelector('.panel:popover-open');
    if (!isInPanel) this.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-session-filters': KvSessionFilters;
  }
}
