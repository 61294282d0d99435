import { html, LitElement, type PropertyValues } from 'lit';

import type { GetToken } from '../../api/http/index.js';
import type { ReviewApi } from '../../api/review-api.js';
import { warnOnce } from '../../ui/choice.js';
import { property } from '../../ui/decorators.js';
import { version } from '../../version.js';
import { Connector } from './connector.js';
import { LanguageMark } from './language-mark.js';
import { styles } from './review-provider.styles.js';

// The declaration of this module brings those of the events, also to a page that imports no other element.
export type { KvEventMap } from '../../context/events.js';

/** `auto` follows the operating system. Without a theme, the page's own `color-scheme` applies. */
export type Theme = 'light' | 'dark' | 'auto';

/**
 * Provides one adapter, one language and one theme to the elements inside it. A page may have
 * several providers, each with its own company.
 *
 * The adapter is `api`, or else an HTTP adapter for `endpoint`. When it changes, or the user is
 * signed out, the elements clear what they show.
 *
 * If the adapter has `branding`, the elements have the accent, corner radius and fonts of the company once
 * the page is idle. The CSS custom properties that a page sets take precedence.
 * @summary Connects the elements inside it to a backend.
 * @tagname kv-review-provider
 * @example
 * ```html
 * <kv-review-provider endpoint="/kv" locale="en" theme="auto">
 *   <kv-awaiting-badge></kv-awaiting-badge>
 *   <kv-session-list></kv-session-list>
 * </kv-review-provider>
 * <script type="module">
 *   document.querySelector('kv-review-provider').getToken = async () => {
 *     const response = await fetch('/review-token', { method: 'POST' });
 *     return response.text();
 *   };
 * </script>
 * ```
 * @slot - The page, with elements of the kit at any depth.
 * @fires kv-review-connect - The workspace was loaded.
 * @fires kv-token-request - `endpoint` needs a token, and `getToken` is not set. Answer with `event.respondWith(token)`, or set `code`.
 * @fires kv-error - The workspace could not be loaded.
 */
export class KvReviewProvider extends LitElement {
  static override styles = [styles];
  static readonly version: string = version;
  static readonly dependencies = {};

  readonly #language = new LanguageMark(this);

  readonly #connector = new Connector(this, this, {
    pageLanguage: () => this.closest<HTMLElement>('[lang]:not(kv-review-provider)')?.lang,
    brandPlace: () => ({ root: this.shadowRoot }),
    onLanguage: (lang) => this.#language.set(lang),
  });

  /** The base URL of a backend that serves the kit's HTTP contract. */
  @property() endpoint?: string;

  /** The adapter. Takes precedence over `endpoint`. */
  @property({ attribute: false }) api?: ReviewApi;

  /**
   * Returns the bearer token for `endpoint`. Called again if the backend refuses the last token.
   */
  @property({ attribute: false }) getToken?: GetToken;

  /**
   * BCP 47 language tag. The default is the nearest `lang` of the page, or the browser's language. Where
   * the page around it has another language or direction, the provider sets its own `lang` and `dir` once the page has loaded.
   */
  @property() locale?: string;
  /** `light`, `dark` or `auto` (that of the system). The default is the page's `color-scheme`. */
  @property({ reflect: true }) theme?: Theme;

  /**
   * Shows demo data, marked as such, where the page is in a frame of opaque origin and has no code, as in the
   * preview of a site's editor. Anywhere else, the elements wait for a code.
   */
  @property({ type: Boolean, attribute: 'editor-preview' }) editorPreview = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasAttribute('api')) {
      warnOnce(
        `<kv-review-provider>: api is a property, not an attribute. Import the element before a framework renders it.`,
      );
    }
    if (!this.hasUpdated) return;
    void this.reconnect();
    void this.#connector.applyLocale();
    this.#language.set();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connector.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale') || !this.hasUpdated) void this.#connector.applyLocale();
    this.#connector.update();
  }

  /**
   * A single-use code for a token of `endpoint`, for pages that can set nothing but attributes. It is removed from
   * the markup at once. An empty code announces one, so that the elements wait for it.
   */
  @property({ noAccessor: true })
  set code(code: string | null | undefined) {
    if (typeof code !== 'string') return;
    this.removeAttribute('code');
    void this.#connector.takeCode(code);
  }

  /** Reloads the workspace, for example after the user has signed in again. */
  async reconnect(): Promise<void> {
    await this.#connector.reconnect();
  }

  protected override render() {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-review-provider': KvReviewProvider;
  }
}
