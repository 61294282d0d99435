import type * as v from 'valibot';

import { ReviewError } from '../errors.js';
import { decisions } from './decisions.js';
import { live } from './live.js';
import type { Facet } from './operation.js';
import type { OperationName } from './page-operations.js';
import { screening } from './screening.js';
import { sessions } from './sessions.js';

/** The schemas of an operation. A missing input or answer is `undefined`. */
export interface OperationSchemas {
  readonly input: v.GenericSchema;
  readonly query: v.GenericSchema<Record<string, unknown>, Record<string, unknown>>;
  /** The schema of a JSON answer, or of one event. */
  readonly answer: v.GenericSchema;
}

/** The checks of an operation. Each returns the output of its schema, or throws a `ReviewError`. */
export interface OperationChecks {
  /** @throws ReviewError `invalid` */
  readonly input: (value: unknown) => unknown;
  /** @throws ReviewError `invalid` */
  readonly query: (value: unknown) => Record<string, unknown>;
  /** @throws ReviewError `unavailable` */
  readonly answer: (value: unknown) => unknown;
}

/** The schemas of all operations, for the types that derive from them. */
export type Schemas = typeof import('./sessions.schemas.js') &
  typeof import('./decisions.schemas.js') &
  typeof import('./screening.schemas.js') &
  typeof import('./activity.schemas.js') &
  typeof import('./live.schemas.js') &
  typeof import('./management.schemas.js') &
  typeof import('./branding.schemas.js') &
  typeof import('./statistics.schemas.js') &
  typeof import('./timeline.schemas.js') &
  typeof import('./claims.schemas.js') &
  typeof import('./related.schemas.js');

/** Loads the schemas of a facet. */
export type LoadSchemas = () => Promise<{ readonly [Name in string]?: Partial<OperationSchemas> }>;

const facets: readonly (readonly [Facet, LoadSchemas])[] = [
  [sessions, () => import('./sessions.schemas.js')],
  [decisions, () => import('./decisions.schemas.js')],
  [screening, () => import('./screening.schemas.js')],
  [live, () => import('./live.schemas.js')],
];

type Parts = readonly [typeof import('../check.js'), Awaited<ReturnType<LoadSchemas>>];

/** By operation, so that calls at the same time share one load. */
const loaded = new Map<OperationName, Promise<Parts>>();

const loadOthers =
  (name: OperationName): LoadSchemas =>
  async () =>
    (await import('./on-demand.js')).loadOnDemandSchemas(name);

/** Loads the schema library with the first schemas, so that it does not delay the start of a page. */
async function loadParts(name: OperationName): Promise<Parts> {
  const load = facets.find(([operations]) => name in operations)?.[1] ?? loadOthers(name);
  let loading = loaded.get(name);
  if (!loading) loaded.set(name, (loading = Promise.all([import('../check.js'), load()])));
  try {
    return await loading;
  } catch (cause) {
    loaded.delete(name);
    throw new ReviewError('unavailable', `The schemas of ${name} could not be loaded.`, { cause });
  }
}

const schemasIn = ([{ noSchemas }, schemas]: Parts, name: OperationName): OperationSchemas => ({
  ...noSchemas,
  ...schemas[name],
});

/**
 * Loads the schemas of an operation, and with them those of its facet.
 * @throws ReviewError `unavailable` when a module does not load
 */
export const loadSchemas = async (name: OperationName): Promise<OperationSchemas> =>
  schemasIn(await loadParts(name), name);

/**
 * Loads the checks of an operation's request and answer.
 * @throws ReviewError `unavailable` when a module does not load
 */
export async function loadChecks(name: OperationName): Promise<OperationChecks> {
  const parts = await loadParts(name);
  return parts[0].checksOf(name, schemasIn(parts, name));
}
