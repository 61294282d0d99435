import { html, nothing, type LitElement, type TemplateResult } from 'lit';

import type { FilterValues } from '../../context/events.js';
import type { MessageKey } from '../../i18n/en.js';
import { withFar } from '../../i18n/match-level.js';
import { viewerTimeZone } from '../../model/calendar-date.js';
import { declaredFilter } from '../../model/declared-filter.js';
import type { FilterName, Queries } from '../../model/queries.js';
import type { SessionFilter } from '../../model/query.js';
import {
  FilterPanel as AnyFilterPanel,
  type Chip,
  type Days,
  type FilterPanelOptions as AnyOptions,
} from '../../ui/filter-panel.js';
import { fieldDays, isMoment, toSessionFilter, wordFilters, type WordFilter } from './filters.js';

export { checkFilters } from './filters.js';
export { panelTexts as texts } from '../../i18n/en.panels.js';
export { filterPanelStyles as styles } from '../../ui/filter-panel.styles.js';

/** The filter for the port, without what the adapter does not declare. */
export const filterOf = (values: FilterValues, queries: Queries): SessionFilter =>
  declaredFilter(toSessionFilter(values), queries);

export interface FilterPanelOptions extends Omit<AnyOptions, 'days' | 'onDays' | 'onClear'> {
  readonly values: () => FilterValues;
  /** What the list can be filtered by. */
  readonly declared: () => readonly FilterName[];
  /** The level that the company accepts, where it is known. */
  readonly acceptanceLevel: () => number | undefined;
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
  condition: 'filters.condition',
  due: 'filters.due',
  claim: 'filters.claim',
} as const;

/** The filters of a list of sessions. */
export class FilterPanel extends AnyFilterPanel {
  readonly #list: FilterPanelOptions;

  constructor(host: LitElement, options: FilterPanelOptions) {
    super(host, {
      ...options,
      days: options.values,
      onDays: options.onChange,
      onClear: () => options.onChange(options.noFilters),
    });
    this.#list = options;
  }

  protected override get chosen(): readonly Chip[] {
    return this.#choices
      .filter(({ isChosen }) => isChosen)
      .map(({ filter, word, label }) => {
        const text = this.#describe(filter, label);
        return { text, name: text, remove: () => this.#list.onChange(this.#without(filter, word)) };
      });
  }

  /** A filter in use. Apart from the others, the name of a condition does not say what it is about. */
  #describe(filter: WordFilter, label: string): string {
    return filter === 'condition'
      ? `${this.#list.localize.term('filters.condition')}: ${label}`
      : label;
  }

  protected override get hasDays(): boolean {
    return this.#list.declared().includes('created');
  }

  protected override get timeZone(): string | undefined {
    return viewerTimeZone();
  }

  protected override get fieldDays(): Days {
    return fieldDays(this.options.days());
  }

  protected override describeDay(day: string): string {
    const { current } = this.#list.localize;
    return isMoment(day) ? current.instant(day, { timeZoneName: true }) : super.describeDay(day);
  }

  protected override renderGroups(): unknown {
    const { localize } = this.#list;
    const choices = this.#choices;
    return this.#wordFilters.map(
      ({ filter }) =>
        html`<fieldset class=${filter === 'spoof' || filter === 'condition' ? 'wide' : nothing}>
          <legend>${localize.term(titles[filter])}</legend>
          ${choices
            .filter((choice) => choice.filter === filter)
            .map((choice) => this.#renderChoice(choice))}
        </fieldset>`,
    );
  }

  #renderChoice({ filter, word, label, isChosen }: Choice): TemplateResult {
    const { localize } = this.#list;
    const acceptanceLevel = this.#list.acceptanceLevel();
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

  get #wordFilters() {
    const declared = this.#list.declared();
    return wordFilters.filter(({ name }) => declared.includes(name));
  }

  get #choices(): Choice[] {
    const { localize, values } = this.#list;
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

  #without(filter: WordFilter, word: string): Partial<FilterValues> {
    const others = this.#list
      .values()
      [filter].split(' ')
      .filter((other) => other !== word);
    return { [filter]: others.join(' ') };
  }

  #toggle(filter: WordFilter, word: string, isChosen: boolean): void {
    const { values, onChange } = this.#list;
    onChange(isChosen ? { [filter]: `${values()[filter]} ${word}` } : this.#without(filter, word));
  }
}
