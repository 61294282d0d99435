/**
 * Watch lists as OpenSanctions publishes them: `targets.simple.csv`
 * (opensanctions.org/docs/bulk/csv). Cells of several values hold a line of CSV of their own, with
 * semicolons.
 */
import type { Readable } from 'node:stream';

import { parse } from 'csv-parse';
import { parse as parseLine } from 'csv-parse/sync';

import type { WatchListEntry } from './match.ts';

/** Without these, nobody can be compared; other columns are not read. */
const requiredColumns = ['id', 'schema', 'name', 'aliases', 'birth_date', 'dataset'] as const;
type Column = (typeof requiredColumns)[number];

/** Schemas of people; a `LegalEntity` is one of whom the list does not say what they are. */
const personSchemas = new Set(['Person', 'LegalEntity']);

/** Longer than any row of the published lists; bounds what a broken file can take up. */
const maxRowBytes = 4_000_000;

/** The file is no list, or not all of one: nothing of it may be used. */
export class WatchListError extends Error {
  override readonly name = 'WatchListError';
}

function readValues(cell: string): string[] {
  const values = cell.includes('"')
    ? (parseLine(cell, { delimiter: ';' })[0] ?? [])
    : cell.split(';');
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

function readColumns(header: string[]): string[] {
  const missing = requiredColumns.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw new WatchListError(`The list has no column ${missing.join(', ')}.`);
  }
  return header;
}

function readRow(row: Readonly<Record<Column, string>>): WatchListEntry {
  if (row.id === '' || row.name === '') throw new WatchListError('An entry has no id or no name.');
  return {
    id: row.id,
    name: row.name,
    aliases: readValues(row.aliases),
    birthDates: readValues(row.birth_date),
    lists: readValues(row.dataset),
  };
}

/**
 * The people of a list, one after the other in constant memory.
 * @throws WatchListError when the file is not such a list, is cut off within a row, or names nobody.
 */
export async function* readSimpleCsv(input: Readable): AsyncGenerator<WatchListEntry> {
  const parser = parse({ bom: true, columns: readColumns, max_record_size: maxRowBytes });
  input.on('error', (error) => parser.destroy(error));
  let people = 0;
  try {
    for await (const row of input.pipe(parser) as AsyncIterable<Record<Column, string>>) {
      if (!personSchemas.has(row.schema)) continue;
      people += 1;
      yield readRow(row);
    }
  } catch (cause) {
    if (cause instanceof WatchListError) throw cause;
    throw new WatchListError('The list could not be read to its end.', { cause });
  } finally {
    input.destroy();
  }
  if (people === 0) throw new WatchListError('The list names nobody.');
}
