import { dayOf } from '../calendar-date.js';
import { noExpiry } from './dates.js';
import { checkElements } from './elements.js';
import { readFields } from './fields.js';
import { ownLayoutCheck, recognizeOwnLayout } from './own-layouts.js';
import type { MrzReport } from './types.js';
import { checkZone, readZone, recognizeFormat } from './zone.js';

/**
 * Checks a machine-readable zone by ICAO Doc 9303, and reads its fields: shape, characters, document
 * and state codes, names, possible dates, and every check digit. It returns a report for any text, and
 * corrects nothing. `isExpired` checks whether the document has expired.
 * @param lines The lines as printed, or as readers give them: one text with line breaks or `^` between
 * the lines, or with nothing between them (data group 1 of a chip). White space around a line and
 * blank lines are ignored.
 * @param now Determines the century of a birth, which is never after the day of this moment.
 * @param timeZone The company's: it decides which day `now` is.
 * @throws {RangeError} When `now` is an invalid date.
 */
export function checkMrz(
  lines: string | readonly string[],
  now: Date = new Date(),
  timeZone?: string,
): MrzReport {
  const today = dayOf(now, timeZone);
  const zone = readZone(lines);
  const ownLayout = recognizeOwnLayout(zone);
  const format = ownLayout === null ? recognizeFormat(zone) : null;
  const elements = format === null ? [] : checkElements({ format, lines: zone.lines, today });
  const whole = ownLayout === null ? checkZone(zone, format) : [ownLayoutCheck(ownLayout)];
  const checks = [...whole, ...elements];
  return {
    format,
    ownLayout,
    valid: checks.every(({ ok }) => ok),
    lines: zone.lines,
    checks,
    fields: readFields(format, elements, today),
  };
}

/**
 * Whether the document was past its date of expiry at `now`, in the company's time zone; on that date
 * itself it is still valid. `null` when the zone does not have the date.
 * @throws {RangeError} When `now` is an invalid date.
 */
export function isExpired(report: MrzReport, now: Date, timeZone?: string): boolean | null {
  const { expirationDate } = report.fields;
  return expirationDate === null ? null : expirationDate < dayOf(now, timeZone);
}

/** Whether the zone says, against Doc 9303, that the document does not expire. */
export function hasNoExpiry({ checks }: Pick<MrzReport, 'checks'>): boolean {
  return checks.some(({ field, value }) => field === 'expirationDate' && value === noExpiry);
}
