import { expect } from '@open-wc/testing';
import { createIteration, ReviewError, type ReviewApi } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import { createMemoryApi, type MemoryApi } from 'kv-review/api/memory';
import type { Session, SessionEvent } from 'kv-review/model';

import {
  awaiting,
  comeBack,
  inOrder,
  namesOf,
  nameOf,
  rowsOf,
  scrollTo,
  textOf,
} from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

import 'kv-review/define/awaiting-badge';
import 'kv-review/define/review-provider';
import 'kv-review/define/session-details';
import 'kv-review/define/session-list';

type Element = 'kv-awaiting-badge' | 'kv-session-details' | 'kv-session-list';

/** No element polls during a test. */
const resting = { pollInterval: 3600, refreshInterval: 3600 };

function mount(api: ReviewApi) {
  const provider = document.createElement('kv-review-provider');
  provider.locale = 'en';
  provider.api = api;
  const page = document.createElement('main');
  page.style.inlineSize = '1100px';
  page.append(provider);
  document.body.append(page);
  const add = <Tag extends Element>(tag: Tag, properties = {}) => {
    const element = Object.assign(document.createElement(tag), resting, properties);
    element.style.blockSize = '500px';
    provider.append(element);
    return element;
  };
  return { provider, add };
}

let keyCount = 0;
async function decide(api: ReviewApi, { id }: Session): Promise<void> {
  const { version } = await api.getSession(id);
  const idempotencyKey = `key-${(keyCount += 1)}`;
  await api.decideSession(id, { verdict: 'verify', note: null }, { version, idempotencyKey });
}

/** Counts all watches of an adapter, and the open ones. */
function counting(api: MemoryApi) {
  const counts = { begun: 0, open: 0, after: [] as (string | undefined)[] };
  const watched: ReviewApi = {
    ...api,
    watchSessions: (options = {}) =>
      createIteration(options.signal, async function* (signal) {
        counts.begun += 1;
        counts.open += 1;
        counts.after.push(options.after);
        try {
          yield* api.watchSessions({ ...options, signal });
        } finally {
          counts.open -= 1;
        }
      }),
  };
  return { api: watched, counts };
}

