import type { VirtualRows } from '../../controllers/virtual-rows.js';
import type { GridNavigation } from './grid-navigation.js';
import type { RowView } from './row-view.js';

export interface Grid {
  readonly navigation: GridNavigation;
  readonly rows: VirtualRows<RowView>;
  /** Whether the column headers are in view. */
  readonly hasHead: boolean;
  /** Rows, including those that have not been read yet. */
  readonly count: number;
  readonly isRightToLeft: boolean;
}

/** A row, -1 for that of the headers, and a column, -1 for the row itself. */
type Place = readonly [row: number, column: number];

/**
 * The keys of a grid (WAI-ARIA Authoring Practices, Grid Pattern). An agent goes from session to session,
 * so that a row itself has the focus first, as in a treegrid, and the key towards the end of the line
 * enters its cells.
 */
export function pressKey(event: KeyboardEvent, target: HTMLElement, grid: Grid): void {
  const { altKey, metaKey, shiftKey, key } = event;
  const row = target.closest('[role=row]');
  if (!row || altKey || metaKey || shiftKey) return;
  const { navigation, rows } = grid;
  const cells = navigation.cellsOf(row);
  const index = rows.indexOf(target);
  const column = cells.findIndex((cell) => cell.contains(target));
  const goal = findGoal(event, [index, column], cells.length - 1, grid);
  if (goal) navigation.focus(...goal);
  else if (key === 'Enter' && index >= 0 && !target.matches('button')) navigation.activate(index);
  else return;
  event.preventDefault();
}

function findGoal(
  { ctrlKey, key }: KeyboardEvent,
  [index, column]: Place,
  lastColumn: number,
  { rows, count, hasHead, isRightToLeft }: Grid,
): Place | undefined {
  const last = count - 1;
  const isWhole = column < 0;
  if (key === 'Home') return ctrlKey || isWhole ? [0, Math.min(column, 0)] : [index, 0];
  if (key === 'End') {
    return ctrlKey || isWhole ? [last, isWhole ? column : lastColumn] : [index, lastColumn];
  }
  if (ctrlKey) return undefined;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const step = (key === 'ArrowRight') === isRightToLeft ? -1 : 1;
    const first = index < 0 ? 0 : -1;
    return [index, Math.max(first, Math.min(column + step, lastColumn))];
  }
  if (key === 'ArrowUp' && index <= 0 && hasHead) return [-1, Math.max(0, column)];
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: rows.pageLength,
    PageUp: -rows.pageLength,
  };
  const step = steps[key];
  return step === undefined ? undefined : [Math.max(0, Math.min(index + step, last)), column];
}
