import { setTimeout } from 'node:timers/promises';

import { maxEventSessions, type SessionCount } from 'kv-review/model';

import type { ChangePlace, RecordedChange } from './change-log.ts';

/** One reading of the database about a company's sessions. */
export interface FeedReading {
  readonly place: ChangePlace;
  /** The changes since the previous reading; `many` when they are unknown. */
  readonly changes: readonly RecordedChange[] | 'many';
  readonly awaiting: SessionCount;
}

/** The latest reading, in the form that watches use. */
export interface FeedState {
  /** Increases whenever there is something new to report. */
  readonly serial: number;
  readonly place: ChangePlace;
  readonly awaiting: SessionCount;
}

/** The source of a company's session events: it reads the database once for all watches. */
export interface Feed {
  /**
   * Reads the changes. Resolves when every change that was committed before the call is known. Calls
   * share the next reading if it has not started.
   */
  refresh(): Promise<FeedState>;
  /**
   * Waits for a state newer than `serial`; `undefined` when the signal is aborted first.
   * @throws the error of the last reading
   */
  after(serial: number, signal: AbortSignal): Promise<FeedState | undefined>;
  /** The sessions that changed after the change of this number. */
  changedSince(sequence: number): string[] | 'many';
  /** Stops the periodic reading. */
  close(): void;
}

export interface FeedOptions {
  /** The shortest time between two readings, in milliseconds. */
  readonly pace: number;
  /** Milliseconds between readings without a notification, in case one was lost. */
  readonly checkInterval: number;
}

/** The number of recent changes that stay in memory for slow watches. */
const maxRemembered = 10_000;

/** @param read - Reads the database; `since` is the place of the previous reading. */
export function openFeed(
  read: (since: ChangePlace | undefined) => Promise<FeedReading>,
  { pace, checkInterval }: FeedOptions,
): Feed {
  let state: FeedState | undefined;
  let failure: { readonly error: unknown } | undefined;
  /** Every change after number `since`. */
  let remembered: RecordedChange[] = [];
  let since = 0;
  const waiting = new Set<() => void>();

  function wake(): void {
    for (const one of waiting) one();
  }

  function take({ place, changes, awaiting }: FeedReading): FeedState {
    failure = undefined;
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

  /** Waits for the current reading first: it may have begun before the change was committed. */
  async function readNext(): Promise<FeedState> {
    await current;
    next = undefined;
    const reading = read(state?.place);
    const pause = setTimeout(pace);
    current = reading.then(
      () => pause,
      () => pause,
    );
    try {
      return take(await reading);
    } catch (error) {
      failure = { error };
      wake();
      throw error;
    }
  }

  const refresh = (): Promise<FeedState> => (next ??= readNext());
  const check = setInterval(() => void refresh().catch(() => undefined), checkInterval).unref();

  async function after(serial: number, signal: AbortSignal): Promise<FeedState | undefined> {
    while (!signal.aborted) {
      if (failure) throw failure.error;
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
      return sessionIdsOf(remembered.filter((change) => change.sequence > sequence));
    },
    close: () => clearInterval(check),
  };
}

/** The sessions of the changes without duplicates; `many` when one event cannot list them all. */
export function sessionIdsOf(changes: readonly RecordedChange[] | 'many'): string[] | 'many' {
  if (changes === 'many') return 'many';
  const ids = [...new Set(changes.map(({ sessionId }) => sessionId))];
  return ids.length > maxEventSessions ? 'many' : ids;
}
