import { quote } from './text.js';

/** Either an error, or the date; `iso` is `null` when a part of it is unknown. */
export type DateReading = { error: string } | { error?: undefined; iso: string | null };

/**
 * A date of birth: YYMMDD, in which fillers take the place of an unknown year, month or day
 * (Doc 9303-3, section 4.8). The standard names no century; nobody is born after `today`.
 * @param today `YYYY-MM-DD`
 */
export function readBirthDate(text: string, today: string): DateReading {
  const [, year, month, day] = /^(\d\d|<<)(\d\d|<<)(\d\d|<<)$/.exec(text) ?? [];
  if (!year || !month || !day) {
    return { error: `invalid date: ${quote(text)}. Must be YYMMDD, with << for an unknown part` };
  }
  const known = (part: string): string => (part === '<<' ? '01' : part);
  const isFuture = `20${year}-${known(month)}-${known(day)}` > today;
  const century = isFuture ? '19' : '20';
  // A leap year allows whatever some year would.
  const fullYear = year === '<<' ? '2000' : century + year;
  const error = calendarError(text, fullYear, month, day);
  if (error) return { error };
  return { iso: text.includes('<') ? null : `${fullYear}-${month}-${day}` };
}

/** What documents that do not expire have in place of the date, against Doc 9303. */
export const noExpiry = '<<<<<<';

/** A date of expiry: YYMMDD of the twenty-first century, all of it known. */
export function readExpirationDate(text: string): DateReading {
  if (text === noExpiry) return { error: 'no date of expiry. Must be YYMMDD' };
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  if (!year || !month || !day) return { error: `invalid date: ${quote(text)}. Must be YYMMDD` };
  const error = calendarError(text, `20${year}`, month, day);
  return error ? { error } : { iso: `20${year}-${month}-${day}` };
}

function calendarError(text: string, year: string, month: string, day: string): string | undefined {
  const isOutside = (part: string, highest: number): boolean =>
    part !== '<<' && (Number(part) < 1 || Number(part) > highest);
  if (isOutside(month, 12)) return `invalid date: ${text}. Month must be 01 to 12`;
  const days =
    month === '<<' ? 31 : new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (isOutside(day, days)) return `invalid date: ${text}. Day must be 01 to ${days}`;
  return undefined;
}
