import * as v from 'valibot';

import { reviewErrorCodes, type InvalidPart } from './errors.js';

/** Apart from the errors themselves, so that elements do not load a schema library for them. */
export const reviewErrorCode = v.picklist(reviewErrorCodes);

export const invalidPart: v.GenericSchema<InvalidPart> = v.object({
  pointer: v.string(),
  message: v.string(),
});
