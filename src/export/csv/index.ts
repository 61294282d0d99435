export {
  activityCsvColumns,
  createActivityCsvWriter,
  type ActivityCsvWriter,
} from '../../model/csv/activity-csv.js';
export { csvColumns, type CsvColumn } from '../../model/csv/columns.js';
export type { CsvFormat, CsvSession, CsvWriter } from '../../model/csv/csv-writer.js';
export type { CsvMode } from '../../model/csv/mode.js';
export { createCsvWriter } from './csv-writer.js';
export { exportCsv, type ExportCsvOptions } from './export-csv.js';
export { readSessions, type ReadProgress, type ReadSessionsOptions } from './read-sessions.js';
