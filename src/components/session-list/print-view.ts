import type { LitElement, ReactiveController } from 'lit';

import type { VirtualRows } from '../../controllers/virtual-rows.js';

/** More rows would take a browser seconds to lay out. */
const maxPrinted = 1000;

/**
 * Puts all rows that have loaded into the document while it is printed. No more can be loaded then:
 * a browser does not wait for what a page does before it prints.
 */
export class PrintView implements ReactiveController {
  readonly #rows: VirtualRows;
  readonly #loaded: () => number;

  constructor(host: LitElement, rows: VirtualRows, loaded: () => number) {
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

  /** How many rows are printed. */
  get count(): number {
    return Math.min(this.#loaded(), maxPrinted);
  }

  readonly #onBegin = (): void => this.#rows.showFirst(this.count);

  readonly #onEnd = (): void => this.#rows.showFirst(0);
}
