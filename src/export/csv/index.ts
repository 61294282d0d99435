export { csvColumns, type CsvColumn } from '../../model/csv/columns.js';
export { exportCsv, type CsvMode, type ExportCsvOptions } from './export-csv.js';
export { readSessions, type ReadProgress, type ReadSessionsOptions } from './read-sessions.js';
