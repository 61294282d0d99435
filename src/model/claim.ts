import * as v from 'valibot';

import { person } from './decision.js';
import { claimNumber, instant } from './primitives.js';

/**
 * The exclusive right of one user to decide a session, for a time (spec W2). It ends with the decision,
 * when it is released, handed over or taken over, and at `until` unless it was renewed before. The clock is the
 * backend's. A claim never changes `Session.version`.
 */
export const claim = v.object({
  number: claimNumber,
  by: person,
  since: instant,
  until: instant,
  /** Set when the claim was taken over: from whom, and why. */
  takenOver: v.exactOptional(v.object({ from: person, reason: v.string() })),
  /** Set when the claim was handed over: by whom. */
  handedOver: v.exactOptional(v.object({ from: person })),
});
export type Claim = v.InferOutput<typeof claim>;
