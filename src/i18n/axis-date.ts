import type { Localizer } from './localizer.js';

const dayParts = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
const monthParts = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;

const formats = new WeakMap<Localizer, Record<'day' | 'month', Intl.DateTimeFormat>>();

/** Objects of `Intl` are slow to create. */
function formatsOf(localizer: Localizer): Record<'day' | 'month', Intl.DateTimeFormat> {
  let found = formats.get(localizer);
  if (!found) {
    const locales = [...localizer.locales];
    found = {
      day: new Intl.DateTimeFormat(locales, dayParts),
      month: new Intl.DateTimeFormat(locales, monthParts),
    };
    formats.set(localizer, found);
  }
  return found;
}

/** Removes a number from a date, with the spaces and commas around it. */
const without = (number: number, text: string): string =>
  text.replace(new RegExp(`[\\s,]*(?<!\\d)${number}(?!\\d)[\\s,]*`), ' ').trim();

/** A calendar date on an axis, without its year: `3 Nov`. */
export function shortDay(localizer: Localizer, date: string): string {
  const day = new Date(date);
  const { supplement } = localizer;
  if (!supplement) return formatsOf(localizer).day.format(day);
  return without(day.getUTCFullYear(), supplement.day(day, 'medium'));
}

/** The month of a calendar date: `Nov 2026`. */
export function monthOfYear(localizer: Localizer, date: string): string {
  const day = new Date(date);
  const { supplement } = localizer;
  if (!supplement) return formatsOf(localizer).month.format(day);
  return without(day.getUTCDate(), supplement.day(day, 'medium'));
}
