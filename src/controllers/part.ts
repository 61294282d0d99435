import type { CSSResult, LitElement, ReactiveController } from 'lit';

import type { Message } from '../i18n/message.js';
import type { LocalizeController } from './localize.js';

/** What an element shows only when the user asks for it, in a module of its own. */
export interface PartModule {
  readonly styles: readonly CSSResult[];
  /** The English texts that the part needs besides those of the element. */
  readonly texts?: Readonly<Record<string, Message>>;
}

/**
 * Loads a part of its host when it is wanted. What the user asked for meanwhile is done when the
 * part is there; when it cannot be loaded, `retry` tries again.
 */
export class PartController<Module extends PartModule> implements ReactiveController {
  /** The part, as soon as it is there. */
  module: Module | undefined;
  /** The part was asked for and could not be loaded. */
  hasFailed = false;

  readonly #host: LitElement;
  readonly #localize: LocalizeController;
  readonly #import: () => Promise<Module>;
  #loading: Promise<void> | undefined;
  #wanted: ((module: Module) => void) | undefined;

  constructor(host: LitElement, localize: LocalizeController, load: () => Promise<Module>) {
    this.#host = host;
    this.#localize = localize;
    this.#import = load;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#wanted = undefined;
    this.hasFailed = false;
  }

  /** The user has asked for the part and it is still on its way. */
  get isAwaited(): boolean {
    return Boolean(this.#wanted) && !this.hasFailed;
  }

  /** Does something with the part: at once, or after it was loaded and rendered. */
  use(action: (module: Module) => void): void {
    if (this.module) {
      action(this.module);
      return;
    }
    this.#wanted = action;
    this.retry();
  }

  /** Loads what the user is likely to ask for next. */
  readonly preload = (): void => {
    if (!this.module) void this.#load();
  };

  /** Loads again what could not be loaded. */
  readonly retry = (): void => {
    this.hasFailed = false;
    this.#host.requestUpdate();
    void this.#load();
  };

  async #load(): Promise<void> {
    await (this.#loading ??= this.#fetch());
    this.#loading = undefined;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const { module } = this;
    const wanted = this.#wanted;
    if (!wanted) return;
    if (!module) {
      this.hasFailed = true;
      this.#host.requestUpdate();
      return;
    }
    this.#wanted = undefined;
    this.#host.requestUpdate();
    wanted(module);
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
      console.warn(`<${this.#host.localName}>: a part of it could not be loaded.`, cause);
    }
  }
}
