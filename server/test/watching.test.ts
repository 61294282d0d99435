import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';

import { sql } from 'kysely';
import type { ReviewApi } from 'kv-review/api';
import type { SessionEvent } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import { createActivityKeys } from '../src/activity/keys.ts';
import { appendActivity } from '../src/activity/log.ts';
import { inCompany } from '../src/database/index.ts';
import { listen } from '../src/http/server.ts';
import { recordChange } from '../src/store/change-log.ts';
import { seedSessions } from '../src/store/seed.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases, sparePostgres } from './support/databases.ts';
import { openEventStream, type EventStream } from './support/event-stream.ts';

const samples = sampleSessions({ count: 400, seed: 11, now: new Date(), companyName: 'A' });
const waiting = samples.filter(({ status }) => status === 'awaiting');
const idOf = (index: number): string => {
  const id = waiting[index]?.id;
  if (id === undefined) throw new Error('Too few samples await action.');
  return id;
};

let keys = 0;
const newKey = (): string => `k${(keys += 1)}`;

async function note(api: ReviewApi, id: string): Promise<void> {
  const { version } = await api.getSession(id);
  await api.addNote(id, { text: 'Seen.' }, { version, idempotencyKey: newKey() });
}

async function verify(api: ReviewApi, id: string): Promise<void> {
  const { version } = await api.getSession(id);
  const input = { verdict: 'verify', note: null } as const;
  await api.decideSession(id, input, { version, idempotencyKey: newKey() });
}

const sorted = (ids: SessionEvent['sessionIds'] | undefined) =>
  Array.isArray(ids) ? [...ids].sort() : ids;

const open = ({ send }: TestBackend, token: string, lastId?: string): Promise<EventStream> =>
  openEventStream(send, token, lastId);

/** A watch after its first event. */
async function glance(server: TestBackend, token: string, lastId?: string): Promise<SessionEvent> {
  const stream = await open(server, token, lastId);
  const event = await stream.next();
  await stream.leave();
  assert.ok(event);
  return event;
}

/** Reads events until all the sessions were named. */
async function readUntil(stream: EventStream, ids: readonly string[]): Promise<SessionEvent> {
  const missing = new Set(ids);
  for (;;) {
    const event = await stream.next();
    assert.ok(event, 'the stream continues');
    assert.notEqual(event.sessionIds, 'many');
    for (const id of event.sessionIds) missing.delete(id);
    if (missing.size === 0) return event;
  }
}

