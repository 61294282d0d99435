import type { ReactiveController, ReactiveElement } from 'lit';

/**
 * Moves the focus on when an update of its host removes what has it. A browser would leave the focus
 * on nothing, and a screen reader would lose its place.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #moveOn: () => void;
  #hadFocus = false;

  constructor(host: ReactiveElement, moveOn: () => void) {
    this.#host = host;
    this.#moveOn = moveOn;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#hadFocus = Boolean(this.#host.shadowRoot?.activeElement);
  }

  hostUpdated(): void {
    if (this.#hadFocus) this.check();
  }

  /** Moves the focus on if nothing that is shown has it, as after the end of a dialog. */
  check(): void {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    // The browser takes the focus from what is hidden with the next frame only.
    const isSeen = active !== null && active !== document.body && active.checkVisibility();
    if (!isSeen) this.#moveOn();
  }
}
