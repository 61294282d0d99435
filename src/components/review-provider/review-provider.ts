import { ContextProvider } from '@lit/context';
import { html, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';

import { ReviewError } from '../../api/errors.js';
import type { GetToken } from '../../api/http/index.js';
import { loadChecks } from '../../api/operations/schemas.js';
import type { ReviewApi } from '../../api/review-api.js';
import { checkedApi } from '../../context/checked-api.js';
import { absent, connectionContext, type Connection } from '../../context/connection.js';
import type { KvEventDetails, KvEventMap } from '../../context/events.js';
import { LiveSessions } from '../../context/live-sessions.js';
import { localizerContext } from '../../context/localizer.js';
import { SessionChanges, sessionChangesContext } from '../../context/session-changes.js';
import { english } from '../../controllers/localize.js';
import { directionOf } from '../../i18n/direction.js';
import { findLanguage } from '../../i18n/languages.js';
import { Localizer, parseLocale } from '../../i18n/localizer.js';
import { isTimeZone } from '../../model/calendar-date.js';
import { afterFirstScreen } from '../../ui/when-idle.js';
import { version } from '../../version.js';
import type { ProviderBranding } from './branding.js';
import { styles } from './review-provider.styles.js';

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
 * @fires {CustomEvent<{ companyId: string, role: Role }>} kv-review-connect - The workspace was loaded.
 * @fires {CustomEvent<{ code: ReviewErrorCode, retryable: boolean }>} kv-error - The workspace could not be loaded.
 */
export class KvReviewProvider extends LitElement {
  static override styles = [styles];
  static readonly version: string = version;
  static readonly dependencies = {};

  readonly #connection = new ContextProvider(this, {
    context: connectionContext,
    initialValue: absent,
  });
  readonly #localizer = new ContextProvider(this, {
    context: localizerContext,
    initialValue: english,
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
   * BCP 47 language tag. The default is the nearest `lang` of the page, or the browser's language. The
   * provider sets its own `lang` to the language of the texts, and its `dir` unless the page has set it.
   */
  @property() locale?: string;

  /** `light`, `dark` or `auto` (that of the system). The default is the page's `color-scheme`. */
  @property({ reflect: true }) theme?: Theme;

  #abort: AbortController | undefined;
  #branding: ProviderBranding | undefined;
  #requestedLocale: string | undefined;
  /** The direction that the provider has set itself. */
  #ownDir = '';

  constructor() {
    super();
    new ContextProvider(this, {
      context: sessionChangesContext,
      initialValue: new SessionChanges(),
    });
    this.addEventListener('kv-error', this.#onError);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) return;
    void this.reconnect();
    void this.#applyLocale();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
    this.#connection.setValue(absent);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale') || !this.hasUpdated) void this.#applyLocale();
    const isTokenNews =
      changed.has('getToken') &&
      (changed.get('getToken') === undefined) !== (this.getToken === undefined);
    const isEndpointNews = !this.api && (changed.has('endpoint') || isTokenNews);
    if (changed.has('api') || isEndpointNews) void this.reconnect();
  }

  /** Reloads the workspace, for example after the user has signed in again. */
  async reconnect(): Promise<void> {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const isOver = (): boolean => signal.aborted;
    if (!this.api && !this.endpoint) {
      this.#provide(absent);
      return;
    }
    // What checks the first answers loads while the adapter is asked; the call reports a failure.
    loadChecks('getWorkspace').catch(() => undefined);
    try {
      const api = this.api ? checkedApi(this.api) : await this.#openEndpoint(this.endpoint ?? '');
      if (isOver()) return;
      this.#provide({ status: 'connecting', api });
      const workspace = await api.getWorkspace({ signal });
      if (isOver()) return;
      const { company, actor, capabilities, timeZone } = workspace;
      if (timeZone !== undefined && !isTimeZone(timeZone)) {
        console.warn(
          `<kv-review-provider>: this browser does not know the time zone "${timeZone}" of the company; UTC is used.`,
        );
      }
      const live = capabilities.includes('push') ? new LiveSessions(api, signal) : undefined;
      this.#provide({ status: 'connected', api, workspace, live });
      if (capabilities.includes('branding')) {
        afterFirstScreen(() => void this.#brand(api, signal));
      }
      this.emit('kv-review-connect', { companyId: company.id, role: actor.role });
    } catch (thrown) {
      if (isOver()) return;
      const error = ReviewError.from(thrown);
      this.#fail(error);
      this.emit('kv-error', { code: error.code, retryable: error.retryable });
    }
  }

  protected override render() {
    return html`<slot></slot>`;
  }

  /** Not `#emit`: the declaration must name the events, or an embedder's project lacks their types. */
  protected emit<Type extends keyof KvEventDetails>(
    type: Type,
    detail: KvEventDetails[Type],
  ): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  async #openEndpoint(baseUrl: string): Promise<ReviewApi> {
    const { createHttpApi } = await import('../../api/http/index.js');
    return createHttpApi({
      baseUrl,
      // Looked up at every call, because many hosts assign a new function with each render.
      getToken: (request) => this.getToken?.(request) ?? null,
    });
  }

  async #brand(api: ReviewApi, signal: AbortSignal): Promise<void> {
    const { ProviderBranding } = await import('./branding.js');
    if (signal.aborted) return;
    this.#branding ??= new ProviderBranding(this);
    await this.#branding.follow(api, signal);
  }

  #provide(connection: Connection): void {
    this.#connection.setValue(connection);
  }

  #fail(error: ReviewError): void {
    this.#provide({ status: 'failed', error, reconnect: () => void this.reconnect() });
  }

  async #applyLocale(): Promise<void> {
    const requested =
      this.locale ?? this.closest<HTMLElement>('[lang]:not(kv-review-provider)')?.lang;
    const locale = parseLocale(requested || navigator.language) ?? 'en';
    if (this.locale && !parseLocale(this.locale)) {
      console.warn(
        `<kv-review-provider>: locale "${this.locale}" is not a BCP 47 tag; English is used.`,
      );
    }
    if (this.#requestedLocale === locale) return;
    this.#requestedLocale = locale;
    const found = findLanguage(locale);
    // Without a pause, so that the elements render first in their language.
    const language = found instanceof Promise ? await found : found;
    if (this.#requestedLocale !== locale) return;
    const { value } = this.#localizer;
    const isSame = value.locale === locale && value.language === language;
    const localizer = isSame ? value : new Localizer(locale, language);
    this.lang = localizer.lang;
    // A direction that the host page has set stays.
    if (this.dir === this.#ownDir) this.dir = this.#ownDir = directionOf(localizer.lang);
    this.#localizer.setValue(localizer);
  }

  readonly #onError = (event: KvEventMap['kv-error']): void => {
    const { status } = this.#connection.value;
    if (event.detail.code !== 'unauthenticated' || event.target === this || status === 'failed')
      return;
    this.#abort?.abort();
    this.#fail(new ReviewError('unauthenticated', 'The user must sign in again.'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-review-provider': KvReviewProvider;
  }
}
