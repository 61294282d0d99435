import type { GridNavigation, GridRows } from './grid-navigation.js';

export interface Grid {
  readonly navigation: GridNavigation;
  readonly rows: GridRows;
  /** Rows, including those that have not been read yet. */
  readonly count: () => number;
}

/** A row, -1 for that of the headers, and a column, -1 for the row itself. */
type Place = readonly [row: number, column: number];

/**
 * The keys of a grid (WAI-ARIA Authoring Practices, Grid Pattern). A user goes from item to item,
 * so that a row itself has the focus first, as in a treegrid, and the key towards the end of the line
 * enters its cells.
 */
export function pressKey(event: KeyboardEvent, target: HTMLElement, list: Grid): void {
  const { altKey, metaKey, shiftKey, key } = event;
  const row = target.closest('[role=row]');
  const head = target.closest('[role=grid]')?.querySelector<HTMLElement>('.head');
  if (!row || !head || altKey || metaKey || shiftKey) return;
  const { navigation, rows } = list;
  const cells = cellsOf(row);
  const index = rows.indexOf(target);
  const place: Place = [index, cells.findIndex((cell) => cell.contains(target))];
  const [goal, column] = findGoal(event, place, cells.length - 1, head, list) ?? [];
  if (goal !== undefined && column !== undefined) {
    if (goal >= 0) rows.reveal(goal);
    focusIn(goal < 0 ? head : rows.elementAt(goal), column);
  } else if (key === 'Enter' && index >= 0 && !target.matches('button')) {
    navigation.activate(index);
  } else return;
  event.preventDefault();
}

const cellsOf = (row: Element): HTMLElement[] =>
  [...row.children].filter(
    (cell): cell is HTMLElement => cell instanceof HTMLElement && cell.checkVisibility(),
  );

/** Moves the focus to a row, or to a cell or the control in it. */
function focusIn(row: HTMLElement | undefined, column: number): void {
  const cells = row ? cellsOf(row) : [];
  const cell = cells[Math.min(column, cells.length - 1)];
  const target = cell?.querySelector('button') ?? cell ?? row;
  if (target && target === cell) cell.tabIndex = -1;
  target?.focus({ preventScroll: true });
  cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function findGoal(
  { ctrlKey, key }: KeyboardEvent,
  [index, column]: Place,
  lastColumn: number,
  head: HTMLElement,
  { rows, count }: Grid,
): Place | undefined {
  const last = count() - 1;
  const isWhole = column < 0;
  if (key === 'Home') return ctrlKey || isWhole ? [0, Math.min(column, 0)] : [index, 0];
  if (key === 'End') {
    return ctrlKey || isWhole ? [last, isWhole ? column : lastColumn] : [index, lastColumn];
  }
  if (ctrlKey) return undefined;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const step = (key === 'ArrowRight') === head.matches(':dir(rtl)') ? -1 : 1;
    const first = index < 0 ? 0 : -1;
    return [index, Math.max(first, Math.min(column + step, lastColumn))];
  }
  // Cards have their headers for screen readers alone.
  const hasHead = head.offsetHeight > 1;
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
