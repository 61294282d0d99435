import type { LocalizeController } from '../../controllers/localize.js';
import type { PagingController } from '../../controllers/paging.js';
import type { SessionRow } from './session-row.js';

/** How many sessions the list holds; empty while unknown. */
export function describeTotal(
  { total, isAnswered, rows }: Pick<PagingController<SessionRow>, 'total' | 'isAnswered' | 'rows'>,
  localize: LocalizeController,
): string {
  if (!total || (!isAnswered && rows.length === 0)) return '';
  const key = total.exact ? 'list.total' : 'list.totalAtLeast';
  return localize.term(key, { count: total.count });
}
