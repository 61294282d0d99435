import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import type { GetToken } from '../../api/bearer-token.js';
import type { KvEventDetails } from '../../context/events.js';
import type { FrameEvent } from '../../frame/events.js';
import { read, route, type FrameRoute, type FrameSettings } from '../../frame/messages.js';
import { frameTexts, type FrameTexts } from '../../i18n/en.frame.js';
import { hostStyles, tokens } from '../../styles/tokens.js';
import { choose } from '../../ui/choice.js';
import { property, query, state } from '../../ui/decorators.js';
import { version } from '../../version.js';
import { HostChannel, type FrameFault } from './host-channel.js';
import { styles } from './review-frame.styles.js';

// The declaration of this module brings those of the events, also to a page that imports no other element.
export type { KvEventMap } from '../../context/events.js';

/** What the frame shows. `refused`: the page did not answer in time. `setup`: `src` is not allowed. */
export type FrameState = 'loading' | 'ready' | 'refused' | 'setup' | FrameFault;

type FrameTheme = NonNullable<FrameSettings['theme']>;

const themes: readonly FrameTheme[] = ['light', 'dark', 'auto'];

/** A page that asks for more is not the console. */
const maxHeight = 20_000;

/**
 * What the framed page may do: run, keep its own origin (otherwise its backend would see the origin `null`),
 * download files, and ask before unsaved changes are lost. It may not leave the frame nor open windows.
 */
const sandbox = 'allow-scripts allow-same-origin allow-downloads allow-modals';
const permissions = 'clipboard-write; fullscreen';

/**
 * Shows a page with `<kv-review-console>` of another origin in a frame. The host page never has the data of
 * clients: its scripts, and every script that it loads, cannot read what the frame shows. It provides the
 * token, the language, the theme and the route, and receives the events, none of which contains personal data.
 *
 * The page in the frame calls `connectFrame()` of `kv-review/frame` with the origins that may show it. The
 * element accepts only messages of this page, from the origin of `src`. It shows nothing until the page has
 * answered, and says so if it does not.
 *
 * Events that can be canceled do not pass through the frame, except as a report: `kv-route-change` comes
 * after the console has followed it. docs/embedding/frames.md describes the headers that both pages need.
 * @summary The back office, isolated in a frame of another origin.
 * @tagname kv-review-frame
 * @example
 * ```html
 * <kv-review-frame src="https://review.example/console.html" view="awaiting"></kv-review-frame>
 * <script type="module">
 *   document.querySelector('kv-review-frame').getToken = async () => {
 *     const response = await fetch('/review-token', { method: 'POST' });
 *     return response.text();
 *   };
 * </script>
 * ```
 * @fires kv-frame-change - Does not bubble: the frame is loading, ready, or has failed.
 * @fires kv-review-connect - The console has loaded the workspace.
 * @fires kv-route-change - The console shows another page or session.
 * @fires kv-session-open - A session was opened.
 * @fires kv-decision-complete - The backend has confirmed a decision.
 * @fires kv-awaiting-change - The number of sessions that await action was loaded, or has changed.
 * @fires kv-error - A request failed. With `unauthenticated`, sign the user in and call `reconnect()`.
 * @csspart frame - The frame.
 * @csspart message - What takes its place while it loads, or when it failed.
 */
export class KvReviewFrame extends LitElement {
  static override styles = [tokens, hostStyles, ...styles];
  static readonly version: string = version;
  static readonly dependencies = {};

  /** The address of the page with the console, on another origin than this page. */
  @property() src = '';

  /**
   * Returns the bearer token of the signed-in user, or `null`. The framed page asks for one before its first
   * request, and again when its backend refuses the last one.
   */
  @property({ attribute: false }) getToken?: GetToken;

  /** The page of the console. Follows the user. Without one, the framed page decides. */
  @property() view?: string;

  /** The id of the open session. Follows the user. */
  @property({ attribute: 'session-id' }) sessionId?: string;

  /** BCP 47 language tag. The default is the nearest `lang` of the page. */
  @property() locale?: string;

  /** `light`, `dark` or `auto`. Without one, the framed page decides. */
  @property() theme?: FrameTheme;

  /** The accessible name of the frame. */
  @property() label = '';

  /** Gives the frame the height of its content. By default, CSS sets the height, and the page in it scrolls. */
  @property({ type: Boolean, attribute: 'auto-height', reflect: true }) autoHeight = false;

