import Papa from 'papaparse';

import { ReviewError } from '../errors.js';
import { Slices } from '../slices.js';
import { findColumn } from '../../model/csv/columns.js';

/** One row of the table, numbered as in a spreadsheet program. */
export interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

/** The number of characters to parse before other work gets a turn. */
const chunkSize = 2 ** 16;

type Newline = '\r\n' | '\n' | '\r';

/** Detects the line break that ends the first row. Cells below may contain other line breaks. */
function sniffNewline(text: string): Newline {
  const head = text.slice(0, chunkSize).replace(/"[^"]*"/g, '');
  return (/\r\n|\n|\r/.exec(head)?.[0] ?? '\n') as Newline;
}

/** Chooses the delimiter with which the first row names the most columns. */
function sniffDelimiter(text: string, newline: Newline): string {
  const known = (delimiter: string): number => {
    const [header = []] = Papa.parse<string[]>(text, { delimiter, newline, preview: 1 }).data;
    return header.filter((name) => findColumn(name) !== undefined).length;
  };
  return [',', ';', '\t', '|'].reduce((best, next) => (known(next) > known(best) ? next : best));
}

/** Splits a CSV text into rows (RFC 4180, any delimiter), and lists the numbers of broken rows. */
export function readRows(
  text: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly rows: Row[]; readonly broken: number[] }> {
  const slices = new Slices(signal);
  const newline = sniffNewline(text);
  const rows: Row[] = [];
  const broken = new Set<number>();
  let count = 0;
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(text, {
      delimiter: sniffDelimiter(text, newline),
      newline,
      chunkSize,
      chunk: ({ data, errors }: Papa.ParseResult<string[]>, parser: Papa.Parser) => {
        for (const { row = 0 } of errors) broken.add(count + row + 1);
        for (const cells of data) {
          count += 1;
          if (cells.some((cell) => cell.trim() !== '')) rows.push({ number: count, cells });
        }
        if (!slices.over) return;
        parser.pause();
        slices.next().then(
          () => parser.resume(),
          (error: unknown) => {
            parser.abort();
            reject(ReviewError.from(error));
          },
        );
      },
      complete: () => resolve({ rows, broken: [...broken] }),
    });
  });
}
