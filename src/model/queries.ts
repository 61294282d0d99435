import { sessionSorts } from './paging.js';
import type { SessionFilter, SessionQuery, SessionSort } from './query.js';

/** The filters of `SessionFilter`, apart from the search. */
export const filterNames = [
  ...['status', 'document-type', 'spoof', 'judged', 'created'],
  // Never assumed.
  ...['condition', 'due', 'claim'],
] as const;
export type FilterName = (typeof filterNames)[number];

/** The queries that an adapter answers. */
export interface Queries {
  search: boolean;
  filters: FilterName[];
  /** Ascending and descending are declared separately. */
  sorts: SessionSort[];
  count: boolean;
  /** Whether a page can begin at any position. Default: no, because an older adapter ignores `offset`. */
  offset?: boolean;
}

/** Every query of the port. */
export const allQueries: Readonly<Queries> = {
  search: true,
  filters: [...filterNames],
  sorts: [...sessionSorts],
  count: true,
  offset: true,
};

/** Every query of an adapter with or without the capabilities `due` and `claims`. */
export const queriesWith = (has: {
  readonly due: boolean;
  readonly claims: boolean;
}): Readonly<Queries> => ({
  ...allQueries,
  filters: filterNames.filter((name) =>
    name === 'claim' ? has.claims : has.due || (name !== 'condition' && name !== 'due'),
  ),
  sorts: sessionSorts.filter((sort) => has.due || sort !== 'dueAt'),
});

/** Every query of an adapter without the capabilities `due` and `claims`. */
export const queriesWithoutDue: Readonly<Queries> = queriesWith({ due: false, claims: false });

/** What an adapter answers that declares nothing: what every version of the port had. */
const { offset: _, ...assumedQueries } = queriesWithoutDue;

/** The queries that the adapter declares. One that declares none answers all but newer ones. */
export const queriesOf = (
  workspace: { readonly queries?: Queries } | undefined,
): Readonly<Queries> => workspace?.queries ?? assumedQueries;

/** The preferred order if the adapter declares it, otherwise the first that it declares. */
export const declaredSort = (
  preferred: SessionSort,
  { sorts }: { readonly sorts: readonly SessionSort[] },
): SessionSort => (sorts.includes(preferred) ? preferred : (sorts[0] ?? preferred));

/** The first part of a query that the adapter does not declare; `undefined` if it declares them all. */
export function undeclaredPart(
  query: Pick<SessionQuery, keyof SessionFilter | 'sort' | 'offset'>,
  { search, filters, sorts, offset }: Queries,
): string | undefined {
  const isUsed: Readonly<Record<FilterName, boolean>> = {
    status: !!query.statuses?.length,
    'document-type': !!query.documentTypes?.length,
    spoof: !!query.spoof?.length,
    judged: !!query.judged?.length,
    created: !!(query.createdFrom ?? query.createdBefore),
    condition: !!query.conditions?.length,
    due: !!query.due?.length,
    claim: !!query.claims?.length,
  };
  if (!search && query.search?.trim()) return 'search';
  const filter = filterNames.find((name) => isUsed[name] && !filters.includes(name));
  if (filter !== undefined) return `filter '${filter}'`;
  if (query.sort && !sorts.includes(query.sort)) return `order '${query.sort}'`;
  return !offset && typeof query.offset === 'number' ? 'offset' : undefined;
}
