import { dayStarts, knownTimeZone, nextDay, utcDate } from '../calendar-date.js';
import { countDays } from './days.js';
import type { CheckedStatisticsQuery, StatisticsStep } from './query.js';

/** Some days of a company, and the instants between which they lie. */
export interface StatisticsPeriod {
  /** The first day. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
  /** The first moment of the first day. */
  readonly createdFrom: string;
  /** The first moment after the last day. */
  readonly createdBefore: string;
}

interface Days {
  readonly from: string;
  readonly to: string;
}

const addDays = (date: string, days: number): string =>
  utcDate(Date.parse(date) + days * 86_400_000);

/** The number of a month, from January 2000 on. */
const monthOf = (date: string): number =>
  (Number(date.slice(0, 4)) - 2000) * 12 + Number(date.slice(5, 7)) - 1;

const firstOfMonth = (month: number): string => utcDate(Date.UTC(2000, month));

/** The first day of the next period of a calendar, whatever the range. */
function nextStart(date: string, by: StatisticsStep): string {
  if (by === 'day') return nextDay(date);
  if (by === 'month') return firstOfMonth(monthOf(date) + 1);
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  return addDays(date, 7 - weekday);
}

/**
 * The days, weeks or months of a range, in order and without a gap. At both ends, a week or month is only as
 * long as the range.
 * @param timeZone The company's. One that this machine does not know counts as UTC.
 */
export function statisticsPeriods(
  { from, to, by }: Days & Pick<CheckedStatisticsQuery, 'by'>,
  timeZone: string,
): StatisticsPeriod[] {
  const startOf = dayStarts(knownTimeZone(timeZone));
  const periods: StatisticsPeriod[] = [];
  let createdFrom = startOf(from);
  for (let first = from; first <= to;) {
    const next = nextStart(first, by);
    const last = addDays(next, -1);
    const end = last < to ? last : to;
    const createdBefore = startOf(nextDay(end));
    periods.push({ from: first, to: end, createdFrom, createdBefore });
    [first, createdFrom] = [next, createdBefore];
  }
  return periods;
}

/**
 * The range with which a range is compared: the same number of calendar months, if it consists of whole ones,
 * or else the same number of days before.
 */
export function rangeBefore({ from, to }: Days): Days {
  const months = monthOf(nextDay(to)) - monthOf(from);
  const areWhole = from.endsWith('-01') && nextDay(to).endsWith('-01');
  return {
    from: areWhole ? firstOfMonth(monthOf(from) - months) : addDays(from, -countDays({ from, to })),
    to: addDays(from, -1),
  };
}
