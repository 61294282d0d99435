import { branding } from './branding.js';
import type { Operation } from './operation.js';
import type { OnDemandName } from './page-operations.js';
import { policyPreview } from './policy-preview.js';
import type { LoadSchemas } from './schemas.js';
import { settings } from './settings.js';
import { webHooks } from './web-hooks.js';

/** Entries that load with the first call of one of them. */
export const onDemandOperations: typeof settings &
  typeof policyPreview &
  typeof webHooks &
  typeof branding = {
  ...settings,
  ...policyPreview,
  ...webHooks,
  ...branding,
};

/** It and its caller do not compile when `onDemandNames` has a name too many, or lacks one. */
export const onDemandOperation = (name: OnDemandName): Operation => onDemandOperations[name];

/** Loads the schemas of the operation's facet. Those of master users have one module. */
export const loadOnDemandSchemas = (name: string): ReturnType<LoadSchemas> =>
  name in branding ? import('./branding.schemas.js') : import('./management.schemas.js');
