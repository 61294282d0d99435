import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Hides the masked values of its host until the user reveals them. Hides them again when the window
 * loses the focus, the page goes out of view, or the user has been idle.
 */
export class MaskController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #idleSeconds: () => number;
  /** Ends the listeners of the time in which the values are revealed. */
  #revealing: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** If `idleSeconds` is 0 or less, being idle hides nothing. */
  constructor(host: ReactiveControllerHost, idleSeconds: () => number) {
    this.#host = host;
    this.#idleSeconds = idleSeconds;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.hide();
  }

  get isRevealed(): boolean {
    return this.#revealing !== undefined;
  }

  readonly reveal = (): void => {
    if (this.#revealing) return;
    const { signal } = (this.#revealing = new AbortController());
    addEventListener('blur', this.hide, { signal });
    document.addEventListener('visibilitychange', this.hide, { signal });
    for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel']) {
      addEventListener(type, this.#onUse, { signal, passive: true, capture: true });
    }
    this.#onUse();
    this.#host.requestUpdate();
  };

  readonly hide = (): void => {
    if (!this.#revealing) return;
    this.#revealing.abort();
    this.#revealing = undefined;
    clearTimeout(this.#timer);
    this.#host.requestUpdate();
  };

  readonly #onUse = (): void => {
    clearTimeout(this.#timer);
    const seconds = this.#idleSeconds();
    if (seconds > 0) this.#timer = setTimeout(this.hide, seconds * 1000);
  };
}
