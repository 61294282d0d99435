import { performance } from 'node:perf_hooks';

/** Runs the work for one input after the other. @returns the milliseconds of each, sorted. */
export async function time<T>(
  inputs: readonly T[],
  work: (input: T) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (const input of inputs) {
    const started = performance.now();
    await work(input);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

/** Measures the memory of this process, in bytes. */
export function watchMemory(): { stop(): { before: number; peak: number } } {
  const before = process.memoryUsage.rss();
  let peak = before;
  const sample = () => (peak = Math.max(peak, process.memoryUsage.rss()));
  const timer = setInterval(sample, 50);
  return {
    stop() {
      clearInterval(timer);
      sample();
      return { before, peak };
    },
  };
}
