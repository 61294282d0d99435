import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';

import type { Workspace } from '../../api/workspace.js';
import type { FilterValues } from '../../context/events.js';
import type { LocalizeController } from '../../controllers/localize.js';
import { PartController } from '../../controllers/part.js';
import { isolate } from '../../i18n/bidi.js';
import { queriesOf, type FilterName } from '../../model/queries.js';
import type { SessionFilter } from '../../model/query.js';
import { chooseWords, warnOnce } from '../../ui/choice.js';
import { icon } from '../../ui/icon.js';
import { renderPanelButton } from '../../ui/part.js';
import type { FilterPanel } from './filter-panel.js';

export const noFilters: Readonly<FilterValues> = {
  documentType: '',
  status: '',
  spoof: '',
  judged: '',
  condition: '',
  due: '',
  claim: '',
  from: '',
  to: '',
};

/** The filters of an element, with nothing for those that are useless. */
export const valuesOf = (
  element: FilterValues,
  useless: readonly FilterName[] = [],
): FilterValues =>
  Object.fromEntries(
    (Object.keys(noFilters) as (keyof FilterValues)[]).map((name) => [
      name,
      useless.some((other) => other === name) ? '' : element[name],
    ]),
  ) as unknown as FilterValues;

/** The filters of sessions that await action. */
export const queueFilters = ['condition', 'due', 'claim'] as const satisfies FilterName[];

export interface FilterControlsOptions {
  readonly values: () => FilterValues;
  readonly workspace: () => Workspace | undefined;
  /** Which filters would change nothing, or leave nothing. */
  readonly useless: () => readonly FilterName[];
  /** The user has chosen other filters. */
  readonly onChange: (values: FilterValues) => void;
}

/**
 * The filters of an element: the button, the panel that it opens, and the filters in use. The panel
 * and what filters mean load when the user asks for them, or when filters are in use.
 */
export class FilterControls implements ReactiveController {
  readonly part: PartController<typeof import('./filter-panel.js')>;

  readonly #host: LitElement;
  readonly #localize: LocalizeController;
  readonly #options: FilterControlsOptions;
  #panel: FilterPanel | undefined;
  #shownDays = '';

  constructor(host: LitElement, localize: LocalizeController, options: FilterControlsOptions) {
    this.#host = host;
    this.#localize = localize;
    this.#options = options;
    this.part = new PartController(host, localize, () => import('./filter-panel.js'));
    host.addController(this);
  }

  hostUpdate(): void {
    const { from, to } = this.#options.values();
    const days = `${from} ${to}`;
    if (days !== this.#shownDays) this.#panel?.reset();
    this.#shownDays = days;
    if (this.areInUse) this.part.require();
  }

  /** Whether the list is narrowed. */
  get areInUse(): boolean {
    return Object.values(this.#options.values()).some(Boolean);
  }

  /** What the filters ask of the port; `undefined` until their part has loaded. */
  get filter(): SessionFilter | undefined {
    const { values, workspace } = this.#options;
    return this.areInUse ? this.part.module?.filterOf(values(), queriesOf(workspace())) : {};
  }

  /** The values without those that are not allowed; all of them until the part has loaded. */
  check(values: FilterValues): FilterValues {
    return this.part.module?.checkFilters(this.#host.localName, values, checks) ?? values;
  }

  /** Moves the focus to the button. */
  readonly focus = (options?: FocusOptions): void => {
    this.#host.renderRoot.querySelector<HTMLElement>('[popovertarget="filters"]')?.focus(options);
  };

  /** Nothing if the adapter has no filters. */
  render(): TemplateResult | typeof nothing {
    if (this.#declared.length === 0) return nothing;
    const panel = this.#loadedPanel;
    return html`${renderPanelButton({
      panel: 'filters',
      part: this.part,
      content: html`${icon('filter')}${this.#localize.term('filters.title')}${panel?.renderCount()}`,
    })}${panel?.renderPanel()}${panel?.renderChips()}`;
  }

  /** What this list can be filtered by. */
  get #declared(): readonly FilterName[] {
    const { workspace, useless } = this.#options;
    const without = useless();
    return queriesOf(workspace()).filters.filter((name) => !without.includes(name));
  }

  get #loadedPanel(): FilterPanel | undefined {
    const { module } = this.part;
    const { values, workspace, onChange } = this.#options;
    this.#panel ??=
      module &&
      new module.FilterPanel(this.#host, {
        localize: this.#localize,
        values,
        declared: () => this.#declared,
        acceptanceLevel: () => workspace()?.acceptanceLevel,
        isolate,
        removeIcon: icon('close'),
        focusButton: this.focus,
        onChange: (change) => onChange(this.check({ ...values(), ...change })),
        noFilters,
      });
    return this.#panel;
  }
}

/** Handed to the part, so that it loads nothing that the element has already. */
const checks = { chooseWords, warnOnce };
export type Checks = typeof checks;
