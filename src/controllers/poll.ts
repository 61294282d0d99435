import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Calls a function again and again while its host is connected and the page is in view; each wait
 * varies by a fifth, so that many pages do not ask at the same moment.
 */
export class PollController implements ReactiveController {
  readonly #interval: () => number;
  readonly #poll: () => void | Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `interval` in seconds; 0 or less rests. */
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
    document.addEventListener('visibilitychange', this.#onVisibilityChange);
    this.restart();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibilityChange);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Begins the wait anew. */
  restart(): void {
    clearTimeout(this.#timer);
    const seconds = this.#interval();
    if (!(seconds > 0) || document.hidden) return;
    const jitter = 0.9 + Math.random() * 0.2;
    this.#timer = setTimeout(() => void this.#run(), seconds * 1000 * jitter);
  }

  async #run(): Promise<void> {
    const round = this.#timer;
    await this.#poll();
    // A host that left, or restarted, meanwhile has ended this round.
    if (round !== undefined && this.#timer === round) this.restart();
  }

  readonly #onVisibilityChange = (): void => {
    if (document.hidden) clearTimeout(this.#timer);
    else if (this.#interval() > 0) void this.#run();
  };
}
