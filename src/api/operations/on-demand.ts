import { activity } from './activity.js';
import { branding } from './branding.js';
import { claims } from './claims.js';
import type { Operation } from './operation.js';
import type { OnDemandName } from './page-operations.js';
import { policyPreview } from './policy-preview.js';
import { related } from './related.js';
import type { LoadSchemas } from './schemas.js';
import { settings } from './settings.js';
import { statistics } from './statistics.js';
import { timeline } from './timeline.js';
import { webHooks } from './web-hooks.js';

/** Entries that load with the first call of one of them. */
export const onDemandOperations: typeof settings &
  typeof policyPreview &
  typeof webHooks &
  typeof branding &
  typeof activity &
  typeof statistics &
  typeof timeline &
  typeof claims &
  typeof related = {
  ...settings,
  ...policyPreview,
  ...webHooks,
  ...branding,
  ...activity,
  ...statistics,
  ...timeline,
  ...claims,
  ...related,
};

/** It and its caller do not compile when `onDemandNames` has a name too many, or lacks one. */
export const onDemandOperation = (name: OnDemandName): Operation => onDemandOperations[name];

/** Loads the schemas of the operation's facet. Those of the settings and the web hooks have one module. */
export function loadOnDemandSchemas(name: string): ReturnType<LoadSchemas> {
  if (name === 'recordActivity') return import('./activity.schemas.js');
  if (name in branding) return import('./branding.schemas.js');
  if (name in claims) return import('./claims.schemas.js');
  if (name in related) return import('./related.schemas.js');
  if (name in statistics) return import('./statistics.schemas.js');
  if (name in timeline) return import('./timeline.schemas.js');
  return import('./management.schemas.js');
}
