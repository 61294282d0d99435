import * as v from 'valibot';

import { identifier } from './primitives.js';

/**
 * An action of a user that the backend cannot observe (spec S7). It says that the file was made for the
 * user. Nothing can say whether the browser saved it.
 */
export const activityReport = v.strictObject({
  action: v.picklist(['export-csv', 'download-pdf']),
  /** The sessions concerned. When there are more, `count` is sent instead. */
  sessionIds: v.exactOptional(v.pipe(v.array(identifier), v.maxLength(200))),
  count: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});
export type ActivityReport = v.InferOutput<typeof activityReport>;
