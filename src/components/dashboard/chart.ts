import { html, nothing, svg, type TemplateResult } from 'lit';

import { PartController } from '../../controllers/part.js';
import { VisibilityController } from '../../controllers/visibility.js';
import { dashboardTexts } from '../../i18n/en.dashboard.js';
import { chartCsv } from '../../ui/charts/chart-csv.js';
import { sumOf, totalsOf, type Bar, type ChartData } from '../../ui/charts/chart-data.js';
import type { Drawing } from '../../ui/charts/drawing.js';
import { paintSwatch } from '../../ui/charts/fills.js';
import type { Look } from '../../ui/charts/look.js';
import { property, query, state } from '../../ui/decorators.js';
import type { OfferedFile } from '../../ui/file-offer.js';
import { renderDrawing } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderPartFailure } from '../../ui/part.js';
import { styles } from './chart.styles.js';

/** Columns along an axis of time, drawn on a canvas; or a list of categories, each with its bar. */
export type ChartForm = 'columns' | 'list';

/** A list with more than `maxRows` categories shows only the first ones until the user asks for all. */
const [firstRows, maxRows] = [7, 9];

const downloadIcon = svg`<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14" />`;
const tableIcon = svg`<rect x="3.5" y="5" width="17" height="14" rx="2" /><path d="M3.5 10h17M3.5 14.5h17M10 10v9" />`;

/** For the dashboard only: the user asks for the sessions of a bar. */
export class BarOpenEvent extends Event {
  readonly bar: Bar;

  constructor(bar: Bar) {
    super('bar-open');
    this.bar = bar;
  }
}

/**
 * The part of `<kv-dashboard>` that shows one chart. The drawing is for the eye. Screen readers, the
 * keyboard and the file have the same numbers as a table.
 * @summary A chart with its name, table and file.
 * @tagname kv-dashboard-chart
 * @ignore A part of another element, not an element of its own.
 * @fires {BarOpenEvent} bar-open - For the dashboard only: the user asks for the sessions of a bar.
 */
export class KvDashboardChart extends KvElement {
  static override readonly texts = dashboardTexts;
  static override styles = [...KvElement.styles, ...styles];

