import { monthOfYear, shortDay } from '../../i18n/axis-date.js';
import { countryName } from '../../i18n/countries.js';
import { durationText } from '../../i18n/duration.js';
import type { MessageKey } from '../../i18n/en.js';
import { zoneTexts } from '../../i18n/en.zone.js';
import type { Localizer } from '../../i18n/localizer.js';
import { documentTypeText } from '../../i18n/values.js';
import { isKnown, lookUp } from '../../model/known.js';
import { localize } from '../../model/localized.js';
import type { RejectionGroup } from '../../model/rejection.js';
import type {
  CountedStatus,
  Decider,
  GroupedCounts,
  OutcomeCount,
  RangeStatistics,
  Statistics,
} from '../../model/statistics/answer.js';
import { durationQuantile, type DurationHistogram } from '../../model/statistics/durations.js';
import type { StatisticsDatum } from '../../model/statistics/filters.js';
import type {
  Bar,
  ChartCategory,
  ChartData,
  ChartSeries,
  Fill,
  Ink,
} from '../../ui/charts/chart-data.js';

/** A chart, and what each of its bars counts, if a list can show that. */
export interface DashboardChart {
  readonly data: ChartData;
  readonly datumOf?: (bar: Bar) => StatisticsDatum | undefined;
}

interface Look {
  readonly name: MessageKey;
  readonly ink: Ink;
  readonly fill: Fill;
}

/** From the bottom of a column to its top. */
const statusLooks: Readonly<Record<CountedStatus, Look>> = {
  success: { name: 'status.success', ink: 'success', fill: 'solid' },
  rejected: { name: 'status.rejected', ink: 'danger', fill: 'stripes' },
  awaiting: { name: 'status.awaiting', ink: 'warning', fill: 'dots' },
  processing: { name: 'status.processing', ink: 'muted', fill: 'lines' },
  erased: { name: 'dashboard.erased', ink: 'muted', fill: 'solid' },
};

const deciderLooks: Readonly<Record<Decider, Look>> = {
  policy: { name: 'dashboard.by.policy', ink: 'accent', fill: 'solid' },
  user: { name: 'dashboard.by.user', ink: 'muted', fill: 'stripes' },
};

export const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((total, { count }) => total + count, 0);

const outcomesOf = ({ periods }: RangeStatistics): readonly OutcomeCount[] =>
  periods.flatMap(({ outcomes }) => outcomes);

/** How many sessions began in a range. */
export const totalOf = (range: RangeStatistics): number => sum(outcomesOf(range));

/** The share of verified sessions among the decided ones; `undefined` if there is none. */
export function successRateOf(range: RangeStatistics): number | undefined {
  const outcomes = outcomesOf(range);
  const count = (wanted: string) => sum(outcomes.filter(({ status }) => status === wanted));
  const [success, rejected] = [count('success'), count('rejected')];
  return success + rejected > 0 ? success / (success + rejected) : undefined;
}

const periodNames = {
  day: 'dashboard.day',
  week: 'dashboard.week',
  month: 'dashboard.month',
} as const;

/** Days, weeks or months as the places on an axis. */
function periodsOf({ by, range }: Statistics, localizer: Localizer) {
  const step = isKnown(periodNames, by) ? by : 'day';
  return {
    categoryName: localizer.term(periodNames[step]),
    categories: range.periods.map(({ from, to }): ChartCategory => {
      if (step === 'month') return { name: monthOfYear(localizer, from), code: from };
      const name =
        step === 'day'
          ? localizer.day(from)
          : localizer.term('dashboard.dates', { from: localizer.day(from), to: localizer.day(to) });
      return { name, tick: shortDay(localizer, from), code: from };
    }),
  };
}

/** Where the sessions of each period stand. */
export function outcomesChart(statistics: Statistics, localizer: Localizer): DashboardChart {
  const { periods } = statistics.range;
  const usual = ['success', 'rejected', 'awaiting', 'processing'];
  const found = outcomesOf(statistics.range).map(({ status }) => status);
  const statuses = [...new Set([...usual, ...found])];
  const series = statuses.map((status): ChartSeries => {
    const look = lookUp(statusLooks, status);
    return {
      name: look ? localizer.term(look.name) : status,
      ink: look?.ink ?? 'accent',
      fill: look?.fill ?? 'lines',
      values: periods.map(({ outcomes }) =>
        sum(outcomes.filter((outcome) => outcome.status === status)),
      ),
    };
  });
  return {
    data: { ...periodsOf(statistics, localizer), series },
    datumOf({ category, series: part }) {
      const within = periods[category];
      const status = part === undefined ? null : (statuses[part] ?? null);
      return within && { of: 'outcome', status, within };
    },
  };
}

