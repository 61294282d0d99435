import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A longer delay overflows, and the timer fires at once (HTML, 8.6 Timers). */
const maxTimeoutMs = 2 ** 31 - 1;

/**
 * Polls while its host is connected and the page is in view. It also polls at once when the page
 * comes back into view or online. Each delay varies by a tenth either way, so that many pages do
 * not send their requests at the same moment.
 */
export class PollController implements ReactiveController {
  readonly #interval: () => number;
  readonly #poll: () => void | Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** A poll that ends after a restart must not start another timer. */
  #round = 0;

  /** `interval` is in seconds; 0 or less disables polling. `poll` must not reject. */
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

  /** Starts the delay from the beginning. */
  restart(): void {
    this.#stop();
    const seconds = this.#interval();
    if (!(seconds > 0) || document.hidden) return;
    const jitter = 0.9 + Math.random() * 0.2;
    const milliseconds = Math.min(seconds * 1000 * jitter, maxTimeoutMs);
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
