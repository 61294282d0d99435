import type { SparseRows } from '../../controllers/sparse-rows.js';
import type { VirtualRow, VirtualRows } from '../../controllers/virtual-rows.js';

/** A press that moves farther than this, in pixels, selects text and opens nothing. */
const clickTolerance = 5;

/** The rows of a grid, whatever they show. */
export type GridRows = Pick<
  VirtualRows<VirtualRow>,
  'indexOf' | 'elementAt' | 'reveal' | 'pageLength'
>;

export interface GridNavigationOptions {
  readonly rows: GridRows;
  /** What has been read, in the order of the list. */
  readonly items: () => SparseRows<{ readonly id: string }>;
  /** Rows, including those that have not been read yet. */
  readonly count: () => number;
  /** A row was activated, or the control in it that has this `data-action`. */
  readonly onActivate: (index: number, action: string | undefined) => void;
}

/**
 * Focus and pointer in a grid; `grid-keys.ts` has the keys. One element is the tab stop: the row that
 * had the focus last, or the cell or control that has it.
 */
export class GridNavigation {
  readonly #options: GridNavigationOptions;

  /**
   * The row that is the tab stop, and the id of its item: `undefined` until it has loaded, `null` for whatever
   * the row shows.
   */
  #tabStop: { index: number; id: string | null | undefined } = { index: 0, id: null };
  /** The cell or control that is the tab stop instead of its row, while it has the focus. */
  #focused: HTMLElement | undefined;
  #pressedAt: { x: number; y: number } | undefined;

  constructor(options: GridNavigationOptions) {
    this.#options = options;
  }

  /** The row that is the tab stop; it stays with its item when rows come or go above it. */
  get activeIndex(): number {
    const { index, id } = this.#tabStop;
    const items = this.#options.items();
    const place = Math.min(index, Math.max(0, this.#options.count() - 1));
    if (id === null || (id !== undefined && items.at(index)?.id === id)) return place;
    const found = id === undefined ? -1 : items.indexOf(id);
    if (found >= 0) return this.#remember(found);
    // The item is gone, so its row is the one that took its place. Or it has not loaded yet.
    return items.at(place) ? this.#remember(place) : place;
  }

  /** Makes the first row the tab stop, whatever it shows. */
  reset(): void {
    this.#tabStop = { index: 0, id: null };
  }

  /** Makes a row the tab stop. */
  setActive(index: number): void {
    const before = this.activeIndex;
    this.#remember(index);
    this.#mark(before);
    this.#mark(index);
  }

  tabIndexOf(index: number): 0 | -1 {
    return index === this.activeIndex && !this.#focused?.isConnected ? 0 : -1;
  }

  /** Opens the item of a row, or what a control in it opens. */
  activate(index: number, action?: string): void {
    this.#options.onActivate(index, action);
  }

  /** Scrolls to a row and moves the focus there. */
  focus(index: number): void {
    const { rows, count } = this.#options;
    if (count() === 0) return;
    rows.reveal(index);
    rows.elementAt(index)?.focus({ preventScroll: true });
  }

  readonly onFocus = (event: FocusEvent): void => {
    const target = event.target as HTMLElement;
    const index = this.#options.rows.indexOf(target);
    this.#focused = target.matches('.row') ? undefined : target;
    if (this.#focused) target.tabIndex = 0;
    this.setActive(index < 0 ? this.activeIndex : index);
  };

  readonly onBlur = (): void => {
    if (!this.#focused) return;
    this.#focused.tabIndex = -1;
    this.#focused = undefined;
    this.#mark(this.activeIndex);
  };

  readonly onPress = (event: PointerEvent): void => {
    this.#pressedAt = { x: event.clientX, y: event.clientY };
  };

  readonly onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const action = target.closest<HTMLElement>('[data-action]')?.dataset['action'];
    const { x, y } = this.#pressedAt ?? { x: event.clientX, y: event.clientY };
    this.#pressedAt = undefined;
    const isStill = Math.hypot(event.clientX - x, event.clientY - y) <= clickTolerance;
    if (action || isStill) this.activate(this.#options.rows.indexOf(target), action);
  };

  #mark(index: number): void {
    const row = this.#options.rows.elementAt(index);
    if (row) row.tabIndex = this.tabIndexOf(index);
  }

  #remember(index: number): number {
    this.#tabStop = { index, id: this.#options.items().at(index)?.id };
    return index;
  }
}
