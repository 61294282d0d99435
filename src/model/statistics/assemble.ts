import { sessionStatus } from '../session-summary.js';
import {
  maxStatisticsGroups,
  type GroupedCounts,
  type OutcomeCount,
  type RangeStatistics,
  type StatusCount,
} from './answer.js';
import type { StatisticsCount, StatisticsFact } from './counts.js';
import { durationBounds } from './durations.js';
import type { StatisticsPeriod } from './periods.js';

/** The numbers of a range, from which a backend makes its answer. */
export interface RangeCounts {
  /** By period: those with the fact `outcome`. */
  readonly periods: readonly (readonly StatisticsCount[])[];
  /** Those with any other fact, of the whole range. */
  readonly whole: readonly StatisticsCount[];
}

const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((total, { count }) => total + count, 0);

function groupBy<Key>(
  counts: readonly StatisticsCount[],
  keyOf: (count: StatisticsCount) => Key,
): Map<Key, StatisticsCount[]> {
  const groups = new Map<Key, StatisticsCount[]>();
  for (const count of counts) {
    const group = groups.get(keyOf(count));
    if (group) group.push(count);
    else groups.set(keyOf(count), [count]);
  }
  return groups;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const rank = (status: string): number => {
  const index = sessionStatus.options.findIndex((known) => known === status);
  return index < 0 ? sessionStatus.options.length : index;
};

/** The statuses in the order of a session's life. */
const byStatus = (a: StatusCount, b: StatusCount): number =>
  rank(a.status) - rank(b.status) || compareText(a.status, b.status);

function toOutcomes(counts: readonly StatisticsCount[]): OutcomeCount[] {
  return [...groupBy(counts, ({ name }) => name)]
    .flatMap(([name, ofName]) =>
      toStatuses(ofName).map((statuses) => ({ ...statuses, by: name || null })),
    )
    .sort((a, b) => byStatus(a, b) || compareText(a.by ?? '', b.by ?? ''));
}

function toStatuses(counts: readonly StatisticsCount[]): StatusCount[] {
  const statuses = new Map<string, number>();
  for (const { status, count } of counts) {
    if (count > 0) statuses.set(status, (statuses.get(status) ?? 0) + count);
  }
  return [...statuses].map(([status, count]) => ({ status, count })).sort(byStatus);
}

interface Group {
  readonly name: string;
  readonly count: number;
  readonly counts: readonly StatisticsCount[];
}

/** The counts by name: the most frequent first, and of the same number by name. */
function groupsOf(counts: readonly StatisticsCount[]): Group[] {
  const byName = groupBy(counts, ({ name }) => name);
  return [...byName]
    .map(([name, ofName]) => ({ name, counts: ofName, count: sum(ofName) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || compareText(a.name, b.name));
}

function toGrouped(counts: readonly StatisticsCount[]): GroupedCounts {
  const groups = groupsOf(counts);
  return {
    groups: groups.slice(0, maxStatisticsGroups).map(({ name, counts: ofName }) => ({
      value: name || null,
      statuses: toStatuses(ofName),
    })),
    rest: toStatuses(groups.slice(maxStatisticsGroups).flatMap(({ counts: ofName }) => ofName)),
  };
}

function toHistogram(counts: readonly StatisticsCount[]): number[] {
  const histogram = Array.from({ length: durationBounds.length + 1 }, () => 0);
  for (const { name, count } of counts) {
    histogram[Number(name)] = (histogram[Number(name)] ?? 0) + count;
  }
  return histogram.slice(0, histogram.findLastIndex((count) => count > 0) + 1);
}

/** Makes the answer for a range, for backends. Counts may be in any order, and of the same thing: they add up. */
export function toRangeStatistics(
  periods: readonly StatisticsPeriod[],
  counts: RangeCounts,
): RangeStatistics {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) throw new RangeError('A range has at least one day.');
  const byFact = groupBy(counts.whole, ({ fact }) => fact);
  const of = (fact: StatisticsFact) => byFact.get(fact) ?? [];
  const reasons = groupsOf(of('reason'));
  const zones = of('zone');
  return {
    ...{ from: first.from, to: last.to },
    ...{ createdFrom: first.createdFrom, createdBefore: last.createdBefore },
    periods: periods.map((period, index) => ({
      ...period,
      outcomes: toOutcomes(counts.periods[index] ?? []),
    })),
    documentTypes: toGrouped(of('document-type')),
    nationalities: toGrouped(of('nationality')),
    reasons: {
      groups: reasons.slice(0, maxStatisticsGroups).map(({ name: id, count }) => ({ id, count })),
      rest: sum(reasons.slice(maxStatisticsGroups)),
    },
    zones: {
      read: sum(zones),
      withErrors: sum(zones.filter(({ name }) => name === 'errors')),
      errors: groupsOf(of('zone-error')).map(({ name: category, count }) => ({ category, count })),
    },
    decisionTimes: toHistogram(of('decision-time')),
    judgedInPart: sum(of('in-part')),
  };
}
