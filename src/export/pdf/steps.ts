import type { Slices } from '../../api/slices.js';

/** The steps of making a PDF. Between two of them the page can handle input and paint. */
export class Steps {
  readonly #slices: Slices;
  readonly #total: number;
  readonly #onProgress: ((share: number) => void) | undefined;
  #done = 0;

  constructor(slices: Slices, total: number, onProgress: ((share: number) => void) | undefined) {
    this.#slices = slices;
    this.#total = Math.max(1, total);
    this.#onProgress = onProgress;
  }

  /** Ends a step that counts, and pauses if the slice is used up. */
  async next(): Promise<void> {
    this.#done += 1;
    await this.pause();
  }

  /** Pauses within a step, if the slice is used up. */
  async pause(): Promise<void> {
    if (!this.#slices.over) return;
    this.#onProgress?.(Math.min(1, this.#done / this.#total));
    await this.#slices.next();
  }
}
