import { html, nothing, type LitElement, type TemplateResult } from 'lit';

import type { FilterValues } from '../../context/events.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { MessageKey } from '../../i18n/en.js';
import { withFar } from '../../i18n/match-level.js';
import { viewerTimeZone } from '../../model/calendar-date.js';
import { dateFormatText, renderDateField } from '../../ui/date-field.js';
import { renderPanel } from '../../ui/panel.js';
import type { FilterName } from '../../model/queries.js';
import { isDay, wordFilters, type WordFilter } from './filters.js';

export { checkFilters, toSessionFilter } from './filters.js';
export { panelTexts as texts } from '../../i18n/en.panels.js';
export { styles } from './filter-panel.styles.js';

type Day = 'from' | 'to';

/** The element's own parts, so that this module does not load them again. */
export interface FilterPanelOptions {
  readonly localize: LocalizeController;
  readonly values: () => FilterValues;
  /** What the list can be filtered by. */
  readonly declared: () => readonly FilterName[];
  /** The level that the company accepts, where it is known. */
  readonly acceptanceLevel: () => number | undefined;
  /** Isolates a text from the direction of the text around it. */
  readonly isolate: (text: string) => string;
  readonly removeIcon: TemplateResult;
  readonly focusButton: () => void;
  readonly onChange: (change: Partial<FilterValues>) => void;
  /** The values of a list that is not narrowed. */
  readonly noFilters: FilterValues;
}

/** One word of a filter. */
interface Choice {
  readonly filter: WordFilter;
  readonly word: string;
  readonly label: string;
  readonly isChosen: boolean;
}

/** One filter in use, as it is shown under the button. */
interface Chip {
  readonly text: string;
  /** The same for an accessible name, which carries no control characters. */
  readonly name: string;
  /** The value without it. */
  readonly rest: Partial<FilterValues>;
}

/** The label of a filter's value. */
export const labelOf = (filter: WordFilter, word: string): MessageKey =>
  (filter === 'documentType' || filter === 'judged'
    ? `${filter}.${word}`
    : `filters.${filter}.${word}`) as MessageKey;

const titles = {
  documentType: 'filters.documentType',
  status: 'filters.status',
  spoof: 'filters.spoof',
  judged: 'filters.judged',
} as const;

/**
 * The panel in which filters are chosen, and the list of those in use. A date takes effect as soon
 * as it is complete.
 */
export class FilterPanel {
  readonly #host: LitElement;
  readonly #options: FilterPanelOptions;
  /** What stands in the date fields, wrong or right. */
  #days: Readonly<Record<Day, string>>;
  #problem: 'wrongOrder' | 'incomplete' | undefined;

  constructor(host: LitElement, options: FilterPanelOptions) {
    this.#host = host;
    this.#options = options;
    this.#days = options.values();
  }

  /** Shows the active dates instead of the typed ones. */
  readonly reset = (): void => {
    this.#days = this.#options.values();
    this.#problem = undefined;
    this.#host.requestUpdate();
  };

  /** How many filters are in use; both days are one. */
  renderCount(): TemplateResult | typeof nothing {
    const { localize } = this.#options;
    const count = this.#chips.length;
    if (count === 0) return nothing;
    return html`<span class="filter-count" aria-hidden="true"
        >${localize.current.number(count)}</span
      ><span class="visually-hidden">${localize.term('filters.active', { count })}</span>`;
  }

  renderPanel(): TemplateResult {
    return renderPanel({
      id: 'filters',
      label: this.#options.localize.term('filters.title'),
      content: this.#renderContent(),
      onClose: this.reset,
    });
  }

