import type { ContextProvider } from '@lit/context';

import type { ReviewApi } from '../../api/review-api.js';
import type { connectionContext } from '../../context/connection.js';
import type { localizerContext } from '../../context/localizer.js';
import { TokenRequestEvent } from '../../context/token-request.js';
import { CodeTokens } from './code-tokens.js';
import { demoSource, type Demo } from './demo-source.js';

/** The connection that needs the access. */
interface Connecting {
  reconnect(): Promise<void>;
}

/**
 * Whether the page is in a frame of opaque origin, as in an editor's preview. Not `location.origin`, which
 * is `null` for a frame with `srcdoc` too, whatever its origin.
 */
const hasOpaqueOrigin = (): boolean => globalThis.origin === 'null';

/** Access to the backend for a page that can set nothing but attributes: `code` and `editor-preview`. */
export class PageAccess {
  readonly #events: HTMLElement;
  readonly #connector: Connecting;
  readonly #connection: ContextProvider<typeof connectionContext>;
  readonly #localizer: ContextProvider<typeof localizerContext>;
  #baseUrl: string | undefined;
  #tokens: CodeTokens | undefined;
  #code = '';
  #removeMark: (() => void) | undefined;

  /** @param events - Where the host page listens. */
  constructor(
    events: HTMLElement,
    connector: Connecting,
    connection: ContextProvider<typeof connectionContext>,
    localizer: ContextProvider<typeof localizerContext>,
  ) {
    this.#events = events;
    this.#connector = connector;
    this.#connection = connection;
    this.#localizer = localizer;
  }

  /** Takes the value of `code`. An empty one announces that a code will come. */
  take(value: string): void {
    const code = value.trim();
    if (code === '') return;
    const isAwaited = this.#tokens?.take(code);
    if (isAwaited === undefined) this.#code = code;
    // Before the first connection, `open` uses the code.
    const mustReconnect = !isAwaited || this.#connection.value.status === 'failed';
    if (this.#baseUrl !== undefined && mustReconnect) void this.#connector.reconnect();
  }

  /** Opens the backend, or demo data in the preview of an editor. A code always leads to the backend. */
  async open(baseUrl: string, isPreviewed: boolean | undefined): Promise<ReviewApi> {
    if (this.#baseUrl !== baseUrl) this.#tokens = undefined;
    this.#baseUrl = baseUrl;
    this.#removeMark?.();
    this.#removeMark = undefined;
    const hasCode = this.#tokens !== undefined || this.#code !== '';
    const demo = isPreviewed && hasOpaqueOrigin() && !hasCode ? await this.#loadDemo() : undefined;
    return demo ?? this.#openBackend(baseUrl);
  }

  async #openBackend(baseUrl: string): Promise<ReviewApi> {
    const { createHttpApi } = await import('../../api/http/index.js');
    const isInUse = (): boolean => this.#connection.value.status === 'connected';
    const tokens = (this.#tokens ??= new CodeTokens(baseUrl, this.#ask, isInUse));
    if (this.#code) tokens.take(this.#code);
    this.#code = '';
    return createHttpApi({ baseUrl, getToken: tokens.getToken });
  }

  async #loadDemo(): Promise<ReviewApi | undefined> {
    const { shadowRoot } = this.#events;
    if (shadowRoot && demoSource.load) return this.#showDemo(await demoSource.load(), shadowRoot);
    console.warn('kv-review: demo data needs the module kv-review/editor-preview.');
    return undefined;
  }

  #showDemo({ createDemoApi, markAsDemo }: Demo, root: ShadowRoot): ReviewApi {
    const mark = markAsDemo(root);
    this.#removeMark = mark.remove;
    this.#localizer.addCallback(mark.setLanguage, this.#events, true);
    return createDemoApi();
  }

  readonly #ask = (refresh: boolean): TokenRequestEvent['answer'] => {
    const event = new TokenRequestEvent(refresh);
    this.#events.dispatchEvent(event);
    return event.answer;
  };
}