  readonly #library = new PartController(
    this,
    this.localize,
    () => import('../../ui/charts/drawing.js'),
  );
  readonly #filePart = new PartController(
    this,
    this.localize,
    () => import('../../ui/file-offer.js'),
  );
  readonly #visibility = new VisibilityController(this, () => this.requestUpdate());

  @property({ attribute: false }) name = '';

  /** What is counted, in a sentence. */
  @property({ attribute: false }) meaning = '';

  /** Instead of a chart without a single session. */
  @property({ attribute: false }) emptyText = '';

  /** The level of the name as a heading. */
  @property({ attribute: false }) headingLevel = 3;

  @property({ attribute: false }) form: ChartForm = 'columns';

  @property({ attribute: false }) data: ChartData | undefined;

  /** How the drawing looks here. Nothing is drawn without it. */
  @property({ attribute: false }) look: Look | undefined;

  /** The name of the file, without `.csv`. */
  @property({ attribute: false }) fileName = '';

  /** Whether a list has the sessions of a bar. */
  @property({ attribute: false }) canOpen: ((bar: Bar) => boolean) | undefined;

  @state() private isTable = false;
  @state() private isWhole = false;

  @query('.canvas') private canvas?: HTMLCanvasElement;

  #file: OfferedFile | undefined;
  #drawing: { readonly drawing: Drawing; readonly canvas: HTMLCanvasElement } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // The drawing ended when the element was removed.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endDrawing();
  }

  protected override willUpdate(): void {
    if (this.#isDrawn && this.#visibility.hasBeenNear) this.#library.require();
  }

  protected override updated(): void {
    this.#draw();
    if (!this.look || !this.data) return;
    for (const [index, swatch] of this.renderRoot.querySelectorAll('canvas.swatch').entries()) {
      const series = this.data.series[index];
      if (series && swatch instanceof HTMLCanvasElement) paintSwatch(swatch, series, this.look);
    }
  }

  protected override render(): TemplateResult {
    const { localize, name, meaning } = this;
    return html`<div class="chart" role="group" aria-labelledby="name">
      <div class="head">
        <div class="name" id="name" role="heading" aria-level=${this.headingLevel}>${name}</div>
        ${this.#isEmpty ? nothing : this.#renderTools()}
      </div>
      <p class="meaning">${meaning}</p>
      ${this.#renderFile()}
      ${
        this.#isEmpty
          ? html`<p class="empty">${this.emptyText}</p>`
          : this.form === 'list'
            ? this.#renderList()
            : this.#renderColumns()
      }
      ${renderPartFailure([this.#library, this.#filePart], localize)}
    </div>`;
  }

  /** In an ordinary page, the user sees the download itself. */
  #renderFile(): TemplateResult {
    return html`<p class="meaning file" role="status">${this.#file?.doubt}</p>
      ${this.#file?.link}`;
  }

  get #isEmpty(): boolean {
    return !this.data || this.data.series.every(({ values }) => sumOf(values) === 0);
  }

  get #isDrawn(): boolean {
    return this.form === 'columns' && !this.#isEmpty;
  }

  #renderTools(): TemplateResult {
    const { localize, name } = this;
    return html`<div class="tools">
      ${
        this.form === 'columns'
          ? html`<button
              class="button quiet tool"
              type="button"
              aria-pressed=${this.isTable}
              aria-label=${localize.term('dashboard.tableOf', { name })}
              @click=${this.#onTable}
            >
              ${renderDrawing(tableIcon)}<span>${localize.term('dashboard.table')}</span>
            </button>`
          : nothing
      }
      <button
        class="button quiet tool"
        type="button"
        aria-label=${localize.term('dashboard.csvOf', { name })}
        @click=${this.#onSave}
      >
        ${renderDrawing(downloadIcon)}<span>CSV</span>
      </button>
    </div>`;
  }

  #renderColumns(): TemplateResult {
    const { data } = this;
    const isTable = this.isTable || this.#library.hasFailed;
    return html`${data && data.series.length > 1 ? this.#renderLegend(data) : nothing}
      <div class="drawing" aria-hidden="true" ?hidden=${isTable}>
        <canvas class="canvas"></canvas>
      </div>
      ${data ? this.#renderTable(data, isTable) : nothing}`;
  }

  #renderLegend({ series }: ChartData): TemplateResult {
    return html`<ul class="legend">
      ${series.map(
        ({ name, values }) =>
          html`<li>
            <canvas class="swatch" aria-hidden="true"></canvas>
            <span>${name}</span>
            <span class="number">${this.#number(sumOf(values))}</span>
          </li>`,
      )}
    </ul>`;
  }

  /** While the drawing is in view, the table is for screen readers only, and has nothing to press. */
  #renderTable(data: ChartData, isInView: boolean): TemplateResult {
    const { localize, name } = this;
    const { categoryName, categories, series } = data;
    const totals = series.length > 1 ? totalsOf(data) : undefined;
    const open = (bar: Bar, content: string, label: string): TemplateResult | string =>
      isInView ? this.#renderOpen(bar, content, label) : content;
    const table = html`<table>
      <thead>
        <tr>
          <th scope="col">${categoryName}</th>
          ${series.map((one) => html`<th scope="col" class="number">${one.name}</th>`)}
          ${totals ? html`<th scope="col" class="number">${localize.term('dashboard.total')}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${categories.map(
          (category, index) =>
            html`<tr>
              <th scope="row">${category.name}</th>
              ${series.map(({ name: part, values }, at) =>
                this.#renderCell(
                  values[index] ?? 0,
                  { category: index, series: at },
                  `${category.name}, ${part}`,
                  open,
                ),
              )}
              ${totals ? this.#renderCell(totals[index] ?? 0, { category: index }, category.name, open) : nothing}
            </tr>`,
        )}
      </tbody>
    </table>`;
    return isInView
      ? html`<div class="scroller" role="region" aria-label=${name} tabindex="0">${table}</div>`
      : html`<div class="visually-hidden">${table}</div>`;
  }

  #renderCell(
    value: number,
    bar: Bar,
    subject: string,
    open: (bar: Bar, content: string, label: string) => TemplateResult | string,
  ): TemplateResult {
    const number = this.#number(value);
    return html`<td class="number">${value === 0 ? number : open(bar, number, subject)}</td>`;
  }

  #renderList(): TemplateResult | typeof nothing {
    const { data, localize } = this;
    if (!data) return nothing;
    const totals = totalsOf(data);
    const whole = data.whole ?? sumOf(totals);
    const highest = Math.max(...totals);
    const { categories, categoryName } = data;
    const isLong = categories.length > maxRows;
    const shown = isLong && !this.isWhole ? categories.slice(0, firstRows) : categories;
    return html`<table class="list" aria-labelledby="name">
        <thead class="visually-hidden">
          <tr>
            <th scope="col">${categoryName}</th>
            <th scope="col">${data.series[0]?.name}</th>
            <th scope="col">${localize.term('dashboard.share')}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(({ name }, index) => {
            const value = totals[index] ?? 0;
            return html`<tr>
              <th scope="row">
                <bdi>${this.#renderOpen({ category: index }, name, this.#number(value))}</bdi>
                <svg class="bar" aria-hidden="true">
                  <rect class="track" width="100%" height="100%" rx="2" />
                  <rect class="length" width="${(100 * value) / highest}%" height="100%" rx="2" />
                </svg>
              </th>
              <td class="number">${this.#number(value)}</td>
              <td class="number share">${this.#share(value / whole)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
      ${
        isLong
          ? html`<button
              class="button quiet more"
              type="button"
              aria-expanded=${this.isWhole}
              @click=${this.#onWhole}
            >
              ${
                this.isWhole
                  ? localize.term('dashboard.first')
                  : localize.term('dashboard.all', { count: categories.length })
              }
            </button>`
          : nothing
      }`;
  }

  /** A text that opens the sessions that it counts, if a list has them. */
  #renderOpen(bar: Bar, content: string, label: string): TemplateResult | string {
    if (!this.canOpen?.(bar)) return content;
    return html`<button
      class="link"
      type="button"
      aria-label=${this.localize.term('dashboard.open', { subject: `${content}, ${label}` })}
      @click=${() => this.#open(bar)}
    >
      ${content}
    </button>`;
  }

  #share(share: number): string {
    const isSmall = share > 0 && share < 0.01;
    return this.localize.current.number(share, {
      style: 'percent',
      maximumFractionDigits: isSmall ? 1 : 0,
    });
  }

  #number(value: number): string {
    return this.localize.current.number(value);
  }

  #draw(): void {
    const { canvas, data, look, localize } = this;
    const { module } = this.#library;
    if (!module || !canvas || !data || !look || !this.isConnected) {
      this.#endDrawing();
      return;
    }
    if (this.#drawing?.canvas !== canvas) {
      this.#endDrawing();
      const drawing = new module.Drawing(canvas, {
        canOpen: (bar) => this.canOpen?.(bar) ?? false,
        onOpen: (bar) => this.#open(bar),
      });
      this.#drawing = { drawing, canvas };
    }
    this.#drawing.drawing.show({
      data,
      look,
      texts: {
        number: (value) => this.#number(value),
        shortNumber: (value) =>
          localize.current.number(value, { notation: 'compact', maximumFractionDigits: 1 }),
        total: (count) => localize.term('dashboard.totalOf', { count }),
      },
    });
  }

  #endDrawing(): void {
    this.#drawing?.drawing.destroy();
    this.#drawing = undefined;
  }

  #open(bar: Bar): void {
    this.dispatchEvent(new BarOpenEvent(bar));
  }

  readonly #onTable = (): void => {
    this.isTable = !this.isTable;
  };

  readonly #onWhole = (): void => {
    this.isWhole = !this.isWhole;
  };

  readonly #onSave = (): void => {
    const { data, fileName, localize } = this;
    if (!data) return;
    this.#filePart.use(({ OfferedFile }) => {
      const blob = new Blob([chartCsv(data)], { type: 'text/csv' });
      this.#file?.release();
      this.#file = new OfferedFile(blob, `${fileName}.csv`, {
        host: this,
        localize,
        api: () => this.api,
      });
    });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-dashboard-chart': KvDashboardChart;
  }
}
