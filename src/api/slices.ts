import { throwIfAborted } from './abort.js';

/** Milliseconds of work at a stretch; with what else a frame needs it stays within its 16. */
const budget = 8;

/** A task of its own, without the 4 ms that a nested `setTimeout` waits at least. */
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

/** Splits long work into slices between which input and painting have their turn. */
export class Slices {
  readonly #signal: AbortSignal | undefined;
  #end = performance.now() + budget;

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** True when the slice is used up; then `await next()`. */
  get over(): boolean {
    return performance.now() >= this.#end;
  }

  async next(): Promise<void> {
    await nextTask();
    throwIfAborted(this.#signal);
    this.#end = performance.now() + budget;
  }
}

/** How many cheap steps are done between two looks at the clock. */
const stepsPerLook = 256;

/** `items.forEach`, in slices. */
export async function forEachInSlices<T>(
  items: Iterable<T>,
  slices: Slices,
  visit: (item: T) => void,
): Promise<void> {
  let steps = 0;
  for (const item of items) {
    visit(item);
    steps += 1;
    if (steps % stepsPerLook === 0 && slices.over) await slices.next();
  }
}

const runLength = 2048;

/** A sorted copy, by merging runs in slices; what is sorted already is only looked through. */
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
    if (merged.length % stepsPerLook === 0 && slices.over) await slices.next();
  }
  return merged.concat(left.slice(atLeft), right.slice(atRight));
}
