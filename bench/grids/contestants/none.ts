/** Nothing but the rows: what they themselves take. */
import type { Mount } from '../contestant.ts';

export const mount: Mount = (container, rows) => {
  container.textContent = String(rows.length);
  return { unmount: () => undefined };
};
