import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface BarSizesOptions {
  /** Selects what receives the properties. */
  readonly target: string;
  /** The selector of each bar, by the custom property that receives its height. */
  readonly bars: Readonly<Record<`--${string}`, string>>;
}

type Host = ReactiveControllerHost & { readonly renderRoot: ParentNode };

/**
 * Measures the sticky bars of its host, so that styles can let what has the focus scroll clear of them
 * (WCAG 2.2, 2.4.11).
 */
export class BarSizes implements ReactiveController {
  readonly #host: Host;
  readonly #options: BarSizesOptions;
  /** What it writes may change sizes again, which an observer must not do in the same frame. */
  readonly #observer = new ResizeObserver(() => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#measure());
  });
  #frame = 0;
  #bars: readonly (HTMLElement | null)[] = [];

  constructor(host: Host, options: BarSizesOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const bars = Object.values(this.#options.bars).map((bar) => this.#find(bar));
    if (bars.every((bar, index) => bar === this.#bars[index])) return;
    this.#bars = bars;
    this.#observer.disconnect();
    for (const bar of bars) if (bar) this.#observer.observe(bar, { box: 'border-box' });
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#bars = [];
  }

  #measure(): void {
    const target = this.#find(this.#options.target);
    Object.keys(this.#options.bars).forEach((property, index) => {
      target?.style.setProperty(property, `${this.#bars[index]?.offsetHeight ?? 0}px`);
    });
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }
}