/** Who brought the outcomes of each period about. */
export function decidersChart(statistics: Statistics, localizer: Localizer): DashboardChart {
  const { periods } = statistics.range;
  const found = outcomesOf(statistics.range).flatMap(({ by }) => by ?? []);
  const series = [...new Set(['policy', 'user', ...found])].map((decider): ChartSeries => {
    const look = lookUp(deciderLooks, decider);
    return {
      name: look ? localizer.term(look.name) : decider,
      ink: look?.ink ?? 'warning',
      fill: look?.fill ?? 'dots',
      values: periods.map(({ outcomes }) => sum(outcomes.filter(({ by }) => by === decider))),
    };
  });
  return { data: { ...periodsOf(statistics, localizer), series } };
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
/** Where the bars of a histogram begin, in milliseconds. */
const limits = [0, minute, 5 * minute, 15 * minute, hour, 4 * hour, day, 3 * day, 7 * day];

/**
 * A histogram with limits that people know. Each bin of the answer is counted where its estimate is, so a limit
 * is as exact as a bin is wide.
 */
export function durationsChart(histogram: DurationHistogram, localizer: Localizer): DashboardChart {
  const values = limits.map(() => 0);
  for (const [bin, count] of histogram.entries()) {
    if (count === 0) continue;
    const only = histogram.map((_, index) => (index === bin ? 1 : 0));
    const estimate = durationQuantile(only, 1)?.estimate ?? 0;
    const index = limits.findLastIndex((limit) => limit <= estimate);
    values[index] = (values[index] ?? 0) + count;
  }
  const write = (limit: number | undefined) => durationText(localizer, limit ?? 0);
  const categories = limits.map((from, index): ChartCategory => {
    const to = limits[index + 1];
    if (to === undefined) return { name: localizer.term('duration.over', { from: write(from) }) };
    if (from === 0) return { name: localizer.term('duration.under', { to: write(to) }) };
    return { name: localizer.term('duration.between', { from: write(from), to: write(to) }) };
  });
  // Without the empty bars at both ends.
  const first = Math.max(0, values.findIndex(Boolean));
  const end = values.findLastIndex(Boolean) + 1;
  return {
    data: {
      categoryName: localizer.term('dashboard.time'),
      categories: categories.slice(first, end),
      series: [sessions(values.slice(first, end), localizer)],
    },
  };
}

const sessions = (values: readonly number[], localizer: Localizer): ChartSeries => ({
  name: localizer.term('dashboard.sessions'),
  ink: 'accent',
  fill: 'solid',
  values,
});

interface Ranked {
  readonly name: string;
  readonly code?: string;
  readonly count: number;
}

/** What is counted, the most frequent first, and all others below. */
function ranking(
  categoryName: string,
  groups: readonly Ranked[],
  rest: number,
  localizer: Localizer,
  whole?: number,
): ChartData {
  const others = rest > 0 ? [{ name: localizer.term('dashboard.others'), count: rest }] : [];
  const all: readonly Ranked[] = [...groups, ...others];
  return {
    categoryName,
    categories: all.map(({ name, code }) => ({ name, ...(code !== undefined && { code }) })),
    series: [
      sessions(
        all.map(({ count }) => count),
        localizer,
      ),
    ],
    ...(whole !== undefined && { whole }),
  };
}

export function reasonsChart(
  range: RangeStatistics,
  groups: readonly RejectionGroup[],
  localizer: Localizer,
): DashboardChart {
  const { reasons } = range;
  const rejected = sum(outcomesOf(range).filter(({ status }) => status === 'rejected'));
  const labels = new Map(
    groups.flatMap((group) => group.reasons.map(({ id, label }) => [id, label] as const)),
  );
  const named = reasons.groups.map(({ id, count }) => ({
    name: localize(labels.get(id) ?? {}, localizer.locale, id),
    count,
  }));
  const name = localizer.term('dashboard.reason');
  return { data: ranking(name, named, reasons.rest, localizer, rejected) };
}

type CategoryKey = Extract<keyof typeof zoneTexts, `mrz.category.${string}`>;

export function zonesChart({ zones }: RangeStatistics, localizer: Localizer): DashboardChart {
  const named = zones.errors.map(({ category, count }) => {
    const key = `mrz.category.${category}`;
    return { name: isKnown<CategoryKey>(zoneTexts, key) ? localizer.term(key) : category, count };
  });
  const name = localizer.term('dashboard.kind');
  return { data: ranking(name, named, 0, localizer, zones.withErrors) };
}

export function documentTypesChart(range: RangeStatistics, localizer: Localizer): DashboardChart {
  const { documentTypes } = range;
  const named = groupsOf(documentTypes, localizer, (type) =>
    documentTypeText(localizer, type, (unknown) => unknown),
  );
  return {
    data: ranking(
      localizer.term('dashboard.documentType'),
      named,
      sum(documentTypes.rest),
      localizer,
    ),
    datumOf({ category }) {
      const group = documentTypes.groups[category];
      return group && { of: 'document-type', value: group.value, status: null, within: range };
    },
  };
}

export function nationalitiesChart(
  { nationalities }: RangeStatistics,
  localizer: Localizer,
): DashboardChart {
  const named = groupsOf(nationalities, localizer, (code) => countryName(localizer, code));
  return {
    data: ranking(
      localizer.term('dashboard.nationality'),
      named,
      sum(nationalities.rest),
      localizer,
    ),
  };
}

const groupsOf = (
  { groups }: GroupedCounts,
  localizer: Localizer,
  nameOf: (value: string) => string,
): Ranked[] =>
  groups.map(({ value, statuses }) => ({
    name: value === null ? localizer.term('dashboard.unknown') : nameOf(value),
    count: sum(statuses),
  }));
