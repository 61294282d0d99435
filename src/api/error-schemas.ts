import * as v from 'valibot';

import { reviewErrorCodes, type InvalidPart } from './errors.js';

/** Not in errors.ts, so that elements do not load a schema library with the errors. */
export const reviewErrorCode = v.picklist(reviewErrorCodes);

export const invalidPart: v.GenericSchema<InvalidPart> = v.object({
  pointer: v.string(),
  message: v.string(),
});
