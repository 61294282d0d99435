import { html, nothing, svg, type LitElement, type TemplateResult } from 'lit';

import type { ReviewApi } from '../../api/review-api.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { PagingController } from '../../controllers/paging.js';
import type { PartController } from '../../controllers/part.js';
import type { Queries } from '../../model/queries.js';
import type { SessionFilter, SessionSort } from '../../model/query.js';
import type { renderDrawing } from '../../ui/icon.js';
import type { renderPanelButton } from '../../ui/part.js';
import type { DayPanel } from './day-panel.js';
import type { SessionRow } from './session-row.js';

export interface DayJumpOptions {
  readonly localize: LocalizeController;
  readonly api: () => ReviewApi | undefined;
  readonly queries: () => Queries;
  readonly selection: () => (SessionFilter & { readonly sort: SessionSort }) | undefined;
  readonly paging: PagingController<SessionRow>;
  /** Scrolls to a row and moves the focus there. */
  readonly go: (index: number) => void;
  readonly say: (text: string) => void;
  readonly onError: (thrown: unknown) => void;
  /** Handed in, so that a page does not load a chunk for what the list has already. */
  readonly tools: {
    readonly PartController: typeof PartController;
    readonly renderDrawing: typeof renderDrawing;
    readonly renderPanelButton: typeof renderPanelButton;
  };
}

const calendar = svg`<path d="M5.5 6.5h13a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2ZM3.5 11h17M8 4v4M16 4v4" />`;

/** The button that leads to the first session of a day, in a list that is sorted by date. */
export class DayJump {
  readonly part: PartController<typeof import('./day-panel.js')>;

  readonly #options: DayJumpOptions;
  readonly #host: LitElement;
  #panel: DayPanel | undefined;

  constructor(host: LitElement, options: DayJumpOptions) {
    this.#host = host;
    this.#options = options;
    const { tools, localize } = options;
    this.part = new tools.PartController(host, localize, () => import('./day-panel.js'));
  }

  /** Nothing where the adapter cannot tell the place of a day, or the order has none. */
  render(): TemplateResult | typeof nothing {
    const { localize, queries, selection, paging, tools } = this.#options;
    const { count, offset, filters } = queries();
    const isByDate = selection()?.sort.endsWith('createdAt') && paging.rows.length > 0;
    if (!isByDate || !count || !offset || !filters.includes('created')) return nothing;
    const { module } = this.part;
    this.#panel ??= module && new module.DayPanel(this.#host, this.#options);
    return html`<span class="day-jump"
      >${tools.renderPanelButton({
        panel: 'day',
        part: this.part,
        content: html`${tools.renderDrawing(calendar)}<span>${localize.term('day.title')}</span>`,
      })}${this.#panel?.render()}</span
    >`;
  }
}
