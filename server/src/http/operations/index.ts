import { activityOperations } from './activity.ts';
import { healthOperations } from './health.ts';
import { ingestOperations } from './ingest.ts';
import { tokenOperations } from './tokens.ts';

export type { OperationAnswer, ServerFacet, ServerOperation } from './operation.ts';

/** Every operation of this server that the port does not have, by name. */
export const serverOperations = {
  ...ingestOperations,
  ...tokenOperations,
  ...activityOperations,
  ...healthOperations,
};

export type ServerOperationName = keyof typeof serverOperations;
