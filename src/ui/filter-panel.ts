import { html, nothing, type LitElement, type TemplateResult } from 'lit';

import type { LocalizeController } from '../controllers/localize.js';
import { isDay } from './asked-day.js';
import { dateFormatText, renderDateField } from './date-field.js';
import { renderPanel } from './panel.js';

/** The days of a list, `YYYY-MM-DD`; empty for none. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The element's own parts, so that the panel does not load them again. */
export interface FilterPanelOptions {
  readonly localize: LocalizeController;
  /** The days in use. */
  readonly days: () => Days;
  /** Isolates a text from the direction of the text around it. */
  readonly isolate: (text: string) => string;
  readonly removeIcon: TemplateResult;
  readonly focusButton: () => void;
  readonly onDays: (days: Days) => void;
  readonly onClear: () => void;
}

/** One filter in use, as it is shown under the button. */
export interface Chip {
  readonly text: string;
  /**
   * The same for an accessible name, which carries no control characters. Left out for the name of a person,
   * which no attribute may contain.
   */
  readonly name?: string;
  readonly remove: () => void;
}

/**
 * The panel in which the filters of a list are chosen, and the list of those in use. A date takes effect
 * as soon as it is complete.
 */
export abstract class FilterPanel {
  protected readonly host: LitElement;
  protected readonly options: FilterPanelOptions;
  /** What stands in the date fields, wrong or right. */
  #days: Days;
  #problem: 'wrongOrder' | 'incomplete' | undefined;

  /** The filters in use, without the days. */
  protected abstract get chosen(): readonly Chip[];
  /** Whether the list can be filtered by days. */
  protected abstract get hasDays(): boolean;
  /** In which time zone a day begins and ends; `undefined` if the browser does not report one. */
  protected abstract get timeZone(): string | undefined;

  /** The filters before the days. */
  protected abstract renderGroups(): unknown;

  constructor(host: LitElement, options: FilterPanelOptions) {
    this.host = host;
    this.options = options;
    this.#days = this.fieldDays;
  }

  /** Shows the active dates instead of the typed ones. */
  readonly reset = (): void => {
    this.#days = this.fieldDays;
    this.#problem = undefined;
    this.host.requestUpdate();
  };

  /** How many filters are in use; both days are one. */
  renderCount(): TemplateResult | typeof nothing {
    const { localize } = this.options;
    const count = this.#chips.length;
    if (count === 0) return nothing;
    return html`<span class="filter-count" aria-hidden="true"
        >${localize.current.number(count)}</span
      ><span class="visually-hidden">${localize.term('filters.active', { count })}</span>`;
  }

  renderPanel(): TemplateResult {
    return renderPanel({
      id: 'filters',
      label: this.options.localize.term('filters.title'),
      content: this.#renderContent(),
      onClose: this.reset,
    });
  }

