import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, queryAll, state } from 'lit/decorators.js';

import type { FilterValues } from '../../context/events.js';
import type { MessageKey } from '../../i18n/en.js';
import { isolate } from '../../i18n/bidi.js';
import { absentWhenEmpty, wordsOf } from '../../ui/choice.js';
import { icon } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderPanel } from '../../ui/panel.js';
import {
  checkFilters,
  documentTypes,
  finalStatuses,
  firstDay,
  lastDay,
  noFilters,
  spoofKinds,
  viewersTimeZone,
} from './filters.js';
import { styles } from './session-filters.styles.js';

type WordFilter = 'documentType' | 'status' | 'spoof';
type Day = 'from' | 'to';

const choices = [
  { filter: 'documentType', title: 'filters.documentType', words: documentTypes },
  { filter: 'status', title: 'filters.status', words: finalStatuses },
  { filter: 'spoof', title: 'filters.spoof', words: spoofKinds },
] as const;

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

  /** What stands in the date fields, wrong or right. */
  @state() private days: Readonly<Record<Day, string>> = { from: '', to: '' };
  @state() private problem: 'wrongOrder' | 'incomplete' | undefined;

  @query('.panel-button') private readonly button?: HTMLElement | null;
  @queryAll('.chip') private readonly chips!: NodeListOf<HTMLElement>;
  @queryAll('input[type="date"]') private readonly dayFields!: NodeListOf<HTMLInputElement>;

  protected override willUpdate(changed: PropertyValues<this>): void {
    Object.assign(this, checkFilters(this.localName, this.#values));
    if (changed.has('from') || changed.has('to')) this.#resetDays();
  }

  /** Moves the focus to the button. */
  override focus(options?: FocusOptions): void {
    this.button?.focus(options);
  }

  protected override render() {
    const { localize } = this;
    const chips = this.#chipsInUse;
    const count = chips.length;
    const title = localize.term('filters.title');
    return html`${renderPanel({
      id: 'filters',
      label: title,
      button: html`${icon('filter')}${title}${
        count > 0
          ? html`<span class="count" aria-hidden="true">${localize.current.number(count)}</span
              ><span class="visually-hidden">${localize.term('filters.active', { count })}</span>`
          : nothing
      }`,
      content: this.#renderPanel(count),
      onClose: this.#resetDays,
    })}${count > 0 ? this.#renderChips(chips) : nothing}`;
  }

  #renderPanel(count: number): TemplateResult {
    const { localize } = this;
    const shown = choices.filter(({ filter }) => filter !== 'status' || !this.noStatus);
    return html`<div class="groups">
        ${shown.map(
          ({ filter, title, words }) =>
            html`<fieldset class=${filter === 'spoof' ? 'wide' : nothing}>
              <legend>${localize.term(title)}</legend>
              ${words.map((word) => this.#renderChoice(filter, word))}
            </fieldset>`,
        )}
        <fieldset class="wide" aria-describedby="zone">
          <legend>${localize.term('filters.dateRange')}</legend>
          <div class="days">${this.#renderDay('from')}${this.#renderDay('to')}</div>
          <div id="zone" class="hint"><bdi>${this.#zoneText}</bdi></div>
          <div id="problem" class="problem" role="alert" ?hidden=${!this.problem}>
            ${this.problem ? localize.term(`filters.${this.problem}`) : nothing}
          </div>
        </fieldset>
      </div>
      <div class="panel-end">
        <button class="button" type="button" aria-disabled=${count === 0} @click=${this.#clear}>
          ${localize.term('filters.clear')}
        </button>
        <button
          class="button primary"
          type="button"
          popovertarget="filters"
          popovertargetaction="hide"
        >
          ${localize.term('close')}
        </button>
      </div>`;
  }

  #renderChoice(filter: WordFilter, word: string): TemplateResult {
    const { connection, localize } = this;
    const isLowFar = word === 'low-far' && connection.status === 'connected';
    return html`<label class="check">
      <input
        type="checkbox"
        .checked=${wordsOf(this[filter]).includes(word)}
        @change=${({ target }: Event) =>
          this.#toggle(filter, word, (target as HTMLInputElement).checked)}
      />
      <span
        >${localize.term(labelOf(filter, word))}${
          isLowFar
            ? html` <span class="hint"
                >${localize.term('filters.lowFarHint', {
                  level: connection.workspace.acceptanceLevel,
                })}</span
              >`
            : nothing
        }</span
      >
    </label>`;
  }

  #renderDay(day: Day): TemplateResult {
    return html`<label class="day">
      ${this.localize.term(`filters.${day}`)}
      <input
        class="field"
        type="date"
        min=${firstDay}
        max=${lastDay}
        .value=${this.days[day]}
        aria-invalid=${this.problem ? 'true' : nothing}
        aria-describedby=${this.problem ? 'problem' : nothing}
        @input=${(event: Event) => this.#onDayInput(event, day)}
        @change=${this.#onDayChange}
        @blur=${this.#onDayChange}
      />
    </label>`;
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

  get #chipsInUse(): Chip[] {
    const { localize, from, to } = this;
    const chips = choices.flatMap(({ filter }) => {
      const words = filter === 'status' && this.noStatus ? [] : wordsOf(this[filter]);
      return words.map((word) => ({
        text: localize.term(labelOf(filter, word)),
        rest: { [filter]: words.filter((other) => other !== word).join(' ') },
      }));
    });
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
    return from || to ? [...chips, { text, rest: { from: '', to: '' } }] : chips;
  }

  get #zoneText(): string {
    const timeZone = viewersTimeZone();
    const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
      .formatToParts()
      .find(({ type }) => type === 'timeZoneName')?.value;
    const zone = offset && offset !== timeZone ? `${timeZone} (${offset})` : timeZone;
    return this.localize.term('filters.zone', { zone });
  }

  #choose(change: Partial<FilterValues>): void {
    Object.assign(this, checkFilters(this.localName, { ...this.#values, ...change }));
    this.emit('kv-filter-change', this.#values, { bubbles: false, composed: false });
  }

  #toggle(filter: WordFilter, word: string, isChosen: boolean): void {
    const others = wordsOf(this[filter]).filter((other) => other !== word);
    this.#choose({ [filter]: [...others, ...(isChosen ? [word] : [])].join(' ') });
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
    this.#resetDays();
    const isInPanel = this.renderRoot.querySelector('.panel:popover-open');
    if (!isInPanel) this.focus();
  };

  readonly #resetDays = (): void => {
    this.days = { from: this.from, to: this.to };
    this.problem = undefined;
    // A date that is not complete has no value, so that setting none would leave it there.
    for (const field of this.dayFields) {
      if (field.validity.badInput) field.value = '';
    }
  };

  #onDayInput(event: Event, day: Day): void {
    const { value, validity } = event.target as HTMLInputElement;
    // A date or a year that is still being typed.
    if (!validity.valid) return;
    this.days = { ...this.days, [day]: value };
    const { from, to } = this.days;
    this.problem = from && to && from > to ? 'wrongOrder' : undefined;
    if (!this.problem && (from !== this.from || to !== this.to)) this.#choose({ from, to });
  }

  readonly #onDayChange = (event: Event): void => {
    const isIncomplete = !(event.target as HTMLInputElement).validity.valid;
    if (isIncomplete) this.problem = 'incomplete';
    else if (this.problem === 'incomplete') this.problem = undefined;
  };
}

const labelOf = (filter: WordFilter, word: string): MessageKey =>
  (filter === 'documentType' ? `documentType.${word}` : `filters.${filter}.${word}`) as MessageKey;

declare global {
  interface HTMLElementTagNameMap {
    'kv-session-filters': KvSessionFilters;
  }
}
