/** ag-grid community: only the modules in use, values by getters, rows of one height. */
import {
  ClientSideRowModelModule,
  createGrid,
  ExternalFilterModule,
  ModuleRegistry,
  type ColDef,
} from 'ag-grid-community';
import type { Session } from 'kv-review/model';
import { columns } from '../columns.ts';
import type { Mount } from '../contestant.ts';
import { rowHeight } from '../../rows/rows.ts';
import { addSearch, type RowTest } from '../search.ts';
import { createCellContent } from './cells.ts';
import './filling.css';

ModuleRegistry.registerModules([ClientSideRowModelModule, ExternalFilterModule]);

const columnDefs = columns.map((column): ColDef<Session> => {
  const { key, title, width, kind, text } = column;
  const shared = { colId: key, headerName: title, flex: width, minWidth: width / 2 };
  if (kind === 'text') {
    return { ...shared, valueGetter: ({ data }) => (data ? text(data) : '') };
  }
  return {
    ...shared,
    cellRenderer: ({ data }: { data?: Session }) => data && createCellContent(column, data),
  };
});

export const mount: Mount = (container, rows) => {
  let isSelected: RowTest = () => true;
  const element = document.createElement('div');
  element.className = 'filling';
  addSearch(container, rows, (test) => {
    isSelected = test;
    grid.onFilterChanged();
  });
  container.append(element);
  const grid = createGrid<Session>(element, {
    columnDefs,
    rowData: [...rows],
    rowHeight,
    isExternalFilterPresent: () => true,
    doesExternalFilterPass: ({ data }) => data !== undefined && isSelected(data),
  });
  return { unmount: () => grid.destroy() };
};
