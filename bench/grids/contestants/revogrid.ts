/** RevoGrid, read-only, defined by its loader. */
import { defineCustomElements } from '@revolist/revogrid/loader';
import type { Session } from 'kv-review/model';
import { columns, type Column } from '../columns.ts';
import type { Mount } from '../contestant.ts';
import { photoUrl } from '../../rows/photos.ts';
import { rowHeight } from '../../rows/rows.ts';
import { addSearch } from '../search.ts';
import './filling.css';

defineCustomElements();

/** RevoGrid's own types cannot be resolved by Node's rules. */
type CreateNode = (tag: string, properties: object, text?: string) => unknown;

const templateOf =
  ({ kind, text, tone }: Column) =>
  (h: CreateNode, { model }: { model: Session }): unknown => {
    switch (kind) {
      case 'photo':
        return h('img', { class: 'photo', alt: 'Selfie', src: photoUrl(model) });
      case 'sign':
        return h('span', { class: `sign ${tone?.(model) ?? ''}` }, text(model));
      case 'button':
        return h('button', { type: 'button' }, text(model));
      case 'text':
        return text(model);
    }
  };

const gridColumns = columns.map((column) => ({
  prop: column.key,
  name: column.title,
  size: column.width,
  cellTemplate: templateOf(column),
}));

export const mount: Mount = (container, rows) => {
  const grid = Object.assign(document.createElement('revo-grid'), {
    className: 'filling',
    readonly: true,
    rowSize: rowHeight,
    columns: gridColumns,
    source: rows,
  });
  addSearch(container, rows, (isSelected) => {
    grid.source = rows.filter(isSelected);
  });
  container.append(grid);
  return { unmount: () => grid.remove() };
};
