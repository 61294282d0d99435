import { activityOperations } from './activity.ts';
import { healthOperations } from './health.ts';
import { ingestOperations } from './ingest.ts';
import { settingsOperations } from './settings.ts';
import { tokenOperations } from './tokens.ts';
import { webHookOperations } from './web-hooks.ts';

export type { OperationAnswer, ServerFacet, ServerOperation } from './operation.ts';

/** Every operation of this server that the port does not have, by name. */
export const serverOperations = {
  ...ingestOperations,
  ...tokenOperations,
  ...settingsOperations,
  ...activityOperations,
  ...webHookOperations,
  ...healthOperations,
};

export type ServerOperationName = keyof typeof serverOperations;
