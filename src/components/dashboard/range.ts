import { isCalendarDate, utcDate } from '../../model/calendar-date.js';
import { countDays, maxStatisticsDays } from '../../model/statistics/days.js';
import type { StatisticsQuery } from '../../model/statistics/query.js';

export const rangeNames = ['7-days', '30-days', '90-days', '12-months', 'custom'] as const;
/** The days that a dashboard shows. `custom` are those from `from` to `to`. */
export type DashboardRange = (typeof rangeNames)[number];

export const defaultRange = '30-days';

export interface Days {
  /** The first day, `YYYY-MM-DD`. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
}

/** Days of which no statistics can be asked for. */
const firstDay = '2000-01-01';

export type DaysProblem = 'incomplete' | 'wrongOrder' | 'tooLong';

/** What is wrong with the days that a user has entered. */
export function problemOf({ from, to }: Days): DaysProblem | undefined {
  if (!isCalendarDate(from) || !isCalendarDate(to)) return 'incomplete';
  if (from > to) return 'wrongOrder';
  const isTooLong =
    from < firstDay || to > '2999-12-31' || countDays({ from, to }) > maxStatisticsDays;
  return isTooLong ? 'tooLong' : undefined;
}

const dayLength = 86_400_000;
const lastDays = (today: string, count: number): Days => ({
  from: utcDate(Date.parse(today) - (count - 1) * dayLength),
  to: today,
});

/** This month and the eleven before, as months with the same names are compared. */
const lastMonths = (today: string): Days => ({
  from: utcDate(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 12)),
  to: today,
});

/**
 * The question for a range.
 * @param today The day in the company's time zone.
 */
export function queryOf(name: DashboardRange, custom: Days, today: string): StatisticsQuery {
  const compare = true;
  switch (name) {
    case '7-days':
      return { ...lastDays(today, 7), by: 'day', compare };
    case '30-days':
      return { ...lastDays(today, 30), by: 'day', compare };
    case '90-days':
      return { ...lastDays(today, 90), by: 'day', compare };
    case '12-months':
      return { ...lastMonths(today), by: 'month', compare };
    case 'custom': {
      const { from, to } = custom;
      const count = countDays({ from, to });
      return { from, to, by: count <= 92 ? 'day' : count <= 366 ? 'week' : 'month', compare };
    }
  }
}
