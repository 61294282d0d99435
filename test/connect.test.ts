import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { connect, TokenRequestEvent, type ConnectOptions, type ReviewConnection } from 'kv-review';
import { createIteration, ReviewError, type ReviewApi } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import { sampleSessions } from 'kv-review/testing';

import { until } from './components/review-page.js';
import { serve, type ServedBackend } from './components/served-backend.js';

import 'kv-review/define/awaiting-badge';
import 'kv-review/define/review-console';
import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';

const waiting = sampleSessions({ count: 200, seed: 4 }).filter(
  ({ status, client }) => status === 'awaiting' && client.lastName !== null,
);

const apiWith = (count: number): ReviewApi =>
  createMemoryApi({ sessions: waiting.slice(0, count) });

const textOf = (element: Element): string =>
  element.shadowRoot?.textContent.replace(/\s+/g, ' ') ?? '';
const counts = (badge: Element, count: number): Promise<void> =>
  until(() => textOf(badge).includes(`${count} `), `${count} sessions in “${textOf(badge)}”`);
const isGeorgian = (element: Element): boolean => /\p{Script=Georgian}/u.test(textOf(element));

/** Counts the calls that a page needs once, however many elements it has. */
function counting(api: ReviewApi) {
  const calls = { workspaces: 0, watches: 0, openWatches: 0 };
  const counted: ReviewApi = {
    ...api,
    getWorkspace: (options) => {
      calls.workspaces += 1;
      return api.getWorkspace(options);
    },
    watchSessions: (options = {}) =>
      createIteration(options.signal, async function* (signal) {
        calls.watches += 1;
        calls.openWatches += 1;
        try {
          yield* api.watchSessions({ ...options, signal });
        } finally {
          calls.openWatches -= 1;
        }
      }),
  };
  return { calls, api: counted };
}

