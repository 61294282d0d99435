import { ReviewError } from 'kv-review/api';
import { sessionSort, sessionStatus, type SessionSort } from 'kv-review/model';
import * as v from 'valibot';

import type { CompanyTransaction, SessionRow } from '../database/index.ts';
import { nameKey } from '../database/search-keys.ts';
import { isByDue, isByName, orderOf, type Order, type Position } from './order.ts';
import type { QueueColumns } from './rows.ts';

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * Identifies the last session of a page. Its place can be found even if it has moved, and the cursor
 * contains no client data.
 */
const cursorContent = v.tuple([
  sessionSort,
  v.pipe(v.string(), v.regex(/^[^\0]{1,128}$/u)),
  /**
   * For a sort by status, its rank; by name, the version that has the name, `null` without a name; by due
   * date, its due key in milliseconds, `null` if it does not await action.
   */
  v.nullable(wholeNumber),
  /** The lower bound of an earlier count, which is not repeated. */
  v.nullable(wholeNumber),
]);

const decode = (cursor: string): string => Buffer.from(cursor, 'base64url').toString();

const cursorText = v.pipe(v.string(), v.transform(decode), v.parseJson(), cursorContent);

/** The start of the next page. */
export interface PageStart {
  readonly position: Position;
  readonly atLeast: number | null;
}

type PlacedRow = Pick<SessionRow, 'id' | 'version' | 'status' | 'first_name' | 'last_name'> &
  Partial<QueueColumns>;

const nameColumn = ({ column }: Order) =>
  column === 'first_name_key' ? 'first_name' : 'last_name';

function placeOf(order: Order, row: PlacedRow): number | null {
  if (order.column === 'status_order') {
    return sessionStatus.options.findIndex((status) => status === row.status);
  }
  if (isByDue(order)) return row.due_key ? Date.parse(row.due_key) : null;
  if (!isByName(order)) return null;
  return row[nameColumn(order)] === null ? null : row.version;
}

/** @param atLeast - See `PageStart`. */
export function toCursor(sort: SessionSort, last: PlacedRow, atLeast: number | null): string {
  const content = [sort, last.id, placeOf(orderOf(sort), last), atLeast];
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** @throws ReviewError `invalid` for a malformed cursor, one of another order, or of an erased session. */
export async function readCursor(
  transaction: CompanyTransaction,
  companyId: string,
  sort: SessionSort,
  cursor: string,
): Promise<PageStart> {
  const content = v.safeParse(cursorText, cursor);
  if (content.success && content.output[0] === sort) {
    const [, id, place, atLeast] = content.output;
    const key = await findKey(transaction, companyId, orderOf(sort), id, place);
    if (key !== undefined) return { position: { key, id }, atLeast };
  }
  throw new ReviewError('invalid', 'The cursor does not belong to this list.', {
    parts: [{ pointer: 'cursor', message: 'not a cursor of this list' }],
  });
}

/** As PostgreSQL writes it; `undefined` for one that nobody has. */
function instantAt(milliseconds: number): string | undefined {
  const instant = new Date(milliseconds);
  return instant.getUTCFullYear() <= 9999 ? instant.toISOString() : undefined;
}

/** The value that the session was sorted by when it was shown; `undefined` for an unknown session. */
async function findKey(
  transaction: CompanyTransaction,
  companyId: string,
  order: Order,
  id: string,
  place: number | null,
): Promise<Position['key'] | undefined> {
  const { column } = order;
  const row = await transaction
    .selectFrom('sessions')
    .select(column === 'due_key' ? 'created_at' : column)
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  if (order.column === 'status_order') {
    return place !== null && place in sessionStatus.options ? place : undefined;
  }
  if (column === 'due_key') return place === null ? null : instantAt(place);
  if (!isByName(order)) return row[column];
  if (place === null) return null;
  const edit = await transaction
    .selectFrom('client_changes')
    .select('before')
    .where('company_id', '=', companyId)
    .where('session_id', '=', id)
    .where('field', '=', nameColumn(order) === 'first_name' ? 'firstName' : 'lastName')
    .where('version', '>', place)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  return edit ? nameKey(edit.before) : row[column];
}
