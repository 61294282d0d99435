import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Does something when its host first comes close to the visible part of the page. */
export class VisibilityController implements ReactiveController {
  /** Stays true until the host disconnects. */
  hasBeenNear = false;

  readonly #host: HTMLElement;
  readonly #onNear: () => void;
  #observer: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, onNear: () => void) {
    this.#host = host;
    this.#onNear = onNear;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver(
      (entries, observer) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        this.hasBeenNear = true;
        this.#onNear();
      },
      { rootMargin: '200px' },
    );
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.hasBeenNear = false;
  }
}