describe('connect', () => {
  const connections: ReviewConnection[] = [];
  const { warn } = console;
  let warnings: string[] = [];

  beforeEach(() => {
    warnings = [];
    console.warn = (...words: unknown[]) => warnings.push(words.map(String).join(' '));
  });

  afterEach(() => {
    for (const connection of connections.splice(0)) connection.disconnect();
    document.body.replaceChildren();
    console.warn = warn;
  });

  function open(options: ConnectOptions): ReviewConnection {
    const connection = connect({ locale: 'en', ...options });
    connections.push(connection);
    return connection;
  }

  /** Adds an element to the page: in a shadow root of its own, if `root` says so. */
  function show<Shown extends Element>(element: Shown, root: 'page' | 'shadow' = 'page'): Shown {
    const place = document.createElement('div');
    const parent = root === 'shadow' ? place.attachShadow({ mode: 'closed' }) : place;
    document.body.append(place);
    parent.append(element);
    return element;
  }

  it('gives elements in different roots one adapter, one watch and one language', async () => {
    const { calls, api } = counting(apiWith(3));
    const review = open({ api });
    const badges = [
      show(review.create('kv-awaiting-badge')),
      show(review.create('kv-awaiting-badge'), 'shadow'),
    ];
    const list = show(review.create('kv-session-list', { view: 'awaiting' }), 'shadow');
    for (const badge of badges) await counts(badge, 3);
    await until(() => textOf(list).includes('3 sessions'));
    await until(() => calls.watches === 1);
    expect(calls).to.deep.equal({ workspaces: 1, watches: 1, openWatches: 1 });

    review.update({ locale: 'ka' });
    await until(() => [...badges, list].every(isGeorgian));
    expect([...badges, list].map(({ lang }) => lang)).to.deep.equal(['ka', 'ka', 'ka']);
    expect(calls.workspaces).to.equal(1);
    expect(warnings).to.deep.equal([]);
  });

  it('joins elements that are in the page already, before or after they are defined', async () => {
    const review = open({ api: apiWith(2) });
    const present = show(document.createElement('kv-awaiting-badge'));
    await present.updateComplete;
    expect(review.join(present)).to.equal(present);
    await counts(present, 2);

    const detached = document.createElement('kv-awaiting-badge');
    review.join(detached);
    show(detached, 'shadow');
    await counts(detached, 2);
  });

  it('stays with an element that is removed and put back', async () => {
    const review = open({ api: apiWith(2) });
    const badge = show(review.create('kv-awaiting-badge'));
    await counts(badge, 2);
    badge.remove();
    review.update({ api: apiWith(4) });
    show(badge, 'shadow');
    await counts(badge, 4);
  });

  it('separates two companies on one page', async () => {
    const broken: ReviewApi = {
      ...apiWith(5),
      listSessions: () => Promise.reject(new ReviewError('unauthenticated', 'signed out')),
    };
    const first = open({ api: apiWith(1) });
    const second = open({ api: broken });
    const badge = show(first.create('kv-awaiting-badge'));
    const other = show(second.create('kv-awaiting-badge'));
    await counts(badge, 1);
    await counts(other, 5);
    const list = show(second.create('kv-session-list'));
    await until(() => /sign in/i.test(textOf(list)), 'the second is signed out');
    await until(() => !textOf(other).includes('5'), 'it shows nothing any more');
    await counts(badge, 1);

    first.join(other);
    await counts(other, 1);
  });

  it('takes precedence over a provider around the element, and warns', async () => {
    const provider = document.createElement('kv-review-provider');
    provider.locale = 'en';
    provider.api = apiWith(5);
    const badge = document.createElement('kv-awaiting-badge');
    provider.append(badge);
    show(provider);
    await counts(badge, 5);

    const review = open({ api: apiWith(2) });
    review.join(badge);
    await counts(badge, 2);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('<kv-awaiting-badge>').and.include('inside a provider');

    let signedOut = 0;
    provider.addEventListener('kv-error', () => (signedOut += 1));
    const detail = { code: 'unauthenticated', retryable: false } as const;
    badge.dispatchEvent(new CustomEvent('kv-error', { detail, bubbles: true, composed: true }));
    expect(signedOut, 'the host page is notified').to.equal(1);
    review.leave(badge);
    await counts(badge, 5);
  });

  it('clears the elements when it ends, and can then do nothing more', async () => {
    const { calls, api } = counting(apiWith(3));
    const review = open({ api });
    const badge = show(review.create('kv-awaiting-badge'));
    await counts(badge, 3);
    await until(() => calls.openWatches === 1);
    review.disconnect();
    await until(() => !textOf(badge).includes('3'));
    await until(() => calls.openWatches === 0);

    const late = show(review.join(document.createElement('kv-awaiting-badge')));
    await review.reconnect();
    review.update({ locale: 'ka' });
    await late.updateComplete;
    expect(calls.workspaces).to.equal(1);
    expect(textOf(late)).not.to.include('3');
  });

  it('hands its elements over to the provider around them when it ends', async () => {
    const provider = document.createElement('kv-review-provider');
    provider.locale = 'en';
    provider.api = apiWith(5);
    show(provider);
    const review = open({ api: apiWith(2) });
    const badge = review.create('kv-awaiting-badge');
    provider.append(badge);
    await counts(badge, 2);
    review.disconnect();
    await counts(badge, 5);
  });

  it('keeps no element in memory that has left the page', async () => {
    const review = open({ api: apiWith(2) });
    const references: WeakRef<Element>[] = [];
    const mount = async (): Promise<void> => {
      const badge = show(review.create('kv-awaiting-badge'));
      references.push(new WeakRef(badge));
      // Without a timeout, which would keep the element until it ends.
      while (!textOf(badge).includes('2 ')) await new Promise(requestAnimationFrame);
      badge.parentElement!.remove();
    };
    for (let index = 0; index < 20; index += 1) await mount();
    let left = 0;
    const isGone = async () => {
      const live = await executeServerCommand<unknown, undefined>('live-objects');
      left = references.filter((reference) => reference.deref()).length;
      // Other engines cannot collect garbage on request. The browser and timers may keep the last ones.
      return live === 'unknown' || left <= 5;
    };
    await until(isGone).catch(() => expect.fail(`${left} elements are still there`));
  });

  it('connects a console, and what is in it', async () => {
    const review = open({ api: apiWith(3) });
    const element = review.create('kv-review-console');
    const slotted = document.createElement('kv-awaiting-badge');
    slotted.slot = 'navigation';
    element.append(slotted);
    show(element);
    const listOf = () => element.shadowRoot!.querySelector('kv-session-list');
    await until(() => listOf() && textOf(listOf()!).includes('3 sessions'));
    await counts(slotted, 3);
    expect(warnings).to.deep.equal([]);
    // A console joined when it is in the page already.
    const present = show(document.createElement('kv-review-console'));
    await present.updateComplete;
    review.join(present);
    const inner = () => present.shadowRoot!.querySelector('kv-session-list');
    await until(() => inner() && textOf(inner()!).includes('3 sessions'));
  });

  it('sets the colour scheme, tokens and the branding of its company', async () => {
    const api: ReviewApi = {
      ...apiWith(1),
      getBranding: () =>
        Promise.resolve({
          ...{ name: null, cornerRadius: null, fontFamilies: [], logoVersion: null },
          accentColor: '#00695c',
        }),
    };
    const review = open({ api, theme: 'light', appearance: { '--kv-color-surface': '#fffff0' } });
    const badge = show(review.create('kv-awaiting-badge'));
    const valueOf = (name: string) => getComputedStyle(badge).getPropertyValue(name);
    await until(() => valueOf('--_brand-accent') !== '', 'the branding is there');
    expect(valueOf('--_brand-accent')).to.match(/^light-dark\(/);
    expect(valueOf('color-scheme')).to.equal('light');
    expect(valueOf('--kv-color-surface')).to.equal('#fffff0');
    expect(badge.getAttribute('style'), 'the host page owns the attributes').to.equal(null);

    review.update({ theme: 'auto', appearance: { '--kv-color-accent': '#102030' } });
    expect(valueOf('color-scheme')).to.equal('light dark');
    expect(valueOf('--kv-color-surface')).to.equal('');
    expect(valueOf('--kv-color-accent')).to.equal('#102030');
    expect(valueOf('--_brand-accent'), 'the branding stays').to.include('light-dark');
    review.leave(badge);
    expect(valueOf('--kv-color-accent')).to.equal('');
  });

  it('reports the workspace and its errors', async () => {
    const review = open({});
    const events: unknown[] = [];
    review.addEventListener('kv-review-connect', ({ detail }) => events.push(detail.role));
    review.addEventListener('kv-error', ({ detail }) => events.push(detail.code));
    review.update({ api: apiWith(1) });
    await until(() => events.length === 1);
    const failing = () => Promise.reject(new ReviewError('unavailable', 'down'));
    review.update({ api: { ...apiWith(1), getWorkspace: failing } });
    await until(() => events.length === 2);
    expect(events[1]).to.equal('unavailable');
  });
});

describe('kv-token-request', () => {
  let backend: ServedBackend;

  beforeEach(() => {
    backend = serve('/kv-token', apiWith(2));
  });

  afterEach(() => {
    backend.stop();
    document.body.replaceChildren();
  });

  function showProvider(prepare: (element: HTMLElement) => void) {
    const provider = document.createElement('kv-review-provider');
    provider.setAttribute('endpoint', '/kv-token');
    provider.setAttribute('locale', 'en');
    provider.innerHTML = '<kv-awaiting-badge></kv-awaiting-badge>';
    prepare(provider);
    document.body.append(provider);
    return provider;
  }

  it('gives a provider its token without any property, and another when the first is refused', async () => {
    const requests: boolean[] = [];
    const provider = showProvider((element) => {
      element.addEventListener('kv-token-request', (event) => {
        requests.push(event.detail.refresh);
        event.respondWith(Promise.resolve(event.detail.refresh ? 'fresh' : 'stale'));
      });
    });
    await counts(provider.firstElementChild!, 2);
    expect(requests).to.deep.equal([false, true]);
    expect(backend.tokens.at(-1)).to.equal('fresh');
    expect(provider.outerHTML).not.to.include('fresh');
  });

  it('is dispatched at a connection, too', async () => {
    const review = connect({ endpoint: '/kv-token', locale: 'en' });
    review.addEventListener('kv-token-request', (event) => event.respondWith('mine'));
    const badge = review.create('kv-awaiting-badge');
    document.body.append(badge);
    await counts(badge, 2);
    expect(new Set(backend.tokens)).to.deep.equal(new Set(['mine']));
    review.disconnect();
  });

  it('is not dispatched where the host sets getToken, and needs no answer', async () => {
    let count = 0;
    const provider = showProvider((element) => {
      element.addEventListener('kv-token-request', () => (count += 1));
    });
    await counts(provider.firstElementChild!, 2);
    expect(new Set(backend.tokens), 'a cookie authenticates the user').to.deep.equal(
      new Set([null]),
    );
    expect(count).to.equal(1);
    backend.tokens.length = 0;
    provider.getToken = () => 'given';
    await until(() => backend.tokens.length > 0);
    expect(new Set(backend.tokens)).to.deep.equal(new Set(['given']));
    expect(count).to.equal(1);
  });

  it('takes one answer, while it is dispatched, and carries nothing that cannot be cloned', () => {
    const target = new EventTarget();
    const faults: unknown[] = [];
    const answer = (event: Event): void => {
      if (!(event instanceof TokenRequestEvent)) return;
      event.respondWith('one');
      try {
        event.respondWith('two');
      } catch (error) {
        faults.push(error);
      }
    };
    target.addEventListener('kv-token-request', answer);
    target.addEventListener('kv-token-request', () => faults.push('a second listener'));
    const event = new TokenRequestEvent(true);
    target.dispatchEvent(event);
    expect(event.answer).to.equal('one');
    expect(faults.map(String)).to.have.length(1);
    expect(String(faults[0])).to.include('InvalidStateError');
    expect(() => new TokenRequestEvent(false).respondWith('late')).to.throw('while the event');
    expect(structuredClone(event.detail)).to.deep.equal({ refresh: true });
  });
});
