import { ContextProvider } from '@lit/context';
import type { LitElement } from 'lit';

import type { ReviewApi } from '../../api/review-api.js';
import { brandingContext } from '../../context/branding.js';
import { brandProperties, brandValues } from '../../controllers/brand-style.js';
import type { Branding } from '../../model/branding.js';

/**
 * Applies the branding of a company to the elements in a provider, by custom properties that the tokens
 * of the host page override.
 */
export class ProviderBranding {
  readonly #host: LitElement;
  readonly #style: CSSStyleDeclaration | undefined;
  readonly #context: ContextProvider<typeof brandingContext, LitElement>;

  constructor(host: LitElement) {
    this.#host = host;
    const sheet = new CSSStyleSheet();
    sheet.insertRule(':host {}');
    host.shadowRoot?.adoptedStyleSheets.push(sheet);
    const [rule] = sheet.cssRules;
    // Set as a property, no value can end its declaration.
    this.#style = rule instanceof CSSStyleRule ? rule.style : undefined;
    this.#context = new ContextProvider(host, { context: brandingContext });
  }

  /** Applies the branding until the signal is aborted. */
  async follow(api: ReviewApi, signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', this.#remove, { once: true });
    await this.#refresh(api, signal);
  }

  async #refresh(api: ReviewApi, signal: AbortSignal): Promise<void> {
    try {
      const branding = await api.getBranding({ signal });
      if (signal.aborted) return;
      this.#apply(branding);
      const refresh = (): Promise<void> => this.#refresh(api, signal);
      this.#context.setValue({ branding, refresh });
    } catch (cause) {
      if (signal.aborted) return;
      console.warn(`<${this.#host.localName}>: the branding could not be loaded.`, cause);
    }
  }

  #apply(branding: Branding): void {
    const { shadowRoot } = this.#host;
    if (!shadowRoot) return;
    const values = brandValues(branding, shadowRoot);
    for (const name of brandProperties) this.#style?.setProperty(`--_brand-${name}`, values[name]);
  }

  readonly #remove = (): void => {
    for (const name of brandProperties) this.#style?.removeProperty(`--_brand-${name}`);
    this.#context.setValue(undefined);
  };
}
