/**
 * - `safe`: nothing that a spreadsheet program would evaluate; texts that it would are preceded by an
 *   apostrophe, which `createCsvApi` takes off again
 * - `raw`: every text as it is, for programs; a spreadsheet program may run what a client has written
 */
export type CsvMode = 'safe' | 'raw';
