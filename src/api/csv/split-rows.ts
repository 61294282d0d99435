/** One row of a CSV text. */
export interface SplitRow {
  readonly cells: readonly string[];
  /** Whether a quotation mark is not closed, or is closed too early. */
  readonly isBroken: boolean;
}

interface Cell {
  readonly text: string;
  /** The place after the cell: of a delimiter, of a line break, or the end of the text. */
  readonly end: number;
  readonly isBroken: boolean;
}

const isLineBreak = (character: string | undefined): boolean =>
  character === '\r' || character === '\n';

/**
 * Splits a CSV text into rows (RFC 4180, any delimiter). A row ends at CR, LF or CRLF, whichever comes,
 * because programs append rows with line breaks of their own. The time is linear for every text: the
 * search for the end of a quoted cell stops at the next mark that could open another one.
 */
export function* splitRows(text: string, delimiter: string): Generator<SplitRow, void, undefined> {
  let at = 0;
  while (at < text.length) {
    const cells: string[] = [];
    let isBroken = false;
    for (;;) {
      const cell = readCell(text, delimiter, at);
      cells.push(cell.text);
      isBroken ||= cell.isBroken;
      at = cell.end;
      if (text[at] !== delimiter) break;
      at += 1;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    yield { cells, isBroken };
  }
}

function readCell(text: string, delimiter: string, start: number): Cell {
  if (text[start] !== '"') return readPlain(text, delimiter, start);
  // A mark that is not closed is read as a character. It must not swallow the rows below.
  return (
    readQuoted(text, delimiter, start) ?? { ...readPlain(text, delimiter, start), isBroken: true }
  );
}

function readPlain(text: string, delimiter: string, start: number): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && !isLineBreak(text[end])) end += 1;
  return { text: text.slice(start, end), end, isBroken: false };
}

/**
 * `null` if the quotation mark at `start` is not closed: the next one that is not doubled does not end
 * a cell, or there is none.
 */
function readQuoted(text: string, delimiter: string, start: number): Cell | null {
  let mark = text.indexOf('"', start + 1);
  while (mark !== -1 && text[mark + 1] === '"') mark = text.indexOf('"', mark + 2);
  if (mark === -1) return null;
  let end = mark + 1;
  while (text[end] === ' ') end += 1;
  if (end < text.length && text[end] !== delimiter && !isLineBreak(text[end])) return null;
  return { text: text.slice(start + 1, mark).replaceAll('""', '"'), end, isBroken: false };
}
