import * as v from 'valibot';

import { ReviewError } from '../errors.js';
import { activity } from './activity.js';
import { decisions } from './decisions.js';
import { live } from './live.js';
import type { Facet } from './operation.js';
import type { OperationName } from './operations.js';
import { screening } from './screening.js';
import { sessions } from './sessions.js';

/** What an operation takes and gives; what it does not take or give is `undefined`. */
export interface OperationSchemas {
  readonly input: v.GenericSchema;
  readonly query: v.GenericSchema<Record<string, unknown>, Record<string, unknown>>;
  /** Of a JSON answer, or of one event. */
  readonly answer: v.GenericSchema;
}

const nothing: OperationSchemas = {
  input: v.undefined(),
  query: v.strictObject({}),
  answer: v.undefined(),
};

/** The schemas of all operations, for the types that are made of them. */
export type Schemas = typeof import('./sessions.schemas.js') &
  typeof import('./decisions.schemas.js') &
  typeof import('./screening.schemas.js') &
  typeof import('./activity.schemas.js') &
  typeof import('./live.schemas.js');

type Load = () => Promise<{ readonly [Name in string]?: Partial<OperationSchemas> }>;

const facets: readonly (readonly [Facet, Load])[] = [
  [sessions, () => import('./sessions.schemas.js')],
  [decisions, () => import('./decisions.schemas.js')],
  [screening, () => import('./screening.schemas.js')],
  [activity, () => import('./activity.schemas.js')],
  [live, () => import('./live.schemas.js')],
];

/** Calls that begin together go on together. */
const loaded = new Map<Load, ReturnType<Load>>();

/**
 * Loads the schemas of an operation, and with them those of its facet.
 * @throws ReviewError `unavailable` when the module does not load
 */
export async function loadSchemas(name: OperationName): Promise<OperationSchemas> {
  const load = facets.find(([operations]) => name in operations)?.[1];
  if (!load) return nothing;
  let loading = loaded.get(load);
  if (!loading) loaded.set(load, (loading = load()));
  try {
    return { ...nothing, ...(await loading)[name] };
  } catch (cause) {
    loaded.delete(load);
    throw new ReviewError('unavailable', `The schemas of ${name} could not be loaded.`, { cause });
  }
}
