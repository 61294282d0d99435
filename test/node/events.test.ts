import assert from 'node:assert/strict';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { after, describe, it } from 'node:test';
import type { ReviewApi } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import { createMemoryApi } from 'kv-review/api/memory';
import type { SessionEvent } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { listen, toListener, type TestServer } from './http-server.ts';

const servers: TestServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

const awaiting = sampleSessions({ count: 60, seed: 5 }).filter(
  ({ status }) => status === 'awaiting',
);

let keyCount = 0;
async function decide(api: ReviewApi, id: string): Promise<void> {
  const { version } = await api.getSession(id);
  const idempotencyKey = `key-${(keyCount += 1)}`;
  await api.decideSession(id, { verdict: 'verify', note: null }, { version, idempotencyKey });
}

/** A backend over real HTTP. A test can cut its connections. */
async function open() {
  const memory = createMemoryApi({ sessions: awaiting });
  const handle = toListener(createHandler(memory));
  const asked: IncomingHttpHeaders[] = [];
  const cuts = new Set<() => void>();
  const listener: RequestListener = (incoming, outgoing) => {
    if (incoming.url === '/v1/events') {
      asked.push(incoming.headers);
      const cut = () => incoming.socket.destroy();
      cuts.add(cut);
      outgoing.once('close', () => cuts.delete(cut));
    }
    handle(incoming, outgoing);
  };
  const server = await listen(listener);
  servers.push(server);
  const http = createHttpApi({ baseUrl: server.url, retryDelay: 1 });
  return { memory, http, asked, cuts };
}

async function eventOf(events: AsyncIterator<SessionEvent>): Promise<SessionEvent> {
  const { done, value } = await events.next();
  assert.ok(!done, 'The stream goes on.');
  return value;
}

const closed = async (cuts: ReadonlySet<unknown>): Promise<void> => {
  while (cuts.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('events over a real connection', () => {
  it('arrive while the connection stays open', async () => {
    const { memory, http, cuts } = await open();
    const events = http.watchSessions()[Symbol.asyncIterator]();
    const snapshot = await eventOf(events);
    assert.deepEqual([snapshot.type, snapshot.sessionIds], ['snapshot', 'many']);
    assert.deepEqual(snapshot.awaiting, { count: awaiting.length, exact: true });
    for (const [index, { id }] of awaiting.slice(0, 3).entries()) {
      await decide(memory, id);
      const { sessionIds, awaiting: waiting } = await eventOf(events);
      assert.deepEqual(sessionIds, [id]);
      assert.equal(waiting?.count, awaiting.length - index - 1);
    }
    assert.equal(cuts.size, 1);
    await events.return?.();
    await closed(cuts);
  });

  it('continue after the last one when the connection breaks, without a gap', async () => {
    const { memory, http, asked, cuts } = await open();
    const events = http.watchSessions()[Symbol.asyncIterator]();
    await eventOf(events);
    const [first, second, third] = awaiting;
    await decide(memory, first!.id);
    const { id } = await eventOf(events);
    for (const cut of cuts) cut();
    await closed(cuts);
    await assert.rejects(events.next(), { code: 'unavailable' });
    await decide(memory, second!.id);
    await decide(memory, third!.id);
    const later = http.watchSessions({ after: id })[Symbol.asyncIterator]();
    const missed = await eventOf(later);
    assert.equal(missed.type, 'snapshot');
    assert.deepEqual(missed.sessionIds, [second!.id, third!.id]);
    assert.equal(asked[0]?.['last-event-id'], undefined);
    assert.equal(asked[1]?.['last-event-id'], id);
    await later.return?.();
    await closed(cuts);
  });

  it('end at the signal, on both sides', async () => {
    const { http, cuts } = await open();
    const controller = new AbortController();
    const events = http.watchSessions({ signal: controller.signal })[Symbol.asyncIterator]();
    await eventOf(events);
    const pending = events.next();
    controller.abort();
    assert.equal((await pending).done, true);
    await closed(cuts);
  });
});
