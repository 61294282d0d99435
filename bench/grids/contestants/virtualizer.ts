/** A list of lit templates in `<lit-virtualizer scroller>`. */
import '@lit-labs/virtualizer';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { Session } from 'kv-review/model';
import { columns, type Column } from '../columns.ts';
import type { Mount } from '../contestant.ts';
import { photoUrl } from '../../rows/photos.ts';
import { addSearch } from '../search.ts';
import { createHead, gridTracks } from './cells.ts';
import '../table.css';

function renderContent({ kind, text, tone }: Column, session: Session): unknown {
  switch (kind) {
    case 'photo':
      return html`<img class="photo" alt="Selfie" .src=${photoUrl(session)} />`;
    case 'sign':
      return html`<span class="sign ${tone?.(session) ?? nothing}">${text(session)}</span>`;
    case 'button':
      return html`<button type="button">${text(session)}</button>`;
    case 'text':
      return text(session);
  }
}

const renderRow = (session: Session): TemplateResult =>
  html`<div class="row tracks">
    ${columns.map((column) => html`<div class="cell">${renderContent(column, session)}</div>`)}
  </div>`;

export const mount: Mount = (container, rows) => {
  container.style.setProperty('--tracks', gridTracks);
  const list = document.createElement('div');
  list.className = 'list';
  const show = (items: readonly Session[]): void => {
    render(
      html`<lit-virtualizer scroller .items=${items} .renderItem=${renderRow}></lit-virtualizer>`,
      list,
    );
  };
  addSearch(container, rows, (isSelected) => show(rows.filter(isSelected)));
  container.append(createHead(), list);
  show(rows);
  return { unmount: () => container.replaceChildren() };
};
