import * as v from 'valibot';

import { sessionFilter, sessionSort } from '../query.js';
import type { CsvMode } from './mode.js';

/** Which sessions a CSV file contains, and how it is written. */
export const csvExport = v.object({
  ...sessionFilter.entries,
  sort: v.optional(sessionSort, '-createdAt'),
  mode: v.optional(v.picklist(['safe', 'raw'] satisfies CsvMode[]), 'safe'),
  /** Starts with a byte order mark, by which Excel detects UTF-8. */
  bom: v.optional(v.boolean(), true),
  /** Appends the column `Reasons`, for rejected sessions. */
  reasons: v.optional(v.boolean(), false),
});
export type CsvExport = v.InferInput<typeof csvExport>;
