import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** In milliseconds; a longer one ends at once (HTML, 8.6 Timers). */
const longestTimeout = 2 ** 31 - 1;

/**
 * Calls a function again and again while its host is connected and the page is in view, and at once
 * when the page comes back into view or online. Each wait varies by a tenth either way, so that many
 * pages do not ask at the same moment.
 */
export class PollController implements ReactiveController {
  readonly #interval: () => number;
  readonly #poll: () => void | Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the waits: one that was begun anew ends those before it. */
  #round = 0;

  /** `interval` in seconds; 0 or less rests. `poll` must not reject. */
  constructor(
    host: ReactiveControllerHost,
    interval: () => number,
    poll: () => void | Promise<void>,
  ) {
    this.#interval = interval;
    this.#poll = poll;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onReturn);
    addEventListener('online', this.#onReturn);
    this.restart();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onReturn);
    removeEventListener('online', this.#onReturn);
    this.#stop();
  }

  /** Begins the wait anew. */
  restart(): void {
    this.#stop();
    const seconds = this.#interval();
    if (!(seconds > 0) || document.hidden) return;
    const jitter = 0.9 + Math.random() * 0.2;
    const milliseconds = Math.min(seconds * 1000 * jitter, longestTimeout);
    this.#timer = setTimeout(() => void this.#run(), milliseconds);
  }

  #stop(): void {
    this.#round += 1;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    const round = this.#round;
    await this.#poll();
    if (round === this.#round) this.restart();
  }

  readonly #onReturn = (): void => {
    this.#stop();
    if (!document.hidden && this.#interval() > 0) void this.#run();
  };
}
