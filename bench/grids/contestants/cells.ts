/** Cells made by hand. */
import type { Session } from 'kv-review/model';
import { columns, type Column } from '../columns.ts';
import { photoUrl } from '../../rows/photos.ts';

export const gridTracks = columns
  .map(({ width }) => `minmax(${width / 2}px, ${width}fr)`)
  .join(' ');

export function createHead(): HTMLElement {
  const head = document.createElement('div');
  head.className = 'head';
  head.style.gridTemplateColumns = gridTracks;
  for (const { title } of columns) {
    const cell = document.createElement('div');
    cell.className = 'cell';
    cell.textContent = title;
    head.append(cell);
  }
  return head;
}

function createContent({ kind, text }: Column, session: Session): HTMLElement | Text {
  switch (kind) {
    case 'photo': {
      const image = document.createElement('img');
      image.className = 'photo';
      image.alt = 'Selfie';
      return image;
    }
    case 'sign':
      return document.createElement('span');
    case 'button': {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = text(session);
      return button;
    }
    case 'text':
      return document.createTextNode('');
  }
}

/** The content of a cell of a session. */
export function fillContent({ text, tone }: Column, content: Node, session: Session): void {
  if (content instanceof HTMLImageElement) content.src = photoUrl(session);
  else if (content instanceof HTMLSpanElement) {
    content.className = `sign ${tone?.(session) ?? ''}`;
    content.textContent = text(session);
  } else if (content instanceof Text) content.data = text(session);
}

export function createCellContent(column: Column, session: Session): HTMLElement | Text {
  const content = createContent(column, session);
  fillContent(column, content, session);
  return content;
}
