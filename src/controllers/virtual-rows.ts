import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The elements around the rows. The host renders them and leaves `body` empty. */
export interface VirtualRowsStage {
  /** The scroll container. */
  readonly scroller: HTMLElement;
  /** The parent of the rows, as tall as all rows together. */
  readonly body: HTMLElement;
  /** As tall as one row. */
  readonly probe: HTMLElement;
  /** Sticky; covers the top of the scroll container. */
  readonly header: HTMLElement | null;
}

/** Shows one item after another. */
export interface VirtualRow {
  readonly element: HTMLElement;
}

export interface VirtualRowsOptions<Row extends VirtualRow> {
  stage: () => VirtualRowsStage | undefined;
  count: () => number;
  /** A unique key of the item at an index. An element keeps its key while it is in view. */
  keyOf: (index: number) => string;
  /** The index of a key, or -1. */
  indexOf: (key: string) => number;
  create: () => Row;
  render: (row: Row, index: number) => void;
  /** Puts the elements of the rows into their order, as `arrange` does. */
  arrange: (body: Element, elements: readonly Element[]) => void;
  /** Receives the first index that is fully in view, and the last one that is partly in view. */
  onRange: (firstIndex: number, lastIndex: number) => void;
  /** The row with the focus was removed. */
  onFocusLost: () => void;
}

interface Slot<Row extends VirtualRow> {
  readonly row: Row;
  key: string;
  index: number;
}

/** Rows rendered beyond each edge, because scrolling can be faster than scripts. After a jump, they wait for its end. */
const overscan = 8;

/** Scrolling has settled when it has paused for so long. */
const settleDelayMs = 100;

/** The tallest element that every browser lays out exactly, in pixels. */
const maxBodyHeight = 15_000_000;

/**
 * Shows a long list of rows of equal height with a few recycled elements. Once scrolling has settled, they
 * stand in the document in the order of the list. The row with the focus stays rendered when it is scrolled out
 * of view. Rows that are added or removed above do not move the rows in view. A list may be taller
 * than a browser can lay out.
 */
