/** What a page has painted, found from outside through open shadow roots. */

const patience = 8000;

/** Resolves in a task after the next frame has been painted. */
export function nextPaint(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve(performance.now());
      };
      port2.postMessage(null);
    });
  });
}

/** The time of the first frame in which the condition holds. */
export async function whenPainted(condition: () => boolean): Promise<number> {
  const end = performance.now() + patience;
  for (;;) {
    const now = await nextPaint();
    if (condition()) return now;
    if (now > end) return Number.POSITIVE_INFINITY;
  }
}

export function elementAt(x: number, y: number): Element | null {
  let element = document.elementFromPoint(x, y);
  while (element?.shadowRoot) {
    const inner = element.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === element) break;
    element = inner;
  }
  return element;
}

export function parentOf(element: Element): Element | null {
  const root = element.getRootNode();
  return (
    element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  );
}

export function* descendants(root: Node): Generator<Node> {
  for (const child of root.childNodes) {
    yield child;
    yield* descendants(child);
    if (child instanceof Element && child.shadowRoot) yield* descendants(child.shadowRoot);
  }
}

export const countBelow = (root: Node): number => {
  let count = 0;
  for (const _node of descendants(root)) count += 1;
  return count;
};

export const centreOf = (rect: DOMRect): { x: number; y: number } => ({
  x: rect.x + rect.width / 2,
  y: rect.y + rect.height / 2,
});
