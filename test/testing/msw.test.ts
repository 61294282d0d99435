import { expect, fixture, html } from '@open-wc/testing';
import { createIteration, ReviewError, type ReviewApi } from 'kv-review/api';
import { createHttpApi } from 'kv-review/api/http';
import { createMemoryApi, type FaultRule } from 'kv-review/api/memory';
import type { SessionEvent } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { reviewHandlers } from 'kv-review/testing/msw';
import { setupWorker } from 'msw/browser';

import { waitUntil } from '../wait.js';

import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';

const worker = setupWorker();
const sessions = sampleSessions({ count: 8, seed: 3 });

async function showList(faults: FaultRule[] = []): Promise<HTMLElement> {
  const api = createMemoryApi({ sessions, faults });
  worker.use(...reviewHandlers(api, { baseUrl: '/kv' }));
  const provider = await fixture(html`
    <kv-review-provider endpoint="/kv" locale="en">
      <kv-session-list></kv-session-list>
    </kv-review-provider>
  `);
  return provider.querySelector('kv-session-list')!;
}

const textOf = (element: Element): string => element.shadowRoot?.textContent ?? '';

const statusOf = async (path: string, init?: RequestInit): Promise<number> =>
  (await fetch(path, init)).status;

describe('reviewHandlers', () => {
  before(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }));
  afterEach(() => worker.resetHandlers());
  after(() => worker.stop());

  it('is the backend of the elements, through real requests', async () => {
    const list = await showList();
    const name = sessions.find(({ client }) => client.lastName !== null)!.client.lastName!;
    await waitUntil(() => textOf(list).includes(name), 'the sessions are listed');
  });

  it('answers an adapter’s faults like a backend', async () => {
    const list = await showList([{ kind: 'error', code: 'forbidden', method: 'listSessions' }]);
    await waitUntil(
      () => list.shadowRoot?.querySelector('[role="alert"]') ?? null,
      'an error is shown',
    );
  });

  it('uses the adapter of each caller’s token', async () => {
    const tenants = new Map([
      ['Bearer one', createMemoryApi({ sessions: sessions.slice(0, 1) })],
      ['Bearer two', createMemoryApi({ sessions: sessions.slice(1) })],
    ]);
    const findTenant = (request: Request) => {
      const tenant = tenants.get(request.headers.get('authorization') ?? '');
      if (!tenant) throw new ReviewError('unauthenticated', 'Who are you?');
      return tenant;
    };
    worker.use(...reviewHandlers(findTenant, { baseUrl: '/kv' }));
    const countFor = async (token: string) => {
      const api = createHttpApi({ baseUrl: '/kv', getToken: () => token });
      return (await api.countSessions({})).count;
    };
    expect(await countFor('one')).to.equal(1);
    expect(await countFor('two')).to.equal(7);
    expect(await statusOf('/kv/v1/workspace')).to.equal(401);
  });

  it('reports changes as they happen, and stops when nobody listens', async () => {
    const memory = createMemoryApi({ sessions });
    let openCount = 0;
    const api: ReviewApi = {
      ...memory,
      watchSessions: (options) =>
        createIteration(options?.signal, async function* (signal) {
          openCount += 1;
          try {
            for await (const event of memory.watchSessions({ ...options, signal })) yield event;
          } finally {
            openCount -= 1;
          }
        }),
    };
    worker.use(...reviewHandlers(api, { baseUrl: '/kv' }));
    const { id, version } = sessions.find(({ status }) => status === 'awaiting')!;
    const told: SessionEvent['sessionIds'][] = [];
    const http = createHttpApi({ baseUrl: '/kv' });
    let after: { after?: string } = {};
    // If a service worker cannot stream, a watch ends after each event and is opened again.
    while (told.length < 2) {
      for await (const event of http.watchSessions(after)) {
        after = { after: event.id };
        told.push(event.sessionIds);
        if (told.length === 2) break;
        await memory.addNote(id, { text: 'Seen.' }, { version, idempotencyKey: 'key' });
      }
    }
    expect(told).to.deep.equal(['many', [id]]);
    await waitUntil(() => openCount === 0, 'the adapter is left');
  });

  it('answers unknown routes of the contract, and no other requests', async () => {
    const api = createMemoryApi({ sessions });
    worker.use(...reviewHandlers(api, { baseUrl: '/kv' }));
    const answer = await fetch('/kv/v1/nothing-here');
    expect(answer.status).to.equal(404);
    expect(answer.headers.get('content-type')).to.equal('application/problem+json');
    expect(await statusOf('/kv/v1/workspace', { method: 'DELETE' })).to.equal(405);
    expect(await statusOf('/kv/v1/workspace')).to.equal(200);

    const isAnsweredHere = async (path: string) =>
      /json/.test((await fetch(path)).headers.get('content-type') ?? '');
    expect(await isAnsweredHere('/v1/workspace'), 'another base path').to.be.false;
    expect(await isAnsweredHere('/kv-else/v1/workspace'), 'a longer name').to.be.false;
  });

  it('accepts an origin', async () => {
    const api = createMemoryApi({ sessions });
    worker.use(...reviewHandlers(api, { baseUrl: 'https://reviews.example.com/kv/' }));
    expect(await statusOf('https://reviews.example.com/kv/v1/workspace')).to.equal(200);
    expect(() => reviewHandlers(api, { baseUrl: 'ftp://reviews.example.com' })).to.throw(TypeError);
  });
});
