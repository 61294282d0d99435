import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Updates its host when the host first comes close to the visible part of the page. */
export class VisibilityController implements ReactiveController {
  /** Stays true until the host disconnects. */
  hasBeenNear = false;

  readonly #host: ReactiveControllerHost & HTMLElement;
  #observer: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver(this.#onIntersect, { rootMargin: '200px' });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.hasBeenNear = false;
  }

  readonly #onIntersect = (entries: IntersectionObserverEntry[]): void => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    this.#observer?.disconnect();
    this.hasBeenNear = true;
    this.#host.requestUpdate();
  };
}
