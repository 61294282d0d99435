import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A user who reads moves the pointer, scrolls or presses a key within this time. */
const restMs = 180_000;
const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const;

/** Whether somebody is at the page: it is in view, and there has been input of late. */
export class Presence implements ReactiveController {
  readonly #onReturn: () => void;
  #lastInput = performance.now();

  /** Calls `onReturn` when the page comes back into view, and with the first input after a rest. */
  constructor(host: ReactiveControllerHost, onReturn: () => void) {
    this.#onReturn = onReturn;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    for (const type of inputs)
      addEventListener(type, this.#onInput, { capture: true, passive: true });
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    for (const type of inputs) removeEventListener(type, this.#onInput, { capture: true });
  }

  get isHere(): boolean {
    return !document.hidden && performance.now() - this.#lastInput < restMs;
  }

  readonly #onInput = (): void => {
    const wasHere = this.isHere;
    this.#lastInput = performance.now();
    if (!wasHere && !document.hidden) this.#onReturn();
  };

  readonly #onVisibility = (): void => {
    if (document.hidden) return;
    this.#lastInput = performance.now();
    this.#onReturn();
  };
}
