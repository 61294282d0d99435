/**
 * Watch lists as OpenSanctions publishes them: `targets.simple.csv`
 * (opensanctions.org/docs/bulk/csv). A cell with several values is itself a line of CSV, separated by
 * semicolons.
 */
import type { Readable } from 'node:stream';

import { parse } from 'csv-parse/sync';

import { digestOf } from './fit-matches.ts';
import type { WatchListEntry } from './match.ts';
import { readUtf8Lines, type Line } from './utf8-lines.ts';
import { WatchListError } from './watch-list-error.ts';

/** The columns that a comparison needs. Of the others, only `countries` is read. */
const requiredColumns = ['id', 'schema', 'name', 'aliases', 'birth_date', 'dataset'] as const;
type Column = (typeof requiredColumns)[number] | 'countries';

/** Schemas of people. The list uses `LegalEntity` when it does not know what an entry is. */
const personSchemas = new Set(['Person', 'LegalEntity']);

/** A quoted cell can have line ends. With more, a quote is missing. */
const maxLinesOfRow = 100;

/** A row that cannot be read as it was meant. It quotes nothing of the row. */
export interface ListFault {
  /** The first line of the row, from 1. */
  readonly line: number;
  readonly reason: string;
}

/** The share of entries with faults above which a list is refused. */
export const defaultMaxFaultyShare = 0.01;

export interface ReadListOptions {
  /** 0–1: with a larger share of faulty entries, the list is refused. */
  readonly maxFaultyShare?: number;
  readonly onFault?: (fault: ListFault) => void;
}

/** A row whose cells all have quotes, and none inside. */
const plainRow = /^"[^"]*"(?:,"[^"]*")*$/;

/** The cells of one row. Plain rows, which are most of a list, need no parser. */
function parseRow(text: string): string[] | undefined {
  return plainRow.test(text) ? text.slice(1, -1).split('","') : parseLine(text, ',');
}

function parseLine(text: string, delimiter: string): string[] | undefined {
  try {
    const rows = parse(text, { delimiter, relax_column_count: true });
    return rows.length === 1 ? rows[0] : undefined;
  } catch {
    return undefined;
  }
}

/** Without a rule for the quotes in a cell, they stand for themselves. */
const readValues = (cell: string): string[] =>
  ((cell.includes('"') ? parseLine(cell, ';') : undefined) ?? cell.split(';'))
    .map((value) => value.trim())
    .filter((value) => value !== '');

interface Row {
  readonly cells: readonly string[];
  /** Of its first line, from 1. */
  readonly line: number;
  /** False when the file ends within its last line. */
  readonly isEnded: boolean;
}

/**
 * Puts lines together to rows. If a quote is missing or one too many, only the line with the fault is
 * lost: the lines after it are read again, each as the beginning of a row.
 */
function createRowReader(onFault: (line: Line) => void) {
  /** Lines whose quotes are still open. */
  let open: Line[] = [];
  let quotes = 0;

  function take(): Row[] {
    const [first, ...others] = open;
    const text = open.map((line) => line.text).join('\n');
    const cells = quotes % 2 === 0 ? parseRow(text) : undefined;
    [open, quotes] = [[], 0];
    if (!first || text === '') return [];
    const isEnded = (others.at(-1) ?? first).isEnded;
    if (cells) return [{ cells, line: first.number, isEnded }];
    onFault(first);
    return others.flatMap(push);
  }

  function push(line: Line): Row[] {
    open.push(line);
    quotes += line.text.split('"').length - 1;
    return quotes % 2 === 0 || open.length >= maxLinesOfRow ? take() : [];
  }

  return {
    push,
    end(): Row[] {
      const rows: Row[] = [];
      while (open.length > 0) rows.push(...take());
      return rows;
    },
  };
}

