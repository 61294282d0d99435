import type { CsvColumn } from '../../model/csv/columns.js';

/** What is wrong with a cell, for a program: the words for a user are the interface's. */
export type CsvErrorCode =
  /** No header names the column. */
  | 'missing-column'
  /** A second header names it; the first counts. */
  | 'repeated-column'
  /** Empty, but a session cannot be without it. */
  | 'missing-value'
  /** Not what the column holds. */
  | 'invalid-value'
  /** A session of this id stands further up. */
  | 'repeated-id'
  /** A quotation mark opens that nothing closes, or closes too soon. */
  | 'broken-quotes'
  /** Bytes that are no text in UTF-8 or UTF-16. */
  | 'broken-encoding';

/** One fault of a file. It never quotes the cell, which may be personal. */
export interface CsvError {
  /** As a spreadsheet program numbers them: the header is row 1. */
  readonly row: number;
  /** `null` when the whole row is concerned. */
  readonly column: CsvColumn | null;
  readonly code: CsvErrorCode;
  /** In English. */
  readonly message: string;
}
