import type { LitElement, ReactiveController } from 'lit';

import type { Run } from '../../controllers/sparse-rows.js';
import type { VirtualRows } from '../../controllers/virtual-rows.js';
import type { RowView } from './row-view.js';

/** More rows would take a browser seconds to lay out. */
const maxPrinted = 1000;

/** Rows that follow each other: the first, and the one after the last. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Puts the rows that have loaded into the document while it is printed: those in view, and all that
 * follow or precede them without a gap. No more can be loaded then: a browser does not wait for what a
 * page does before it prints.
 */
export class PrintView implements ReactiveController {
  readonly #rows: VirtualRows<RowView>;
  readonly #loaded: () => Run<unknown> | undefined;

  /** @param loaded - The rows that have loaded with those in view. */
  constructor(
    host: LitElement,
    rows: VirtualRows<RowView>,
    loaded: () => Run<unknown> | undefined,
  ) {
    this.#rows = rows;
    this.#loaded = loaded;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeprint', this.#onBegin);
    addEventListener('afterprint', this.#onEnd);
  }

  hostDisconnected(): void {
    removeEventListener('beforeprint', this.#onBegin);
    removeEventListener('afterprint', this.#onEnd);
  }

  /** The rows that are printed. */
  get stretch(): Stretch {
    const { start, rows } = this.#loaded() ?? { start: 0, rows: [] };
    return { start, end: start + Math.min(rows.length, maxPrinted) };
  }

  readonly #onBegin = (): void => {
    const { start, end } = this.stretch;
    this.#rows.showOnly(end - start, start);
  };

  readonly #onEnd = (): void => this.#rows.showOnly(0);
}
