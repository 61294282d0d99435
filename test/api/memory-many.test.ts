import { expect } from '@open-wc/testing';
import { createMemoryApi } from 'kv-review/api/memory';
import { compileFilter, type Session, type SessionPage } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import { waitUntil } from '../wait.js';

const count = 100_000;
const samples = sampleSessions({ count: 500, seed: 3 });

/** In another order, so that there is something to sort. The step has no factor in common with the count. */
const sessions: Session[] = Array.from({ length: count }, (_, index) => {
  const number = (index * 7919) % count;
  const sample = samples[number % samples.length];
  if (!sample) throw new Error('no sample');
  const createdAt = new Date(Date.UTC(2026, 5, 1) - Math.floor(number / 3) * 60_000).toISOString();
  return { ...sample, id: `many-${String(number).padStart(6, '0')}`, createdAt };
});

/** Counts how often other work runs before the promise settles. */
async function turnsDuring(promise: Promise<unknown>): Promise<number> {
  let turns = 0;
  let running = true;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    turns += 1;
    if (running) port2.postMessage(null);
  };
  port2.postMessage(null);
  await promise;
  running = false;
  port1.close();
  return turns;
}

describe('createMemoryApi with 100,000 sessions', () => {
  const api = createMemoryApi({ sessions });

  it('lets other work run while it sorts, folds and filters', async () => {
    const cold = createMemoryApi({ sessions });
    expect(await turnsDuring(cold.listSessions({ search: 'a' }))).to.be.greaterThan(5);
  });

  it('selects the same sessions as a check of every session', async () => {
    for (const search of ['a', 'გ', 'ни', 'zzzz']) {
      const expected = sessions.filter(compileFilter({ search }, 4)).length;
      const { total } = await api.listSessions({ search });
      expect(total, search).to.deep.equal({ count: expected, exact: true });
    }
  });

  it('stops if it is aborted between two slices', async () => {
    const controller = new AbortController();
    const list = createMemoryApi({ sessions }).listSessions({ search: 'x' }, controller);
    setTimeout(() => controller.abort());
    const error: unknown = await list.catch((thrown: unknown) => thrown);
    expect(error).to.have.property('code', 'aborted');
  });

  it('pages through all of them', async () => {
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const page: SessionPage = await api.listSessions({ sort: 'lastName', limit: 200, cursor });
      for (const { id } of page.items) seen.add(id);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen.size).to.equal(count);
  });

  it('lists a session in its new place if it changed while an order was built', async () => {
    const moving = createMemoryApi({ sessions });
    const session = sessions.find(({ status }) => status === 'awaiting');
    if (!session) throw new Error('no session awaits');
    const { id, version } = session;
    const before = moving.listSessions({ sort: 'lastName', limit: 1 });
    await moving.editClient(id, { lastName: '0000' }, { version, idempotencyKey: 'a' });
    await before;
    const { items, total } = await moving.listSessions({ sort: 'lastName', limit: 1 });
    expect(items[0]?.id).to.equal(id);
    expect(total?.count).to.equal(count);
  });

  it('finds a session by the name that it has now, whenever it was renamed', async () => {
    const api = createMemoryApi({ sessions });
    const session = sessions.find(({ status }) => status === 'awaiting');
    if (!session) throw new Error('no session awaits');
    const { id } = session;
    const found = async (search: string) =>
      (await api.listSessions({ search })).items.map((item) => item.id);
    const rename = async (firstName: string, version: string) =>
      (await api.editClient(id, { firstName }, { version, idempotencyKey: firstName })).version;

    await api.listSessions({});
    const during = found('unheard');
    const version = await rename('Unheard', session.version);
    expect(await during, 'renamed during the first search').to.deep.equal([id]);
    await rename('Other', version);
    expect(await found('unheard'), 'renamed since').to.deep.equal([]);
    expect(await found('other')).to.deep.equal([id]);
  });

  it('finds the same whatever part of the names it has folded in idle time', async () => {
    const { requestIdleCallback } = globalThis;
    const steps: IdleRequestCallback[] = [];
    globalThis.requestIdleCallback = (step) => steps.push(step);
    try {
      const session = sessions.find(({ status }) => status === 'awaiting');
      if (!session) throw new Error('no session awaits');
      const { id, version, client } = session;
      let reads = 0;
      const watched = {
        ...session,
        get client() {
          reads += 1;
          return client;
        },
      };
      const api = createMemoryApi({
        sessions: [watched, ...sessions.filter((one) => one !== session)],
      });
      const search = 'unheard';
      const expectFound = async (when: string) => {
        const { items, total } = await api.listSessions({ search });
        expect([items[0]?.id, total?.count], when).to.deep.equal([id, 1]);
      };

      await api.listSessions({});
      const busy: IdleDeadline = { didTimeout: false, timeRemaining: () => 0 };
      // Adapters of other tests may fold their names too.
      for (reads = 0; reads === 0;) {
        await waitUntil(() => steps.length > 0);
        steps.shift()?.(busy);
      }
      await api.editClient(id, { firstName: 'Unheard' }, { version, idempotencyKey: 'a' });
      await expectFound('after one step');
      for (let step = steps.shift(); step; step = steps.shift()) step(busy);
      await expectFound('after all steps');
    } finally {
      globalThis.requestIdleCallback = requestIdleCallback;
    }
  });
});
