import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether its host has at least a width. It renders the host when that changes. */
export class WidthController implements ReactiveController {
  hasWidth = false;

  readonly #host: ReactiveControllerHost & Element;
  readonly #observer: ResizeObserver;

  /** @param minimum in `rem`, like the container queries of the host's styles */
  constructor(host: ReactiveControllerHost & Element, minimum: number) {
    this.#host = host;
    this.#observer = new ResizeObserver(([entry]) => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const hasWidth = entry !== undefined && entry.contentRect.width >= minimum * rem;
      if (hasWidth === this.hasWidth) return;
      this.hasWidth = hasWidth;
      host.requestUpdate();
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}
