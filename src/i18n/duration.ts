import type { Localizer } from './localizer.js';

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** A duration in its largest unit, with two digits: `45 s`, `3.2 h`, `12 d`. */
export function durationText(localizer: Localizer, milliseconds: number): string {
  const show = (unit: number): string => {
    const count = milliseconds / unit;
    return localizer.number(count, { maximumFractionDigits: count < 9.95 ? 1 : 0 });
  };
  // The rounded value decides about the unit: 59.9 s are 1 min.
  if (milliseconds < 59.5 * second) {
    return localizer.term('duration.seconds', {
      value: localizer.number(Math.round(milliseconds / second)),
    });
  }
  if (milliseconds < 59.5 * minute)
    return localizer.term('duration.minutes', { value: show(minute) });
  if (milliseconds < 47.5 * hour) return localizer.term('duration.hours', { value: show(hour) });
  return localizer.term('duration.days', { value: show(day) });
}

/** How long something lasts, in whole minutes, because ages change once a minute. */
export const ageText = (localizer: Localizer, milliseconds: number): string =>
  durationText(localizer, Math.max(1, Math.round(milliseconds / minute)) * minute)
    // A unit stays with its number.
    .replaceAll(' ', '\u00A0');
