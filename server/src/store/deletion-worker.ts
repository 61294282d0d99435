import type { Database } from '../database/index.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { deleteAllDue } from './object-deletions.ts';

/** Milliseconds between two looks for photos that are to be removed. */
const interval = 60_000;

/** Removes what is due now, and from time to time. */
export function startDeletions(
  store: { readonly database: Database; readonly objects: ObjectStore; readonly now: () => Date },
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let turn = Promise.resolve();
  const look = () => {
    turn = turn.then(() => deleteAllDue(store, store.now())).catch(onError);
  };
  look();
  const timer = setInterval(look, interval);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return turn;
    },
  };
}
