import { isWithin } from './announcements.js';

/** The innermost element at a point of the window, through shadow roots. */
function elementAt(x: number, y: number): Element | undefined {
  let hit = document.elementFromPoint(x, y) ?? undefined;
  for (;;) {
    const inner = hit?.shadowRoot?.elementFromPoint(x, y);
    if (!inner || inner === hit) return hit;
    hit = inner;
  }
}

/** Not at the edges, where the space between lines may overlap. */
const steps = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * Whether an element can be seen: another one may cover it, or the window or a scroller may end before
 * it. Looks at a grid of points, which is finer than any bar is high.
 */
export function visibilityOf(focused: Element): 'all' | 'part' | 'none' {
  // A label draws the control of its own box.
  const element = focused.closest('label') ?? focused;
  const seen = [...element.getClientRects()].flatMap(({ left, top, width, height }) =>
    steps.flatMap((x) =>
      steps.map((y) => {
        const hit = elementAt(left + width * x, top + height * y);
        return hit !== undefined && isWithin(hit, element);
      }),
    ),
  );
  if (!seen.includes(true)) return 'none';
  return seen.includes(false) ? 'part' : 'all';
}
