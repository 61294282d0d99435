/** Separate from the localizer, so that pages without date fields do not load it. */
import { isCalendarDate } from '../model/calendar-date.js';
import type { Localizer } from './localizer.js';

const yearFirst: readonly string[] = ['year', 'month', 'day'];

/** Invisible marks, such as those around the slashes of an Arabic date. */
const marks = /\p{Cf}/gu;

/** The parts of a date in digits, in order, with the texts between them. */
export type DayFormat = readonly string[];

const formats = new WeakMap<Localizer, DayFormat>();

/** How a language writes a date in digits: `month`, `/`, `day`, `/`, `year`. */
export function dayFormat(localizer: Localizer): DayFormat {
  let format = formats.get(localizer);
  if (!format) {
    const { supplement, locales } = localizer;
    format = supplement?.numericDay.split(/[{}]/) ?? intlFormat(locales);
    formats.set(localizer, format);
  }
  return format;
}

const intlFormat = (locales: readonly string[]): DayFormat =>
  new Intl.DateTimeFormat(locales, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: 'UTC',
  })
    .formatToParts(0)
    .map(({ type, value }) => (type === 'literal' ? value.replace(marks, '') : type));

/** Puts the values of the parts into a format. */
export const fillDay = (
  format: DayFormat,
  values: Readonly<Partial<Record<string, string>>>,
): string => format.map((part) => values[part] ?? part).join('');

/** Writes a date, `YYYY-MM-DD`, in a format. Returns other texts unchanged. */
export function writeDay(date: string, format: DayFormat): string {
  if (!isCalendarDate(date)) return date;
  const [year, month, day] = date.split('-');
  return fillDay(format, { year, month, day });
}

/**
 * Reads a date that somebody has typed in a format, as `YYYY-MM-DD`. The separators may be others or
 * missing, leading zeros may be missing, digits may be Arabic, and a date may begin with the year. A
 * year has four digits, because nobody can tell the century of two. Returns other texts trimmed.
 */
export function readDay(text: string, format: DayFormat): string {
  const typed = latinDigits(text.normalize('NFKC').replace(marks, '').trim());
  const order = format.filter((part) => yearFirst.includes(part));
  const numbers = numbersOf(typed, order);
  const names = numbers?.[0]?.length === 4 ? yearFirst : order;
  const numberOf = (part: string): string => numbers?.[names.indexOf(part)]?.padStart(2, '0') ?? '';
  const date = yearFirst.map(numberOf).join('-');
  return isCalendarDate(date) ? date : text.trim();
}

function numbersOf(typed: string, order: readonly string[]): readonly string[] | null {
  if (/^\d{8}$/.test(typed)) {
    let end = 0;
    return order.map((part) => typed.slice(end, (end += part === 'year' ? 4 : 2)));
  }
  return /^\d+(?:[\s./-]+\d+){2}[\s.]*$/.test(typed) ? typed.match(/\d+/g) : null;
}

/** Arabic-Indic and Persian digits end in their value. */
const latinDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
