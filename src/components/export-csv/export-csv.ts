import { html } from 'lit';

import { dayOf } from '../../model/calendar-date.js';
import type { CsvMode } from '../../model/csv/mode.js';
import { exportTexts } from '../../i18n/en.export.js';
import { sessionSorts } from '../../model/paging.js';
import { declaredSort, queriesOf } from '../../model/queries.js';
import type { SessionFilter, SessionSort } from '../../model/query.js';
import { choose } from '../../ui/choice.js';
import { property } from '../../ui/decorators.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderAbsent, renderError } from '../../ui/notice.js';
import { sessionViews, statusesOf, type SessionView } from '../session-list/session-view.js';
import { CsvExport } from './csv-export.js';
import { renderExportControls } from './export-controls.js';
import { styles } from './export-csv.styles.js';

const modes: readonly CsvMode[] = ['safe', 'raw'];

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
 * @fires kv-export-complete - The file is complete. It was `saved` where the user chose, or `offered` to the browser's downloads, which do not tell whether they saved it. `blocked`: the page may not download files, and the element offers a link to the file.
 * @fires kv-error - A request failed; the export waits.
 * @csspart button - The button that starts an export.
 * @csspart file - The link to a file that the page may not be allowed to download.
 * @csspart progress - The progress of the export.
 * @csspart notice - An error, in place of the button.
 */
export class KvExportCsv extends KvElement {
  static override styles = [...KvElement.styles, ...styles];
  static override readonly texts = exportTexts;

  readonly #export: CsvExport = new CsvExport(this, {
    localize: this.localize,
    api: () => this.api,
    onDone: (result) => this.emit('kv-export-complete', result),
    onError: this.reportError,
  });

  /** `all`, `awaiting` or `rejected`, which adds a column with the reasons. */
  @property({ reflect: true, useDefault: true }) view: SessionView = 'all';

  /** The field that sorts the rows; a leading `-` means descending. */
  @property({ reflect: true, useDefault: true }) sort: SessionSort = '-createdAt';

  /**
   * `safe` puts an apostrophe in front of texts that a spreadsheet program would evaluate. `raw` is
   * for other programs: it leaves every text unchanged, and a spreadsheet program may run what a
   * client has entered.
   */
  @property({ reflect: true, useDefault: true }) mode: CsvMode = 'safe';

  /** Selects the sessions. Its status, if any, takes precedence over the view. */
  @property({ attribute: false }) filter: SessionFilter = {};

  protected override willUpdate(): void {
    choose(this, 'view', 'all', sessionViews);
    choose(this, 'sort', '-createdAt', sessionSorts);
    choose(this, 'mode', 'safe', modes);
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
    return renderExportControls({
      run: this.#export,
      localize,
      texts: {
        progress: (done, count) => localize.term('export.count', { done, count }),
        progressOpen: (count) => localize.term('export.countOpen', { count }),
        outcome: (outcome, count) => localize.term(`export.${outcome}`, { count }),
      },
      isBusy: connection.status !== 'connected' || this.#export.isActive,
      label: html`<slot>${localize.term('export.csv')}</slot>`,
      onStart: this.#start,
    });
  }

  readonly #start = (): void => {
    const { connection, view, mode, filter } = this;
    if (connection.status !== 'connected') return;
    const { api, workspace } = connection;
    const { capabilities, timeZone } = workspace;
    const selected = { ...(view !== 'all' && { statuses: statusesOf[view] }), ...filter };
    const sort = declaredSort(this.sort, queriesOf(workspace));
    const reasons = view === 'rejected';
    const isRecorded = capabilities.includes('record-activity');
    void this.#export.start({
      api,
      fileName: fileNameOf(view, dayOf(new Date(), timeZone)),
      readFile: capabilities.includes('export')
        ? (signal) => api.exportSessions({ ...selected, sort, mode, reasons }, { signal })
        : undefined,
      writePages: async (run) => {
        const { writeSessions } = await run.persist(() => import('./session-pages.js'));
        await writeSessions({ api, filter: selected, sort, mode, reasons, isRecorded }, run);
      },
    });
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
