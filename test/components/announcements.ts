/** What a screen reader would announce on its own, and what it reads out where the focus is. */

const normal = (text: string): string =>
  text
    .replaceAll(/[\u2066-\u2069\u200e]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** All elements below a root, through shadow roots. */
export function* everyElement(root: Document | ShadowRoot | Element): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everyElement(element.shadowRoot);
  }
}

/** The element around another one, out of its shadow root if need be. */
export function parentOf(element: Element): Element | undefined {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

export function isWithin(element: Element, other: Element): boolean {
  let current: Element | undefined = element;
  while (current && current !== other) current = parentOf(current);
  return current === other;
}

const regions = '[role=status], [role=alert], [aria-live]';

function textsOfRegions(): Map<Element, string> {
  const elements = [...everyElement(document)];
  const modal = elements.findLast((element) => element.matches('dialog:modal'));
  return new Map(
    elements
      .filter((element) => element.matches(regions) && element.getClientRects().length > 0)
      // A modal dialog makes everything behind it inert.
      .filter((element) => !modal || isWithin(element, modal))
      .map((element) => [element, normal(element.textContent)]),
  );
}

/**
 * Records the texts of live regions as they change, once a frame. A region that appears with its text
 * counts if it is an alert; other regions must be there before their text.
 */
export function recordAnnouncements(): { readonly texts: string[]; stop(): void } {
  const texts: string[] = [];
  let before = textsOfRegions();
  let isOver = false;
  const look = (): void => {
    if (isOver) return;
    const now = textsOfRegions();
    for (const [element, text] of now) {
      const last = before.get(element) ?? (element.matches('[role=alert]') ? '' : text);
      if (text && text !== last) texts.push(text);
    }
    before = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  return { texts, stop: () => (isOver = true) };
}

/** The element that has the focus, through shadow roots; `undefined` for the page itself. */
export function focusedElement(): Element | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return !active || active === document.body ? undefined : active;
}

const textOfIds = (element: Element, attribute: string): string => {
  const root = element.getRootNode() as Document | ShadowRoot;
  const ids = element.getAttribute(attribute)?.split(/\s+/) ?? [];
  return normal(ids.map((id) => root.getElementById(id)?.textContent ?? '').join(' '));
};

/** The accessible name of an element as far as the kit uses its sources. */
export function nameOf(element: Element): string {
  const label =
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
      ? (element.labels?.[0]?.textContent ?? '')
      : '';
  return normal(
    textOfIds(element, 'aria-labelledby') ||
      element.getAttribute('aria-label') ||
      label ||
      element.textContent,
  );
}

export const descriptionOf = (element: Element): string => textOfIds(element, 'aria-describedby');
