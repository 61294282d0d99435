/**
 * Watch lists as OpenSanctions publishes them: `targets.simple.csv`
 * (opensanctions.org/docs/bulk/csv). A cell with several values is itself a line of CSV, separated by
 * semicolons.
 */
import type { Readable } from 'node:stream';

import { parse } from 'csv-parse';
import { parse as parseLine } from 'csv-parse/sync';

import type { WatchListEntry } from './match.ts';

/** The columns that a comparison needs. Other columns are not read. */
const requiredColumns = ['id', 'schema', 'name', 'aliases', 'birth_date', 'dataset'] as const;
type Column = (typeof requiredColumns)[number];

/** Schemas of people. The list uses `LegalEntity` when it does not know what an entry is. */
const personSchemas = new Set(['Person', 'LegalEntity']);

/** Longer than any row of the published lists; limits the memory that a broken file can take. */
const maxRowBytes = 4_000_000;

/** The file is not a complete watch list, and none of it may be used. */
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
    throw new WatchListError(`The watch list lacks the columns ${missing.join(', ')}.`);
  }
  return header;
}

function readRow(row: Readonly<Record<Column, string>>): WatchListEntry {
  if (row.id === '' || row.name === '')
    throw new WatchListError('An entry of the watch list lacks an id or a name.');
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
 * @throws WatchListError when the file is not such a list, ends within a row, or contains no person.
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
    throw new WatchListError('The watch list could not be read to its end.', { cause });
  } finally {
    input.destroy();
  }
  if (people === 0) throw new WatchListError('The watch list contains no person.');
}
