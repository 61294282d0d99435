import type { ContextProvider } from '@lit/context';

import type { ReviewApi } from '../../api/review-api.js';
import type { brandingContext } from '../../context/branding.js';
import { brandProperties, brandValues } from '../../controllers/brand-style.js';
import type { Branding } from '../../model/branding.js';

/** Where the branding of a company becomes CSS. */
export interface BrandPlace {
  /** The colours of the branding must suit the ones here. */
  readonly root: ParentNode | null;
  /** The rule for the custom properties. Without one, the root gets a rule for its host. */
  readonly style?: CSSStyleDeclaration;
}

/**
 * Applies the branding of a company to the elements of a connection, by custom properties that the tokens
 * of the host page override.
 */
export class CompanyBrand {
  readonly #context: ContextProvider<typeof brandingContext>;
  readonly #place: () => BrandPlace;
  #style: CSSStyleDeclaration | undefined;

  constructor(context: ContextProvider<typeof brandingContext>, place: () => BrandPlace) {
    this.#context = context;
    this.#place = place;
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
      console.warn('kv-review: the branding could not be loaded.', cause);
    }
  }

  #apply(branding: Branding): void {
    const { root, style } = this.#place();
    if (!root) return;
    this.#style ??= style ?? (root instanceof ShadowRoot ? addHostRule(root) : undefined);
    const values = brandValues(branding, root);
    for (const name of brandProperties) this.#style?.setProperty(`--_brand-${name}`, values[name]);
  }

  readonly #remove = (): void => {
    for (const name of brandProperties) this.#style?.removeProperty(`--_brand-${name}`);
    this.#context.setValue(undefined);
  };
}

/** Adds an empty rule for the host of a shadow root. */
function addHostRule(root: ShadowRoot): CSSStyleDeclaration | undefined {
  const sheet = new CSSStyleSheet();
  sheet.insertRule(':host {}');
  root.adoptedStyleSheets.push(sheet);
  const [rule] = sheet.cssRules;
  // Set as a property, no value can end its declaration.
  return rule instanceof CSSStyleRule ? rule.style : undefined;
}
