import type { GetToken } from '../../api/bearer-token.js';
import { readEvent, type FrameEvent } from '../../frame/events.js';
import {
  connect,
  fromFrame,
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
} from '../../frame/messages.js';

/** Why a page in the frame is not the console, or does not accept this page: `unlisted`. */
export type FrameFault = 'origin' | 'version' | 'unlisted';

export interface HostChannelOptions {
  /** The window of the frame. */
  readonly target: () => Window | null | undefined;
  /** The only origin whose messages count. */
  readonly origin: () => string | undefined;
  readonly settings: () => FrameSettings;
  readonly route: () => FrameRoute | undefined;
  readonly getToken: () => GetToken | undefined;
  readonly onReady: () => void;
  readonly onFault: (fault: FrameFault) => void;
  /** The page in the frame is leaving. */
  readonly onGone: () => void;
  readonly onSize: (height: number) => void;
  readonly onEvent: (event: FrameEvent) => void;
}

/** A page that asks for more tokens at a time is not the console. */
const maxTokenRequests = 8;

/** The end of the connection in the host page. Every page in the frame gets a port of its own. */
export class HostChannel {
  readonly #options: HostChannelOptions;
  #port: MessagePort | undefined;
  #tokenRequests = 0;
  readonly #leaving = new Map<string, (mayLeave: boolean) => void>();

  constructor(options: HostChannelOptions) {
    this.#options = options;
  }

  listen(): void {
    addEventListener('message', this.#onMessage);
  }

  end(): void {
    removeEventListener('message', this.#onMessage);
    this.close();
  }

  /** Whether a page in the frame has greeted. */
  get isOpen(): boolean {
    return this.#port !== undefined;
  }

  send(message: FromHost): void {
    this.#port?.postMessage(message);
  }

  /** Resolves to false if the page in the frame keeps the user. */
  confirmLeave(): Promise<boolean> {
    if (!this.#port) return Promise.resolve(true);
    const id = randomId();
    this.send({ type: 'leave', id });
    return new Promise((resolve) => this.#leaving.set(id, resolve));
  }

  /** Forgets the page in the frame. A page that is gone cannot keep the user. */
  close(): void {
    this.#port?.close();
    this.#port = undefined;
    this.#tokenRequests = 0;
    for (const resolve of this.#leaving.values()) resolve(true);
    this.#leaving.clear();
  }

  #open(target: Window, origin: string, nonce: string): void {
    this.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = read(fromFrame, data);
      if (message && port1 === this.#port) this.#receive(message, port1);
    };
    const message = {
      ...{ protocol, type: 'connect', version, nonce },
      settings: this.#options.settings(),
      route: this.#options.route() ?? null,
    };
    target.postMessage(read(connect, message), origin, [port2]);
  }

  #receive(message: FromFrame, port: MessagePort): void {
    switch (message.type) {
      case 'ready':
        this.#options.onReady();
        break;
      case 'token-request':
        void this.#answerToken(message.id, message.refresh, port);
        break;
      case 'size':
        this.#options.onSize(message.height);
        break;
      case 'event': {
        const event = readEvent(message.name, message.detail);
        if (event) this.#options.onEvent(event);
        break;
      }
      case 'left':
        this.#leaving.get(message.id)?.(message.mayLeave);
        this.#leaving.delete(message.id);
        break;
      case 'refused':
        this.#options.onFault('unlisted');
        break;
      case 'bye':
        this.close();
        this.#options.onGone();
    }
  }

  async #answerToken(id: string, refresh: boolean, port: MessagePort): Promise<void> {
    if (this.#tokenRequests >= maxTokenRequests) return;
    this.#tokenRequests += 1;
    const token = await Promise.resolve({ refresh })
      .then((request) => this.#options.getToken()?.(request) ?? null)
      // The error may contain the token.
      .catch(() => undefined);
    // A page loaded since then has its own port, and asks for its own token.
    if (port !== this.#port) return;
    this.#tokenRequests -= 1;
    this.send(read(fromHost, { type: 'token', id, token }) ?? { type: 'no-token', id });
  }

  readonly #onMessage = ({ source, origin, data }: MessageEvent<unknown>): void => {
    const target = this.#options.target();
    if (!target || source !== target) return;
    const greeting = read(hello, data);
    if (!greeting) return;
    if (origin !== this.#options.origin()) this.#options.onFault('origin');
    else if (greeting.version !== version) this.#options.onFault('version');
    else this.#open(target, origin, greeting.nonce);
  };
}
