import type { CSSResult, LitElement, ReactiveController } from 'lit';

import type { Message } from '../i18n/message.js';
import type { LocalizeController } from './localize.js';

/** What an element does not need at first, in a module of its own. */
export interface PartModule {
  readonly styles: readonly CSSResult[];
  /** The English texts that the part needs besides those of the element. */
  readonly texts?: Readonly<Record<string, Message>>;
}

/**
 * Loads a part of its host on demand. The user's action runs when the part has loaded. If it cannot
 * be loaded, `retry` tries again.
 */
export class PartController<Module extends PartModule> implements ReactiveController {
  /** The part, once it has loaded. */
  module: Module | undefined;
  /** The part was requested and could not be loaded. */
  hasFailed = false;

  readonly #host: LitElement;
  readonly #localize: LocalizeController;
  readonly #import: () => Promise<Module>;
  #loading: Promise<void> | undefined;
  #action: ((module: Module) => void) | undefined;
  #isRequired = false;

  constructor(host: LitElement, localize: LocalizeController, load: () => Promise<Module>) {
    this.#host = host;
    this.#localize = localize;
    this.#import = load;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#action = undefined;
    this.#isRequired = false;
    this.hasFailed = false;
  }

  /** The user has requested the part, which is still loading. */
  get isAwaited(): boolean {
    return Boolean(this.#action) && !this.hasFailed;
  }

  /** Runs an action with the part: at once, or after it has loaded and rendered. */
  use(action: (module: Module) => void): void {
    if (this.module) {
      action(this.module);
      return;
    }
    this.#action = action;
    this.retry();
  }

  /** Loads the part because the host shows something of it; after a failure, waits for `retry`. */
  require(): void {
    if (this.module || this.#isRequired || this.hasFailed) return;
    this.#isRequired = true;
    void this.#load();
  }

  /** Rejects if the part cannot be loaded. */
  async load(): Promise<void> {
    if (!this.module) await this.#load();
    if (!this.module) throw new Error('A part could not be loaded.');
  }

  /** Loads the part before the user is likely to need it. */
  readonly preload = (): void => {
    if (!this.module) void this.#load();
  };

  /** Loads the part again after a failure. */
  readonly retry = (): void => {
    this.hasFailed = false;
    this.#host.requestUpdate();
    void this.#load();
  };

  async #load(): Promise<void> {
    await (this.#loading ??= this.#fetch());
    this.#loading = undefined;
    this.hasFailed = !this.module && (this.#isRequired || this.#action !== undefined);
    this.#host.requestUpdate();
    const { module } = this;
    if (!module || !this.isAwaited) return;
    // The action may need what the part has rendered.
    await this.#host.updateComplete;
    const action = this.#action;
    this.#action = undefined;
    this.#host.requestUpdate();
    action?.(module);
  }

  async #fetch(): Promise<void> {
    try {
      const module = await this.#import();
      const { renderRoot } = this.#host;
      if (renderRoot instanceof ShadowRoot) {
        const sheets = module.styles.flatMap(({ styleSheet }) => styleSheet ?? []);
        renderRoot.adoptedStyleSheets.push(...sheets);
      }
      if (module.texts) this.#localize.add(module.texts);
      this.module = module;
    } catch (cause) {
      console.warn(`<${this.#host.localName}>: a part could not be loaded.`, cause);
    }
  }
}
