/** DOM by hand, the limit: rows of one height, a fixed set of row elements, each moved to the next row. */
import type { Session } from 'kv-review/model';
import { columns } from '../columns.ts';
import type { Mount } from '../contestant.ts';
import { rowHeight } from '../../rows/rows.ts';
import { addSearch } from '../search.ts';
import { createCellContent, createHead, fillContent, gridTracks } from './cells.ts';
import '../table.css';

/** Rows rendered above and below those in view. */
const margin = 4;

interface Row {
  readonly element: HTMLElement;
  readonly contents: readonly Node[];
  index: number;
}

function createRow(session: Session): Row {
  const element = document.createElement('div');
  element.className = 'row plain';
  element.style.gridTemplateColumns = gridTracks;
  const contents = columns.map((column) => {
    const cell = document.createElement('div');
    cell.className = 'cell';
    const content = createCellContent(column, session);
    cell.append(content);
    element.append(cell);
    return content;
  });
  return { element, contents, index: -1 };
}

export const mount: Mount = (container, rows) => {
  let shown = rows;
  const pool: Row[] = [];
  const scroller = document.createElement('div');
  scroller.className = 'scroller';
  const body = document.createElement('div');
  scroller.append(body);

  const place = (row: Row, index: number, session: Session): void => {
    columns.forEach((column, at) => {
      const content = row.contents[at];
      if (content) fillContent(column, content, session);
    });
    row.element.style.transform = `translateY(${index * rowHeight}px)`;
    row.index = index;
  };

  /** Row `index` is always shown by the same element of the pool. */
  const render = (isForced: boolean): void => {
    const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - margin);
    const size = Math.ceil(scroller.clientHeight / rowHeight) + 2 * margin;
    for (let index = first; index < first + size; index += 1) {
      const session = shown[index];
      const slot = index % size;
      let row = pool[slot];
      if (session && !row) {
        row = createRow(session);
        pool[slot] = row;
        body.append(row.element);
      }
      if (!row) continue;
      row.element.hidden = !session;
      if (session && (isForced || row.index !== index)) place(row, index, session);
    }
  };

  const show = (list: readonly Session[]): void => {
    shown = list;
    body.style.blockSize = `${list.length * rowHeight}px`;
    scroller.scrollTop = 0;
    render(true);
  };

  addSearch(container, rows, (isSelected) => show(rows.filter(isSelected)));
  container.append(createHead(), scroller);
  scroller.addEventListener('scroll', () => render(false), { passive: true });
  show(rows);
  return { unmount: () => container.replaceChildren() };
};
