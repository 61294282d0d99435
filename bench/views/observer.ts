/** Runs in the page before everything else, and waits until texts and a photo are painted where they were. */
import {
  centreOf,
  descendants,
  elementAt,
  nextPaint,
  parentOf,
  whenPainted,
} from '../harness/painting.ts';

/** Where something is painted: a text, or a photo if there is none. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly text: string | undefined;
}

export interface ViewObserver {
  /** Waits for the texts, and a photo, and finds out where they are. */
  find(texts: readonly string[]): Promise<Spot[]>;
  /** Milliseconds since the navigation. */
  shown(spots: readonly Spot[]): Promise<number>;
  /** Prepares for the next click. */
  expectClick(spots: readonly Spot[]): void;
  /** Milliseconds from the time stamp of the click. */
  clickTime(): Promise<number>;
}

declare global {
  var benchViews: ViewObserver;
}

/** A text is often in an element around the one that is hit, and a photo below a button. */
const reach = 3;

const isPhotoAt = (node: Node, x: number, y: number): boolean => {
  if (!(node instanceof HTMLImageElement) || !node.complete || node.naturalWidth === 0)
    return false;
  const { left, right, top, bottom } = node.getBoundingClientRect();
  return left <= x && x <= right && top <= y && y <= bottom;
};

function contains(element: Element, { x, y, text }: Spot): boolean {
  if (text !== undefined) return element.textContent.includes(text);
  if (isPhotoAt(element, x, y)) return true;
  for (const node of descendants(element)) if (isPhotoAt(node, x, y)) return true;
  return false;
}

function isAt(spot: Spot): boolean {
  let element = elementAt(spot.x, spot.y);
  for (let step = 0; element && step < reach; step += 1) {
    if (contains(element, spot)) return true;
    element = parentOf(element);
  }
  return false;
}

const areShown = (spots: readonly Spot[]): boolean => spots.every(isAt);

function rectOf(node: Node, text: string | undefined): DOMRect | undefined {
  if (text === undefined) {
    return node instanceof HTMLImageElement ? node.getBoundingClientRect() : undefined;
  }
  if (!(node instanceof Text) || !node.data.includes(text)) return undefined;
  const range = document.createRange();
  range.selectNode(node);
  return range.getBoundingClientRect();
}

function findSpot(text: string | undefined): Spot | undefined {
  for (const node of descendants(document.body)) {
    const rect = rectOf(node, text);
    if (!rect || rect.width < 4) continue;
    const spot = { ...centreOf(rect), text };
    if (isAt(spot)) return spot;
  }
  return undefined;
}

async function find(texts: readonly string[]): Promise<Spot[]> {
  let spots: Spot[] = [];
  await whenPainted(() => {
    spots = [...texts, undefined].flatMap((text) => findSpot(text) ?? []);
    return spots.length > texts.length;
  });
  if (spots.length <= texts.length) throw new Error(`Not all shown: ${texts.join(', ')}.`);
  // What loads later may move them.
  for (let frame = 0; frame < 30; frame += 1) await nextPaint();
  return [...texts, undefined].flatMap((text) => findSpot(text) ?? []);
}

let clickTime: Promise<number> = Promise.resolve(Number.POSITIVE_INFINITY);

globalThis.benchViews = {
  find,
  shown: (spots) => whenPainted(() => areShown(spots)),
  expectClick(spots) {
    clickTime = new Promise((resolve) => {
      addEventListener(
        'click',
        ({ timeStamp }) =>
          resolve(whenPainted(() => areShown(spots)).then((end) => end - timeStamp)),
        { capture: true, once: true },
      );
    });
  },
  clickTime: () => clickTime,
};
