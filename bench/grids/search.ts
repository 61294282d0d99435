/** A search field above a contestant that has none of its own. */
import type { Session } from 'kv-review/model';
import { matches, searchKeyOf } from '../rows/rows.ts';

export type RowTest = (row: Session) => boolean;

/**
 * Adds the field. `onSearch` receives a test for the rows that the text selects. The words of all rows are
 * lower-cased once, when the user enters the field.
 */
export function addSearch(
  container: HTMLElement,
  rows: readonly Session[],
  onSearch: (isSelected: RowTest) => void,
): void {
  const keys = new Map<Session, string>();
  const prepare = (): void => {
    if (keys.size === 0) for (const row of rows) keys.set(row, searchKeyOf(row));
  };
  const field = document.createElement('input');
  field.type = 'search';
  field.className = 'search';
  field.ariaLabel = 'Search';
  field.addEventListener('focus', prepare);
  field.addEventListener('input', () => {
    prepare();
    const text = field.value.trim();
    onSearch((row) => text === '' || matches(keys.get(row) ?? '', text));
  });
  container.append(field);
}
