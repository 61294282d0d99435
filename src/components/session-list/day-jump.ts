import { html, nothing, svg, type LitElement, type TemplateResult } from 'lit';

import type { PartController } from '../../controllers/part.js';
import type { DayPanel } from './day-panel.js';
import type { ListContext } from './list-context.js';

const calendar = svg`<path d="M5.5 6.5h13a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2ZM3.5 11h17M8 4v4M16 4v4" />`;

/** The button that leads to the first session of a day, in a list that is sorted by date. */
export class DayJump {
  readonly part: PartController<typeof import('./day-panel.js')>;

  readonly #list: ListContext;
  readonly #host: LitElement;
  #panel: DayPanel | undefined;

  constructor(host: LitElement, list: ListContext) {
    this.#host = host;
    this.#list = list;
    const { tools, localize } = list;
    this.part = new tools.PartController(host, localize, () => import('./day-panel.js'));
  }

  /** Nothing where the adapter cannot tell the place of a day, or the order has none. */
  render(): TemplateResult | typeof nothing {
    const { localize, queries, selection, paging, tools } = this.#list;
    const { count, offset, filters } = queries();
    const isByDate = selection()?.sort.endsWith('createdAt') && paging.rows.length > 0;
    if (!isByDate || !count || !offset || !filters.includes('created')) return nothing;
    const { module } = this.part;
    this.#panel ??= module && new module.DayPanel(this.#host, this.#list);
    return html`<span class="day-jump"
      >${tools.renderPanelButton({
        panel: 'day',
        part: this.part,
        content: html`${tools.renderDrawing(calendar)}<span>${localize.term('day.title')}</span>`,
      })}${this.#panel?.render()}</span
    >`;
  }
}
