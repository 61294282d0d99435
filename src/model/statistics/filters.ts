import type { DocumentType } from '../document-type.js';
import { isKnown } from '../known.js';
import type { SessionFilter } from '../query.js';
import type { SessionStatus } from '../session-summary.js';
import type { RangeStatistics } from './answer.js';

// Without schemas, because elements call it.
const statuses: Readonly<Record<SessionStatus, true>> = {
  ...{ processing: true, awaiting: true, success: true, rejected: true },
};
const documentTypes: Readonly<Record<DocumentType, true>> = { passport: true, 'id-card': true };

type Bounds = Pick<RangeStatistics, 'createdFrom' | 'createdBefore'>;

/** A number of the statistics. `within` is the period or range that it belongs to. */
export type StatisticsDatum =
  /** Of one status; of all, with `null`. Outcomes by their author have no filter. */
  | { readonly of: 'outcome'; readonly status: string | null; readonly within: Bounds }
  | {
      readonly of: 'document-type';
      readonly value: string | null;
      readonly status: string | null;
      readonly within: Bounds;
    }
  | { readonly of: 'in-part'; readonly within: Bounds }
  | { readonly of: 'queue' };

/**
 * The filter with which a list shows as many sessions as the datum says, except for erased sessions, which are
 * still counted. `undefined` for what no filter can select: a status or type of document of a newer backend,
 * sessions without a document, and those that were erased before they had an outcome.
 */
export function filterOf(datum: StatisticsDatum): SessionFilter | undefined {
  if (datum.of === 'queue') return { statuses: ['awaiting'] };
  const { createdFrom, createdBefore } = datum.within;
  const created = { createdFrom, createdBefore };
  if (datum.of === 'in-part') return { ...created, judged: ['in-part'] };
  const { status } = datum;
  if (status !== null && !isKnown(statuses, status)) return undefined;
  const ofStatus: SessionFilter = { ...created, ...(status !== null && { statuses: [status] }) };
  if (datum.of === 'outcome') return ofStatus;
  const { value } = datum;
  if (value === null || !isKnown(documentTypes, value)) return undefined;
  return { ...ofStatus, documentTypes: [value] };
}