describe('live updates of two processes on one database', { timeout: 120_000 }, () => {
  let one: TestBackend;
  let other: TestBackend;
  let token: string;
  let apis: readonly [ReviewApi, ReviewApi];

  before(async () => {
    one = await openTestBackend(await sparePostgres());
    const { config, backend } = one;
    const keep = () => Promise.resolve();
    other = await openTestBackend({ location: config.database, drop: keep }, { config });
    const key = await one.addCompany({ id: 'a', name: 'Company A' });
    await seedSessions(backend.database, 'a', samples);
    token = await one.token(key);
    apis = [one.api(token), other.api(token)];
  });
  after(async () => {
    await other.close();
    await one.close();
  });

  test('a decision on one process reaches watches of the other, with the new number awaiting action', async () => {
    const streams = [await open(one, token), await open(other, token)];
    const first = await Promise.all(streams.map((stream) => stream.next()));
    assert.deepEqual(
      first.map((event) => [event?.type, event?.sessionIds, event?.awaiting]),
      Array(2).fill(['snapshot', 'many', { count: waiting.length, exact: true }]),
    );
    await verify(apis[0], idOf(0));
    const events = await Promise.all(streams.map((stream) => stream.next()));
    assert.deepEqual(
      events.map((event) => [event?.type, event?.sessionIds, event?.awaiting?.count]),
      Array(2).fill(['sessions-changed', [idOf(0)], waiting.length - 1]),
    );
    for (const stream of streams) await stream.leave();
  });

  test('a client that reconnects to the other process receives exactly the missed changes', async () => {
    const { id } = await glance(one, token);
    await note(apis[0], idOf(1));
    await note(apis[1], idOf(2));
    await apis[1].getSession(idOf(3));
    await apis[1].listSessions({});
    const missed = await glance(other, token, id);
    assert.deepEqual(
      [missed.type, sorted(missed.sessionIds)],
      ['snapshot', [idOf(1), idOf(2)].sort()],
    );
    assert.deepEqual((await glance(one, token, missed.id)).sessionIds, []);
  });

  test('an id of another sequence, as after a restored backup, means that any session may have changed', async () => {
    const { id } = await glance(one, token);
    const [sequence = '', mark = ''] = id.split('.');
    for (const unknown of [`${sequence}.${'0'.repeat(16)}`, `${Number(sequence) + 50}.${mark}`]) {
      assert.equal((await glance(other, token, unknown)).sessionIds, 'many');
    }
  });

  test('a change that is committed after a later one has started is not missed', async () => {
    const { database } = one.backend;
    const { writing } = createActivityKeys(one.config.activitySecrets);
    const [slow, quick] = [idOf(4), idOf(5)];
    const [begun, finished] = [
      Promise.withResolvers<undefined>(),
      Promise.withResolvers<undefined>(),
    ];
    const change = inCompany(database, 'a', async (transaction) => {
      const activity = {
        ...{ at: new Date().toISOString(), actor: null, action: 'note' as const },
        ...{ sessionId: slow, details: {} },
      };
      await appendActivity(transaction, 'a', activity, writing);
      await recordChange(transaction, 'a', slow);
      begun.resolve(undefined);
      await finished.promise;
    });
    await begun.promise;
    // This change has a number, but is not committed yet.
    const later = note(apis[1], quick);
    const stream = await open(other, token);
    const start = await stream.next();
    assert.ok(start);
    assert.deepEqual((await glance(one, token, start.id)).sessionIds, []);
    finished.resolve(undefined);
    await Promise.all([change, later]);
    const last = await readUntil(stream, [slow, quick]);
    await stream.leave();
    const since = await glance(one, token, start.id);
    assert.deepEqual(sorted(since.sessionIds), [slow, quick].sort());
    assert.deepEqual((await glance(one, token, last.id)).sessionIds, []);
  });

  test('a client that moves between the processes during many changes misses nothing', async () => {
    const changed = Array.from({ length: 24 }, (_, index) => idOf(10 + index));
    let { id: place } = await glance(one, token);
    const changing = Promise.all(changed.map((id, index) => note(apis[index % 2 ? 1 : 0], id)));
    const missing = new Set(changed);
    for (let turn = 0; missing.size > 0; turn += 1) {
      const event = await glance(turn % 2 ? one : other, token, place);
      assert.notEqual(event.sessionIds, 'many');
      for (const id of event.sessionIds) missing.delete(id);
      place = event.id;
    }
    await changing;
  });

  test('changes during a lost database connection are reported afterwards', async () => {
    const stream = await open(one, token);
    await stream.next();
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where query like 'listen%' and pid <> pg_backend_pid() and datname = current_database()
    `.execute(other.backend.database.kysely);
    await note(apis[1], idOf(6));
    await readUntil(stream, [idOf(6)]);
    await stream.leave();
  });

  test('a foreign message on the channel has no effect', async () => {
    const stream = await open(other, token);
    await stream.next();
    for (const word of ['', '{', 'null', '7', '{"companyId":"b"}']) {
      await sql`select pg_notify('kv_sessions', ${word})`.execute(one.backend.database.kysely);
    }
    await note(apis[0], idOf(7));
    await readUntil(stream, [idOf(7)]);
    await stream.leave();
  });
});

for (const [name, spare] of databases) {
  describe(`event streams (${name})`, { timeout: 120_000 }, () => {
    let server: TestBackend;
    let keyOfA: string;
    let keyOfB: string;

    before(async () => {
      const limits = { perMinute: 100_000, guessesPerMinute: 100_000 };
      server = await openTestBackend(await spare(), { config: { limits } });
      keyOfA = await server.addCompany({ id: 'a', name: 'Company A' });
      keyOfB = await server.addCompany({ id: 'b', name: 'Company B' });
      for (const company of ['a', 'b']) {
        await seedSessions(server.backend.database, company, samples.slice(0, 100));
      }
    });
    after(() => server.close());

    test('abuse case 10: a company receives no events of another', async () => {
      const [tokenOfA, tokenOfB] = [await server.token(keyOfA), await server.token(keyOfB)];
      const [apiOfA, apiOfB] = [server.api(tokenOfA), server.api(tokenOfB)];
      const stream = await open(server, tokenOfB);
      const first = await stream.next();
      const { id: placeOfA } = await glance(server, tokenOfA);
      await verify(apiOfA, idOf(0));
      await note(apiOfB, idOf(1));
      const event = await stream.next();
      assert.deepEqual([event?.sessionIds, event?.awaiting], [[idOf(1)], first?.awaiting]);
      assert.equal((await glance(server, tokenOfB, placeOfA)).sessionIds, 'many');
      await stream.leave();
    });

    test('a stream ends when its token expires, and other streams continue', async () => {
      const lasting = await server.token(keyOfA);
      const body = JSON.stringify({ userId: 'u', name: 'U', role: 'agent', lifetimeSeconds: 2 });
      const response = await server.send('/v1/tokens', keyOfA, { method: 'POST', body });
      const { token: short } = (await response.json()) as { token: string };
      const [ending, going] = [await open(server, short), await open(server, lasting)];
      await going.next();
      await ending.end();
      await note(server.api(lasting), idOf(2));
      await readUntil(going, [idOf(2)]);
      await going.leave();
    });

    test('the number of streams is limited for each user separately', async () => {
      const [token, colleague] = [
        await server.token(keyOfA, 'agent', 'ana'),
        await server.token(keyOfA, 'agent', 'ben'),
      ];
      const streams: EventStream[] = [];
      for (let count = 0; count < 10; count += 1) streams.push(await open(server, token));
      assert.deepEqual([...new Set(streams.map(({ status }) => status))], [200]);
      const remaining = streams.map(({ headers }) =>
        /r=(\d+)/.exec(headers.get('ratelimit') ?? ''),
      );
      const spent = Number(remaining[0]?.[1]) - Number(remaining[9]?.[1]);
      assert.equal(spent, 9, 'each counts as one request');
      const refused = await open(server, token);
      assert.equal(refused.status, 429);
      assert.equal(refused.headers.get('retry-after'), '10');
      assert.equal((await glance(server, colleague)).type, 'snapshot');
      for (const stream of streams) await stream.leave();
    });

    test('two hundred closed streams leave nothing behind', async () => {
      const token = await server.token(keyOfB, 'agent', 'cem');
      for (let count = 0; count < 200;) {
        const stream = await open(server, token);
        // The server notices a little later that the client has left.
        if (stream.status === 200) count += 1;
        await stream.leave();
      }
    });
  });
}

test('a server that stops ends its streams at once and properly', async () => {
  const server = await openTestBackend(await sparePostgres());
  const token = await server.token(await server.addCompany({ id: 'a', name: 'Company A' }));
  const streams = [await open(server, token), await open(server, token)];
  await Promise.all(streams.map((stream) => stream.next()));
  const ends = streams.map((stream) => stream.end());
  await server.close();
  await Promise.all(ends);
});

test('a server that stops finishes every other request', { timeout: 20_000 }, async () => {
  const [begun, finished] = [
    Promise.withResolvers<AbortSignal | undefined>(),
    Promise.withResolvers<undefined>(),
  ];
  const server = await listen(
    async (_, { stopping }: { stopping?: AbortSignal }) => {
      begun.resolve(stopping);
      await finished.promise;
      return new Response('all of it');
    },
    { host: '127.0.0.1', port: 0 },
  );
  const answer = fetch(server.url).then((response) => response.text());
  const stopping = await begun.promise;
  assert.ok(stopping);
  const isTold = once(stopping, 'abort');
  const stopped = server.stop(60_000);
  await isTold;
  finished.resolve(undefined);
  assert.equal(await answer, 'all of it');
  await stopped;
});
