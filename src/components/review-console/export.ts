import { KvExportCsv } from '../export-csv/export-csv.js';

/** The list's toolbar contains it as soon as it is registered. */
export const elements = { 'kv-export-csv': KvExportCsv };
export const styles = [];
