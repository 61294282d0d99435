import * as v from 'valibot';

import { isCalendarDate } from './calendar-date.js';

export { isCalendarDate };
export { localize } from './localized.js';

/** A day without a time zone, `YYYY-MM-DD` (ISO 8601): birth and expiry dates. */
export const calendarDate = v.pipe(v.string(), v.check(isCalendarDate, 'not a calendar date'));

/** A point in time, `YYYY-MM-DDThh:mm:ss[.fff]` with `Z` or an offset (RFC 3339). */
export const instant = v.pipe(
  v.string(),
  v.regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/,
    'not an instant',
  ),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'not an instant'),
);

/** Identifies one thing within its company. It is opaque: only its length is checked. */
export const identifier = v.pipe(v.string(), v.minLength(1), v.maxLength(128));

/** White space at an end, or a character that shows nothing, such as a control or an unassigned one. */
const invisible = /^\s|\s$|[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/**
 * An identifier that a caller chooses for something new. Two of these that look the same differ in a
 * letter, never only in what nobody can see. `identifier` is what existing things may have.
 */
export const newIdentifier = v.pipe(
  identifier,
  v.check(
    (text) => !invisible.test(text),
    'contains an invisible character, or white space at an end',
  ),
);

/** Opaque. Visible ASCII without `"`, so that it is valid in an entity tag (RFC 9110, 8.8.3). */
export const versionTag = v.pipe(v.string(), v.regex(/^[\x21\x23-\x7e]{1,128}$/));

/** The number of a version of the settings, from 1, as a text like every version of the port. */
export const settingsVersion = v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/));

/**
 * Counts the claims of a session from 1. A later claim has a higher number, so a decision that names an
 * ended claim is recognised (a fencing token).
 */
export const claimNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

export const nullableText = v.nullable(v.string());
export const nullableBoolean = v.nullable(v.boolean());

/** One text in several languages, by BCP 47 tag. The first entry is used when no other fits. */
export const localizedText = v.record(v.string(), v.string());
export type LocalizedText = v.InferOutput<typeof localizedText>;
