/** Separate from the localizer, because a list does not need it. */
import type { Localizer } from './localizer.js';

const formats = new WeakMap<Localizer, Intl.DateTimeFormat>();

/** The time of an instant (RFC 3339) without its day, in the viewer's time zone. Returns other texts unchanged. */
export function timeOfDay(iso: string, localizer: Localizer): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  if (localizer.supplement) {
    const twoDigits = (value: number): string => String(value).padStart(2, '0');
    return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
  }
  let format = formats.get(localizer);
  if (!format) {
    format = new Intl.DateTimeFormat(localizer.locales, { timeStyle: 'short' });
    formats.set(localizer, format);
  }
  return format.format(date);
}
