import * as v from 'valibot';

import { open } from '../open.js';
import { calendarDate, identifier, instant } from '../primitives.js';
import { sessionStatus } from '../session-summary.js';
import { durationBounds } from './durations.js';
import { statisticsStep } from './query.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A `DurationHistogram`. */
const durationHistogram = v.pipe(v.array(count), v.maxLength(durationBounds.length + 1));

/** Where sessions stand; `erased` for those that were erased before they had an outcome. */
export const countedStatus = v.picklist([...sessionStatus.options, 'erased']);
export type CountedStatus = v.InferOutput<typeof countedStatus>;

export const decider = v.picklist(['policy', 'user']);
/** Who brought an outcome about: the policy without anybody's help, or a user. */
export type Decider = v.InferOutput<typeof decider>;

/** A number of sessions by status. */
export const statusCount = v.object({ status: open(countedStatus), count });
export type StatusCount = v.InferOutput<typeof statusCount>;

/** A number of sessions by outcome. */
export const outcomeCount = v.object({
  ...statusCount.entries,
  /** `null` while there is no outcome. */
  by: v.nullable(open(decider)),
});
export type OutcomeCount = v.InferOutput<typeof outcomeCount>;

const period = {
  /** The first day. */
  from: calendarDate,
  /** The last day. */
  to: calendarDate,
  /** The first moment of the first day. */
  createdFrom: instant,
  /** The first moment after the last day. */
  createdBefore: instant,
};

/** The most values of one kind that an answer names. */
export const maxStatisticsGroups = 50;

/** Numbers of sessions by a value that they have, and by status. */
export const groupedCounts = v.object({
  /** The most frequent first; `null` for sessions without a value. */
  groups: v.pipe(
    v.array(
      v.object({
        value: v.nullable(v.pipe(v.string(), v.maxLength(100))),
        /** Without those of which there is none. */
        statuses: v.array(statusCount),
      }),
    ),
    v.maxLength(maxStatisticsGroups),
  ),
  /** The sessions with all other values. */
  rest: v.array(statusCount),
});
export type GroupedCounts = v.InferOutput<typeof groupedCounts>;

/** What became of the sessions that were created on some days, so far. */
export const rangeStatistics = v.object({
  ...period,
  /** Days, weeks or months, in order and without a gap. */
  periods: v.array(v.object({ ...period, outcomes: v.array(outcomeCount) })),
  documentTypes: groupedCounts,
  /** By three-letter code (ICAO Doc 9303-3, section 5). */
  nationalities: groupedCounts,
  /** Rejected sessions by reason. A session counts for each of its reasons. */
  reasons: v.object({
    /** The most frequent first. */
    groups: v.pipe(v.array(v.object({ id: identifier, count })), v.maxLength(maxStatisticsGroups)),
    rest: count,
  }),
  /** Machine-readable zones of the last attempts. */
  zones: v.object({
    read: count,
    withErrors: count,
    /** By category (spec M1), the most frequent first. A session counts for each of its categories. */
    errors: v.array(v.object({ category: v.pipe(v.string(), v.maxLength(100)), count })),
  }),
  /** For sessions that a user decided: the time from the end of the last attempt to the decision. */
  decisionTimes: durationHistogram,
  /** Sessions that the policy verified although a condition could not be judged (spec P6). */
  judgedInPart: count,
});
export type RangeStatistics = v.InferOutput<typeof rangeStatistics>;

/** The sessions that await action now, whenever they were created. */
export const queueStatistics = v.object({
  at: instant,
  count,
  /** Since when the oldest of them has awaited action: the end of its last attempt. */
  oldestSince: v.nullable(instant),
  /** For how long each has awaited action. */
  ages: durationHistogram,
  /** How many are due before now; left out by a backend without due dates. */
  overdue: v.exactOptional(count),
});
export type QueueStatistics = v.InferOutput<typeof queueStatistics>;

/** Numbers of sessions (spec S8). They name nobody. */
export const statistics = v.object({
  /** The time zone in which the days begin. */
  timeZone: v.string(),
  by: open(statisticsStep),
  range: rangeStatistics,
  /** The range before, if it was asked for. */
  before: v.nullable(rangeStatistics),
  queue: queueStatistics,
});
export type Statistics = v.InferOutput<typeof statistics>;
