import type { GetToken } from '../api/bearer-token.js';
import { ReviewError } from '../api/errors.js';
import { frameEvents, readEvent } from './events.js';
import {
  connect,
  fromHost,
  hello,
  protocol,
  randomId,
  read,
  version,
  type FrameRoute,
  type FrameSettings,
  type FromFrame,
  type FromHost,
} from './messages.js';

/** The parts of `<kv-review-provider>` that the host page controls. */
export interface FramedProvider extends HTMLElement {
  getToken?: GetToken | undefined;
  locale?: string | undefined;
  theme?: 'light' | 'dark' | 'auto' | undefined;
  reconnect(): Promise<void>;
}

/** The parts of `<kv-review-console>` that the host page controls. */
export interface FramedConsole extends HTMLElement {
  view: string;
  sessionId: string;
  confirmLeave(): Promise<boolean>;
}

export interface FrameOptions {
  /** The origins of the pages that may frame this one and provide a token, such as `https://portal.example`. */
  readonly hosts: readonly string[];
  readonly provider: FramedProvider;
  readonly console: FramedConsole;
  /** How long a request waits for the host page to connect, in milliseconds. Default 10,000. */
  readonly deadline?: number;
}

export interface FrameConnection {
  /** Ends the connection. The host page shows that the frame is gone. */
  disconnect(): void;
}

/**
 * Connects the console of this page with the `<kv-review-frame>` of a host page, which provides the token, the
 * language, the theme and the route, and receives the events. Only the pages of `hosts` can connect.
 * @throws TypeError if one of `hosts` is not an origin
 */
export function connectFrame(options: FrameOptions): FrameConnection {
  const link = new HostLink(options);
  link.open();
  return { disconnect: () => link.close() };
}

/** Fails a request for a token in a page that nobody frames. */
const refusal = (reason: string): ReviewError => new ReviewError('unauthenticated', reason);

interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: ReviewError) => void;
}

function deferred<Value>(): Deferred<Value> {
  let resolve: Deferred<Value>['resolve'] = () => undefined;
  let reject: Deferred<Value>['reject'] = () => undefined;
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}

class HostLink {
  readonly #options: FrameOptions;
  readonly #hosts: ReadonlySet<string>;
  readonly #ownSettings: Pick<FramedProvider, 'locale' | 'theme'>;
  #hasDirection = false;
  readonly #ended = new AbortController();
  #port: MessagePort | undefined;
  /** What the next `connect` must repeat. Each is used once, so that no message can be sent again. */
  #nonce = '';
  #isAutoHeight = false;
  /** Resolves with the port of the host. */
  #connected = deferred<MessagePort>();
  readonly #waiting = new Map<string, Deferred<string | null>>();
  readonly #observer = new ResizeObserver(() => this.#sendSize());

  constructor(options: FrameOptions) {
    this.#options = options;
    this.#hosts = new Set(options.hosts.map(originOf));
    const { locale, theme } = options.provider;
    this.#ownSettings = { locale, theme };
  }

  open(): void {
    const { provider } = this.#options;
    const { signal } = this.#ended;
    provider.getToken = this.#getToken;
    if (!isFramed) return;
    addEventListener('message', this.#onMessage, { signal });
    // A page that the browser has kept comes back without its port.
    addEventListener('pageshow', ({ persisted }) => persisted && this.#greet(), { signal });
    addEventListener('pagehide', () => this.#leave(), { signal });
    for (const name of Object.keys(frameEvents)) {
      provider.addEventListener(name, this.#onEvent, { signal });
    }
    this.#observer.observe(document.documentElement);
    this.#greet();
  }

  close(): void {
    this.#leave();
    this.#ended.abort();
    this.#observer.disconnect();
  }

  /** Any page may read the greeting: which page frames this one is not known yet. */
  #greet(): void {
    this.#nonce = randomId();
    const greeting = { protocol, type: 'hello', version, nonce: this.#nonce } as const;
    parent.postMessage(read(hello, greeting), '*');
  }

  #leave(): void {
    this.#send({ type: 'bye' });
    this.#port?.close();
    this.#port = undefined;
    this.#connected = deferred();
    for (const { reject } of this.#waiting.values()) reject(refusal('The host page is gone.'));
    this.#waiting.clear();
  }

  #send(message: FromFrame): void {
    this.#port?.postMessage(message);
  }

  #sendSize(): void {
    if (this.#isAutoHeight) {
      this.#send({ type: 'size', height: document.documentElement.offsetHeight });
    }
  }

  #receive(message: FromHost): void {
    switch (message.type) {
      case 'settings':
        this.#apply(message.settings);
        break;
      case 'route':
        this.#show(message.route);
        break;
      case 'token':
        this.#answer(message.id)?.resolve(message.token);
        break;
      case 'no-token':
        this.#answer(message.id)?.reject(refusal('The host page has no token.'));
        break;
      case 'reconnect':
        void this.#options.provider.reconnect();
        break;
      case 'leave':
        void this.#confirmLeave(message.id);
    }
  }

  #answer(id: string): Deferred<string | null> | undefined {
    const answer = this.#waiting.get(id);
    this.#waiting.delete(id);
    return answer;
  }

