import * as v from 'valibot';

import { claim } from '../../model/claim.js';
import { clientChange, decision } from '../../model/decision.js';
import { open } from '../../model/open.js';
import { invalidPart, reviewErrorCode } from '../error-schemas.js';

/** Problem details (RFC 9457) with the members that carry a `ReviewError`. */
export const problem = v.object({
  /** The reason phrase of the status. */
  title: v.exactOptional(v.string()),
  status: v.exactOptional(v.pipe(v.number(), v.integer())),
  /** For developers, without personal data. */
  detail: v.exactOptional(v.string()),
  code: open(reviewErrorCode),
  decision: v.exactOptional(decision),
  claim: v.exactOptional(claim),
  changes: v.exactOptional(v.array(clientChange)),
  parts: v.exactOptional(v.array(invalidPart)),
});
export type Problem = v.InferOutput<typeof problem>;

/** `undefined` if the body is malformed. */
export function readProblem(body: unknown): Problem | undefined {
  const result = v.safeParse(problem, body);
  return result.success ? result.output : undefined;
}
