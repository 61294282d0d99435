export * from './statistics/answer.js';
export { toRangeStatistics, type RangeCounts } from './statistics/assemble.js';
export {
  awaitingSince,
  countedFacts,
  zoneErrors,
  type CountedFact,
  type StatisticsCount,
  type StatisticsFact,
} from './statistics/counts.js';
export * from './statistics/days.js';
export * from './statistics/durations.js';
export { filterOf, type StatisticsDatum } from './statistics/filters.js';
export { rangeBefore, statisticsPeriods, type StatisticsPeriod } from './statistics/periods.js';
export * from './statistics/query.js';
