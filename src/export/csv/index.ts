export { csvColumns, type CsvColumn } from '../../model/csv/columns.js';
export type { CsvMode } from '../../model/csv/mode.js';
export { exportCsv, type ExportCsvOptions } from './export-csv.js';
export { readSessions, type ReadProgress, type ReadSessionsOptions } from './read-sessions.js';
