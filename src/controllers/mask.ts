import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Hides the masked values of its host until the user reveals them. Hides them again when the window
 * loses the focus, the page goes out of view, or the user has been idle.
 */
export class MaskController implements ReactiveController {
  isRevealed = false;

  readonly #host: ReactiveControllerHost;
  readonly #idleSeconds: () => number;
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

  readonly reveal = (): void => {
    if (this.isRevealed) return;
    this.isRevealed = true;
    addEventListener('blur', this.hide);
    document.addEventListener('visibilitychange', this.hide);
    for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel']) {
      addEventListener(type, this.#onUse, { passive: true, capture: true });
    }
    this.#onUse();
    this.#host.requestUpdate();
  };

  readonly hide = (): void => {
    if (!this.isRevealed) return;
    this.isRevealed = false;
    clearTimeout(this.#timer);
    removeEventListener('blur', this.hide);
    document.removeEventListener('visibilitychange', this.hide);
    for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel']) {
      removeEventListener(type, this.#onUse, { capture: true });
    }
    this.#host.requestUpdate();
  };

  readonly #onUse = (): void => {
    clearTimeout(this.#timer);
    const seconds = this.#idleSeconds();
    if (seconds > 0) this.#timer = setTimeout(this.hide, seconds * 1000);
  };
}
