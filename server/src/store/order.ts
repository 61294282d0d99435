import type { SessionSort } from 'kv-review/model';
import { sql, type RawBuilder } from 'kysely';

import { dueKey } from './selection.ts';

/** An order of sessions, with an index of its own. Ties are broken by id, ascending. */
export interface Order {
  /** `due_key` is a column of `awaiting_sessions`; the others are of `sessions`. */
  readonly column: 'created_at' | 'first_name_key' | 'last_name_key' | 'status_order' | 'due_key';
  readonly isDescending: boolean;
}

/** The position of a session in an order. */
export interface Position {
  /**
   * The sort value. `null` is a name that was not read, or the due key of a session that does not await
   * action: last, or first when descending.
   */
  readonly key: string | number | null;
  readonly id: string;
}

const columns = {
  createdAt: 'created_at',
  firstName: 'first_name_key',
  lastName: 'last_name_key',
  status: 'status_order',
  dueAt: 'due_key',
} as const;

export function orderOf(sort: SessionSort): Order {
  const isDescending = sort.startsWith('-');
  const field = (isDescending ? sort.slice(1) : sort) as keyof typeof columns;
  return { column: columns[field], isDescending };
}

export const isByDue = ({ column }: Order): boolean => column === 'due_key';

export const isByName = ({ column }: Order): boolean => column.endsWith('_name_key');

/** For `order by`, over rows that have `key` and `id`. */
export const inOrder = ({ isDescending }: Order): RawBuilder<unknown> =>
  isDescending ? sql`key desc, id` : sql`key, id`;

/** The same over rows of `sessions`. */
export function sessionsInOrder(order: Order): RawBuilder<unknown> {
  const key = isByDue(order) ? dueKey : sql.ref(order.column);
  return order.isDescending ? sql`${key} desc, id` : sql`${key}, id`;
}

/**
 * Conditions for rows after a position: one for each range of the order, in that order. A single
 * condition would not use the index.
 */
export function rangesAfter(
  order: Order,
  position: Position | null,
  column: string = order.column,
): readonly RawBuilder<boolean>[] {
  if (!position) return [sql<boolean>`true`];
  const { key, id } = position;
  const value = sql.ref(column);
  if (key === null) {
    const ties = sql<boolean>`(${value} is null and id > ${id})`;
    return order.isDescending ? [ties, sql<boolean>`${value} is not null`] : [ties];
  }
  const ties = sql<boolean>`(${value} = ${key} and id > ${id})`;
  if (order.isDescending) return [ties, sql<boolean>`${value} < ${key}`];
  const beyond = sql<boolean>`${value} > ${key}`;
  return isByName(order) || isByDue(order)
    ? [ties, beyond, sql<boolean>`${value} is null`]
    : [ties, beyond];
}