function readColumns(header: Row | undefined): (row: Row) => Record<Column, string> | undefined {
  const names = header?.cells ?? [];
  const missing = requiredColumns.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new WatchListError(`The watch list lacks the columns ${missing.join(', ')}.`);
  }
  return ({ cells }) => {
    if (cells.length !== names.length) return undefined;
    const cell = (column: Column) => cells[names.indexOf(column)] ?? '';
    return {
      ...{ id: cell('id'), schema: cell('schema'), name: cell('name') },
      ...{ aliases: cell('aliases'), birth_date: cell('birth_date'), dataset: cell('dataset') },
      countries: cell('countries'),
    };
  };
}

/**
 * UTF-8 that was read as another encoding and written again (`MÃ¼ller`), or lost letters. Such a text
 * is valid UTF-8, but nobody's name resembles it.
 */
const garbled =
  /\uFFFD|[\u00C3-\u00C5\u00CE\u00D0\u00D1\u00D8\u00D9][\u0080-\u00BF\u0152\u0153\u0160\u0161\u017D\u017E\u0178\u0192\u02C6\u02DC\u2013\u2014\u2018-\u201E\u2020-\u2022\u2026\u2030\u2039\u203A\u20AC\u2122]/;

/**
 * The people of a list, one after the other in constant memory. An entry without an id or a name and a
 * row that is not CSV are left out. An entry with a garbled name is kept, and so is one with the id of
 * another entry, under an id of its own. All these are faults.
 * @throws WatchListError when the file is not such a list, is not UTF-8, ends within a row, has no
 * person, or has too many faults.
 */
export async function* readSimpleCsv(
  input: Readable,
  { maxFaultyShare = defaultMaxFaultyShare, onFault }: ReadListOptions = {},
): AsyncGenerator<WatchListEntry> {
  const ids = new Set<string>();
  let entries = 0;
  let faults = 0;
  let first: number | undefined;
  const fault = (line: number, reason: string) => {
    faults += 1;
    first ??= line;
    onFault?.({ line, reason });
  };
  const rowFault = ({ line, isEnded }: Pick<Row, 'line' | 'isEnded'>) => {
    if (!isEnded) throw new WatchListError('The watch list ends within a row.');
    entries += 1;
    fault(line, 'the row cannot be read');
  };
  const rows = createRowReader(({ number, isEnded }) => rowFault({ line: number, isEnded }));
  let readCells: ReturnType<typeof readColumns> | undefined;

  function* readEntries(found: readonly Row[]): Generator<WatchListEntry> {
    for (const row of found) {
      if (!readCells) {
        readCells = readColumns(row);
        continue;
      }
      const cells = readCells(row);
      if (!cells) {
        rowFault(row);
        continue;
      }
      if (!personSchemas.has(cells.schema)) continue;
      entries += 1;
      const name = cells.name.trim();
      if (cells.id === '' || name === '') {
        fault(row.line, cells.id === '' ? 'the entry has no id' : 'the entry has no name');
        continue;
      }
      const isRepeated = ids.has(cells.id);
      if (isRepeated) fault(row.line, 'another entry has the same id');
      else if (garbled.test(name) || garbled.test(cells.aliases)) {
        fault(row.line, 'a name was read in another encoding before');
      }
      const id = isRepeated ? digestOf(JSON.stringify(cells)) : cells.id;
      if (ids.has(id)) continue;
      ids.add(id);
      yield {
        id,
        name,
        aliases: readValues(cells.aliases),
        birthDates: readValues(cells.birth_date),
        countries: readValues(cells.countries),
        lists: readValues(cells.dataset),
      };
    }
  }

  try {
    for await (const line of readUtf8Lines(input)) yield* readEntries(rows.push(line));
    yield* readEntries(rows.end());
  } catch (cause) {
    if (cause instanceof WatchListError) throw cause;
    throw new WatchListError('The watch list could not be read to its end.', { cause });
  } finally {
    input.destroy();
  }
  if (!readCells) readColumns(undefined);
  if (faults > maxFaultyShare * entries) {
    throw new WatchListError(
      `Of ${entries} entries of the watch list, ${faults} have faults, the first in line ${first}; ` +
        `at most ${100 * maxFaultyShare} % may have.`,
    );
  }
  if (ids.size === 0) throw new WatchListError('The watch list contains no person.');
}
