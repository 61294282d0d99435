import { sessionSorts } from './paging.js';
import type { SessionFilter, SessionSort } from './query.js';

/** The filters of `SessionFilter`, apart from the search. */
export const filterNames = ['status', 'document-type', 'spoof', 'created'] as const;
export type FilterName = (typeof filterNames)[number];

/** What an adapter can be asked of its sessions. */
export interface Queries {
  search: boolean;
  filters: FilterName[];
  /** Each direction counts by itself. */
  sorts: SessionSort[];
  count: boolean;
}

/** Everything that the port can be asked for. */
export const allQueries: Readonly<Queries> = {
  search: true,
  filters: [...filterNames],
  sorts: [...sessionSorts],
  count: true,
};

/** What may be asked for: everything, unless the adapter declares less. */
export const queriesOf = (
  workspace: { readonly queries?: Queries } | undefined,
): Readonly<Queries> => workspace?.queries ?? allQueries;

/** The order to ask for: the wanted one, or the first one that the adapter declares instead. */
export const declaredSort = (
  wanted: SessionSort,
  { sorts }: Pick<Queries, 'sorts'>,
): SessionSort => (sorts.includes(wanted) ? wanted : (sorts[0] ?? wanted));

/** The filter without the parts that the adapter does not declare. */
export function declaredFilter(filter: SessionFilter, queries: Queries): SessionFilter {
  const { search, statuses, documentTypes, spoof, createdFrom, createdBefore } = filter;
  const has = (name: FilterName): boolean => queries.filters.includes(name);
  return {
    ...(queries.search && search !== undefined && { search }),
    ...(has('status') && statuses && { statuses }),
    ...(has('document-type') && documentTypes && { documentTypes }),
    ...(has('spoof') && spoof && { spoof }),
    ...(has('created') && createdFrom !== undefined && { createdFrom }),
    ...(has('created') && createdBefore !== undefined && { createdBefore }),
  };
}
