import { maxEventSessions, type SessionEvent } from '../../model/session-event.js';
import type { SessionCount } from '../../model/query.js';
import { abortable } from '../abort.js';
import type { SessionStore } from './store.js';

/** How many of the latest changes are kept for callers that reconnect. */
const maxLog = 10_000;

/** Reports the changes of a store. All watches read from one log, so none needs a queue. */
export class Watching {
  /** The ids of the changed sessions. The first one belongs to change number `#dropped + 1`. */
  readonly #log: string[] = [];
  #dropped = 0;
  readonly #waiting = new Set<() => void>();
  /** Distinguishes the event ids of this store from those of others. */
  readonly #name = crypto.getRandomValues(new Uint32Array(2)).join('-');

  constructor(store: SessionStore) {
    store.watch((_, { id }) => {
      this.#log.push(id);
      if (this.#log.length > maxLog) this.#dropped += this.#log.splice(0, maxLog / 2).length;
      for (const wake of this.#waiting) wake();
    });
  }

  /** Ends only when the signal is aborted, and then with an error. */
  async *watch(
    after: string | undefined,
    signal: AbortSignal,
    countAwaiting: () => Promise<SessionCount | null>,
  ): AsyncGenerator<SessionEvent, void> {
    let reported = this.#serialOf(after);
    for (let type: SessionEvent['type'] = 'snapshot'; ; type = 'sessions-changed') {
      while (type !== 'snapshot' && reported === this.#serial) {
        await this.#nextChange(signal);
      }
      const serial = this.#serial;
      const sessionIds = this.#changedSince(reported);
      const awaiting = await abortable(countAwaiting(), signal);
      yield { id: `${this.#name}.${serial}`, type, sessionIds, awaiting };
      reported = serial;
    }
  }

  /** The number of the last change. */
  get #serial(): number {
    return this.#dropped + this.#log.length;
  }

  async #nextChange(signal: AbortSignal): Promise<void> {
    let wake = (): void => undefined;
    const change = new Promise<void>((resolve) => (wake = resolve));
    this.#waiting.add(wake);
    try {
      await abortable(change, signal);
    } finally {
      this.#waiting.delete(wake);
    }
  }

  #serialOf(id: string | undefined): number | undefined {
    if (!id?.startsWith(`${this.#name}.`)) return undefined;
    const serial = Number(id.slice(this.#name.length + 1));
    return Number.isInteger(serial) && serial >= 0 && serial <= this.#serial ? serial : undefined;
  }

  #changedSince(serial: number | undefined): string[] | 'many' {
    if (serial === undefined || serial < this.#dropped) return 'many';
    const ids = [...new Set(this.#log.slice(serial - this.#dropped))];
    return ids.length > maxEventSessions ? 'many' : ids;
  }
}
