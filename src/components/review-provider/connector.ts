import { ContextProvider } from '@lit/context';

import { ReviewError } from '../../api/errors.js';
import type { GetToken } from '../../api/http/index.js';
import { loadChecks } from '../../api/operations/schemas.js';
import type { ReviewApi } from '../../api/review-api.js';
import { brandingContext } from '../../context/branding.js';
import { checkedApi } from '../../context/checked-api.js';
import { absent, connectionContext, type Connection } from '../../context/connection.js';
import type { KvEventMap } from '../../context/events.js';
import { LiveSessions } from '../../context/live-sessions.js';
import { localizerContext } from '../../context/localizer.js';
import { SessionChanges, sessionChangesContext } from '../../context/session-changes.js';
import { english } from '../../controllers/localize.js';
import { findLanguage } from '../../i18n/languages.js';
import { Localizer, parseLocale } from '../../i18n/localizer.js';
import { isTimeZone } from '../../model/calendar-date.js';
import { emit } from '../../ui/kv-element.js';
import { afterFirstScreen } from '../../ui/when-idle.js';
import type { BrandPlace, CompanyBrand } from './branding.js';
import type { PageAccess } from './page-access.js';

export type { GetToken };

/** What a host page chooses. Read again at every use. */
export interface ConnectionSettings {
  readonly api?: ReviewApi | undefined;
  readonly endpoint?: string | undefined;
  readonly getToken?: GetToken | undefined;
  readonly locale?: string | undefined;
  readonly editorPreview?: boolean | undefined;
}

/** Where a connector applies what it has loaded. */
export interface ConnectorPlace {
  /** The nearest `lang` of the page, for hosts that choose no locale. */
  readonly pageLanguage: () => string | undefined;
  readonly brandPlace: () => BrandPlace;
  readonly onLanguage?: (lang: string) => void;
  /** Where events are dispatched, if not at the host. */
  readonly events?: HTMLElement;
}

/** A company's errors and sign-outs must not reach the provider around its own. */
const handledErrors = new WeakSet<Event>();

/**
 * Connects to one backend, and provides the connection, one language and the branding to the elements
 * whose context requests reach its host. It dispatches its events there, too.
 */
export class Connector {
  readonly #events: HTMLElement;
  readonly #settings: ConnectionSettings;
  readonly #place: ConnectorPlace;
  readonly #connection: ContextProvider<typeof connectionContext>;
  readonly #localizer: ContextProvider<typeof localizerContext>;
  readonly #company: ContextProvider<typeof brandingContext>;

  #abort: AbortController | undefined;
  #access: Promise<PageAccess> | undefined;
  #branding: CompanyBrand | undefined;
  #requestedLocale: string | undefined;
  /** The adapter, or where it comes from. */
  #source: readonly unknown[] = [];

