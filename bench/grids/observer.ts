/**
 * Runs in the page before everything else, and finds out what is painted by hit-testing: it knows where the
 * rows are on the screen, and nothing about the contestant.
 */
import {
  centreOf,
  countBelow,
  descendants,
  elementAt,
  nextPaint,
  parentOf,
  whenPainted,
} from '../harness/painting.ts';
import { photoWidthOf } from '../rows/photo-widths.ts';
import { findRows, rowIndexIn } from '../rows/rows.ts';
import {
  judge,
  placesIn,
  type Geometry,
  type Place,
  type Sight,
  type Verdict,
  type Verdicts,
} from './sight.ts';

export interface ScrollOrder {
  /** In rows per second, downwards, from the top. */
  readonly speed: number;
  readonly milliseconds: number;
}

export interface ScrollRecord {
  readonly milliseconds: number;
  readonly frames: number;
  /** What was painted in each frame, at the offset of the frame. */
  readonly verdicts: Verdicts;
  /** What was there at the next offset, before the contestant could react: browsers scroll ahead of the page. */
  readonly ahead: Verdicts;
}

export interface NodeCount {
  readonly inDocument: number;
  readonly inRow: number;
}

export interface Observer {
  /** Waits for the first rows, and finds out where they are. */
  locate(): Promise<Geometry>;
  /** The time of the first screen that the address asks for: it is watched from the beginning. */
  readonly wanted: Promise<number> | undefined;
  /** Resolves in milliseconds since the navigation, when all rows in view are painted with their photos. */
  firstScreen(geometry: Geometry, count: number): Promise<number>;
  /** Prepares for keys: what the search lists after each one. */
  expectKeys(geometry: Geometry, count: number, text: string): void;
  /** Milliseconds from the key event to the frame in which all rows in view are right, for each key. */
  keyTimes(): Promise<number[]>;
  /** The longest of the interactions so far (Event Timing), in milliseconds. */
  longestInteraction(): number;
  scroll(geometry: Geometry, count: number, order: ScrollOrder): Promise<ScrollRecord>;
  /** Milliseconds from a jump to the frame in which all rows in view are right; `Infinity` if never. */
  jump(geometry: Geometry, count: number, position: number): Promise<number>;
  countNodes(geometry: Geometry): NodeCount;
}

declare global {
  var benchObserver: Observer;
}

const isRowSized = (element: Element, rowHeight: number): boolean =>
  element.getBoundingClientRect().height < 1.5 * rowHeight;

function look({ textX, rowHeight }: Geometry, y: number): Sight {
  let element = elementAt(textX, y);
  let hasRow = false;
  while (element && isRowSized(element, rowHeight)) {
    hasRow = true;
    const index = rowIndexIn(element.textContent);
    if (index !== undefined) return { index, hasRow };
    element = parentOf(element);
  }
  return { index: undefined, hasRow };
}

function hasPhoto({ photoX }: Geometry, y: number, index: number): boolean {
  const image = elementAt(photoX, y);
  return (
    image instanceof HTMLImageElement &&
    image.complete &&
    image.naturalWidth === photoWidthOf(index)
  );
}

/** The row that belongs at a position, in the list that is expected. */
type Expected = (position: number) => number | undefined;
const everyRow: Expected = (position) => position;

function verdictOf(geometry: Geometry, { position, y }: Place, expected: Expected): Verdict {
  return judge(look(geometry, y), expected(position) ?? -1);
}

/** From the last row, because it mostly comes last. */
const areRight = (geometry: Geometry, places: readonly Place[], expected = everyRow): boolean =>
  places.toReversed().every((place) => verdictOf(geometry, place, expected) === 'right');

/** Where the text of a row is. */
function findText(index: number): DOMRect | undefined {
  for (const node of descendants(document.body)) {
    if (!(node instanceof Text) || rowIndexIn(node.data) !== index) continue;
    const range = document.createRange();
    range.selectNode(node);
    const rect = range.getBoundingClientRect();
    if (rect.width > 4 && elementAt(centreOf(rect).x, centreOf(rect).y)) return rect;
  }
  return undefined;
}

function findPhotoX(y: number): number | undefined {
  for (const node of descendants(document.body)) {
    if (!(node instanceof HTMLImageElement) || node.naturalWidth === 0) continue;
    const rect = node.getBoundingClientRect();
    if (rect.width > 0 && rect.top < y && rect.bottom > y) return centreOf(rect).x;
  }
  return undefined;
}

