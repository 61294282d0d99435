import type { VirtualRows } from '../../controllers/virtual-rows.js';

/** A press that moves farther than this, in pixels, selects text and opens nothing. */
const clickTolerance = 5;

export interface RowNavigationOptions {
  readonly rows: VirtualRows;
  /** The sessions that have been read, in the order of the list. */
  readonly sessions: () => readonly { readonly id: string }[];
  /** Rows, including those that have not been read yet. */
  readonly count: () => number;
  readonly isRightToLeft: () => boolean;
  /** The row became, or no longer is, the tab stop. */
  readonly onChange: (index: number) => void;
  /** A row was activated, or the control in it that has this `data-action`. */
  readonly onActivate: (index: number, action: string | undefined) => void;
}

/**
 * Keyboard and pointer in the rows of a grid (WAI-ARIA Authoring Practices, Grid Pattern): one row
 * is the tab stop, arrow keys move between rows and between the controls of a row.
 */
export class RowNavigation {
  readonly #options: RowNavigationOptions;
  /** The row that is the tab stop, and the session it showed when it became so. */
  #tabStop: { index: number; id: string | undefined } = { index: 0, id: undefined };
  #pressedAt: { x: number; y: number } | undefined;

  constructor(options: RowNavigationOptions) {
    this.#options = options;
  }

  /** The row that is the tab stop; it stays with its session when rows come or go above it. */
  get activeIndex(): number {
    const { index, id } = this.#tabStop;
    const sessions = this.#options.sessions();
    if (id === undefined || sessions[index]?.id === id) {
      return Math.min(index, Math.max(0, this.#options.count() - 1));
    }
    const found = sessions.findIndex((session) => session.id === id);
    // The session is gone: the row that took its place.
    return this.#remember(found < 0 ? Math.min(index, Math.max(0, sessions.length - 1)) : found);
  }

  /** Makes the first row the tab stop, whatever it shows. */
  reset(): void {
    this.#tabStop = { index: 0, id: undefined };
  }

  /** Makes a row the tab stop. */
  setActive(index: number): void {
    const before = this.activeIndex;
    this.#remember(index);
    for (const changed of new Set([before, index])) this.#options.onChange(changed);
  }

  /** Scrolls to a row and moves the focus there. */
  focus(index: number): void {
    const { rows, count } = this.#options;
    if (count() === 0) return;
    rows.reveal(index);
    rows.elementAt(index)?.focus({ preventScroll: true });
  }

  readonly onFocus = (event: FocusEvent): void => {
    const index = this.#options.rows.indexOf(event.target as Element);
    if (index >= 0 && index !== this.activeIndex) this.setActive(index);
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
    if (action || isStill) this.#options.onActivate(this.#options.rows.indexOf(target), action);
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    const { altKey, metaKey, shiftKey, key } = event;
    if (altKey || metaKey || shiftKey) return;
    const { rows, count, isRightToLeft, onActivate } = this.#options;
    const target = event.target as HTMLElement;
    const index = rows.indexOf(target);
    const last = count() - 1;
    const goals: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + rows.pageLength,
      PageUp: index - rows.pageLength,
      Home: 0,
      End: last,
    };
    const goal = goals[key];
    if (goal !== undefined) {
      event.preventDefault();
      this.focus(Math.max(0, Math.min(goal, last)));
    } else if (key === 'ArrowRight' || key === 'ArrowLeft') {
      event.preventDefault();
      this.#focusBeside(target, (key === 'ArrowRight') === isRightToLeft() ? -1 : 1);
    } else if (key === 'Enter' && target.matches('.row')) {
      event.preventDefault();
      onActivate(index, undefined);
    }
  };

  #remember(index: number): number {
    this.#tabStop = { index, id: this.#options.sessions()[index]?.id };
    return index;
  }

  /** Moves within a row: the row itself, then the controls inside it. */
  #focusBeside(from: HTMLElement, step: 1 | -1): void {
    const row = from.closest<HTMLElement>('.row');
    if (!row) return;
    const stops = [row, ...row.querySelectorAll<HTMLElement>('button')];
    stops[stops.indexOf(from) + step]?.focus({ preventScroll: true });
  }
}
