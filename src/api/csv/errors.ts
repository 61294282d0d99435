import type { CsvColumn } from '../../model/csv/columns.js';

/** The kind of error, for a program. The host page has its own words for users. */
export type CsvErrorCode =
  /** The header lacks the column. */
  | 'missing-column'
  /** The header names the column twice. Only the first one is read. */
  | 'repeated-column'
  /** The cell is empty, but every session needs the value. */
  | 'missing-value'
  /** The cell has a value that the column does not allow. */
  | 'invalid-value'
  /** An earlier row has the same session id. */
  | 'repeated-id'
  /** A quotation mark is not closed, or is closed too early. */
  | 'broken-quotes'
  /** The file is not valid UTF-8 or UTF-16. */
  | 'broken-encoding';

/** One error in a file. It never quotes the cell, which may contain personal data. */
export interface CsvError {
  /** The row number as in a spreadsheet program: the header is row 1. */
  readonly row: number;
  /** `null` when the error concerns the whole row. */
  readonly column: CsvColumn | null;
  readonly code: CsvErrorCode;
  /** In English. */
  readonly message: string;
}
