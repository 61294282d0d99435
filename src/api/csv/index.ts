export { csvColumns, type CsvColumn } from '../../model/csv/columns.js';
export { createCsvApi, type CsvApi, type CsvApiOptions } from './csv-api.js';
export type { CsvError, CsvErrorCode } from './errors.js';
