import * as v from 'valibot';

import { calendarDate } from '../primitives.js';
import { countDays, maxStatisticsDays } from './days.js';

/** The first and the last day that can be asked for. Since 1972, the clocks of all zones differ by quarters of an hour. */
const [firstDay, lastDay] = ['2000-01-01', '2999-12-31'];

/** The most days, weeks or months of one answer. */
export const maxStatisticsPeriods = 750;

export const statisticsStep = v.picklist(['day', 'week', 'month']);
/** The length of the periods into which a range is divided. Weeks begin on Monday (ISO 8601). */
export type StatisticsStep = v.InferOutput<typeof statisticsStep>;

const day = v.pipe(
  calendarDate,
  v.check((date) => date >= firstDay && date <= lastDay, 'not a day from 2000 to 2999'),
);

const daysOf: Readonly<Record<StatisticsStep, number>> = { day: 1, week: 7, month: 28 };

/** What master users ask for: the sessions that were created on these days of the company. */
export const statisticsQuery = v.pipe(
  v.strictObject({
    /** The first day in the company's time zone. */
    from: day,
    /** The last day. */
    to: day,
    by: v.optional(statisticsStep, 'day'),
    /** Whether the answer contains the range before, too. */
    compare: v.optional(v.boolean(), false),
  }),
  v.check(({ from, to }) => from <= to, 'the range ends before it begins'),
  v.check((range) => countDays(range) <= maxStatisticsDays, 'the range is too long'),
  v.check(
    ({ by, ...range }) => countDays(range) / daysOf[by] <= maxStatisticsPeriods,
    'the range has too many periods',
  ),
);
export type StatisticsQuery = v.InferInput<typeof statisticsQuery>;
export type CheckedStatisticsQuery = v.InferOutput<typeof statisticsQuery>;