/** The element that scrolls the rows. */
function findScroller(x: number, y: number): Element {
  for (let element = elementAt(x, y); element; element = parentOf(element)) {
    const { overflowY } = getComputedStyle(element);
    const isScroller = overflowY === 'auto' || overflowY === 'scroll';
    if (isScroller && element.scrollHeight > element.clientHeight + 1) return element;
  }
  throw new Error('Nothing scrolls the rows.');
}

const scrollerOf = ({ textX, top, rowHeight }: Geometry): Element =>
  findScroller(textX, top + rowHeight / 2);

async function locate(): Promise<Geometry> {
  let geometry: Geometry | undefined;
  await whenPainted(() => {
    const first = findText(0);
    const second = findText(1);
    if (!first || !second) return false;
    const { x: textX, y } = centreOf(first);
    const photoX = findPhotoX(y);
    if (photoX === undefined) return false;
    const rowHeight = centreOf(second).y - y;
    const scroller = findScroller(textX, y).getBoundingClientRect();
    const bottom = Math.min(scroller.bottom, innerHeight);
    geometry = { textX, photoX, top: y - rowHeight / 2, bottom, rowHeight };
    return true;
  });
  if (!geometry) throw new Error('No rows appeared.');
  return geometry;
}

function firstScreen(geometry: Geometry, count: number): Promise<number> {
  const places = placesIn(geometry, 0, count);
  return whenPainted(
    () =>
      areRight(geometry, places) &&
      places.every(({ position, y }) => hasPhoto(geometry, y, position)),
  );
}

/** The fragment of the address is the geometry and the number of rows. */
function firstScreenOf(fragment: string): Promise<number> | undefined {
  if (fragment === '') return undefined;
  const [geometry, count] = JSON.parse(decodeURIComponent(fragment)) as [Geometry, number];
  return firstScreen(geometry, count);
}

let keyTimes: Promise<number>[] = [];

function expectKeys(geometry: Geometry, count: number, text: string): void {
  keyTimes = [];
  const lists = Array.from(text, (_, index) => findRows(count, text.slice(0, index + 1)));
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      const list = lists[keyTimes.length] ?? [];
      const places = placesIn(geometry, 0, list.length);
      const painted = whenPainted(() => areRight(geometry, places, (position) => list[position]));
      keyTimes.push(painted.then((time) => time - timeStamp));
    },
    { capture: true },
  );
}

let longestInteraction = 0;
if (PerformanceObserver.supportedEntryTypes.includes('event')) {
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      longestInteraction = Math.max(longestInteraction, duration);
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
}

const noVerdicts = (): Record<Verdict, number> => ({ right: 0, wrong: 0, skeleton: 0, blank: 0 });

async function scroll(
  geometry: Geometry,
  count: number,
  order: ScrollOrder,
): Promise<ScrollRecord> {
  const scroller = scrollerOf(geometry);
  const painted = noVerdicts();
  const ahead = noVerdicts();
  /** Every third row is enough to judge a frame. */
  const judgeInto = (verdicts: Record<Verdict, number>): void => {
    placesIn(geometry, scroller.scrollTop, count)
      .filter((_, index) => index % 3 === 0)
      .forEach((place) => (verdicts[verdictOf(geometry, place, everyRow)] += 1));
  };
  const start = await nextPaint();
  let frames = 0;
  let elapsed = 0;
  while (elapsed < order.milliseconds) {
    elapsed = performance.now() - start;
    scroller.scrollTop = (elapsed / 1000) * order.speed * geometry.rowHeight;
    judgeInto(ahead);
    await nextPaint();
    frames += 1;
    judgeInto(painted);
  }
  const milliseconds = performance.now() - start;
  return { milliseconds, frames, verdicts: painted, ahead };
}

async function jump(geometry: Geometry, count: number, position: number): Promise<number> {
  const scroller = scrollerOf(geometry);
  const start = await nextPaint();
  scroller.scrollTop = position * geometry.rowHeight;
  const end = await whenPainted(() =>
    areRight(geometry, placesIn(geometry, scroller.scrollTop, count)),
  );
  return end - start;
}

function countNodes({ textX, top, rowHeight }: Geometry): NodeCount {
  let element = elementAt(textX, top + rowHeight / 2);
  let row = element;
  while (element && isRowSized(element, rowHeight)) {
    row = element;
    element = parentOf(element);
  }
  return { inDocument: countBelow(document), inRow: row ? countBelow(row) + 1 : 0 };
}

globalThis.benchObserver = {
  locate,
  wanted: firstScreenOf(location.hash.slice(1)),
  firstScreen,
  expectKeys,
  keyTimes: () => Promise.all(keyTimes),
  longestInteraction: () => longestInteraction,
  scroll,
  jump,
  countNodes,
};
