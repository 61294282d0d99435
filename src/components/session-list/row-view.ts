import { createNode, setAttribute } from '../../ui/nodes.js';
import type { Column } from './columns.js';
import { RowCell } from './row-cells.js';
import type { Thumbnail } from './row-thumbnails.js';
import type { RowContext, SessionRow } from './session-row.js';

/**
 * A row that shows one session after another. Its name is who the client is, when, and the state or
 * until when it is due. Its nodes are made once, because templates cost too much while the list scrolls.
 */
export class RowView {
  readonly element: HTMLElement = createNode('div', 'row');

  readonly #cells: readonly RowCell[];
  #shown: readonly unknown[] = [];

  constructor(columns: readonly Column[]) {
    const { element } = this;
    this.#cells = columns.map((column, index) => new RowCell(column, index));
    element.role = 'row';
    element.part.add('row');
    element.append(...this.#cells.map((cell) => cell.element));
    // By elements, because attributes may contain neither names nor ids of sessions.
    element.ariaLabelledByElements = [...element.querySelectorAll('.name, .date, .verified, .due')];
  }

  /** Gives the row its place in the list, and in the order of the keys. */
  place(index: number, tabIndex: 0 | -1): void {
    const { element } = this;
    // The row of headers is the first one.
    setAttribute(element, 'aria-rowindex', String(index + 2));
    setAttribute(element, 'tabindex', String(tabIndex));
  }

  /** Shows a session, or outlines of one that has not been read yet. */
  show(row: SessionRow | undefined, context: RowContext, thumbnail: Thumbnail): void {
    const [shownRow, shownContext, shownThumbnail] = this.#shown;
    if (
      this.#shown.length > 0 &&
      row === shownRow &&
      context === shownContext &&
      thumbnail === shownThumbnail
    )
      return;
    this.#shown = [row, context, thumbnail];
    for (const cell of this.#cells) {
      if (row) cell.show(row, context, thumbnail);
      else cell.showOutline(context);
    }
  }
}
