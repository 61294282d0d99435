import { onDemandOperations } from './on-demand.js';
import type { Operation } from './operation.js';
import { pageOperations, type OperationName, type Operations } from './page-operations.js';

export { operationNames, type OperationName, type Operations } from './page-operations.js';

/**
 * Every operation of the port, by the name of its method. For handlers and tests: a page imports
 * `page-operations`, which leaves out what it may never call.
 */
export const operations: Operations = { ...pageOperations, ...onDemandOperations };

export const operationOf = (name: OperationName): Operation => operations[name];