export class VirtualRows<Row extends VirtualRow> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: VirtualRowsOptions<Row>;
  #isConnected = false;
  #stage: VirtualRowsStage | undefined;
  #observer: ResizeObserver | undefined;
  #slots: Slot<Row>[] = [];
  #rowHeight = 0;
  /** The rows that the body holds: from the first, up to the last one but this. */
  #base = 0;
  #end = 0;
  /** Other rows than those in view are rendered. */
  #isPaused = false;
  /** The row at the top of the view, and how much of it is scrolled out, as a fraction. */
  #anchor: { key: string; index: number; part: number; scrollTop: number | undefined } | undefined;
  /** Set while the list scrolls: moving elements would cost too much then. */
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: VirtualRowsOptions<Row>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const stage = this.#isConnected ? this.#options.stage() : undefined;
    if (stage?.body !== this.#stage?.body) {
      this.#leave();
      if (stage) this.#enter(stage);
    }
    this.#update();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#leave();
  }

  /** The number of rows that fit into the view. */
  get pageLength(): number {
    return Math.max(1, Math.floor(this.#viewHeight / (this.#rowHeight || 1)));
  }

  /** Whether the list is scrolled to its start. */
  get isAtTop(): boolean {
    const anchor = this.#anchor;
    if (anchor && anchor.scrollTop === undefined) return anchor.index + anchor.part < 0.5;
    return (this.#stage?.scroller.scrollTop ?? 0) < Math.max(1, this.#rowHeight / 2);
  }

  elementAt(index: number): HTMLElement | undefined {
    return this.#slots.find((slot) => slot.index === index)?.row.element;
  }

  /** The index of the row that contains an element, or -1. */
  indexOf(element: Element): number {
    return this.#slots.find((slot) => slot.row.element.contains(element))?.index ?? -1;
  }

  /** Renders the row with a key again, if it is rendered. */
  renderAgain(key: string): void {
    const slot = this.#slots.find((one) => one.key === key);
    if (slot) this.#options.render(slot.row, slot.index);
  }

  /** Scrolls no further than needed to show a whole row. */
  reveal(index: number): void {
    if (!this.#stage) return;
    const { scroller } = this.#stage;
    this.#moveBody(index);
    const top = this.#topOf(index);
    const lowest = top + this.#rowHeight - this.#viewHeight;
    const scrollTop = Math.min(top, Math.max(lowest, scroller.scrollTop));
    if (scrollTop !== scroller.scrollTop) scroller.scrollTop = scrollTop;
    this.#show();
  }

  /** Scrolls to the first row and drops the anchor. */
  reset(): void {
    this.#anchor = undefined;
    this.#moveBody(0);
    if (this.#stage) this.#stage.scroller.scrollTop = 0;
  }

  /** Renders these rows and no others, in view or not, until `resume`. */
  renderOnly(first: number, last: number): void {
    if (!this.#stage || this.#rowHeight === 0) return;
    this.#isPaused = true;
    this.#endSettling();
    this.#place(first, last, true);
  }

  /** Renders the rows in view again. */
  resume(): void {
    this.#isPaused = false;
    this.#update();
  }

  /** Removes the elements of all rows. The next update of the host creates new ones. */
  discard(): void {
    for (const { row } of this.#slots) row.element.remove();
    this.#slots = [];
  }

  get #viewHeight(): number {
    if (!this.#stage) return 0;
    const { scroller, header } = this.#stage;
    return Math.max(0, scroller.clientHeight - (header?.offsetHeight ?? 0));
  }

  #enter(stage: VirtualRowsStage): void {
    this.#stage = stage;
    stage.scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#observer = new ResizeObserver(() => this.#update());
    this.#observer.observe(stage.scroller);
    this.#observer.observe(stage.probe);
  }

  #leave(): void {
    this.#stage?.scroller.removeEventListener('scroll', this.#onScroll);
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#endSettling();
    this.discard();
    this.#anchor = undefined;
    this.#isPaused = false;
    this.#stage = undefined;
  }

  /** The row height, the rows or their contents may have changed. */
  #update(): void {
    if (!this.#stage || this.#isPaused) return;
    const { scroller, probe } = this.#stage;
    this.#rowHeight = probe.offsetHeight;
    const { scrollTop } = scroller;
    // A list that is not displayed keeps its height, so that its scroll position can be restored.
    if (this.#rowHeight > 0) this.#moveBody(this.#anchor?.index ?? 0);
    const target = this.#anchoredScrollTop(scrollTop);
    if (Math.abs(target - scroller.scrollTop) >= 1) scroller.scrollTop = target;
    this.#show(true);
  }

  #topOf(index: number): number {
    return (index - this.#base) * this.#rowHeight;
  }

  /**
   * Lets the body hold the rows around an index: all of them, or a stretch of a list that is too tall.
   * A stretch overlaps the next one by half, so the view never meets its end.
   */
  #moveBody(index: number): void {
    if (!this.#stage) return;
    const { scroller, body } = this.#stage;
    const count = this.#options.count();
    const half = Math.floor(maxBodyHeight / 2 / (this.#rowHeight || 1));
    const before = this.#base;
    this.#base = Math.max(0, Math.round(Math.min(index, count - 1) / half) - 1) * half;
    this.#end = Math.min(count, this.#base + 2 * half);
    const scrollTop = scroller.scrollTop + this.#topOf(before);
    body.style.blockSize = `${this.#topOf(this.#end)}px`;
    if (this.#base === before) return;
    scroller.scrollTop = scrollTop;
    this.#slots.forEach(this.#move);
  }

  /**
   * The scroll position that keeps the anchor row in place. At the very start, new rows come into
   * view.
   */
  #anchoredScrollTop(scrollTop: number): number {
    const anchor = this.#anchor;
    if (!anchor || (anchor.index === 0 && anchor.part === 0)) return scrollTop;
    const count = this.#end;
    const { keyOf, indexOf } = this.#options;
    let { index } = anchor;
    if (index >= count || keyOf(index) !== anchor.key) {
      const found = indexOf(anchor.key);
      if (found >= 0 && found < count) index = found;
    }
    // The user may have scrolled since; the event comes with the next frame.
    const scrolled = anchor.scrollTop === undefined ? 0 : scrollTop - anchor.scrollTop;
    return this.#topOf(index + anchor.part) + scrolled;
  }

  #show(isUpdate = false): void {
    if (!this.#stage || this.#isPaused) return;
    if (this.#rowHeight === 0) {
      // Not displayed: rows that are not rendered cannot be stale, and browsers forget the scroll
      // position.
      this.discard();
      if (this.#anchor) this.#anchor = { ...this.#anchor, scrollTop: undefined };
      return;
    }
    const { scroller } = this.#stage;
    const position = this.#base + Math.max(0, scroller.scrollTop) / this.#rowHeight;
    this.#moveBody(Math.floor(position));
    const { scrollTop } = scroller;
    const count = this.#end;
    const top = Math.min(Math.floor(position), Math.max(0, count - 1));
    const last = Math.min(count - 1, Math.ceil(position + this.#viewHeight / this.#rowHeight));
    const part = position - Math.floor(position);
    this.#anchor =
      count > 0 ? { key: this.#options.keyOf(top), index: top, part, scrollTop } : undefined;
    const isNear = this.#slots.some(({ index }) => index >= top && index <= last);
    const beyond = isNear || this.#settling === undefined ? overscan : 0;
    this.#place(Math.max(0, top - beyond), Math.min(count - 1, last + beyond), isUpdate);
    this.#options.onRange(Math.max(0, Math.min(Math.ceil(position), last)), last);
  }

  #place(first: number, last: number, isUpdate: boolean): void {
    const { body } = this.#stage as VirtualRowsStage;
    const focused = this.#focused(body);
    this.#assign(this.#indexesToRender(first, last, focused?.slot), isUpdate);
    for (const { row } of this.#slots) if (!row.element.parentNode) body.append(row.element);
    if (this.#settling === undefined) {
      this.#options.arrange(
        body,
        this.#slots.map(({ row }) => row.element),
      );
    }
    if (!focused || this.#focused(body)) return;
    // An element loses the focus when it is moved.
    const isThere = focused.slot.key === focused.key && body.contains(focused.element);
    if (isThere) focused.element.focus({ preventScroll: true });
    else this.#options.onFocusLost();
  }

  /** Assigns an element to each index and renders those whose row may have changed. */
  #assign(indexes: readonly number[], isUpdate: boolean): void {
    const { keyOf, render, create } = this.#options;
    const keys = new Map(indexes.map((index) => [keyOf(index), index]));
    const kept = new Map(this.#slots.map((slot) => [slot.key, slot]));
    const missing = new Set(indexes.filter((index) => !kept.has(keyOf(index))));
    // A row that was blank until its page loaded keeps its element, and with it the focus.
    const filled = new Map<number, Slot<Row>>();
    const spare: Slot<Row>[] = [];
    for (const slot of this.#slots) {
      if (keys.has(slot.key)) continue;
      if (missing.has(slot.index)) filled.set(slot.index, slot);
      else spare.push(slot);
    }

    this.#slots = [...keys].map(([key, index]) => {
      const slot = kept.get(key) ??
        filled.get(index) ??
        spare.shift() ?? { row: create(), key: '', index: -1 };
      const hasChanged = slot.index !== index || slot.key !== key;
      Object.assign(slot, { index, key });
      if (hasChanged || isUpdate) {
        this.#move(slot);
        render(slot.row, index);
      }
      return slot;
    });
    for (const { row } of spare) row.element.remove();
  }

  /** The indexes in view, and that of the focused row wherever it is. */
  #indexesToRender(first: number, last: number, focused: Slot<Row> | undefined): number[] {
    const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    if (!focused) return indexes;
    const { keyOf, indexOf } = this.#options;
    const isThere = keyOf(focused.index) === focused.key;
    const index = isThere ? focused.index : indexOf(focused.key);
    if (index < 0 || index >= this.#end) return indexes;
    if (index < first) indexes.unshift(index);
    if (index > last) indexes.push(index);
    return indexes;
  }

  #focused(body: HTMLElement): { slot: Slot<Row>; key: string; element: HTMLElement } | undefined {
    const { activeElement: element } = body.getRootNode() as Document | ShadowRoot;
    const slot = this.#slots.find((one) => one.row.element.contains(element));
    return element instanceof HTMLElement && slot ? { slot, key: slot.key, element } : undefined;
  }

  #endSettling(): void {
    clearTimeout(this.#settling);
    this.#settling = undefined;
  }

  readonly #move = ({ row, index }: Slot<Row>): void => {
    row.element.style.transform = `translateY(${this.#topOf(index)}px)`;
  };

  readonly #onScroll = (): void => {
    this.#endSettling();
    this.#settling = setTimeout(this.#onSettle, settleDelayMs);
    this.#show();
  };

  readonly #onSettle = (): void => {
    this.#endSettling();
    this.#show();
  };
}
