import * as v from 'valibot';

import { answeredLevel } from '../model/match-level.js';
import { identifier } from '../model/primitives.js';
import { actor, extraField, queries, rejectionRules } from '../model/workspace.js';
import { isCapability } from './operations/capability-names.js';

/** The signed-in user, the company, and what the adapter can do. Elements read it first. */
export const workspace = v.object({
  actor,
  company: v.object({ id: identifier, name: v.string() }),
  /** Names that this version of the kit does not know are dropped. */
  capabilities: v.pipe(
    v.array(v.string()),
    v.transform((names) => names.filter(isCapability)),
  ),
  /**
   * The queries that the adapter can answer. Default: all. The elements hide the others, and the adapter
   * refuses them as `unsupported`.
   */
  queries: v.exactOptional(queries),
  /** The lowest match level the company accepts (spec P3). */
  acceptanceLevel: answeredLevel,
  /** The company's time zone, in which its days begin: an IANA name. Default: `UTC`. */
  timeZone: v.exactOptional(v.string()),
  rejection: rejectionRules,
  /** The company's rule for claims. Left out by an adapter without claims. */
  claims: v.exactOptional(
    v.object({
      /** Whether a decision requires a claim (spec W2). */
      required: v.boolean(),
    }),
  ),
  extraFields: v.array(extraField),
});
export type Workspace = v.InferOutput<typeof workspace>;
