import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { clientFields, type ClientField } from '../model/client.js';

/** What a host may have masked: photos, the company's extra fields, and fields of the client. */
export type MaskName = 'photos' | 'extra' | ClientField;

const toKebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const byToken: ReadonlyMap<string, MaskName> = new Map(
  (['photos', 'extra', ...clientFields] as const).map((name) => [toKebab(name), name]),
);

/** The names in a `mask` attribute, and the tokens that are none. `all` stands for every name. */
export function parseMask(attribute: string): {
  names: ReadonlySet<MaskName>;
  unknown: readonly string[];
} {
  const tokens = attribute.split(/\s+/).filter(Boolean);
  const names = tokens.includes('all')
    ? [...byToken.values()]
    : tokens.flatMap((token) => byToken.get(token) ?? []);
  const unknown = tokens.filter((token) => token !== 'all' && !byToken.has(token));
  return { names: new Set(names), unknown };
}

/**
 * Hides what its host masks until the user reveals it, and hides it again when the window loses the
 * focus, the page goes out of view, or nobody has touched it for a while.
 */
export class MaskController implements ReactiveController {
  isRevealed = false;

  readonly #host: ReactiveControllerHost;
  readonly #idleSeconds: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `idleSeconds` of 0 or less waits for ever. */
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
