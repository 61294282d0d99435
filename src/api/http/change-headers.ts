import * as v from 'valibot';

import { entityTagPattern, keyPattern } from './fields.js';

/** The request headers of a change: the version that the user saw, and the key of the intent. */
export const changeHeaders = {
  'if-match': v.pipe(v.string(), v.regex(entityTagPattern)),
  'idempotency-key': v.pipe(v.string(), v.regex(keyPattern)),
} as const;