  /** The filters in use; a press removes one. */
  renderChips(): TemplateResult | typeof nothing {
    const { localize, removeIcon } = this.#options;
    const chips = this.#chips;
    if (chips.length === 0) return nothing;
    return html`<ul class="chips" aria-label=${localize.term('filters.inUse')}>
      ${chips.map(
        ({ text, name, rest }, index) =>
          html`<li>
            <button
              class="chip"
              part="chip"
              type="button"
              aria-label=${localize.term('filters.remove', { filter: name })}
              @click=${() => this.#remove(rest, index)}
            >
              <bdi>${text}</bdi>${removeIcon}
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

  #renderContent(): TemplateResult {
    const { localize, declared } = this.#options;
    const choices = this.#choices;
    return html`<div class="groups">
        ${this.#wordFilters.map(
          ({ filter }) =>
            html`<fieldset class=${filter === 'spoof' ? 'wide' : nothing}>
              <legend>${localize.term(titles[filter])}</legend>
              ${choices
                .filter((choice) => choice.filter === filter)
                .map((choice) => this.#renderChoice(choice))}
            </fieldset>`,
        )}
        ${declared().includes('created') ? this.#renderDays() : nothing}
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
    const { localize } = this.#options;
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

  #renderChoice({ filter, word, label, isChosen }: Choice): TemplateResult {
    const { localize } = this.#options;
    const acceptanceLevel = this.#options.acceptanceLevel();
    const hint =
      word === 'low-far' && acceptanceLevel !== undefined
        ? withFar(
            localize,
            localize.term('filters.lowFarHint', { level: acceptanceLevel }),
            acceptanceLevel,
          )
        : undefined;
    return html`<label class="check">
      <input
        type="checkbox"
        .checked=${isChosen}
        @change=${({ target }: Event) =>
          this.#toggle(filter, word, (target as HTMLInputElement).checked)}
      />
      <span
        >${label}${hint === undefined ? nothing : html` <span class="hint">${hint}</span>`}</span
      >
    </label>`;
  }

  #renderDay(day: Day): TemplateResult {
    return html`<label class="day">
      ${this.#options.localize.term(`filters.${day}`)}
      ${renderDateField({
        localize: this.#options.localize,
        value: this.#days[day],
        isInvalid: this.#problem !== undefined,
        describedBy: this.#problem ? 'format problem' : 'format',
        onInput: (value) => this.#onDayInput(value, day),
        onChange: this.#onDayChange,
      })}
    </label>`;
  }

  get #wordFilters() {
    const declared = this.#options.declared();
    return wordFilters.filter(({ name }) => declared.includes(name));
  }

  get #choices(): Choice[] {
    const { localize, values } = this.#options;
    return this.#wordFilters.flatMap(({ filter, words }) => {
      const chosen = values()[filter].split(' ');
      return words.map((word) => ({
        filter,
        word,
        label: localize.term(labelOf(filter, word)),
        isChosen: chosen.includes(word),
      }));
    });
  }

  get #chips(): Chip[] {
    const { values, declared, isolate } = this.#options;
    const { from, to } = values();
    const chips = this.#choices
      .filter(({ isChosen }) => isChosen)
      .map(({ filter, word, label }) => ({
        text: label,
        name: label,
        rest: this.#without(filter, word),
      }));
    if (!(from || to) || !declared().includes('created')) return chips;
    const days = {
      text: this.#daysText(isolate),
      name: this.#daysText((day) => day),
      rest: { from: '', to: '' },
    };
    return [...chips, days];
  }

  #daysText(show: (day: string) => string): string {
    const { localize, values } = this.#options;
    const describe = (day: string): string => show(localize.current.day(day));
    const [from, to] = [describe(values().from), describe(values().to)];
    if (!values().to) return localize.term('filters.since', { from });
    if (!values().from) return localize.term('filters.until', { to });
    return from === to ? from : localize.term('filters.between', { from, to });
  }

  get #zoneText(): string {
    const { localize } = this.#options;
    const timeZone = viewerTimeZone();
    if (timeZone === undefined) return localize.term('filters.zoneUnknown');
    const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
      .formatToParts()
      .find(({ type }) => type === 'timeZoneName')?.value;
    const zone = offset && offset !== timeZone ? `${timeZone} (${offset})` : timeZone;
    return localize.term('filters.zone', { zone });
  }

  #without(filter: WordFilter, word: string): Partial<FilterValues> {
    const others = this.#options
      .values()
      [filter].split(' ')
      .filter((other) => other !== word);
    return { [filter]: others.join(' ') };
  }

  #toggle(filter: WordFilter, word: string, isChosen: boolean): void {
    const { values, onChange } = this.#options;
    onChange(isChosen ? { [filter]: `${values()[filter]} ${word}` } : this.#without(filter, word));
  }

  /** The focus goes to the filter that takes the place, or to the button. */
  async #remove(rest: Partial<FilterValues>, index: number): Promise<void> {
    this.#options.onChange(rest);
    await this.#host.updateComplete;
    const chips = this.#host.renderRoot.querySelectorAll<HTMLElement>('.chip');
    const next = chips[Math.min(index, chips.length - 1)];
    if (next) next.focus();
    else this.#options.focusButton();
  }

  #report(problem: 'wrongOrder' | 'incomplete' | undefined): void {
    this.#problem = problem;
    this.#host.requestUpdate();
  }

  #onDayInput(value: string, day: Day): void {
    this.#days = { ...this.#days, [day]: value };
    const { from, to } = this.#days;
    // A date that is still being typed.
    if (!isDay(from) || !isDay(to)) return;
    this.#report(from && to && from > to ? 'wrongOrder' : undefined);
    const { values, onChange } = this.#options;
    const isOther = from !== values().from || to !== values().to;
    if (!this.#problem && isOther) onChange({ from, to });
  }

  readonly #onClear = (): void => {
    if (this.#chips.length === 0) return;
    const { onChange, noFilters, focusButton } = this.#options;
    onChange(noFilters);
    this.reset();
    if (!this.#host.renderRoot.querySelector('#filters:popover-open')) focusButton();
  };

  readonly #onDayChange = (): void => {
    const { from, to } = this.#days;
    if (!isDay(from) || !isDay(to)) this.#report('incomplete');
  };
}
