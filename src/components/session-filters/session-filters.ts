import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, queryAll } from 'lit/decorators.js';

import type { FilterValues } from '../../context/events.js';
import { PartController } from '../../controllers/part.js';
import { isolate } from '../../i18n/bidi.js';
import { queriesOf, type FilterName } from '../../model/queries.js';
import { absentWhenEmpty, wordsOf } from '../../ui/choice.js';
import { icon } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderPanelButton, renderPartFailure } from '../../ui/part.js';
import type { FilterChoice, FilterPanel } from './filter-panel.js';
import {
  checkFilters,
  choices,
  firstDay,
  labelOf,
  lastDay,
  noFilters,
  viewersTimeZone,
  type WordFilter,
} from './filters.js';
import { styles } from './session-filters.styles.js';

/** One filter in use, as it is shown under the button. */
interface Chip {
  readonly text: string;
  /** What is chosen without it. */
  readonly rest: Partial<FilterValues>;
}

/**
 * Narrows a list of sessions by type of document, final status, possible spoof and days. Which
 * filters are in use is always in view, and each of them can be removed there. A rate is low below
 * the level that the company accepts; days begin and end in the viewer's time zone.
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

  /** `passport`, `id-card`, or both, with a space between. */
  @property({ attribute: 'document-type', reflect: true, converter: absentWhenEmpty })
  documentType = '';

  /** Some of `success`, `failed`, `pending` and `awaiting`. */
  @property({ reflect: true, converter: absentWhenEmpty }) status = '';

  /** Some of `digital-spoof`, `not-full-id` and `low-far`. */
  @property({ reflect: true, converter: absentWhenEmpty }) spoof = '';

  /** The first day, `YYYY-MM-DD`. */
  @property({ reflect: true, converter: absentWhenEmpty }) from = '';

  /** The last day, `YYYY-MM-DD`; it counts as a whole. */
  @property({ reflect: true, converter: absentWhenEmpty }) to = '';

  /** Leaves out the final status, where the list is of one only. */
  @property({ type: Boolean, reflect: true, attribute: 'no-status' }) noStatus = false;

  @query('.panel-button') private readonly button?: HTMLElement | null;
  @queryAll('.chip') private readonly chips!: NodeListOf<HTMLElement>;

  #panel: FilterPanel | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    Object.assign(this, checkFilters(this.localName, this.#values));
    if (changed.has('from') || changed.has('to')) this.#panel?.reset();
  }

  /** Moves the focus to the button. */
  override focus(options?: FocusOptions): void {
    this.button?.focus(options);
  }

  protected override render() {
    const { connection, localize } = this;
    if (this.#choices.length === 0 && !this.#hasDays) return nothing;
    const chips = this.#chipsInUse;
    const count = chips.length;
    const acceptanceLevel =
      connection.status === 'connected' ? connection.workspace.acceptanceLevel : undefined;
    return html`${renderPanelButton({
      panel: 'filters',
      part: this.#panelPart,
      content: html`${icon('filter')}${localize.term('filters.title')}${
        count > 0
          ? html`<span class="count" aria-hidden="true">${localize.current.number(count)}</span
              ><span class="visually-hidden">${localize.term('filters.active', { count })}</span>`
          : nothing
      }`,
    })}${this.#loadedPanel?.render({
      ...{ choices: this.#choices, hasDays: this.#hasDays, count, acceptanceLevel },
    })}
    ${renderPartFailure(this.#panelPart, localize)}
    ${count > 0 ? this.#renderChips(chips) : nothing}`;
  }

  #renderChips(chips: readonly Chip[]): TemplateResult {
    const { localize } = this;
    return html`<ul class="chips" aria-label=${localize.term('filters.inUse')}>
      ${chips.map(
        ({ text, rest }, index) =>
          html`<li>
            <button
              class="chip"
              part="chip"
              type="button"
              aria-label=${localize.term('filters.remove', { filter: text })}
              @click=${() => this.#remove(rest, index)}
            >
              <bdi>${text}</bdi>${icon('close')}
            </button>
          </li>`,
      )}
      <li>
        <button class="button quiet" type="button" @click=${this.#clear}>
          ${localize.term('filters.clear')}
        </button>
      </li>
    </ul>`;
  }

  get #values(): FilterValues {
    const { documentType, status, spoof, from, to } = this;
    return { documentType, status, spoof, from, to };
  }

  /** What the adapter can filter by. */
  get #filters(): readonly FilterName[] {
    return queriesOf(this.workspace).filters;
  }

  get #hasDays(): boolean {
    return this.#filters.includes('created');
  }

  get #choices(): FilterChoice[] {
    return choices
      .filter(({ name }) => this.#filters.includes(name) && !(name === 'status' && this.noStatus))
      .flatMap(({ filter, words }) => {
        const chosen = wordsOf(this[filter]);
        return words.map((word) => ({
          ...{ filter, word, label: this.localize.term(labelOf(filter, word)) },
          isChosen: chosen.includes(word),
        }));
      });
  }

  get #chipsInUse(): Chip[] {
    const { localize, from, to } = this;
    const chips = this.#choices
      .filter(({ isChosen }) => isChosen)
      .map(({ filter, word, label }) => ({ text: label, rest: this.#without(filter, word) }));
    const [first, last] = [from, to].map((day) => isolate(localize.current.day(day)));
    const days = { from: first ?? '', to: last ?? '' };
    const text =
      from && to
        ? from === to
          ? days.from
          : localize.term('filters.between', days)
        : from
          ? localize.term('filters.since', days)
          : localize.term('filters.until', days);
    return this.#hasDays && (from || to) ? [...chips, { text, rest: { from: '', to: '' } }] : chips;
  }

  get #loadedPanel(): FilterPanel | undefined {
    const { module } = this.#panelPart;
    this.#panel ??=
      module &&
      new module.FilterPanel(this, {
        localize: this.localize,
        values: () => this.#values,
        range: { first: firstDay, last: lastDay },
        timeZone: viewersTimeZone(),
        onToggle: (filter, word, isChosen) => this.#toggle(filter, word, isChosen),
        onDays: (days) => this.#choose(days),
        onClear: this.#clear,
      });
    return this.#panel;
  }

  #without(filter: WordFilter, word: string): Partial<FilterValues> {
    const others = wordsOf(this[filter]).filter((other) => other !== word);
    return { [filter]: others.join(' ') };
  }

  #toggle(filter: WordFilter, word: string, isChosen: boolean): void {
    this.#choose(isChosen ? { [filter]: `${this[filter]} ${word}` } : this.#without(filter, word));
  }

  #choose(change: Partial<FilterValues>): void {
    Object.assign(this, checkFilters(this.localName, { ...this.#values, ...change }));
    this.emit('kv-filter-change', this.#values, { bubbles: false, composed: false });
  }

  /** The focus goes to the filter that takes the place, or to the button. */
  async #remove(rest: Partial<FilterValues>, index: number): Promise<void> {
    this.#choose(rest);
    await this.updateComplete;
    (this.chips[Math.min(index, this.chips.length - 1)] ?? this.button)?.focus();
  }

  readonly #clear = (): void => {
    if (this.#chipsInUse.length === 0) return;
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
