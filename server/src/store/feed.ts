import { maxEventSessions, type SessionCount } from 'kv-review/model';

import type { LoggedChange, LogPlace } from './change-log.ts';

/** How a company's sessions stood when the database was asked. */
export interface Reading {
  readonly place: LogPlace;
  /** Since the reading before; `many` when they are not known. */
  readonly changes: readonly LoggedChange[] | 'many';
  readonly awaiting: SessionCount;
}

/** What is known now. */
export interface FeedState {
  /** Grows with all there is to tell. */
  readonly serial: number;
  readonly place: LogPlace;
  readonly awaiting: SessionCount;
}

/** What everybody who watches one company's sessions is told, read once for all of them. */
export interface Feed {
  /**
   * Reads what has changed: resolves once all that was kept before the call is known. Calls that
   * come together are answered together.
   */
  refresh(): Promise<FeedState>;
  /**
   * Waits until there is more to tell than `serial`; `undefined` when the signal comes first.
   * @throws what kept it from reading
   */
  after(serial: number, signal: AbortSignal): Promise<FeedState | undefined>;
  /** The sessions that changed since an entry of the log. */
  changedSince(sequence: number): string[] | 'many';
  /** Ends what it does by itself. */
  close(): void;
}

export interface FeedOptions {
  /** Milliseconds from one reading to the next at the least. */
  readonly pace: number;
  /** Milliseconds after which it reads even when nothing was heard: a word may have been lost. */
  readonly checkInterval: number;
}

/** How many of the latest changes are remembered, for those who are slow to take them. */
const maxRemembered = 10_000;

/** @param read - Asks the database what is new since a place. */
export function openFeed(
  read: (since: LogPlace | undefined) => Promise<Reading>,
  { pace, checkInterval }: FeedOptions,
): Feed {
  let state: FeedState | undefined;
  let broken: { readonly error: unknown } | undefined;
  /** All changes after the entry number `since` are remembered. */
  let remembered: LoggedChange[] = [];
  let since = 0;
  const waiting = new Set<() => void>();

  function wake(): void {
    for (const one of waiting) one();
  }

  function take({ place, changes, awaiting }: Reading): FeedState {
    broken = undefined;
    if (!state || changes === 'many') {
      remembered = [];
      since = place.sequence;
    } else {
      remembered.push(...changes);
      if (remembered.length > maxRemembered) {
        since = remembered.splice(0, maxRemembered / 2).at(-1)?.sequence ?? since;
      }
    }
    const hasChanged = changes === 'many' || changes.length > 0;
    const isNews = hasChanged || JSON.stringify(awaiting) !== JSON.stringify(state?.awaiting);
    state = { serial: (state?.serial ?? 0) + (isNews ? 1 : 0), place, awaiting };
    if (isNews) wake();
    return state;
  }

  let current: Promise<unknown> = Promise.resolve();
  let next: Promise<FeedState> | undefined;

  /** After the one under way, which may have begun before what is to be read was kept. */
  async function readNext(): Promise<FeedState> {
    await current;
    next = undefined;
    const reading = read(state?.place);
    const pause = new Promise((resolve) => setTimeout(resolve, pace));
    current = reading.then(
      () => pause,
      () => pause,
    );
    try {
      return take(await reading);
    } catch (error) {
      broken = { error };
      wake();
      throw error;
    }
  }

  const refresh = (): Promise<FeedState> => (next ??= readNext());
  const check = setInterval(() => void refresh().catch(() => undefined), checkInterval).unref();

  async function after(serial: number, signal: AbortSignal): Promise<FeedState | undefined> {
    while (!signal.aborted) {
      if (broken) throw broken.error;
      if (state && state.serial > serial) return state;
      await new Promise<void>((resolve) => {
        const go = (): void => {
          waiting.delete(go);
          signal.removeEventListener('abort', go);
          resolve();
        };
        waiting.add(go);
        signal.addEventListener('abort', go);
      });
    }
    return undefined;
  }

  return {
    refresh,
    after,
    changedSince(sequence) {
      if (sequence < since) return 'many';
      return namesOf(remembered.filter((change) => change.sequence > sequence));
    },
    close: () => clearInterval(check),
  };
}

/** The sessions of changes, each once; `many` when an event has no room for them. */
export function namesOf(changes: readonly LoggedChange[] | 'many'): string[] | 'many' {
  if (changes === 'many') return 'many';
  const ids = [...new Set(changes.map(({ sessionId }) => sessionId))];
  return ids.length > maxEventSessions ? 'many' : ids;
}
