/** A cell that a reader would not read unchanged. A space at either end is quoted for old readers. */
const needsQuotes = /[",\r\n\ufeff]|^ | $/;

const quote = (cell: string): string =>
  needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Writes a record of RFC 4180, without the CRLF that ends it. */
export const toRecord = (cells: readonly string[]): string => cells.map(quote).join(',');
