/**
 * - `safe`: an apostrophe precedes each text that a spreadsheet program would evaluate.
 *   `createCsvApi` removes it again.
 * - `raw`: every text is unchanged, for programs. A spreadsheet program may evaluate a client's text.
 */
export type CsvMode = 'safe' | 'raw';
