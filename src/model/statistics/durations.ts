/**
 * Where the bins of a histogram of durations end, in milliseconds. Bin 0 is below a second. Each further bin
 * ends 2^¼ times as high as it begins. The last one begins at 2^25 seconds, 388 days, and has no end. All
 * histograms have these bins, so they can be added. They never change, because backends store numbers of bins.
 */
export const durationBounds: readonly number[] = Array.from({ length: 101 }, (_, index) =>
  Math.round(1000 * 2 ** (index / 4)),
);

/** The number of the bin of a duration in milliseconds. A negative duration counts as 0. */
export function durationBin(milliseconds: number): number {
  let [low, high] = [0, durationBounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((durationBounds[middle] ?? Infinity) <= milliseconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many durations are in each bin. Empty bins at the end are left out. */
export type DurationHistogram = readonly number[];

/** A quantile of durations, in milliseconds. */
export interface DurationQuantile {
  /** At most 9.1 % from the exact value, for durations from a second to 388 days. */
  readonly estimate: number;
  /** The exact value is at least this. */
  readonly from: number;
  /** The exact value is below this; `null` if the bin has no end. */
  readonly before: number | null;
}

/**
 * The smallest duration that a share of all durations does not exceed (nearest rank); `undefined` if there
 * is none.
 * @param share 0.5 for the median, 0.9 for the ninetieth percentile.
 */
export function durationQuantile(
  histogram: DurationHistogram,
  share: number,
): DurationQuantile | undefined {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  // A sum of binary fractions, such as 0.7 of 10, may lie just above the rank.
  const rank = Math.max(1, Math.ceil(share * total - 1e-9 * total));
  let reached = 0;
  const bin = histogram.findIndex((count) => (reached += count) >= rank);
  const from = durationBounds[bin - 1] ?? 0;
  const before = durationBounds[bin] ?? null;
  const estimate = before === null ? from : from === 0 ? before / 2 : Math.sqrt(from * before);
  return { estimate, from, before };
}

/** The histogram of the durations of all of them. */
export const addHistograms = (...histograms: readonly DurationHistogram[]): number[] =>
  Array.from({ length: Math.max(0, ...histograms.map(({ length }) => length)) }, (_, bin) =>
    histograms.reduce((sum, histogram) => sum + (histogram[bin] ?? 0), 0),
  );
