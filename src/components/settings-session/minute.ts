import type { ReactiveController, ReactiveControllerHost } from 'lit';

const minute = 60_000;

/** Updates its host at the start of each minute, for a clock. */
export class MinuteController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#wait();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  readonly #wait = (): void => {
    this.#timer = setTimeout(this.#tick, minute - (Date.now() % minute));
  };

  readonly #tick = (): void => {
    this.#host.requestUpdate();
    this.#wait();
  };
}
