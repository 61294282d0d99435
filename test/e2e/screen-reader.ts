import type { CDPSession, Page } from 'playwright-core';

/** What a screen reader says where the focus is, by the accessibility tree of the browser. */
export interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  /** Whether the whole element can be seen, a part of it, or nothing. */
  readonly visible: 'all' | 'part' | 'none';
}

export interface ScreenReader {
  /** The element that has the focus; the page itself has the role `RootWebArea`. */
  focused(): Promise<Spoken>;
  /** The texts of live regions that have changed since the last call. */
  announced(): Promise<string[]>;
}

declare global {
  interface Window {
    kvAnnouncements?: string[];
  }
}

const plain = (text: unknown): string =>
  typeof text === 'string'
    ? text
        .replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim()
    : '';

export async function listen(page: Page): Promise<ScreenReader> {
  await page.evaluate(recordAnnouncements);
  const client = await page.context().newCDPSession(page);
  await client.send('Accessibility.enable');
  return {
    focused: () => describeFocus(client),
    async announced() {
      const texts = await page.evaluate(() => window.kvAnnouncements?.splice(0) ?? []);
      return texts.map(plain);
    },
  };
}

async function describeFocus(client: CDPSession): Promise<Spoken> {
  const { result } = await client.send('Runtime.evaluate', {
    expression: `(${deepActiveElement.toString()})()`,
  });
  const { objectId } = result;
  if (!objectId) return { role: 'none', name: '', description: '', visible: 'none' };
  const [{ nodes }, seen] = await Promise.all([
    client.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false }),
    client.send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration: `function () { return (${visibilityOf.toString()})(this); }`,
      returnByValue: true,
    }),
  ]);
  const [node] = nodes;
  const { value: visible } = seen.result as { value: Spoken['visible'] };
  return {
    role: plain(node?.role?.value),
    name: plain(node?.name?.value),
    description: plain(node?.description?.value),
    visible,
  };
}

// The following functions run in the page, each alone.

function deepActiveElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Looks at points of the element: another element may cover them, or the window may end before. */
function visibilityOf(focused: Element): 'all' | 'part' | 'none' {
  // A label draws the control of its own box.
  const element = focused.closest('label') ?? focused;
  const isSeenAt = (x: number, y: number): boolean => {
    let hit = document.elementFromPoint(x, y);
    for (;;) {
      const inner: Element | null = hit?.shadowRoot?.elementFromPoint(x, y) ?? null;
      if (!inner || inner === hit) break;
      hit = inner;
    }
    let current: Node | null = hit;
    while (current && current !== element) {
      current = current instanceof ShadowRoot ? current.host : current.parentNode;
    }
    return current === element;
  };
  const steps = [0.1, 0.3, 0.5, 0.7, 0.9];
  const points = [...element.getClientRects()].flatMap(({ left, top, width, height }) =>
    steps.flatMap((x) => steps.map((y) => isSeenAt(left + width * x, top + height * y))),
  );
  if (!points.includes(true)) return 'none';
  return points.includes(false) ? 'part' : 'all';
}

/** Once a frame, notes each live region whose text has changed and that is not behind a dialog. */
function recordAnnouncements(): void {
  const said: string[] = (window.kvAnnouncements = []);
  const elementsOf = (root: Document | ShadowRoot): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) =>
      element.shadowRoot ? [element, ...elementsOf(element.shadowRoot)] : [element],
    );
  const isWithin = (element: Node, other: Node): boolean => {
    let current: Node | null = element;
    while (current && current !== other) {
      current = current instanceof ShadowRoot ? current.host : current.parentNode;
    }
    return current === other;
  };
  const textsOfRegions = (): Map<Element, string> => {
    const elements = elementsOf(document);
    const modal = elements.findLast((element) => element.matches('dialog:modal'));
    return new Map(
      elements
        .filter((element) => element.matches('[role=status], [role=alert], [aria-live]'))
        .filter((element) => element.getClientRects().length > 0)
        .filter((element) => !modal || isWithin(element, modal))
        .map((element) => [element, element.textContent.replaceAll(/\s+/g, ' ').trim()]),
    );
  };
  let before = textsOfRegions();
  const look = (): void => {
    const now = textsOfRegions();
    for (const [element, text] of now) {
      // A region that appears with its text is read out only if it is an alert.
      const last = before.get(element) ?? (element.matches('[role=alert]') ? '' : text);
      if (text && text !== last) said.push(text);
    }
    before = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