  /** The filters in use; a press removes one. */
  renderChips(): TemplateResult | typeof nothing {
    const { localize, removeIcon } = this.options;
    const chips = this.#chips;
    if (chips.length === 0) return nothing;
    const removal = (filter: string): string => localize.term('filters.remove', { filter });
    return html`<ul class="chips" aria-label=${localize.term('filters.inUse')}>
      ${chips.map(
        ({ text, name, remove }, index) =>
          html`<li>
            <button
              class="chip"
              part="chip"
              type="button"
              aria-label=${name === undefined ? nothing : removal(name)}
              @click=${() => this.#remove(remove, index)}
            >
              ${
                name === undefined
                  ? html`<span class="visually-hidden">${removal(text)}</span
                      ><bdi aria-hidden="true">${text}</bdi>`
                  : html`<bdi>${text}</bdi>`
              }${removeIcon}
            </button>
          </li>`,
      )}
      <li>
        <button class="button quiet" type="button" @click=${this.#onClear}>
          ${localize.term('filters.clear')}
        </button>
      </li>
    </ul>`;
  }

  /** One of the days in use, in words. */
  protected describeDay(day: string): string {
    return this.options.localize.current.day(day);
  }

  /** The days in use, as the date fields show them. */
  protected get fieldDays(): Days {
    return this.options.days();
  }

  #renderContent(): TemplateResult {
    const { localize } = this.options;
    return html`<div class="groups">
        ${this.renderGroups()} ${this.hasDays ? this.#renderDays() : nothing}
      </div>
      <div class="panel-end">
        <button
          class="button"
          type="button"
          aria-disabled=${this.#chips.length === 0}
          @click=${this.#onClear}
        >
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

  #renderDays(): TemplateResult {
    const { localize } = this.options;
    return html`<fieldset class="wide" aria-describedby="zone">
      <legend>${localize.term('filters.dateRange')}</legend>
      <div class="days">${this.#renderDay('from')}${this.#renderDay('to')}</div>
      <div id="format" class="hint">${dateFormatText(localize)}</div>
      <div id="zone" class="hint"><bdi>${this.#zoneText}</bdi></div>
      <div id="problem" class="problem" role="alert" ?hidden=${!this.#problem}>
        ${this.#problem ? localize.term(`filters.${this.#problem}`) : nothing}
      </div>
    </fieldset>`;
  }

  #renderDay(day: keyof Days): TemplateResult {
    const { localize } = this.options;
    return html`<label class="day">
      ${localize.term(`filters.${day}`)}
      ${renderDateField({
        localize,
        value: this.#days[day],
        isInvalid: this.#problem !== undefined,
        describedBy: this.#problem ? 'format problem' : 'format',
        onInput: (value) => this.#onDayInput(value, day),
        onChange: this.#onDayChange,
      })}
    </label>`;
  }

  get #zoneText(): string {
    const { timeZone } = this;
    const { localize } = this.options;
    if (timeZone === undefined) return localize.term('filters.zoneUnknown');
    const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
      .formatToParts()
      .find(({ type }) => type === 'timeZoneName')?.value;
    const zone = offset && offset !== timeZone ? `${timeZone} (${offset})` : timeZone;
    return localize.term('filters.zone', { zone });
  }

  get #chips(): readonly Chip[] {
    const { days, isolate, onDays } = this.options;
    const { from, to } = days();
    if (!(from || to) || !this.hasDays) return this.chosen;
    const range = {
      text: this.#daysText(isolate),
      name: this.#daysText((day) => day),
      remove: () => onDays({ from: '', to: '' }),
    };
    return [...this.chosen, range];
  }

  #daysText(show: (day: string) => string): string {
    const { localize, days } = this.options;
    const describe = (day: string): string => show(this.describeDay(day));
    const [from, to] = [describe(days().from), describe(days().to)];
    if (!days().to) return localize.term('filters.since', { from });
    if (!days().from) return localize.term('filters.until', { to });
    return from === to ? from : localize.term('filters.between', { from, to });
  }

  /** The focus goes to the filter that takes the place, or to the button. */
  async #remove(remove: () => void, index: number): Promise<void> {
    remove();
    await this.host.updateComplete;
    const chips = this.host.renderRoot.querySelectorAll<HTMLElement>('.chip');
    const next = chips[Math.min(index, chips.length - 1)];
    if (next) next.focus();
    else this.options.focusButton();
  }

  #report(problem: 'wrongOrder' | 'incomplete' | undefined): void {
    this.#problem = problem;
    this.host.requestUpdate();
  }

  #onDayInput(value: string, day: keyof Days): void {
    this.#days = { ...this.#days, [day]: value };
    const { from, to } = this.#days;
    // A date that is still being typed.
    if (!isDay(from) || !isDay(to)) return;
    this.#report(from && to && from > to ? 'wrongOrder' : undefined);
    const { days, onDays } = this.options;
    const isOther = from !== days().from || to !== days().to;
    if (!this.#problem && isOther) onDays({ from, to });
  }

  readonly #onClear = (): void => {
    if (this.#chips.length === 0) return;
    const { onClear, focusButton } = this.options;
    onClear();
    this.reset();
    if (!this.host.renderRoot.querySelector('#filters:popover-open')) focusButton();
  };

  readonly #onDayChange = (): void => {
    const { from, to } = this.#days;
    if (!isDay(from) || !isDay(to)) this.#report('incomplete');
  };
}
