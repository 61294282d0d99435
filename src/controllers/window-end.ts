import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Keeps a sticky element as high as the room below its top edge, wherever the page is scrolled: sets
 * `--_top` on it, in pixels from the top of the window.
 */
export class WindowEndController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #element: () => HTMLElement | undefined;

  /** @param element `undefined` while the element is not shown */
  constructor(host: ReactiveControllerHost, element: () => HTMLElement | undefined) {
    this.#host = host;
    this.#element = element;
    host.addController(this);
  }

  hostConnected(): void {
    // Captured, because the page may scroll in an element of its own.
    addEventListener('scroll', this.#measure, { capture: true, passive: true });
    addEventListener('resize', this.#measure);
  }

  hostDisconnected(): void {
    removeEventListener('scroll', this.#measure, { capture: true });
    removeEventListener('resize', this.#measure);
  }

  hostUpdated(): void {
    void this.#host.updateComplete.then(this.#measure);
  }

  readonly #measure = (): void => {
    const element = this.#element();
    if (!element) return;
    // At the end of its container, a sticky element is higher up than where it sticks.
    const stuck = parseFloat(getComputedStyle(element).top) || 0;
    const top = Math.max(element.getBoundingClientRect().top, stuck);
    element.style.setProperty('--_top', `${Math.round(top)}px`);
  };
}
