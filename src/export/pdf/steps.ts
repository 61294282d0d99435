import type { Slices } from '../../api/slices.js';

/** The steps of making a PDF. Between two of them the page can handle input and paint. */
export class Steps {
  readonly #slices: Slices;
  readonly #onProgress: ((share: number) => void) | undefined;
  /** The share of the phases that are over, and of the one that runs. */
  #before = 0;
  #share = 0;
  #total = 1;
  #done = 0;

  constructor(slices: Slices, onProgress: ((share: number) => void) | undefined) {
    this.#slices = slices;
    this.#onProgress = onProgress;
  }

  /** Starts a phase: how many steps it has, and its share of the work, from 0 to 1. */
  begin(total: number, share: number): void {
    this.#before += this.#share;
    this.#share = share;
    this.#total = Math.max(1, total);
    this.#done = 0;
  }

  /** Ends a step that counts, and pauses if the slice is used up. */
  async next(): Promise<void> {
    this.#done += 1;
    await this.pause();
  }

  /** Pauses within a step, if the slice is used up. */
  async pause(): Promise<void> {
    if (!this.#slices.over) return;
    const share = this.#before + (this.#share * this.#done) / this.#total;
    this.#onProgress?.(Math.min(1, share));
    await this.#slices.next();
  }
}
