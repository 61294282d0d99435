import type { ReviewApi } from '../../api/review-api.js';
import type { CsvMode } from '../../model/csv/mode.js';
import type { SessionFilter, SessionSort } from '../../model/query.js';
import type { CsvRun } from './csv-export.js';

export interface SessionPages {
  readonly api: ReviewApi;
  readonly filter: SessionFilter;
  readonly sort: SessionSort;
  readonly mode: CsvMode;
  readonly reasons: boolean;
  /** Whether the adapter records the export in its activity log. */
  readonly isRecorded: boolean;
}

/** Writes sessions page by page, for an adapter that writes no file. */
export async function writeSessions(
  { api, filter, sort, mode, reasons, isRecorded }: SessionPages,
  { signal, write, showProgress, pause, persist }: CsvRun,
): Promise<void> {
  const { exportCsv, readSessions } = await persist(() => import('../../export/csv/index.js'));
  let count = 0;
  const sessions = readSessions(api, filter, {
    sort,
    signal,
    onProgress: (progress) => {
      ({ count } = progress);
      showProgress(progress);
    },
    onFailure: pause,
  });
  for await (const chunk of exportCsv(sessions, { mode, reasons, signal })) await write(chunk);
  // Before the file exists, so that no export goes unrecorded.
  if (isRecorded) {
    await persist(() => api.recordActivity({ action: 'export-csv', count }, { signal }));
  }
}
