import * as v from 'valibot';

import { identifier } from './primitives.js';

/** What a user did that the backend cannot see by itself (spec S7). */
export const activityReport = v.strictObject({
  action: v.picklist(['export-csv', 'download-pdf']),
  /** The sessions concerned, when they are few; else how many. */
  sessionIds: v.exactOptional(v.pipe(v.array(identifier), v.maxLength(200))),
  count: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type ActivityReport = v.InferOutput<typeof activityReport>;
