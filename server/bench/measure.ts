import { performance } from 'node:perf_hooks';

/** Milliseconds that each piece of work took, shortest first; one is done after the other. */
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

/** Watches what this process has of the machine's memory, in bytes. */
export function watchMemory(): { stop(): { before: number; peak: number } } {
  const before = process.memoryUsage.rss();
  let peak = before;
  const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));
  const timer = setInterval(look, 50);
  return {
    stop() {
      clearInterval(timer);
      look();
      return { before, peak };
    },
  };
}
