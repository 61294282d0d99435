import { html, nothing, svg, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';

import { dayOf } from '../../model/calendar-date.js';
import type { CsvMode } from '../../model/csv/mode.js';
import { exportTexts } from '../../i18n/en.export.js';
import { sessionSorts } from '../../model/paging.js';
import { declaredSort, queriesOf } from '../../model/queries.js';
import type { SessionCount, SessionFilter, SessionSort } from '../../model/query.js';
import { choose, oneOf } from '../../ui/choice.js';
import { icon, renderDrawing } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent, renderError } from '../../ui/notice.js';
import { isSessionView, statusesOf, type SessionView } from '../session-list/session-view.js';
import { CsvExport } from './csv-export.js';
import { styles } from './export-csv.styles.js';

const isSort = oneOf<SessionSort>(sessionSorts);
const isMode = oneOf<CsvMode>(['safe', 'raw']);

const download = svg`<path d="M12 4.5v10M7.500 10.500 12 15l4.500-4.500M4.500 19.500h15"/>`;

/**
 * Saves sessions as a CSV file (see docs/exports.md for its columns): every page of the view, or of
 * the filter. If the browser can, the element asks where to save the file and writes it as it arrives:
 * in one answer if the adapter has the capability `export`, otherwise page by page.
 * The user can retry a failed request without starting over.
 *
 * The toolbar of the list contains this element. Alone it works with any adapter.
 * @summary A button that exports sessions to CSV.
 * @tagname kv-export-csv
 * @example
 * ```html
 * <kv-export-csv view="rejected" sort="-createdAt"></kv-export-csv>
 * ```
 * @slot - The text of the button.
 * @fires {CustomEvent<{ count: number, outcome: 'saved' | 'offered' }>} kv-export-complete - The file is complete. It was `saved` where the user chose, or `offered` to the browser's downloads, which do not tell whether they saved it.
 * @fires {CustomEvent<{ code: ReviewErrorCode, retryable: boolean }>} kv-error - A request failed; the export waits.
 * @csspart button - The button that starts an export.
 * @csspart progress - The progress of the export.
 * @csspart notice - An error, in place of the button.
 */
export class KvExportCsv extends KvElement {
  static override styles = [...KvElement.styles, ...styles];
  static override readonly texts = exportTexts;

  readonly #export = new CsvExport(this, {
    api: () => this.api,
    onDone: (result) => this.emit('kv-export-complete', result),
    onError: this.reportError,
  });

  /** `all`, `awaiting` or `rejected`, which adds a column with the reasons. */
  @property({ reflect: true }) view: SessionView = 'all';

  /** The field that sorts the rows; a leading `-` means descending. */
  @property({ reflect: true }) sort: SessionSort = '-createdAt';

  /**
   * `safe` puts an apostrophe in front of texts that a spreadsheet program would evaluate. `raw` is
   * for other programs: it leaves every text unchanged, and a spreadsheet program may run what a
   * client has entered.
   */
  @property({ reflect: true }) mode: CsvMode = 'safe';

  /** Selects the sessions. Its status, if any, takes precedence over the view. */
  @property({ attribute: false }) filter: SessionFilter = {};

  @query('.start') private readonly startButton?: HTMLElement | null;

  protected override willUpdate(): void {
    const tag = this.localName;
    this.view = choose(tag, 'view', this.view, isSessionView, 'all');
    this.sort = choose(tag, 'sort', this.sort, isSort, '-createdAt');
    this.mode = choose(tag, 'mode', this.mode, isMode, 'safe');
  }

  /** Cancels the running export; nothing is saved. */
  cancel(): void {
    this.#export.cancel();
  }

  protected override render() {
    const { connection, localize } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    const isBusy = connection.status !== 'connected' || this.#export.isActive;
    return html`<div class="export">
      <button
        class="button start"
        part="button"
        type="button"
        aria-disabled=${isBusy ? 'true' : nothing}
        @click=${this.#start}
      >
        ${renderDrawing(download)}<slot>${localize.term('export.csv')}</slot>
      </button>
      ${this.#renderRun()}
      <span class="outcome" role="status">${this.#outcome}</span>
    </div>`;
  }

  #renderRun(): TemplateResult | typeof nothing {
    const { localize } = this;
    const { state } = this.#export;
    if (state.name === 'unsaved') return this.#renderMessage(localize.term('export.unsaved'));
    if (state.name !== 'running' && state.name !== 'paused') return nothing;
    return html`
      <span class="progress" part="progress">
        <progress
          aria-label=${localize.term('export.progress')}
          max=${state.total?.exact ? Math.max(1, state.total.count) : nothing}
          value=${state.total?.exact ? state.count : nothing}
        ></progress>
        <span class="count">${this.#describe(state.count, state.total)}</span>
      </span>
      ${
        state.name === 'paused'
          ? html`${this.#renderMessage(localize.term(`error.${state.error.code}`))}
              <button class="button primary" type="button" @click=${this.#resume}>
                ${localize.term('export.continue')}
              </button>`
          : nothing
      }
      <button class="button quiet" type="button" @click=${this.#cancel}>
        ${localize.term('export.cancel')}
      </button>
    `;
  }

  #renderMessage(text: string): TemplateResult {
    return html`<span class="message" role="alert">${icon('warning')}<span>${text}</span></span>`;
  }

  #describe(count: number, total: SessionCount | null): string {
    return total?.exact
      ? this.localize.term('export.count', { done: count, count: total.count })
      : this.localize.term('export.countOpen', { count });
  }

  get #outcome(): string {
    const { state } = this.#export;
    switch (state.name) {
      case 'running':
      case 'paused':
        return '';
      case 'done':
        return this.localize.term(`export.${state.outcome}`, { count: state.count });
      case 'cancelled':
        return this.localize.term('export.cancelled');
      default:
        return '';
    }
  }

  readonly #start = (): void => {
    const { connection, view, mode, filter } = this;
    if (connection.status !== 'connected') return;
    const { api, workspace } = connection;
    void this.#export.start({
      api,
      filter: { ...(view !== 'all' && { statuses: statusesOf[view] }), ...filter },
      sort: declaredSort(this.sort, queriesOf(connection.workspace)),
      mode,
      reasons: view === 'rejected',
      fileName: fileNameOf(view, dayOf(new Date(), workspace.timeZone)),
      isStreamed: workspace.capabilities.includes('export'),
      isRecorded: workspace.capabilities.includes('record-activity'),
    });
  };

  readonly #resume = (): void => {
    this.startButton?.focus();
    this.#export.resume();
  };

  readonly #cancel = (): void => {
    // The focused button is about to disappear.
    this.startButton?.focus();
    this.cancel();
  };
}

/** The name contains the view and the day, and no personal data. */
function fileNameOf(view: SessionView, today: string): string {
  return `${view === 'all' ? 'sessions' : `sessions-${view}`}-${today}.csv`;
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-export-csv': KvExportCsv;
  }
}
