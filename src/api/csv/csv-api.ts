import { queriesWithoutDue } from '../../model/queries.js';
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
import { Cells, maxCellLength, readSession } from './read-session.js';
import { readText } from './read-text.js';

export interface CsvApiOptions {
  /** The user who reads the file. Default: an agent. */
  readonly actor?: Actor;
  /** Names the company and its rejection reasons. A file has no capabilities. */
  readonly workspace?: Omit<MemoryWorkspace, 'capabilities'>;
  /** Aborting rejects with code `aborted`. */
  readonly signal?: AbortSignal;
}

/** The result of reading a file. */
export interface CsvApi {
  /** Read-only: it has no capabilities and no photos. */
  readonly api: ReviewApi;
  /** The errors in the file, from top to bottom. Everything else was read. */
  readonly errors: readonly CsvError[];
  /** The number of rows below the header that are not empty. */
  readonly rowCount: number;
  /** The number of rows that became a session. */
  readonly sessionCount: number;
}

/** Finds the index of each column, and reports columns that are missing or repeated. */
function readHeader(header: Row | undefined, errors: CsvError[]): Map<CsvColumn, number> {
  const places = new Map<CsvColumn, number>();
  const row = header?.number ?? 1;
  header?.cells.forEach((cell, index) => {
    const column = cell.length > maxCellLength ? undefined : findColumn(unguard(cell));
    if (column === undefined) return;
    if (places.has(column)) {
      const message = 'The header names this column twice. Only the first one is read.';
      errors.push({ row, column, code: 'repeated-column', message });
    } else {
      places.set(column, index);
    }
  });
  for (const column of csvColumns) {
    if (places.has(column) || optionalColumns.includes(column)) continue;
    const message = requiredColumns.includes(column)
      ? 'The header lacks this column. No row can be read without it.'
      : 'The header lacks this column.';
    errors.push({ row, column, code: 'missing-column', message });
  }
  return places;
}

function pickCells({ cells }: Row, places: ReadonlyMap<CsvColumn, number>) {
  return new Map([...places].map(([column, index]) => [column, cells[index] ?? '']));
}

/**
 * Makes an adapter for a file with the columns of the kit's own export (spec X1), in any order and
 * with any delimiter. It ignores unknown columns. If a file is damaged, it reads what it can and
 * reports each error with its row and column.
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
  const { text, isValid } = await readText(source);
  await slices.next();
  if (!isValid) {
    const message = 'The file is not valid UTF-8 or UTF-16. Some characters are lost.';
    errors.push({ row: 1, column: null, code: 'broken-encoding', message });
  }
  const rows = await readRows(text, slices);
  for (const { number, isBroken } of rows) {
    if (!isBroken) continue;
    const message = 'A quotation mark is not closed, or is closed too early.';
    errors.push({ row: number, column: null, code: 'broken-quotes', message });
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
      const message = 'An earlier row has the same id. This row is skipped.';
      errors.push({ row: row.number, column: 'Session ID', code: 'repeated-id', message });
    } else {
      sessions.set(session.id, session);
    }
  });
  return {
    api: createMemoryApi({
      ...options,
      sessions: [...sessions.values()],
      // A file has no spoof detection, so it cannot be filtered by it.
      workspace: {
        ...options.workspace,
        capabilities: [],
        queries: { ...queriesWithoutDue, filters: ['status', 'document-type', 'created'] },
      },
    }),
    errors: errors.sort((a, b) => a.row - b.row),
    rowCount: body.length,
    sessionCount: sessions.size,
  };
}
