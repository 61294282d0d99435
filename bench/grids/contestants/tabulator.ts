/** Tabulator: its virtual DOM, only the modules in use, a fixed height of the table and of its rows. */
import type { Session } from 'kv-review/model';
import { FilterModule, FormatModule, Tabulator, type ColumnDefinition } from 'tabulator-tables';
import 'tabulator-tables/dist/css/tabulator.min.css';
import { columns } from '../columns.ts';
import type { Mount } from '../contestant.ts';
import { rowHeight } from '../../rows/rows.ts';
import { addSearch } from '../search.ts';
import { createCellContent } from './cells.ts';
import './filling.css';

Tabulator.registerModule([FilterModule, FormatModule]);

const tableColumns = columns.map((column): ColumnDefinition => {
  const { key, title, width, kind, text } = column;
  return {
    field: key,
    title,
    width,
    headerSort: false,
    formatter: (cell) => {
      const session = cell.getData() as Session;
      if (kind === 'text') return text(session);
      const content = createCellContent(column, session);
      return content instanceof HTMLElement ? content : '';
    },
  };
});

export const mount: Mount = (container, rows) => {
  const element = document.createElement('div');
  element.className = 'filling';
  addSearch(container, rows, (isSelected) =>
    table.setFilter((session: Session) => isSelected(session)),
  );
  container.append(element);
  const table = new Tabulator(element, {
    columns: tableColumns,
    data: [...rows],
    height: '100%',
    rowHeight,
  });
  return { unmount: () => table.destroy() };
};
