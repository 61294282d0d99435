import * as v from 'valibot';

import type { Open } from './known.js';

export { lookUp, type Open } from './known.js';

/** The longest value that may be unknown, in UTF-16 code units. */
const maxUnknownLength = 100;

/** Text that a newer backend wrote where this version expects one of its own values. */
export const unknownText = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(maxUnknownLength),
  v.transform((text): Open<never> => text),
);

/**
 * Opens a list of values for answers: a value that a newer backend brings is kept as it is, for a
 * page to show. Requests take the list itself, so that nobody can send what this version does not
 * know.
 */
export function open<const Known extends readonly string[]>(
  known: v.PicklistSchema<Known, undefined>,
) {
  return v.union([known, unknownText]);
}
