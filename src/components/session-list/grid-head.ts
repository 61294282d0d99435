import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import type { SessionSort } from '../../model/query.js';
import { icon } from '../../ui/icon.js';
import { cellClass, reversed, type Column } from './columns.js';

export interface GridHead {
  readonly localize: LocalizeController;
  readonly columns: readonly Column[];
  /** The order in use. */
  readonly sort: SessionSort;
  /** The orders that the adapter can list. */
  readonly sorts: readonly SessionSort[];
  readonly onSort: (sort: SessionSort) => void;
}

/** The row of column headers. */
export function renderGridHead(head: GridHead): TemplateResult {
  return html`<div class="head-group" role="rowgroup">
    <div class="head" part="head" role="row" aria-rowindex="1">
      ${head.columns.map((column, index) => renderHeader(column, index, head))}
    </div>
  </div>`;
}

function renderHeader(
  column: Column,
  index: number,
  { localize, sort, sorts, onSort }: GridHead,
): TemplateResult {
  const { name, sort: first, isOneWay } = column;
  const label = localize.term(`column.${name}`);
  const other = first && (isOneWay ? first : reversed(first));
  // A button reverses the order, so that it needs both.
  if (!first || !other || !sorts.includes(first) || !sorts.includes(other)) {
    return html`<div
      class=${cellClass(column)}
      role="columnheader"
      aria-colindex=${index + 1}
      title=${label}
    >
      <span class="label">${label}</span>
    </div>`;
  }
  const isSorted = sort === first || sort === other;
  const isDescending = isSorted && sort.startsWith('-');
  return html`<div
    class="${cellClass(column)} sortable"
    role="columnheader"
    aria-colindex=${index + 1}
    aria-sort=${isSorted ? (isDescending ? 'descending' : 'ascending') : nothing}
  >
    <button
      class="sort-button ${isSorted ? 'sorted' : ''}"
      type="button"
      tabindex="-1"
      title=${localize.term('list.sortBy', { column: label })}
      @click=${() => onSort(sort === first ? other : first)}
    >
      <span class="label">${label}</span
      >${icon(isDescending || (!isSorted && first.startsWith('-')) ? 'descending' : 'ascending')}
    </button>
  </div>`;
}