  constructor(host: HTMLElement, settings: ConnectionSettings, place: ConnectorPlace) {
    this.#events = place.events ?? host;
    this.#settings = settings;
    this.#place = place;
    this.#connection = new ContextProvider(host, {
      context: connectionContext,
      initialValue: absent,
    });
    this.#localizer = new ContextProvider(host, {
      context: localizerContext,
      initialValue: english,
    });
    this.#company = new ContextProvider(host, { context: brandingContext });
    new ContextProvider(host, {
      context: sessionChangesContext,
      initialValue: new SessionChanges(),
    });
    host.addEventListener('kv-error', this.onError);
  }

  /** Connects again if the adapter comes from another place than before. */
  update(): void {
    const { api, endpoint, getToken } = this.#settings;
    const source = [api, !api && endpoint, !api && !getToken];
    if (source.every((part, index) => part === this.#source[index])) return;
    this.#source = source;
    void this.reconnect();
  }

  async reconnect(): Promise<void> {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const isOver = (): boolean => signal.aborted;
    const { api: adapter, endpoint } = this.#settings;
    if (!adapter && !endpoint) {
      this.#provide(absent);
      return;
    }
    // What checks the first answers loads while the adapter is asked; the call reports a failure.
    loadChecks('getWorkspace').catch(() => undefined);
    try {
      const api = adapter ? checkedApi(adapter) : await this.#openEndpoint(endpoint ?? '');
      if (isOver()) return;
      this.#provide({ status: 'connecting', api });
      const workspace = await api.getWorkspace({ signal });
      if (isOver()) return;
      const { company, actor, capabilities, timeZone } = workspace;
      if (timeZone !== undefined && !isTimeZone(timeZone)) {
        console.warn(
          `kv-review: this browser does not know the time zone "${timeZone}" of the company; UTC is used.`,
        );
      }
      const live = capabilities.includes('push') ? new LiveSessions(api, signal) : undefined;
      this.#provide({ status: 'connected', api, workspace, live });
      if (capabilities.includes('branding')) {
        afterFirstScreen(() => void this.#brand(api, signal));
      }
      emit(this.#events, 'kv-review-connect', { companyId: company.id, role: actor.role });
    } catch (thrown) {
      if (isOver()) return;
      const error = ReviewError.from(thrown);
      this.#fail(error);
      emit(this.#events, 'kv-error', { code: error.code, retryable: error.retryable });
    }
  }

  /** Takes a single-use code for a token of the endpoint. */
  async takeCode(code: string): Promise<void> {
    (await this.#openAccess()).take(code);
  }

  /** Ends the connection, and clears the elements. */
  disconnect(): void {
    this.#abort?.abort();
    this.#provide(absent);
  }

  async applyLocale(): Promise<void> {
    const chosen = this.#settings.locale;
    const requested = chosen ?? this.#place.pageLanguage();
    const locale = parseLocale(requested || navigator.language) ?? 'en';
    if (chosen && !parseLocale(chosen)) {
      console.warn(`kv-review: locale "${chosen}" is not a BCP 47 tag; English is used.`);
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
    this.#place.onLanguage?.(localizer.lang);
    this.#localizer.setValue(localizer);
  }

  /** Signs the user out when an element reports that the backend no longer knows the user. */
  readonly onError = (event: KvEventMap['kv-error']): void => {
    if (handledErrors.has(event)) return;
    handledErrors.add(event);
    const { status } = this.#connection.value;
    if (event.detail.code !== 'unauthenticated' || status === 'failed') return;
    this.#abort?.abort();
    this.#fail(new ReviewError('unauthenticated', 'The user must sign in again.'));
  };

  #openAccess(): Promise<PageAccess> {
    return (this.#access ??= import('./page-access.js').then(
      ({ PageAccess }) => new PageAccess(this.#events, this, this.#connection, this.#localizer),
    ));
  }

  async #openEndpoint(baseUrl: string): Promise<ReviewApi> {
    const { getToken, editorPreview } = this.#settings;
    if (!getToken && (this.#access || editorPreview)) {
      return (await this.#openAccess()).open(baseUrl, editorPreview);
    }
    const { createHttpApi } = await import('../../api/http/index.js');
    return createHttpApi({
      baseUrl,
      // Looked up at every call, because many hosts assign a new function with each render.
      getToken: (request) => {
        const { getToken } = this.#settings;
        return getToken ? getToken(request) : this.#requestToken(request);
      },
    });
  }

  /** Hosts that can set no property listen to an event. */
  async #requestToken({ refresh }: Parameters<GetToken>[0]): Promise<string | null> {
    const { TokenRequestEvent } = await import('../../context/token-request.js');
    const event = new TokenRequestEvent(refresh);
    this.#events.dispatchEvent(event);
    return event.answer;
  }

  async #brand(api: ReviewApi, signal: AbortSignal): Promise<void> {
    const { CompanyBrand } = await import('./branding.js');
    if (signal.aborted) return;
    this.#branding ??= new CompanyBrand(this.#company, this.#place.brandPlace);
    await this.#branding.follow(api, signal);
  }

  #provide(connection: Connection): void {
    this.#connection.setValue(connection);
  }

  #fail(error: ReviewError): void {
    this.#provide({ status: 'failed', error, reconnect: () => void this.reconnect() });
  }
}
