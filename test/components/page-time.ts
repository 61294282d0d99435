const intervalMs = 15_000;

/** The time of the page, which a test sets, and the timers that keep ages right. */
export class PageTime {
  readonly ticks = new Map<unknown, () => void>();

  #passed = 0;
  readonly #setInterval = globalThis.setInterval;
  readonly #clearInterval = globalThis.clearInterval;
  readonly #now = Date.now;

  start(): void {
    globalThis.setInterval = ((run: () => void, delay: number) => {
      const id: unknown = this.#setInterval.call(globalThis, run, delay);
      if (delay === intervalMs) this.ticks.set(id, run);
      return id;
    }) as typeof setInterval;
    globalThis.clearInterval = (id) => {
      this.ticks.delete(id);
      this.#clearInterval.call(globalThis, id);
    };
    Date.now = () => this.#now.call(Date) + this.#passed;
  }

  /** Moves the clock on, and runs the timers. */
  pass(hours: number): void {
    this.#passed += hours * 3_600_000;
    for (const tick of this.ticks.values()) tick();
  }

  end(): void {
    globalThis.setInterval = this.#setInterval;
    globalThis.clearInterval = this.#clearInterval;
    Date.now = this.#now;
  }
}
