import { performance } from 'node:perf_hooks';

/** Work that measures itself, in milliseconds. */
export type Timed<T> = (input: T) => Promise<number>;

export const timed =
  <T>(work: (input: T) => Promise<unknown>): Timed<T> =>
  async (input) => {
    const started = performance.now();
    await work(input);
    return performance.now() - started;
  };

const inOrder = (times: readonly number[]): number[] => times.toSorted((a, b) => a - b);

/** Runs the work for one input after the other. @returns the milliseconds of each, sorted. */
export async function time<T>(
  inputs: readonly T[],
  work: (input: T) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (const input of inputs) times.push(await timed(work)(input));
  return inOrder(times);
}

/**
 * Runs several works for one input after the other. They take turns, so other load on the machine slows
 * all of them, and each is as often the first to read what an input needs.
 * @returns the milliseconds of each work, sorted.
 */
export async function timeInTurns<T>(
  inputs: readonly T[],
  works: Readonly<Record<string, Timed<T>>>,
): Promise<Map<string, number[]>> {
  const measured = Object.entries(works).map(([name, work]) => ({
    ...{ name, work },
    times: [] as number[],
  }));
  for (const [index, input] of inputs.entries()) {
    const first = index % measured.length;
    for (const { work, times } of [...measured.slice(first), ...measured.slice(0, first)]) {
      times.push(await work(input));
    }
  }
  return new Map(measured.map(({ name, times }) => [name, inOrder(times)]));
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
