import type { Localizer } from '../../i18n/localizer.js';
import { isTimeZone } from '../../model/calendar-date.js';
import type { SearchOption } from '../../ui/search-choice.js';

/** The date and time of now in a zone, or `undefined` if this browser does not know it. */
export const timeIn = (timeZone: string, localizer: Localizer): string | undefined =>
  isTimeZone(timeZone) ? localizer.instant(new Date().toISOString(), { timeZone }) : undefined;

/** `Asia/Tbilisi` as it is found: with spaces for underscores. */
const labelOf = (timeZone: string): string => timeZone.replaceAll('_', ' ');

/** What the browser calls a zone: browsers list one name of several. */
const canonical = (timeZone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;

/** Every zone that the browser lists, and the one that is typed. */
export function timeZoneOptions(text: string, localizer: Localizer): readonly SearchOption[] {
  const typed = text.replaceAll(' ', '_');
  const more = /^[a-z]+\/./i.test(typed) && isTimeZone(typed) ? [canonical(typed)] : [];
  const all = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...more]);
  return [...all].map((timeZone) => ({
    value: timeZone,
    label: labelOf(timeZone),
    note: () => timeIn(timeZone, localizer) ?? '',
  }));
}
