import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells its host when it first comes near the part of the page that is in view. */
export class VisibilityController implements ReactiveController {
  /** True from then on, until the host leaves the page. */
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
