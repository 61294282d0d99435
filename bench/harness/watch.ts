/** Watches a page while it works. */

export interface Work {
  /** In milliseconds. */
  readonly duration: number;
  /** The longest time without a response of the page, in milliseconds. */
  readonly longestBlock: number;
  /** Additional bytes of the JavaScript heap, at most. Needs `--enable-precise-memory-info`. */
  readonly peakMemory: number;
}

const usedMemory = (): number =>
  (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0;

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Does the work. Messages of the page to itself measure the delays and the memory in use. */
export async function watch(work: () => unknown): Promise<Work> {
  (globalThis as { gc?: () => void }).gc?.();
  const before = usedMemory();
  let peak = before;
  let longestBlock = 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    longestBlock = Math.max(longestBlock, now - last);
    peak = Math.max(peak, usedMemory());
    last = now;
  };
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    look();
    port2.postMessage(null);
  };
  port2.postMessage(null);
  await nextTask();
  longestBlock = 0;
  const start = performance.now();
  last = start;
  await work();
  const duration = performance.now() - start;
  look();
  port1.close();
  return { duration, longestBlock, peakMemory: peak - before };
}
