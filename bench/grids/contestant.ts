import type { Session } from 'kv-review/model';

/** A list on the page. */
export interface Mounted {
  /** Removes the list, as its documentation recommends. */
  unmount(): void;
}

/**
 * Shows the rows in the container, with a field to search them. The container has the size of the window.
 */
export type Mount = (container: HTMLElement, rows: readonly Session[]) => Mounted;
