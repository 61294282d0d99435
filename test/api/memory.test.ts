import { expect } from '@open-wc/testing';
import { ReviewError, type Workspace } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Actor, Session, SessionPage, SessionQuery } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

const agent: Actor = { id: 'agent-1', name: 'Ana', role: 'agent' };
const colleague: Actor = { id: 'agent-2', name: 'Ben', role: 'agent' };
const verify = { verdict: 'verify', note: null } as const;

const sessions = sampleSessions({ count: 60, seed: 1 });
const awaiting = sessions.filter(({ status }) => status === 'awaiting');

function freezeDeep(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freezeDeep);
}

async function errorOf(promise: Promise<unknown>): Promise<ReviewError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(ReviewError);
  return error as ReviewError;
}

function first(of: readonly Session[]): Session {
  const [session] = of;
  if (!session) throw new Error('The sample has no such session.');
  return session;
}

describe('createMemoryApi', () => {
  it('neither changes the caller’s objects nor shares its own', async () => {
    const given = structuredClone(sessions);
    const before = structuredClone(given);
    freezeDeep(given);
    const api = createMemoryApi({ sessions: given });
    const { id, version } = first(awaiting);
    const edited = await api.editClient(id, { firstName: 'New' }, { version, idempotencyKey: 'a' });
    await api.decideSession(id, verify, { version: edited.version, idempotencyKey: 'b' });
    expect(given).to.deep.equal(before);
    edited.client.firstName = 'Spoilt';
    expect((await api.getSession(id)).client.firstName).to.equal('New');
  });

  it('lets a caller change an answer without changing what others receive', async () => {
    const given = structuredClone(sessions);
    const api = createMemoryApi({ sessions: given });
    const spoil = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      Object.values(value).forEach(spoil);
      for (const key of Object.keys(value)) Reflect.set(value, key, 'spoilt');
    };
    const list = () => api.listSessions({ limit: 200 });
    const before = structuredClone(await list());
    spoil(await list());
    expect(await list()).to.deep.equal(before);
    expect(given).to.deep.equal(sessions);
  });

  it('orders instants by time, however they are written, and ties by id', async () => {
    const times = {
      'c-seconds': '2026-05-01T12:00:00Z',
      'a-milliseconds': '2026-05-01T12:00:00.000Z',
      'b-offset': '2026-05-01T14:00:00+02:00',
      'later-microseconds': '2026-05-01T12:00:00.250000Z',
      'earlier-offset': '2026-05-01T10:59:59.999-01:00',
    };
    const given = Object.entries(times).map(([id, createdAt]) => ({
      ...first(sessions),
      id,
      createdAt,
    }));
    const api = createMemoryApi({ sessions: given });
    const ties = ['a-milliseconds', 'b-offset', 'c-seconds'];
    const orders = {
      createdAt: ['earlier-offset', ...ties, 'later-microseconds'],
      '-createdAt': ['later-microseconds', ...ties, 'earlier-offset'],
    } as const;
    for (const sort of ['createdAt', '-createdAt'] as const) {
      const { items } = await api.listSessions({ sort });
      expect(items.map(({ id }) => id)).to.deep.equal(orders[sort]);
    }
  });

  it('refuses two sessions with the same id', () => {
    const session = first(sessions);
    expect(() => createMemoryApi({ sessions: [session, session] })).to.throw(
      RangeError,
      session.id,
    );
  });

  it('shares sessions and activity between users, and records who did what', async () => {
    const api = createMemoryApi({ sessions, actor: agent, now: () => new Date(0) });
    const other = api.as(colleague);
    const { id, version } = first(awaiting);
    await other.decideSession(id, verify, { version, idempotencyKey: 'a' });
    const { decision } = await api.getSession(id);
    const by = { id: 'agent-2', name: 'Ben' };
    const at = '1970-01-01T00:00:00.000Z';
    expect(decision).to.deep.equal({ verdict: 'verify', reasons: [], by, at });
    await other.recordActivity({ action: 'download-pdf', sessionIds: [id] });
    const actor = { ...by, role: 'agent' };
    expect(api.activity).to.deep.equal([
      {
        ...{ sequence: 1, at, actor, action: 'decision', sessionId: id },
        details: { verdict: 'verify', reasons: [] },
      },
      {
        ...{ sequence: 2, at, actor: agent, action: 'session-read', sessionId: id },
        details: {},
      },
      {
        ...{ sequence: 3, at, actor, action: 'download-pdf', sessionId: id },
        details: { sessionIds: [id] },
      },
    ]);
  });

  it('never returns another user’s stored answer', async () => {
    const api = createMemoryApi({ sessions, actor: agent });
    const { id, version } = first(awaiting);
    await api.decideSession(id, verify, { version, idempotencyKey: 'same' });
    const again = api.as(colleague).decideSession(id, verify, { version, idempotencyKey: 'same' });
    expect((await errorOf(again)).code).to.equal('already-decided');
  });

  it('refuses a key that was used for another session', async () => {
    const api = createMemoryApi({ sessions });
    const [one, two] = awaiting;
    if (!one || !two) throw new Error('The sample has too few sessions.');
    await api.decideSession(one.id, verify, { version: one.version, idempotencyKey: 'same' });
    const other = api.decideSession(two.id, verify, {
      version: two.version,
      idempotencyKey: 'same',
    });
    expect((await errorOf(other)).code).to.equal('invalid');
  });

  it('neither records nor versions an edit that changes nothing', async () => {
    const api = createMemoryApi({ sessions });
    const { id, version, client } = first(awaiting.filter((session) => session.client.lastName));
    const { lastName } = client;
    const edited = await api.editClient(id, { lastName }, { version, idempotencyKey: 'a' });
    expect(edited.version).to.equal(version);
    expect(edited.changes).to.deep.equal(first(awaiting.filter((one) => one.id === id)).changes);
  });

  it('never repeats a version of a session', async () => {
    const api = createMemoryApi({ sessions: [{ ...first(awaiting), version: '3' }] });
    const { id } = first(awaiting);
    const versions = ['3'];
    for (const text of ['a', 'b', 'c', 'd']) {
      const version = versions.at(-1) ?? '';
      versions.push((await api.addNote(id, { text }, { version, idempotencyKey: text })).version);
    }
    expect(new Set(versions).size).to.equal(versions.length);
  });

  it('uses the rejection reasons and capabilities of its options', async () => {
    const groups = [{ id: 'g', label: { en: 'G' }, reasons: [{ id: 'r', label: { en: 'R' } }] }];
    const api = createMemoryApi({
      sessions,
      workspace: { rejection: { groups, reasonRequired: false }, capabilities: ['decide'] },
    });
    const { id, version } = first(awaiting);
    const options = { version, idempotencyKey: 'a' };
    const unknown = { verdict: 'reject', reasons: ['spam'], note: null } as const;
    expect(
      (await errorOf(api.decideSession(id, { ...unknown, reasons: ['spam'] }, options))).code,
    ).to.equal('invalid');
    const note = api.addNote(id, { text: 'x' }, options);
    expect((await errorOf(note)).code).to.equal('unsupported');
    const rejected = await api.decideSession(id, { ...unknown, reasons: [] }, options);
    expect(rejected.status).to.equal('rejected');
  });

  describe('declared queries', () => {
    const queries: Workspace['queries'] = {
      search: false,
      filters: ['status'],
      sorts: ['-createdAt', 'lastName'],
      count: false,
    };
    const open = () => createMemoryApi({ sessions, workspace: { queries } });

    it('are in the workspace, which belongs to the caller', async () => {
      const api = open();
      const workspace = await api.getWorkspace();
      expect(workspace.queries).to.deep.equal(queries);
      workspace.queries?.filters.push('spoof');
      expect((await api.getWorkspace()).queries).to.deep.equal(queries);
      const error = await errorOf(api.listSessions({ spoof: ['low-far'] }));
      expect(error.code).to.equal('unsupported');
    });

    it('are answered, and all others are refused by name', async () => {
      const api = open();
      const { items } = await api.listSessions({ statuses: ['awaiting'], sort: 'lastName' });
      expect(items.length).to.equal(Math.min(50, awaiting.length));
      const others: readonly [SessionQuery, string][] = [
        [{ search: 'a' }, 'search'],
        [{ documentTypes: ['passport'] }, "filter 'document-type'"],
        [{ createdBefore: '2026-01-01T00:00:00Z' }, "filter 'created'"],
        [{ sort: '-lastName' }, "order '-lastName'"],
      ];
      for (const [query, part] of others) {
        const { code, message } = await errorOf(api.listSessions(query));
        expect([code, message]).to.deep.equal(['unsupported', `This adapter has no ${part}.`]);
      }
    });

    it('are refused over HTTP too', async () => {
      const http = createHttpApi({
        baseUrl: 'https://api.example.test/kv',
        fetch: createHandler(open(), { basePath: '/kv' }),
      });
      expect((await errorOf(http.listSessions({ search: 'a' }))).code).to.equal('unsupported');
      expect((await errorOf(http.countSessions({}))).code).to.equal('unsupported');
    });

    it('give no numbers if they do not count', async () => {
      const api = open();
      expect((await api.listSessions({})).total).to.equal(null);
      expect((await errorOf(api.countSessions({}))).code).to.equal('unsupported');
      const iterator = api.watchSessions()[Symbol.asyncIterator]();
      expect((await iterator.next()).value).to.include({ awaiting: null });
      await iterator.return?.();
    });
  });

  it('tells watchers when the time of a claim is over', async () => {
    const session = first(awaiting);
    const { id: by, name } = colleague;
    const now = Date.now();
    const at = (milliseconds: number) => new Date(now + milliseconds).toISOString();
    const claim = { number: 1, by: { id: by, name }, since: at(-60_000), until: at(500) };
    const api = createMemoryApi({ sessions: [{ ...session, claim }], actor: agent });
    const iterator = api.watchSessions()[Symbol.asyncIterator]();
    expect((await iterator.next()).value).to.include({ type: 'snapshot' });
    expect((await api.listSessions({})).items[0]?.claim).to.deep.equal(claim);
    expect((await iterator.next()).value).to.deep.include({ sessionIds: [session.id] });
    expect((await api.listSessions({})).items[0]?.claim ?? null).to.equal(null);
    await iterator.return?.();
  });

  describe('photos', () => {
    const withSelfie = first(sessions.filter(({ selfie }) => selfie !== null));
    const photoId = withSelfie.selfie?.id ?? '';

    it('come from the source, which receives the session, the photo and the size', async () => {
      const asked: unknown[] = [];
      const blob = new Blob(['bytes']);
      const api = createMemoryApi({
        sessions,
        photos: (session, photo, size) => {
          asked.push([session.id, photo.id, size]);
          return blob;
        },
      });
      expect(await api.getPhoto(withSelfie.id, photoId)).to.equal(blob);
      await api.getPhoto(withSelfie.id, photoId, { size: 'thumbnail' });
      expect(asked).to.deep.equal([
        [withSelfie.id, photoId, 'full'],
        [withSelfie.id, photoId, 'thumbnail'],
      ]);
    });

    it('are not found without a source, and unavailable when it fails', async () => {
      const without = createMemoryApi({ sessions }).getPhoto(withSelfie.id, photoId);
      expect((await errorOf(without)).code).to.equal('not-found');
      const failing = createMemoryApi({
        sessions,
        photos: () => {
          throw new TypeError('broken');
        },
      });
      const error = await errorOf(failing.getPhoto(withSelfie.id, photoId));
      expect(error.code).to.equal('unavailable');
    });

    it('can be aborted while the source runs', async () => {
      const api = createMemoryApi({ sessions, photos: () => new Promise<Blob>(() => {}) });
      const controller = new AbortController();
      const { signal } = controller;
      const photo = api.getPhoto(withSelfie.id, photoId, { signal });
      setTimeout(() => controller.abort(), 5);
      expect((await errorOf(photo)).code).to.equal('aborted');
    });
  });

  describe('cursors', () => {
    it('contain no name of a client', async () => {
      const api = createMemoryApi({ sessions });
      for (const sort of ['firstName', '-lastName'] as const) {
        let cursor: string | null = null;
        do {
          const page: SessionPage = await api.listSessions({
            sort,
            limit: 1,
            cursor,
          });
          const { firstName, lastName } = page.items[0]?.client ?? {};
          cursor = page.nextCursor;
          if (firstName && cursor) expect(cursor).not.to.contain(firstName);
          if (lastName && cursor) expect(cursor).not.to.contain(lastName);
        } while (cursor !== null);
      }
    });

    it('keep their place when their session moves in the order', async () => {
      const api = createMemoryApi({ sessions: awaiting });
      const all = (await api.listSessions({ sort: 'lastName', limit: 200 })).items;
      const page = await api.listSessions({ sort: 'lastName', limit: 3 });
      const last = page.items.at(-1);
      if (!last) throw new Error('The page is empty.');
      const change = { version: last.version, idempotencyKey: 'a' };
      await api.editClient(last.id, { lastName: '\u{10fffd} last of all' }, change);
      const rest = await api.listSessions({
        sort: 'lastName',
        limit: 200,
        cursor: page.nextCursor,
      });
      const expected = all.slice(3).map(({ id }) => id);
      expect(rest.items.map(({ id }) => id).filter((id) => id !== last.id)).to.deep.equal(expected);
    });
  });
});