  /** How many milliseconds the page may take to answer. Once it has loaded, it may take a quarter of them. */
  @property({ type: Number }) timeout = 20_000;

  readonly #channel = new HostChannel({
    target: () => this.frame?.contentWindow,
    origin: () => this.#url?.origin,
    settings: () => this.#settings,
    route: () => this.#route,
    getToken: () => this.getToken,
    onReady: () => this.#show('ready'),
    onFault: (fault) => this.#show(fault),
    onGone: () => {
      this.#hasGreeted = false;
      this.#await();
    },
    onSize: (height) => this.#resize(height),
    onEvent: (event) => this.#pass(event),
  });

  @state() private shown: FrameState = 'loading';
  @state() private texts: FrameTexts = frameTexts;
  /** Each one loads the page in a new frame. */
  @state() private loads = 0;

  @query('iframe') private readonly frame?: HTMLIFrameElement | null;
  @query('.message') private readonly message?: HTMLElement | null;

  #url: URL | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the page has greeted since the frame loaded last. */
  #hasGreeted = false;
  /** The route that the page in the frame shows. */
  #known: FrameRoute | undefined;
  #lang = 'en';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#channel.listen();
    addEventListener('online', this.#onOnline);
    // The browser loads the page again when its frame comes back.
    if (this.hasUpdated) this.#reload();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#channel.end();
    removeEventListener('online', this.#onOnline);
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.theme !== undefined) choose(this, 'theme', 'auto', themes);
    if (changed.has('src')) {
      this.#url = addressOf(this.src);
      this.#reload();
    }
    if (changed.has('locale') || !this.hasUpdated) void this.#translate();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('locale') || changed.has('theme') || changed.has('autoHeight')) {
      this.#channel.send({ type: 'settings', settings: this.#settings });
    }
    const wanted = this.#route;
    if (!wanted || (!changed.has('view') && !changed.has('sessionId'))) return;
    const known = this.#known;
    if (known?.view === wanted.view && known.sessionId === wanted.sessionId) return;
    this.#known = wanted;
    this.#channel.send({ type: 'route', route: wanted });
  }

  /** Loads the workspace in the frame again, for example after the user has signed in again. */
  reconnect(): void {
    this.#channel.send({ type: 'reconnect' });
  }

  /**
   * Asks the user before the page is left, for routers of host pages. Call it before `view` is set or the
   * element is removed. The question is in the frame. Afterwards, the focus is where it was.
   * @returns whether the page may be left
   */
  async confirmLeave(): Promise<boolean> {
    const before = focusedElement();
    const mayLeave = await this.#channel.confirmLeave();
    const hasTakenFocus = before !== this.frame && focusedElement() === this.frame;
    if (hasTakenFocus && before instanceof HTMLElement) before.focus({ preventScroll: true });
    return mayLeave;
  }

  /** Moves the focus into the frame. */
  override focus(options?: FocusOptions): void {
    if (this.shown === 'ready') this.frame?.focus(options);
    else this.message?.focus(options);
  }

  protected override render(): TemplateResult {
    const { shown, texts } = this;
    const isReady = shown === 'ready';
    return html`<div class="place" aria-busy=${shown === 'loading'}>
      ${
        this.#url
          ? keyed(
              `${this.loads} ${this.#url.href}`,
              html`<iframe
                class=${isReady ? '' : 'hidden'}
                part="frame"
                title=${this.label || texts.label}
                sandbox=${sandbox}
                allow=${permissions}
                referrerpolicy="no-referrer"
                src=${this.#url.href}
                @load=${this.#onLoad}
              ></iframe>`,
            )
          : nothing
      }
      ${isReady ? nothing : this.#renderMessage(shown)}
    </div>`;
  }

  #renderMessage(shown: Exclude<FrameState, 'ready'>): TemplateResult {
    const { texts } = this;
    if (shown === 'loading') {
      return html`<div class="message" part="message" lang=${this.#lang} dir="ltr" tabindex="-1">
        <p class="hint" role="status">${texts.loading}</p>
      </div>`;
    }
    const key = shown === 'refused' && !navigator.onLine ? 'offline' : shown;
    return html`<div class="message" part="message" lang=${this.#lang} dir="ltr" tabindex="-1">
      <div role="alert">
        <p class="title">${texts[key]}</p>
        <p class="hint">${texts[`${key}Hint`]}</p>
      </div>
      ${
        shown === 'setup'
          ? nothing
          : html`<button class="button" type="button" @click=${this.#onRetry}>
              ${texts.retry}
            </button>`
      }
    </div>`;
  }

  get #settings(): FrameSettings {
    const locale = this.locale ?? this.closest<HTMLElement>('[lang]')?.lang ?? null;
    const isMirrored = getComputedStyle(this).direction === 'rtl';
    return {
      locale,
      theme: this.theme ?? null,
      direction: isMirrored ? 'rtl' : null,
      autoHeight: this.autoHeight,
    };
  }

  get #route(): FrameRoute | undefined {
    const { view, sessionId } = this;
    return view === undefined ? undefined : { view, sessionId: sessionId || null };
  }

  async #translate(): Promise<void> {
    const { locale } = this.#settings;
    const isGeorgian = /^ka(-|$)/i.test(locale ?? '');
    const texts = isGeorgian
      ? await import('../../i18n/ka.frame.js').then(
          ({ kaFrame }) => kaFrame,
          () => undefined,
        )
      : undefined;
    if (locale !== this.#settings.locale) return;
    this.#lang = texts ? 'ka' : 'en';
    this.texts = texts ?? frameTexts;
  }

  /** Loads the page from the beginning. */
  #reload(): void {
    this.#channel.close();
    this.#known = this.#route;
    this.#hasGreeted = false;
    this.loads += 1;
    if (this.#url) this.#await();
    else this.#show('setup');
  }

  /** Waits until a page greets. One that greets later is shown all the same. */
  #await(milliseconds = this.timeout): void {
    this.#show('loading');
    this.#timer = setTimeout(() => this.#show('refused'), milliseconds);
  }

  #show(shown: FrameState): void {
    clearTimeout(this.#timer);
    if (shown === 'ready') this.#hasGreeted = true;
    else if (shown !== 'loading') this.#channel.close();
    if (this.shown === shown && this.hasUpdated) return;
    const hadFocus = this.shadowRoot?.activeElement !== null && this.hasUpdated;
    this.shown = shown;
    this.#emit('kv-frame-change', { state: shown }, { bubbles: false, composed: false });
    if (hadFocus) void this.updateComplete.then(() => this.focus({ preventScroll: true }));
  }

  #emit<Type extends keyof KvEventDetails>(
    type: Type,
    detail: KvEventDetails[Type],
    init: EventInit,
  ): void {
    this.dispatchEvent(new CustomEvent(type, { detail, ...init }));
  }

  #resize(height: number): void {
    if (!this.autoHeight) return;
    const size = `${Math.min(Math.ceil(height), maxHeight)}px`;
    this.frame?.style.setProperty('--_frame-height', size);
  }

  #pass({ name, detail }: FrameEvent): void {
    const shown = name === 'kv-route-change' && read(route, detail);
    if (shown) this.#follow(shown);
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #follow(shown: FrameRoute): void {
    this.#known = shown;
    this.view = shown.view;
    this.sessionId = shown.sessionId ?? '';
  }

  /**
   * A page that has not greeted is not the console, or the page of an error, for which browsers dispatch the
   * same event. The console may still be about to greet.
   */
  readonly #onLoad = (): void => {
    const isReady = this.shown === 'ready';
    if (isReady && !this.#hasGreeted) this.#channel.close();
    if (!this.#channel.isOpen && (isReady || this.shown === 'loading')) {
      this.#await(this.timeout / 4);
    }
    this.#hasGreeted = false;
  };

  readonly #onRetry = (): void => this.#reload();

  readonly #onOnline = (): void => {
    if (this.shown === 'refused') this.#reload();
  };
}

/** What has the focus in this page, in whatever shadow root. */
function focusedElement(): Element | null {
  let { activeElement } = document;
  while (activeElement?.shadowRoot?.activeElement) {
    ({ activeElement } = activeElement.shadowRoot);
  }
  return activeElement;
}

/** An address on another origin. A page of the same origin would not be isolated. */
function addressOf(src: string): URL | undefined {
  if (src === '') return undefined;
  const url = URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI) : undefined;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (isWeb && url.origin !== location.origin) return url;
  console.warn(
    `<kv-review-frame>: src must be an http(s) address on another origin than this page.`,
  );
  return undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-review-frame': KvReviewFrame;
  }
}
