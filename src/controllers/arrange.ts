/**
 * Puts elements into the order of a list, and moves as few of them as possible. `body` has no other
 * children.
 */
export function arrange(body: Element, elements: readonly Element[]): void {
  const places = new Map(elements.map((element, index) => [element, index]));
  const staying = longestRise([...body.children], (element) => places.get(element) ?? -1);
  let next: Element | null = null;
  for (const element of elements.toReversed()) {
    if (!staying.has(element)) body.insertBefore(element, next);
    next = element;
  }
}

/** The longest increasing subsequence: these elements need not move. */
function longestRise(
  elements: readonly Element[],
  placeOf: (element: Element) => number,
): ReadonlySet<Element> {
  /** The best run that ends with each element: its length, and the one before. */
  const runs: { element: Element; place: number; length: number; before: number }[] = [];
  let best = -1;
  for (const element of elements) {
    const place = placeOf(element);
    let before = -1;
    for (const [i, run] of runs.entries()) {
      if (run.place < place && run.length > (runs[before]?.length ?? 0)) before = i;
    }
    const length = (runs[before]?.length ?? 0) + 1;
    runs.push({ element, place, length, before });
    if (length > (runs[best]?.length ?? 0)) best = runs.length - 1;
  }
  const rise = new Set<Element>();
  for (let run = runs[best]; run; run = runs[run.before]) rise.add(run.element);
  return rise;
}
