import { expect, oneEvent } from '@open-wc/testing';
import type { FrameState } from 'kv-review';

import { waitUntil } from '../wait.js';

import 'kv-review/define/review-frame';

type Frame = HTMLElementTagNameMap['kv-review-frame'];
type Known = Record<string, unknown>;

/** The test server, under another name of this machine: another origin. */
const otherOrigin = location.origin.includes('localhost')
  ? location.origin.replace('localhost', '127.0.0.1')
  : location.origin.replace('127.0.0.1', 'localhost');

function addressOf(page: string, query: Record<string, string> = {}, origin = otherOrigin): string {
  const url = new URL('./review-frame-page.html', import.meta.url);
  const address = new URL(url.pathname, origin);
  for (const [name, value] of Object.entries({ page, host: location.origin, ...query })) {
    address.searchParams.set(name, value);
  }
  return address.href;
}

function mount(src: string, properties: Partial<Frame> = {}): Frame {
  const frame = Object.assign(document.createElement('kv-review-frame'), { src, ...properties });
  document.body.append(frame);
  return frame;
}

const inner = (frame: Frame) => frame.shadowRoot!.querySelector('iframe')!;
const said = (frame: Frame) =>
  (frame.shadowRoot!.querySelector('.message')?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

async function untilState(frame: Frame, state: FrameState): Promise<void> {
  const isShown = {
    loading: () => said(frame) === 'Loading the review…',
    ready: () => frame.shadowRoot?.querySelector('iframe')?.classList.contains('hidden') === false,
    refused: () => said(frame).startsWith('The review did not load'),
    origin: () => said(frame).startsWith('Another page is in the frame'),
    unlisted: () => said(frame).startsWith('The review may not be shown here'),
    version: () => said(frame).includes('different versions'),
    setup: () => said(frame).includes('missing or not allowed'),
  }[state];
  await waitUntil(() => isShown(), `the frame is ${state}, and says “${said(frame)}”`);
}

/** What the page in the frame has reported, apart from the protocol. */
let reports: Known[] = [];
const onMessage = ({ data, origin }: MessageEvent<{ test?: Known }>): void => {
  if (origin === otherOrigin && data.test) reports.push(data.test);
};

async function ask(frame: Frame, question: string, value?: string): Promise<Known> {
  const count = reports.length;
  inner(frame).contentWindow!.postMessage({ ask: question, value }, otherOrigin);
  await waitUntil(() => reports.length > count, `an answer to ${question}`);
  return reports.at(-1)!;
}

/** Asks until the answer is as expected. */
async function untilKnown(frame: Frame, expected: Known): Promise<void> {
  let known: Known = {};
  for (let tries = 0; tries < 100; tries += 1) {
    known = await ask(frame, 'state');
    if (Object.entries(expected).every(([name, value]) => known[name] === value)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(known).to.include(expected);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('kv-review-frame', () => {
  beforeEach(() => {
    reports = [];
    addEventListener('message', onMessage);
  });

  afterEach(() => {
    removeEventListener('message', onMessage);
    for (const element of document.querySelectorAll('kv-review-frame, iframe')) element.remove();
    document.body.removeAttribute('dir');
  });

  describe('with the console', () => {
    const tokens: boolean[] = [];
    let frame: Frame;
    let token: string | null = 'token-1';

    beforeEach(async () => {
      tokens.length = 0;
      token = 'token-1';
      frame = mount(addressOf('console'), {
        view: 'awaiting',
        locale: 'en',
        getToken: ({ refresh }) => {
          tokens.push(refresh);
          if (token === null) throw new Error('The session has ended. token-1');
          return token;
        },
      });
      const connected = oneEvent(frame, 'kv-review-connect');
      await untilState(frame, 'ready');
      await connected;
    });

    it('shows the console of another origin, which may do no more than it needs [frame-least-privilege]', async () => {
      expect(inner(frame).title).to.equal('Review of identity verifications');
      expect(inner(frame).getAttribute('sandbox')).to.equal(
        'allow-scripts allow-same-origin allow-downloads allow-modals',
      );
      expect(inner(frame).allow).to.equal('clipboard-write; fullscreen');
      expect(inner(frame).contentDocument).to.equal(null);
      expect(tokens).to.deep.equal([false]);
      await untilKnown(frame, { view: 'awaiting', lang: 'en' });
      await expect(frame).to.be.accessible();
    });

    it('keeps the token out of the page [frame-token]', () => {
      const everything = `${document.documentElement.outerHTML}${frame.shadowRoot!.innerHTML}`;
      expect(everything).not.to.include('token-1');
    });

    it('renews a token that ends inside the frame [frame-token-renewed]', async () => {
      token = 'token-2';
      await ask(frame, 'valid-token', 'token-2');
      const connected = oneEvent(frame, 'kv-review-connect');
      await ask(frame, 'refresh');
      await connected;
      expect(tokens).to.deep.equal([false, true]);
      const { sent } = await ask(frame, 'state');
      expect((sent as string[]).at(-1)).to.equal('Bearer token-2');
    });

    it('says that the user must sign in when the host has no token any more [frame-token-fails]', async () => {
      await ask(frame, 'valid-token', 'token-2');
      token = null;
      const failed = oneEvent(frame, 'kv-error');
      await ask(frame, 'refresh');
      expect((await failed).detail).to.deep.equal({ code: 'unauthenticated', retryable: false });
      expect(String((await ask(frame, 'state'))['status'])).to.include('Sign in again');

      token = 'token-2';
      const connected = oneEvent(frame, 'kv-review-connect');
      frame.reconnect();
      await connected;
    });

    it('a token that is none is not passed on', async () => {
      token = 'not a token\r\nX-Header: 1';
      const failed = oneEvent(frame, 'kv-error');
      await ask(frame, 'valid-token', 'token-2');
      await ask(frame, 'refresh');
      expect((await failed).detail.code).to.equal('unauthenticated');
    });

    it('passes language, theme, direction and route into the frame [frame-settings]', async () => {
      document.body.dir = 'rtl';
      Object.assign(frame, { locale: 'ka', theme: 'dark', view: 'rejected' });
      await untilKnown(frame, { view: 'rejected', theme: 'dark', lang: 'ka', dir: 'rtl' });
      await untilKnown(frame, { canvas: 'dark' });
      Object.assign(frame, { view: 'all', sessionId: 's-1' });
      await untilKnown(frame, { view: 'all', sessionId: 's-1' });
    });

    it('follows the console, and passes on only the known members of its events [frame-events]', async () => {
      const routes: unknown[] = [];
      document.addEventListener('kv-route-change', ({ detail }) => routes.push(detail), {
        once: true,
      });
      await ask(frame, 'open', 's-2');
      await waitUntil(() => routes.length > 0, 'the event arrives');
      expect(routes).to.deep.equal([{ view: 'all', sessionId: 's-2' }]);
      expect(frame.view).to.equal('all');
      expect(frame.sessionId).to.equal('s-2');
      // The page in the frame shows it already, or has declined.
      await untilKnown(frame, { view: 'awaiting' });
    });

    it('does not report a route that the framed page has canceled', async () => {
      await ask(frame, 'cancelled');
      await untilKnown(frame, { view: 'awaiting' });
      expect(frame.view).to.equal('awaiting');
    });

    it('asks the console before the user leaves', async () => {
      expect(await frame.confirmLeave()).to.equal(true);
    });

    it('moves the focus into the frame', async () => {
      frame.focus();
      await waitUntil(() => frame.shadowRoot!.activeElement === inner(frame), 'the frame has it');
      expect(document.activeElement).to.equal(frame);
    });

    it('notices that another page has taken the place of the console', async () => {
      frame.timeout = 300;
      const states: string[] = [];
      frame.addEventListener('kv-frame-change', ({ detail }) => states.push(detail.state));
      inner(frame).contentWindow!.postMessage(
        { ask: 'go', value: addressOf('silent') },
        otherOrigin,
      );
      await untilState(frame, 'refused');
      expect(states).to.deep.equal(['loading', 'refused']);
      expect(getComputedStyle(inner(frame)).visibility).to.equal('hidden');
      await expect(frame).to.be.accessible();
    });

    it('connects again when the page in the frame is loaded again', async () => {
      const connected = oneEvent(frame, 'kv-review-connect');
      inner(frame).contentWindow!.postMessage(
        { ask: 'go', value: addressOf('console', { again: '1' }) },
        otherOrigin,
      );
      await connected;
      await untilState(frame, 'ready');
    });

    it('loads again when it is moved, and asks for a token again', async () => {
      const connected = oneEvent(frame, 'kv-review-connect');
      document.body.append(document.createElement('div'), frame);
      await connected;
      await untilState(frame, 'ready');
      expect(tokens).to.deep.equal([false, false]);
    });
  });

  it('takes the height of its content [frame-auto-height]', async () => {
    const frame = mount(addressOf('console'), { autoHeight: true, getToken: () => 'token-1' });
    await untilState(frame, 'ready');
    await waitUntil(
      () => inner(frame).style.getPropertyValue('--_frame-height') !== '',
      'the height arrives',
    );
    await waitUntil(() => {
      const height = Number.parseInt(inner(frame).style.getPropertyValue('--_frame-height'), 10);
      return height > 700 && inner(frame).offsetHeight === height;
    }, 'the frame is as high as the console');
  });

  it('a page that does not answer is refused, and loads again on request [frame-refused]', async () => {
    const waiting = mount(addressOf('silent'));
    await untilState(waiting, 'loading');
    await expect(waiting).to.be.accessible();
    waiting.remove();
    const frame = mount(addressOf('silent'), { timeout: 300 });
    await untilState(frame, 'refused');
    expect(said(frame)).to.include('It may be down, or it may not allow this page to show it.');
    const retry = frame.shadowRoot!.querySelector('button')!;
    retry.focus();
    frame.src = addressOf('console');
    frame.getToken = () => 'token-1';
    frame.timeout = 20_000;
    await untilState(frame, 'ready');
    await waitUntil(() => frame.shadowRoot!.activeElement === inner(frame), 'keeps the focus');
  });

  it('a page that does not list this origin reports that, and never connects [frame-unlisted]', async () => {
    let asked = 0;
    const src = addressOf('console', { host: 'https://portal.example' });
    const frame = mount(src, { getToken: () => String((asked += 1)) });
    await untilState(frame, 'unlisted');
    expect(asked).to.equal(0);
    await expect(frame).to.be.accessible();
    // Its owner has added this origin.
    frame.src = addressOf('console');
    await untilState(frame, 'ready');
  });

  it('a page that answers late takes the place of the sentence', async () => {
    const frame = mount(addressOf('late'), { timeout: 200 });
    await untilState(frame, 'refused');
    await waitUntil(() => reports.some(({ isSilent }) => isSilent), 'the frame has loaded');
    inner(frame).contentWindow!.postMessage({ ask: 'greet' }, otherOrigin);
    await untilState(frame, 'ready');
  });

  it('says that the browser is offline, and loads when it is online again', async () => {
    const isOnline = Object.getOwnPropertyDescriptor(Navigator.prototype, 'onLine')!;
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    try {
      const frame = mount(addressOf('silent'), { timeout: 200 });
      await waitUntil(() => said(frame).startsWith('You are offline'), 'says so');
      Object.defineProperty(navigator, 'onLine', { configurable: true, value: true });
      // The sentence of a short time-out could take its place before the test sees it.
      frame.timeout = 20_000;
      dispatchEvent(new Event('online'));
      await untilState(frame, 'loading');
    } finally {
      Object.defineProperty(navigator, 'onLine', isOnline);
    }
  });

  for (const [name, src] of [
    ['missing', ''],
    ['of this origin, which would not be isolated', '/console.html'],
    ['a script', 'javascript:alert(1)'],
    ['no address', 'https://'],
  ] as const) {
    it(`an address that is ${name} is not loaded [frame-other-origin]`, async () => {
      const frame = mount(src);
      await untilState(frame, 'setup');
      expect(frame.shadowRoot!.querySelector('iframe')).to.equal(null);
      await expect(frame).to.be.accessible();
    });
  }

  it('speaks Georgian', async () => {
    const frame = mount(addressOf('silent'), { locale: 'ka', timeout: 200 });
    await waitUntil(() => said(frame).startsWith('განხილვის გვერდი ვერ ჩაიტვირთა'), 'says so');
    expect(frame.shadowRoot!.querySelector('.message')!.getAttribute('lang')).to.equal('ka');
  });

  describe('with forged messages', () => {
    it('another frame of the same origin cannot greet', async () => {
      const frame = mount(addressOf('silent'), { timeout: 1000 });
      await waitUntil(() => reports.some(({ isSilent }) => isSilent), 'the frame has loaded');
      const stranger = document.createElement('iframe');
      stranger.src = addressOf('stranger');
      document.body.append(stranger);
      await waitUntil(() => reports.some(({ hasGreeted }) => hasGreeted), 'the stranger greets');
      await untilState(frame, 'refused');
      expect(reports.some(({ isConnected }) => isConnected)).to.equal(false);
    });

    it('a page of another origin in the frame is hidden, and gets no token', async () => {
      let asked = 0;
      const frame = mount(addressOf('silent'), { getToken: () => String((asked += 1)) });
      await waitUntil(() => reports.some(({ isSilent }) => isSilent), 'the frame has loaded');
      // The page has gone to another origin, which follows the protocol.
      inner(frame).contentWindow!.location.replace(addressOf('forge', {}, location.origin));
      await untilState(frame, 'origin');
      expect(getComputedStyle(inner(frame)).visibility).to.equal('hidden');
      expect(asked).to.equal(0);
    });

    for (const [name, hello] of [
      ['without a nonce', { nonce: null }],
      ['with a long nonce', { nonce: 'n'.repeat(65) }],
      ['of another protocol', { protocol: 'other' }],
    ] as const) {
      it(`a greeting ${name} is ignored`, async () => {
        const src = addressOf('forge', { hello: JSON.stringify(hello) });
        const frame = mount(src, { timeout: 500 });
        await untilState(frame, 'refused');
        expect(reports).to.deep.equal([]);
      });
    }

    it('a greeting of another version is named', async () => {
      const frame = mount(addressOf('forge', { hello: JSON.stringify({ version: 2 }) }));
      await untilState(frame, 'version');
    });

    it('events of other names and shapes are ignored [frame-forged]', async () => {
      const event = (name: string, detail: unknown) => ({ type: 'event', name, detail });
      const received: unknown[] = [];
      const names = ['kv-session-open', 'kv-decision-request', 'click', 'kv-route-change'];
      const onEvent = ({ type, detail }: Event & { detail?: unknown }): void => {
        received.push([type, detail]);
      };
      for (const name of names) document.addEventListener(name, onEvent);
      const messages = [
        event('click', {}),
        event('kv-decision-request', { sessionId: 's', verdict: 'verify', reasons: [] }),
        event('kv-session-open', { sessionId: 7 }),
        event('kv-session-open', null),
        event('kv-route-change', { view: {}, sessionId: null }),
        event('toString', {}),
        { type: 'token' },
        'text',
        null,
        event('kv-session-open', { sessionId: 's-9', name: 'Erika' }),
      ];
      const frame = mount(addressOf('forge', { send: JSON.stringify(messages) }));
      await untilState(frame, 'ready');
      await waitUntil(() => received.length > 0, 'the good one arrives');
      await pause(100);
      for (const name of names) document.removeEventListener(name, onEvent);
      expect(received).to.deep.equal([['kv-session-open', { sessionId: 's-9' }]]);
    });

    it('what is too long or too much is ignored', async () => {
      let asked = 0;
      let opened = 0;
      const requests = Array.from({ length: 50 }, (_, index) => ({
        type: 'token-request',
        id: `r-${index}`,
        refresh: false,
      }));
      const messages = [...requests, { type: 'size', height: 1e9 }];
      const src = addressOf('forge', { send: JSON.stringify(messages), long: '1' });
      const frame = mount(src, {
        autoHeight: true,
        getToken: () => {
          asked += 1;
          return new Promise<null>(() => undefined);
        },
      });
      frame.addEventListener('kv-session-open', () => (opened += 1));
      await waitUntil(() => reports.some(({ isForged }) => isForged), 'it has sent everything');
      await untilState(frame, 'ready');
      await waitUntil(() => inner(frame).offsetHeight === 20_000, 'the height has a limit');
      expect(asked).to.equal(8);
      expect(opened).to.equal(0);
    });
  });

  describe('in the framed page', () => {
    /** A host page that follows the protocol by hand. */
    async function openByHand(send: (nonce: string, target: Window) => void): Promise<void> {
      const frame = document.createElement('iframe');
      frame.src = addressOf('console');
      const greeted = new Promise<string>((resolve) => {
        addEventListener('message', function onHello({ source, data }: MessageEvent<Known>) {
          if (source !== frame.contentWindow || data['type'] !== 'hello') return;
          removeEventListener('message', onHello);
          resolve(String(data['nonce']));
        });
      });
      document.body.append(frame);
      send(await greeted, frame.contentWindow!);
    }

    const settings = { locale: 'en', theme: null, direction: null, autoHeight: false };
    const connect = (nonce: string) => ({
      ...{ protocol: 'kv-review-frame', type: 'connect', version: 1, nonce, settings },
      route: null,
    });

    /** Whether the page answers through the port. */
    function listen(): { readonly port: MessagePort; readonly types: string[] } {
      const { port1, port2 } = new MessageChannel();
      const types: string[] = [];
      port1.onmessage = ({ data }: MessageEvent<{ type: string }>) => types.push(data.type);
      return { port: port2, types };
    }

    it('a second message with the same nonce is ignored [frame-replay]', async () => {
      const [first, second] = [listen(), listen()];
      await openByHand((nonce, target) => {
        target.postMessage(connect(nonce), otherOrigin, [first.port]);
        target.postMessage(connect(nonce), otherOrigin, [second.port]);
      });
      await waitUntil(() => first.types.includes('token-request'), 'the first one is answered');
      await pause(100);
      expect(second.types).to.deep.equal([]);
    });

    it('a wrong nonce, shape or number of ports is ignored', async () => {
      const [wrong, shapeless, good] = [listen(), listen(), listen()];
      await openByHand((nonce, target) => {
        target.postMessage(connect('wrong'), otherOrigin, [wrong.port]);
        target.postMessage({ ...connect(nonce), settings: {} }, otherOrigin, [shapeless.port]);
        target.postMessage(connect(nonce), otherOrigin);
        target.postMessage(connect(nonce), otherOrigin, [good.port]);
      });
      await waitUntil(() => good.types.includes('ready'), 'the good one is answered');
      expect([wrong.types, shapeless.types]).to.deep.equal([[], []]);
    });

    it('a frame beside it cannot connect, although its origin is listed', async () => {
      const other = listen();
      const sibling = document.createElement('iframe');
      document.body.append(sibling);
      await openByHand((nonce, target) => {
        const script = sibling.contentDocument!.createElement('script');
        Object.assign(sibling.contentWindow!, {
          target,
          message: connect(nonce),
          port: other.port,
        });
        script.textContent = `target.postMessage(message, '${otherOrigin}', [port]);`;
        sibling.contentDocument!.head.append(script);
      });
      await pause(300);
      expect(other.types).to.deep.equal([]);
    });
  });
});