  #apply({ locale, theme, direction, autoHeight }: FrameSettings): void {
    const { provider } = this.#options;
    const own = this.#ownSettings;
    Object.assign(provider, { locale: locale ?? own.locale, theme: theme ?? own.theme });
    if (direction || this.#hasDirection) provider.dir = direction ?? '';
    this.#hasDirection = direction !== null;
    this.#isAutoHeight = autoHeight;
    const { style } = document.documentElement;
    // The canvas of the page, which the console does not cover.
    style.colorScheme = theme === 'auto' ? 'light dark' : (theme ?? '');
    // By default, a list follows the height of the window, which would follow the list.
    if (autoHeight) style.setProperty('--kv-session-list-height', '46rem');
    else style.removeProperty('--kv-session-list-height');
    this.#sendSize();
  }

  #show({ view, sessionId }: FrameRoute): void {
    Object.assign(this.#options.console, { view, sessionId: sessionId ?? '' });
  }

  async #confirmLeave(id: string): Promise<void> {
    const mayLeave = await this.#options.console.confirmLeave().catch(() => true);
    this.#send({ type: 'left', id, mayLeave });
  }

  readonly #onMessage = ({ source, origin, data, ports }: MessageEvent<unknown>): void => {
    if (source !== parent) return;
    const message = read(connect, data);
    if (!message || message.nonce !== this.#nonce) return;
    const [port] = ports;
    if (!port || ports.length > 1) return;
    if (!this.#hosts.has(origin)) {
      console.warn(`kv-review: ${origin} is not among the hosts that may frame this page.`);
      port.postMessage({ type: 'refused' } satisfies FromFrame);
      return;
    }
    this.#nonce = '';
    this.#port = port;
    port.onmessage = (event: MessageEvent<unknown>) => {
      const received = read(fromHost, event.data);
      if (received) this.#receive(received);
    };
    this.#apply(message.settings);
    if (message.route) this.#show(message.route);
    this.#send({ type: 'ready' });
    this.#connected.resolve(port);
    this.#sendSize();
  };

  readonly #onEvent = (event: Event): void => {
    if (event.defaultPrevented || !(event instanceof CustomEvent)) return;
    const read = readEvent(event.type, event.detail);
    if (read) this.#send({ type: 'event', ...read });
  };

  readonly #getToken: GetToken = async ({ refresh }) => {
    if (!isFramed) throw refusal('This page works only in the frame of a host page.');
    const { deadline = 10_000 } = this.#options;
    const port = await within(deadline, this.#connected.promise);
    const id = randomId();
    const answer = deferred<string | null>();
    this.#waiting.set(id, answer);
    port.postMessage({ type: 'token-request', id, refresh } satisfies FromFrame);
    return answer.promise;
  };
}

const isFramed = typeof window !== 'undefined' && parent !== window;

function originOf(host: string): string {
  const origin = URL.canParse(host) ? new URL(host).origin : undefined;
  if (origin !== host)
    throw new TypeError(`"${host}" is not an origin such as https://portal.example.`);
  return origin;
}

async function within<Value>(deadline: number, value: Promise<Value>): Promise<Value> {
  const { promise, reject } = deferred<never>();
  const timer = setTimeout(() => reject(refusal('No listed host page has connected.')), deadline);
  try {
    return await Promise.race([value, promise]);
  } finally {
    clearTimeout(timer);
  }
}
