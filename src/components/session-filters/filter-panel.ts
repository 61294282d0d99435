import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';

import type { FilterValues } from '../../context/events.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { renderPanel } from '../../ui/panel.js';
import type { WordFilter } from './filters.js';

export { panelTexts as texts } from '../../i18n/en.panels.js';
export { styles } from './filter-panel.styles.js';

type Day = 'from' | 'to';

export interface FilterPanelOptions {
  readonly localize: LocalizeController;
  readonly values: () => FilterValues;
  /** The days that can be asked for. */
  readonly range: { readonly first: string; readonly last: string };
  readonly timeZone: string;
  readonly onToggle: (filter: WordFilter, word: string, isChosen: boolean) => void;
  readonly onDays: (days: Pick<FilterValues, 'from' | 'to'>) => void;
  readonly onClear: () => void;
}

/** One word of a filter. */
export interface FilterChoice {
  readonly filter: WordFilter;
  readonly word: string;
  readonly label: string;
  readonly isChosen: boolean;
}

export interface FilterPanelState {
  readonly choices: readonly FilterChoice[];
  /** Whether days can be chosen. */
  readonly hasDays: boolean;
  /** How many filters are in use. */
  readonly count: number;
  /** The level that the company accepts, where it is known. */
  readonly acceptanceLevel: number | undefined;
}

const titles = {
  documentType: 'filters.documentType',
  status: 'filters.status',
  spoof: 'filters.spoof',
} as const;

/** The panel in which filters are chosen. A date takes effect as soon as it is complete. */
export class FilterPanel {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: FilterPanelOptions;
  /** What stands in the date fields, wrong or right. */
  #days: Readonly<Record<Day, string>>;
  #problem: 'wrongOrder' | 'incomplete' | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: FilterPanelOptions) {
    this.#host = host;
    this.#options = options;
    this.#days = options.values();
  }

  /** Shows the dates that are in use, instead of what was typed. */
  readonly reset = (): void => {
    this.#days = this.#options.values();
    this.#problem = undefined;
    // A date that is not complete has no value, so that setting none would leave it there.
    const fields = this.#host.shadowRoot?.querySelectorAll<HTMLInputElement>('[type="date"]');
    for (const field of fields ?? []) if (field.validity.badInput) field.value = '';
    this.#host.requestUpdate();
  };

  render(state: FilterPanelState): TemplateResult {
    return renderPanel({
      id: 'filters',
      label: this.#options.localize.term('filters.title'),
      content: this.#renderContent(state),
      onClose: this.reset,
    });
  }

  #renderContent({ choices, hasDays, count, acceptanceLevel }: FilterPanelState): TemplateResult {
    const { localize, onClear } = this.#options;
    const filters = new Set(choices.map(({ filter }) => filter));
    return html`<div class="groups">
        ${[...filters].map(
          (filter) =>
            html`<fieldset class=${filter === 'spoof' ? 'wide' : nothing}>
              <legend>${localize.term(titles[filter])}</legend>
              ${choices
                .filter((choice) => choice.filter === filter)
                .map((choice) => this.#renderChoice(choice, acceptanceLevel))}
            </fieldset>`,
        )}
        ${hasDays ? this.#renderDays() : nothing}
      </div>
      <div class="panel-end">
        <button class="button" type="button" aria-disabled=${count === 0} @click=${onClear}>
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
      <div id="zone" class="hint"><bdi>${this.#zoneText}</bdi></div>
      <div id="problem" class="problem" role="alert" ?hidden=${!this.#problem}>
        ${this.#problem ? localize.term(`filters.${this.#problem}`) : nothing}
      </div>
    </fieldset>`;
  }

  #renderChoice(
    { filter, word, label, isChosen }: FilterChoice,
    acceptanceLevel: number | undefined,
  ): TemplateResult {
    const { localize, onToggle } = this.#options;
    const hasHint = word === 'low-far' && acceptanceLevel !== undefined;
    return html`<label class="check">
      <input
        type="checkbox"
        .checked=${isChosen}
        @change=${({ target }: Event) =>
          onToggle(filter, word, (target as HTMLInputElement).checked)}
      />
      <span
        >${label}${
          hasHint
            ? html` <span class="hint"
                >${localize.term('filters.lowFarHint', { level: acceptanceLevel })}</span
              >`
            : nothing
        }</span
      >
    </label>`;
  }

  #renderDay(day: Day): TemplateResult {
    return html`<label class="day">
      ${this.#options.localize.term(`filters.${day}`)}
      <input
        class="field"
        type="date"
        min=${this.#options.range.first}
        max=${this.#options.range.last}
        .value=${this.#days[day]}
        aria-invalid=${this.#problem ? 'true' : nothing}
        aria-describedby=${this.#problem ? 'problem' : nothing}
        @input=${(event: Event) => this.#onDayInput(event, day)}
        @change=${this.#onDayChange}
        @blur=${this.#onDayChange}
      />
    </label>`;
  }

  get #zoneText(): string {
    const { timeZone } = this.#options;
    const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
      .formatToParts()
      .find(({ type }) => type === 'timeZoneName')?.value;
    const zone = offset && offset !== timeZone ? `${timeZone} (${offset})` : timeZone;
    return this.#options.localize.term('filters.zone', { zone });
  }

  #report(problem: 'wrongOrder' | 'incomplete' | undefined): void {
    this.#problem = problem;
    this.#host.requestUpdate();
  }

  #onDayInput(event: Event, day: Day): void {
    const { value, validity } = event.target as HTMLInputElement;
    // A date or a year that is still being typed.
    if (!validity.valid) return;
    this.#days = { ...this.#days, [day]: value };
    const { from, to } = this.#days;
    this.#report(from && to && from > to ? 'wrongOrder' : undefined);
    const { values, onDays } = this.#options;
    const isOther = from !== values().from || to !== values().to;
    if (!this.#problem && isOther) onDays({ from, to });
  }

  readonly #onDayChange = (event: Event): void => {
    const isIncomplete = !(event.target as HTMLInputElement).validity.valid;
    if (isIncomplete) this.#report('incomplete');
    else if (this.#problem === 'incomplete') this.#report(undefined);
  };
}
