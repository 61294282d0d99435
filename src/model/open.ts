import * as v from 'valibot';

import type { Open } from './known.js';

export { lookUp, type Open } from './known.js';

/** The longest unknown value that is accepted, in UTF-16 code units. */
const maxUnknownLength = 100;

/** A text from a newer backend where this version expects one of the values that it knows. */
export const unknownText = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(maxUnknownLength),
  v.transform((text): Open<never> => text),
);

/**
 * A schema for answers that also accepts unknown values: a page can show a value that a newer
 * backend added. Inputs use the picklist itself, which refuses unknown values.
 */
export function open<const Known extends readonly string[]>(
  known: v.PicklistSchema<Known, undefined>,
) {
  return v.union([known, unknownText]);
}
