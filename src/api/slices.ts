import { throwIfAborted } from './abort.js';

/** Milliseconds of uninterrupted work: half of a frame at 60 Hz. */
const budget = 8;

/** Waits for a new task. A nested `setTimeout` would wait at least 4 ms. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Splits long work into slices, so that the page can handle input and paint between them. */
export class Slices {
  readonly #signal: AbortSignal | undefined;
  #end = performance.now() + budget;

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Whether the slice is used up. If so, `await next()`. */
  get over(): boolean {
    return performance.now() >= this.#end;
  }

  async next(): Promise<void> {
    await nextTask();
    throwIfAborted(this.#signal);
    this.#end = performance.now() + budget;
  }
}

/** The number of cheap steps between two readings of the clock. */
const stepsPerReading = 256;

/** Like `items.forEach`, in slices. */
export async function forEachInSlices<T>(
  items: Iterable<T>,
  slices: Slices,
  visit: (item: T) => void,
): Promise<void> {
  let steps = 0;
  for (const item of items) {
    visit(item);
    steps += 1;
    if (steps % stepsPerReading === 0 && slices.over) await slices.next();
  }
}

/** A page that has just shown something has more to load. */
const idleDelayMs = 500;

/**
 * Visits items while the browser is idle, half a second from now, a few milliseconds at a time. Where
 * nothing reports idle time (Safari, Node), it visits none: the work must also be done on demand.
 */
export function forEachWhenIdle<T>(items: Iterator<T>, visit: (item: T) => void): void {
  if (!('requestIdleCallback' in globalThis)) return;
  const step = (deadline: IdleDeadline): void => {
    const end = performance.now() + budget;
    do {
      const next = items.next();
      if (next.done) return;
      visit(next.value);
    } while (performance.now() < end && deadline.timeRemaining() > 1);
    requestIdleCallback(step);
  };
  setTimeout(() => requestIdleCallback(step), idleDelayMs);
}

/** Whether the items are sorted, found in slices. */
export async function isInOrder<T>(
  items: readonly T[],
  slices: Slices,
  compare: (a: T, b: T) => number,
): Promise<boolean> {
  for (let index = 1; index < items.length; index += 1) {
    if (compare(items[index - 1] as T, items[index] as T) > 0) return false;
    if (index % stepsPerReading === 0 && slices.over) await slices.next();
  }
  return true;
}

const runLength = 2048;

/** A sorted copy: merge sort, in slices. Runs that are in order already are joined, not merged. */
export async function sortInSlices<T>(
  items: readonly T[],
  slices: Slices,
  compare: (a: T, b: T) => number,
): Promise<T[]> {
  let runs: T[][] = [];
  for (let start = 0; start < items.length; start += runLength) {
    runs.push(items.slice(start, start + runLength).sort(compare));
    if (slices.over) await slices.next();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(await merge(runs[index] ?? [], runs[index + 1] ?? [], slices, compare));
      if (slices.over) await slices.next();
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  slices: Slices,
  compare: (a: T, b: T) => number,
): Promise<T[]> {
  const [last, first] = [left.at(-1), right[0]];
  if (last === undefined || first === undefined || compare(last, first) <= 0) {
    return left.concat(right);
  }
  const merged: T[] = [];
  let [atLeft, atRight] = [0, 0];
  while (atLeft < left.length && atRight < right.length) {
    const [a, b] = [left[atLeft] as T, right[atRight] as T];
    if (compare(a, b) <= 0) {
      merged.push(a);
      atLeft += 1;
    } else {
      merged.push(b);
      atRight += 1;
    }
    if (merged.length % stepsPerReading === 0 && slices.over) await slices.next();
  }
  return merged.concat(left.slice(atLeft), right.slice(atRight));
}
