import { allQueries } from '../../model/queries.js';
import type { Session } from '../../model/session.js';
import type { Actor } from '../../model/workspace.js';
import { ReviewError } from '../errors.js';
import { createMemoryApi, type MemoryWorkspace } from '../memory/memory-api.js';
import { forEachInSlices, Slices } from '../slices.js';
import type { ReviewApi } from '../review-api.js';
import {
  csvColumns,
  findColumn,
  optionalColumns,
  requiredColumns,
  type CsvColumn,
} from '../../model/csv/columns.js';
import type { CsvError } from './errors.js';
import { unguard } from '../../model/csv/formula-guard.js';
import { readRows, type Row } from './read-rows.js';
import { Cells, readSession } from './read-session.js';
import { readText } from './read-text.js';

export interface CsvApiOptions {
  /** Who reads the file: an agent, unless given. */
  readonly actor?: Actor;
  /** Names the company and its rejection reasons; the capabilities are none. */
  readonly workspace?: Omit<MemoryWorkspace, 'capabilities'>;
  /** Aborting rejects with code `aborted`. */
  readonly signal?: AbortSignal;
}

/** A file that was read. */
export interface CsvApi {
  /** Reads only: it has no capabilities and no photos. */
  readonly api: ReviewApi;
  /** What could not be read, from top to bottom; the rest is there. */
  readonly errors: readonly CsvError[];
  /** Rows below the header that are not empty. */
  readonly rowCount: number;
  /** Rows that became a session. */
  readonly sessionCount: number;
}

/** Where each column stands; reports those that are missing or named twice. */
function readHeader(header: Row | undefined, errors: CsvError[]): Map<CsvColumn, number> {
  const places = new Map<CsvColumn, number>();
  const row = header?.number ?? 1;
  header?.cells.forEach((cell, index) => {
    const column = findColumn(unguard(cell));
    if (column === undefined) return;
    if (places.has(column)) {
      const message = 'The header names this column twice; the first is read.';
      errors.push({ row, column, code: 'repeated-column', message });
    } else {
      places.set(column, index);
    }
  });
  for (const column of csvColumns) {
    if (places.has(column) || optionalColumns.includes(column)) continue;
    const message = requiredColumns.includes(column)
      ? 'The header does not name this column, without which no row can be read.'
      : 'The header does not name this column.';
    errors.push({ row, column, code: 'missing-column', message });
  }
  return places;
}

function pickCells({ cells }: Row, places: ReadonlyMap<CsvColumn, number>) {
  return new Map([...places].map(([column, index]) => [column, cells[index] ?? '']));
}

/**
 * An adapter for a file with the columns of the kit's own export (spec X1), in any order and with
 * any delimiter. Columns that it does not know are ignored. A broken file gives what can be read of
 * it, and names the rest by row and column.
 */
export async function createCsvApi(
  source: string | Blob,
  { actor, workspace, signal }: CsvApiOptions = {},
): Promise<CsvApi> {
  try {
    return await read(source, { ...(actor && { actor }), ...(workspace && { workspace }) }, signal);
  } catch (error) {
    throw ReviewError.from(error);
  }
}

async function read(
  source: string | Blob,
  options: Pick<CsvApiOptions, 'actor' | 'workspace'>,
  signal: AbortSignal | undefined,
): Promise<CsvApi> {
  const slices = new Slices(signal);
  const errors: CsvError[] = [];
  const { text, sound } = await readText(source);
  await slices.next();
  if (!sound) {
    const message = 'The file is not in UTF-8; some letters are lost.';
    errors.push({ row: 1, column: null, code: 'broken-encoding', message });
  }
  const { rows, broken } = await readRows(text, signal);
  for (const row of broken) {
    const message = 'A quotation mark is not closed, or closed too soon.';
    errors.push({ row, column: null, code: 'broken-quotes', message });
  }
  const [header, ...body] = rows;
  const places = readHeader(header, errors);
  const sessions = new Map<string, Session>();
  await forEachInSlices(body, slices, (row) => {
    const session = readSession(
      new Cells(row.number, pickCells(row, places), errors),
      options.workspace?.rejection?.groups,
    );
    if (!session) return;
    if (sessions.has(session.id)) {
      const message = 'A row above has the same id; this one is left out.';
      errors.push({ row: row.number, column: 'Session ID', code: 'repeated-id', message });
    } else {
      sessions.set(session.id, session);
    }
  });
  return {
    api: createMemoryApi({
      ...options,
      sessions: [...sessions.values()],
      // A file does not say whether a document is genuine.
      workspace: {
        ...options.workspace,
        capabilities: [],
        queries: { ...allQueries, filters: ['status', 'document-type', 'created'] },
      },
    }),
    errors: errors.sort((a, b) => a.row - b.row),
    rowCount: body.length,
    sessionCount: sessions.size,
  };
}