/** An adapter whose events are sent by the test. */
function byHand(sessions: Session[]) {
  const api = createMemoryApi({ sessions });
  const streams = new Set<(event: SessionEvent | Error) => void>();
  let serial = 0;
  const send = (event: Partial<SessionEvent> | Error): void => {
    serial += 1;
    const whole: SessionEvent = {
      id: `event-${serial}`,
      type: 'sessions-changed',
      sessionIds: [],
      awaiting: null,
    };
    for (const stream of streams) {
      stream(event instanceof Error ? event : { ...whole, ...event });
    }
  };
  const watchSessions: ReviewApi['watchSessions'] = (options) =>
    createIteration(options?.signal, async function* (signal) {
      const queue: (SessionEvent | Error)[] = [];
      let wake = () => {};
      const stream = (event: SessionEvent | Error) => {
        queue.push(event);
        wake();
      };
      streams.add(stream);
      signal.addEventListener('abort', () => wake());
      try {
        while (!signal.aborted) {
          const event = queue.shift();
          if (event instanceof Error) throw event;
          if (event) yield event;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        streams.delete(stream);
      }
    });
  return { api: { ...api, watchSessions }, send, streams };
}

function hide(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
  comeBack();
}

const numberOf = (badge: HTMLElement) => textOf(badge.shadowRoot!.querySelector('.badge'));

describe('live updates', () => {
  const { setTimeout } = globalThis;

  afterEach(() => {
    globalThis.setTimeout = setTimeout;
    Reflect.deleteProperty(document, 'hidden');
    for (const page of document.querySelectorAll('main')) page.remove();
  });

  /** Timers of at least this many milliseconds fire at once. */
  function hurry(least: number): void {
    globalThis.setTimeout = ((run: () => void, wait = 0) =>
      setTimeout(run, wait >= least ? 0 : wait)) as typeof globalThis.setTimeout;
  }

  for (const [name, connect] of [
    ['memory', (api: MemoryApi): ReviewApi => api],
    [
      'http',
      (api: MemoryApi): ReviewApi =>
        createHttpApi({ baseUrl: 'https://api.example.test/', fetch: createHandler(api) }),
    ],
  ] as const) {
    it(`the badge follows another agent’s decision without a reload, over ${name}`, async () => {
      const sessions = awaiting(7);
      const backend = createMemoryApi({ sessions });
      const badge = mount(connect(backend)).add('kv-awaiting-badge');
      await waitUntil(() => numberOf(badge) === '7');
      await decide(backend, sessions[0]!);
      await waitUntil(() => numberOf(badge) === '6');
    });
  }

  it('the badge shows the number of the event, and requests none', async () => {
    const { api, send, streams } = byHand(awaiting(2));
    let countCount = 0;
    const countSessions: ReviewApi['countSessions'] = (query, options) => {
      // No event has the number of the overdue ones.
      if (!query.due) countCount += 1;
      return api.countSessions(query, options);
    };
    const badge = mount({ ...api, countSessions }).add('kv-awaiting-badge');
    await waitUntil(() => numberOf(badge) === '2' && streams.size === 1);
    send({ type: 'snapshot', awaiting: { count: 4100, exact: false } });
    await waitUntil(() => numberOf(badge) === '4,100+');
    expect(countCount).to.equal(1);
    send({ sessionIds: ['somebody'], awaiting: null });
    await waitUntil(() => numberOf(badge) === '2', 'it counts where no number is sent');
  });

  it('a list at its top shows the change', async () => {
    const sessions = awaiting(10);
    const backend = createMemoryApi({ sessions });
    const list = mount(backend).add('kv-session-list', { view: 'awaiting' });
    await waitUntil(() => namesOf(list).length === 10);
    await decide(backend, sessions[3]!);
    await waitUntil(() => namesOf(list).length === 9);
    expect(namesOf(list)).not.to.include(nameOf(sessions[3]!));
  });

  it('a row far down is updated in its place', async () => {
    const sessions = awaiting(160);
    const backend = createMemoryApi({ sessions });
    const list = mount(backend).add('kv-session-list');
    await waitUntil(() => namesOf(list).length > 0);
    const order = await backend.listSessions({ limit: 200 });
    const last = order.items[110]!;
    const isShown = () => rowsOf(list).some((row) => textOf(row).includes(last.client.firstName!));
    for (let top = 0; top < 110; top += 20) {
      scrollTo(list, top * 56);
      await waitUntil(() => namesOf(list).length > 5);
    }
    scrollTo(list, 108 * 56);
    await waitUntil(isShown, 'the row is in view');
    const rowOf = () =>
      rowsOf(list)
        .find((row) => row.ariaRowIndex === String(112))
        ?.querySelector('.verified');
    await waitUntil(() => rowOf());
    expect(textOf(rowOf())).not.to.include('Yes');
    await decide(
      backend,
      sessions.find(({ id }) => id === last.id)!,
    );
    await waitUntil(() => textOf(rowOf()).includes('Yes'), 'its status is the new one');
  });

  it('shows how many sessions are new above the view, or a lower bound', async () => {
    const sessions = awaiting(60);
    const { api, send, streams } = byHand(sessions);
    let added: Session[] = [];
    const come = (count: number): void => {
      added = Array.from({ length: count }, (_, index) => ({
        ...sessions[0]!,
        id: `new-${index}`,
        createdAt: '2030-01-01T00:00:00Z',
      }));
    };
    const listSessions: ReviewApi['listSessions'] = (...args) =>
      createMemoryApi({ sessions: [...added, ...sessions] }).listSessions(...args);
    const list = mount({ ...api, listSessions }).add('kv-session-list');
    await waitUntil(() => namesOf(list).length > 0 && streams.size === 1);
    scrollTo(list, 600);
    await inOrder(list);
    const before = namesOf(list);
    for (const [count, text] of [
      [1, '1 new session Show'],
      [3, '3 new sessions Show'],
      [70, '50+ new sessions Show'],
    ] as const) {
      come(count);
      send({ sessionIds: added.slice(0, 100).map(({ id }) => id) });
      await waitUntil(() => textOf(list).includes(text), text);
      expect(namesOf(list)).to.deep.equal(before);
    }
  });

  it('open details show another agent’s decision', async () => {
    const sessions = awaiting(2);
    const backend = createMemoryApi({ sessions });
    const details = mount(backend).add('kv-session-details', { sessionId: sessions[0]!.id });
    await waitUntil(() => textOf(details).includes('Reject'));
    const colleague = { id: 'nino', name: 'Nino Colleague', role: 'agent' } as const;
    await decide(backend.as(colleague), sessions[0]!);
    await waitUntil(() => textOf(details).includes('Nino Colleague'));
  });

  it('all elements of a provider share one watch, which ends with the last of them', async () => {
    const { api, counts } = counting(createMemoryApi({ sessions: awaiting(3) }));
    const { add } = mount(api);
    const elements = [
      add('kv-awaiting-badge'),
      add('kv-awaiting-badge'),
      add('kv-session-list'),
      add('kv-session-details'),
    ];
    await waitUntil(() => numberOf(elements[0]!) === '3' && counts.begun > 0);
    expect(counts).to.include({ begun: 1, open: 1 });
    for (const element of elements.slice(1)) element.remove();
    for (let moves = 0; moves < 50; moves += 1) elements[0]!.parentElement!.append(elements[0]!);
    await elements[0]!.updateComplete;
    expect(counts).to.include({ begun: 1, open: 1 });
    elements[0]!.remove();
    await waitUntil(() => counts.open === 0, 'the watch has ended');
  });

  it('ends with the provider, and with the user', async () => {
    const { api, counts } = counting(createMemoryApi({ sessions: awaiting(3) }));
    const { provider, add } = mount(api);
    add('kv-session-list');
    await waitUntil(() => counts.open === 1);
    provider.remove();
    await waitUntil(() => counts.open === 0, 'without the provider');
    document.querySelector('main')!.append(provider);
    await waitUntil(() => counts.open === 1, 'again');
    const error = new CustomEvent('kv-error', {
      bubbles: true,
      composed: true,
      detail: { code: 'unauthenticated', retryable: false },
    } as const);
    provider.firstElementChild!.dispatchEvent(error);
    await waitUntil(() => counts.open === 0, 'after the user was signed out');
  });

  it('two providers on one page stay apart', async () => {
    const [ours, theirs] = [awaiting(3), awaiting(5)];
    const backends = [createMemoryApi({ sessions: ours }), createMemoryApi({ sessions: theirs })];
    const [one, other] = backends.map((api) => mount(api).add('kv-awaiting-badge'));
    await waitUntil(() => numberOf(one!) === '3' && numberOf(other!) === '5');
    let newsCount = 0;
    other!.addEventListener('kv-awaiting-change', () => (newsCount += 1));
    await decide(backends[0]!, ours[0]!);
    await waitUntil(() => numberOf(one!) === '2');
    expect([numberOf(other!), newsCount]).to.deep.equal(['5', 0]);
  });

  it('a hidden page stops its watch, and continues after the last event when it is shown', async () => {
    hurry(20_000);
    const sessions = awaiting(4);
    const backend = createMemoryApi({ sessions });
    const { api, counts } = counting(backend);
    const badge = mount(api).add('kv-awaiting-badge', { pollInterval: 0 });
    await waitUntil(() => numberOf(badge) === '4' && counts.open === 1);
    hide(true);
    await waitUntil(() => counts.open === 0, 'the watch rests');
    await decide(backend, sessions[0]!);
    expect(numberOf(badge)).to.equal('4');
    hide(false);
    await waitUntil(() => numberOf(badge) === '3');
    expect(counts.open).to.equal(1);
    expect(counts.after[0]).to.equal(undefined);
    expect(counts.after.at(-1)).to.match(/\.0$/);
  });

  it('back online, it opens a new watch after the last event', async () => {
    const { api, counts } = counting(createMemoryApi({ sessions: awaiting(4) }));
    const badge = mount(api).add('kv-awaiting-badge');
    await waitUntil(() => numberOf(badge) === '4' && counts.open === 1);
    window.dispatchEvent(new Event('online'));
    await waitUntil(() => counts.begun === 2 && counts.open === 1);
    expect(counts.after.at(-1)).to.match(/\.0$/);
  });

  it('polls while the watch fails, and not while it runs', async () => {
    const { api, send, streams } = byHand(awaiting(3));
    let countCount = 0;
    const countSessions: ReviewApi['countSessions'] = (...args) => {
      countCount += 1;
      return api.countSessions(...args);
    };
    const badge = mount({ ...api, countSessions }).add('kv-awaiting-badge', { pollInterval: 0.02 });
    await waitUntil(() => countCount > 3, 'it polls until the first event');
    send({ type: 'snapshot', awaiting: { count: 12, exact: true } });
    await waitUntil(() => numberOf(badge) === '12');
    const before = countCount;
    send(new ReviewError('unavailable', 'The stream has ended.'));
    await waitUntil(() => countCount > before + 3, 'it polls again');
    await waitUntil(() => streams.size === 1, 'it watches again');
    send({ type: 'snapshot', awaiting: { count: 13, exact: true } });
    await waitUntil(() => numberOf(badge) === '13');
  });

  it('continues after the last event when a backend ends the watch, without polling', async () => {
    const { api, counts } = counting(createMemoryApi({ sessions: awaiting(3) }));
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const watchSessions: ReviewApi['watchSessions'] = (options) =>
      counts.begun === 0
        ? createIteration(options?.signal, async function* (signal) {
            const events = api.watchSessions({ ...options, signal })[Symbol.asyncIterator]();
            yield (await events.next()).value as SessionEvent;
            await ended;
            await events.return?.();
          })
        : api.watchSessions(options);
    let countCount = 0;
    const countSessions: ReviewApi['countSessions'] = (...args) => {
      countCount += 1;
      return api.countSessions(...args);
    };
    const live = { ...api, countSessions, watchSessions };
    const badge = mount(live).add('kv-awaiting-badge', { pollInterval: 0.02 });
    await waitUntil(() => numberOf(badge) === '3' && counts.open === 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = countCount;
    end();
    await waitUntil(() => counts.begun === 2, 'it watches again');
    expect(counts.after[1]).to.match(/\.0$/);
    expect(countCount).to.equal(before);
  });

  it('reconnects after delays that vary, double up to five minutes, and heed Retry-After', async () => {
    const delays: number[] = [];
    let begun = 0;
    const enough = new Promise<void>((resolve) => {
      globalThis.setTimeout = ((run: () => void, delay = 0) => {
        if (delay < 1000) return setTimeout(run, delay);
        delays.push(delay);
        if (begun < 12) return setTimeout(run, 0);
        resolve();
        return 0;
      }) as typeof globalThis.setTimeout;
    });
    const watchSessions: ReviewApi['watchSessions'] = () => {
      begun += 1;
      const retryAfter = begun === 11 ? 60_000 : 0;
      const error = new ReviewError('unavailable', 'The backend is down.', { retryAfter });
      return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) };
    };
    const api = { ...createMemoryApi({ sessions: awaiting(3) }), watchSessions };
    mount(api).add('kv-awaiting-badge', { pollInterval: 0 });
    await enough;
    expect(delays).to.have.length(12);
    for (const [index, delay] of delays.entries()) {
      const longest = Math.min(2000 * 2 ** index, 300_000);
      const asked = index === 10 ? 60_000 : 0;
      expect(delay).to.be.within(asked + longest / 2, asked + longest);
    }
    expect(new Set(delays.slice(8).map((delay) => delay % 60_000)).size).to.equal(4);
  });

  it('does not repeat a watch that is refused', async () => {
    const refused = new ReviewError('forbidden', 'Not for this user.');
    const { api, send, streams } = byHand(awaiting(3));
    const { provider, add } = mount(api);
    const badge = add('kv-awaiting-badge', { pollInterval: 0 });
    await waitUntil(() => streams.size === 1);
    send(refused);
    await waitUntil(() => streams.size === 0);
    window.dispatchEvent(new Event('online'));
    comeBack();
    badge.remove();
    provider.append(badge);
    await badge.updateComplete;
    await waitUntil(() => numberOf(badge) === '3');
    expect(streams.size).to.equal(0);
  });
});
