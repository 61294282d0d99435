import type { FilterName, Queries } from './queries.js';
import type { SessionFilter } from './query.js';

/** The filter without the parts that the adapter does not declare. */
export function declaredFilter(filter: SessionFilter, queries: Queries): SessionFilter {
  const { search, statuses, documentTypes, spoof, judged, createdFrom, createdBefore } = filter;
  const { conditions, due, claims } = filter;
  const has = (name: FilterName): boolean => queries.filters.includes(name);
  return {
    ...(queries.search && search !== undefined && { search }),
    ...(has('status') && statuses && { statuses }),
    ...(has('document-type') && documentTypes && { documentTypes }),
    ...(has('spoof') && spoof && { spoof }),
    ...(has('judged') && judged && { judged }),
    ...(has('created') && createdFrom !== undefined && { createdFrom }),
    ...(has('created') && createdBefore !== undefined && { createdBefore }),
    ...(has('condition') && conditions && { conditions }),
    ...(has('due') && due && { due }),
    ...(has('claim') && claims && { claims }),
  };
}
