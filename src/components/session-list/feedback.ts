import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { PagingController } from '../../controllers/paging.js';
import { renderFailure } from '../../ui/notice.js';
import type { SessionRow } from './session-row.js';

type Paging = PagingController<SessionRow>;

/** How many sessions the list holds; empty while unknown. */
export function describeTotal(
  { total, isAnswered, rows }: Pick<Paging, 'total' | 'isAnswered' | 'rows'>,
  localize: LocalizeController,
): string {
  if (!total || (!isAnswered && rows.length === 0)) return '';
  const key = total.exact ? 'list.total' : 'list.totalAtLeast';
  return localize.term(key, { count: total.count });
}

/** When the list was last read; empty before. */
export function describeUpdate(
  { updatedAt }: Pick<Paging, 'updatedAt'>,
  localize: LocalizeController,
): string {
  if (!updatedAt) return '';
  const time = localize.current.instant(updatedAt.toISOString());
  return localize.term('list.updated', { time });
}

/** Below the last row: why there are no more. */
export function renderEnd(
  { moreError, isComplete }: Pick<Paging, 'moreError' | 'isComplete'>,
  localize: LocalizeController,
  onRetry: () => void,
): TemplateResult | typeof nothing {
  if (moreError)
    return renderFailure('end danger', localize.term('list.moreFailed'), localize, onRetry);
  return isComplete ? html`<div class="end">${localize.term('list.end')}</div>` : nothing;
}

/** Says that the rows in view could not be read again. */
export function renderStale(
  paging: Pick<Paging, 'updatedAt'>,
  localize: LocalizeController,
  onRetry: () => void,
): TemplateResult {
  const text = `${localize.term('error.stale')} ${describeUpdate(paging, localize)}`;
  return renderFailure('stale', text, localize, onRetry);
}
