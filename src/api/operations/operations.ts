import { activity } from './activity.js';
import { decisions } from './decisions.js';
import { live } from './live.js';
import type { Operation } from './operation.js';
import { screening } from './screening.js';
import { sessions } from './sessions.js';

/** The operations of all facets. An intersection type, so that each keeps its doc comment. */
export type Operations = typeof sessions &
  typeof decisions &
  typeof screening &
  typeof activity &
  typeof live;

/** Every operation of the port, by the name of its method. */
export const operations: Operations = {
  ...sessions,
  ...decisions,
  ...screening,
  ...activity,
  ...live,
};

/** The name of a method of the port; `operationId` in the OpenAPI document. */
export type OperationName = keyof Operations;

export const operationNames = Object.keys(operations) as readonly OperationName[];

export const operationOf = (name: OperationName): Operation => operations[name];
