import type { LitElement, ReactiveController } from 'lit';

import type { SparseRows } from './sparse-rows.js';
import type { VirtualRow, VirtualRows } from './virtual-rows.js';

/** More rows would take a browser seconds to lay out. */
const maxPrinted = 1000;

/** The list to print. */
export interface PrintedList {
  readonly paging: { readonly rows: SparseRows<{ readonly id: string }> };
  readonly rows: Pick<VirtualRows<VirtualRow>, 'renderOnly' | 'resume'>;
  /** The first and the last row in view. */
  readonly range: () => { readonly first: number; readonly last: number };
}

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
  readonly #host: LitElement;
  readonly #list: PrintedList;
  /** Where the reader was before it is printed. */
  #scrollTop: number | undefined;

  constructor(host: LitElement, list: PrintedList) {
    this.#host = host;
    this.#list = list;
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
    const { paging, range } = this.#list;
    const { start, rows } = paging.rows.runBefore(range().first) ?? { start: 0, rows: [] };
    return { start, end: start + Math.min(rows.length, maxPrinted) };
  }

  get #scroller(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.scroller');
  }

  readonly #onBegin = (): void => {
    const { start, end } = this.stretch;
    if (start === end) return;
    this.#scrollTop ??= this.#scroller?.scrollTop;
    this.#list.rows.renderOnly(start, end - 1);
  };

  readonly #onEnd = (): void => {
    const scroller = this.#scroller;
    if (scroller && this.#scrollTop !== undefined) scroller.scrollTop = this.#scrollTop;
    this.#scrollTop = undefined;
    this.#list.rows.resume();
  };
}
