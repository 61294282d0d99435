/** True for a date that exists in the proleptic Gregorian calendar, written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The calendar date of a moment in UTC, `YYYY-MM-DD`. */
export const utcDate = (moment: Date | number): string =>
  new Date(moment).toISOString().slice(0, 10);

/** The time zone of a company that has set none. */
export const defaultTimeZone = 'UTC';

/** Whether this machine knows a time zone. A browser can report one that it does not know itself. */
export function isTimeZone(name: string): boolean {
  if (name === 'Etc/Unknown') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The viewer's time zone, or `undefined` if the browser reports one that `Intl` does not know. */
export function viewerTimeZone(): string | undefined {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : undefined;
}

/** The time zone, or UTC if this machine does not know it. */
export const knownTimeZone = (name: string | undefined): string =>
  name !== undefined && isTimeZone(name) ? name : 'UTC';

/**
 * The day of a moment in a company's time zone, `YYYY-MM-DD`. Every rule and element that compares a
 * date with today uses it. A zone that this machine does not know counts as UTC.
 * @param timeZone IANA name, such as `Asia/Tbilisi`: `Settings.timeZone`, `Workspace.timeZone`
 * @throws {RangeError} when `moment` is an invalid date
 */
export function dayOf(moment: Date | number, timeZone: string = defaultTimeZone): string {
  const time = Number(moment);
  return utcDate(time + clockOf(timeZone)(time));
}

const dayLength = 86_400_000;

/** The day after a calendar date. */
export function nextDay(date: string): string {
  return utcDate(Date.parse(`${date}T00:00:00Z`) + dayLength);
}

/**
 * The first moment of a calendar date in a time zone, as an instant (RFC 3339). When clocks go
 * forward at midnight, that is one o'clock. When they go back over midnight, it is the first of the
 * two midnights.
 * @param date `YYYY-MM-DD`
 * @param timeZone IANA name, such as `Asia/Tbilisi`
 * @throws {RangeError} when the date or the time zone does not exist
 */
export const startOfDay = (date: string, timeZone: string): string => dayStarts(timeZone)(date);

/**
 * The same for many dates of one zone, faster.
 * @throws {RangeError} when the time zone does not exist
 */
export function dayStarts(timeZone: string): (date: string) => string {
  const offsetOf = offsetsOf(timeZone);
  const offsets = new Map<number, number>();
  const offsetAt = (time: number): number => {
    const offset = offsets.get(time) ?? offsetOf(time);
    offsets.set(time, offset);
    return offset;
  };
  return (date) => {
    const midnight = Date.parse(`${date}T00:00:00Z`);
    const before = midnight - offsetAt(midnight - dayLength);
    const after = midnight - offsetAt(midnight + dayLength);
    const midnights = [before, after].filter((time) => time + offsetAt(time) === midnight);
    return new Date(midnights.length > 0 ? Math.min(...midnights) : before).toISOString();
  };
}

/**
 * The same in the time zone of this machine. Its clock is UTC's where the browser does not know the zone.
 */
export const startOfLocalDay = (date: string): string => new Date(`${date}T00:00`).toISOString();

/** How far a zone is ahead of UTC at a time, in milliseconds. */
type Clock = (time: number) => number;

/** Those of the last zones, because making one takes far longer than reading it. */
const clocks = new Map<string, Clock>();

function clockOf(timeZone: string): Clock {
  const made = clocks.get(timeZone);
  if (made) return made;
  const zone = knownTimeZone(timeZone);
  const clock = zone === 'UTC' ? () => 0 : offsetsOf(zone);
  // A backend has many companies, each with a zone that its own users name.
  if (clocks.size > 9) clocks.clear();
  clocks.set(timeZone, clock);
  return clock;
}

function offsetsOf(timeZone: string): Clock {
  const clock = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  return (time) => {
    const parts = clock.formatToParts(time);
    const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    const [year, month, day] = [read('year'), read('month'), read('day')];
    return Date.UTC(year, month - 1, day, read('hour'), read('minute'), read('second')) - time;
  };
}
