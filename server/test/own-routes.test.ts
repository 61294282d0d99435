import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';

import { inCompany } from '../src/database/index.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { sparePGlite } from './support/databases.ts';

interface Entry {
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

describe('routes that are not in the contract', () => {
  let server: TestBackend;
  let key: string;
  let agent: string;
  let master: string;

  before(async () => {
    server = await openTestBackend(await sparePGlite());
    key = await server.addCompany({ id: 'a', name: 'A' });
    agent = await server.token(key);
    master = await server.token(key, 'master');
  });
  after(() => server.close());

  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    server.send(path, key, { method: 'POST', body: JSON.stringify(body), headers });
  const read = async (response: Response) => (await response.json()) as Record<string, unknown>;

  async function log(): Promise<Entry[]> {
    const response = await server.send('/v1/activity-chain/entries?limit=1000', master);
    const { entries } = (await response.json()) as { entries: { entry: Entry }[] };
    return entries.map(({ entry }) => entry);
  }

  describe('a repeated request', () => {
    test('starts one attempt with one Idempotency-Key', async () => {
      const headers = { 'idempotency-key': '"made \\"once\\""'.replace(' ', '-') };
      const created = await post('/v1/sessions', {}, headers);
      assert.equal(created.status, 201);
      const { id } = await read(created);
      assert.equal((await read(await post('/v1/sessions', {}, headers)))['id'], id);
      const path = `/v1/sessions/${String(id)}/attempts`;
      for (const _ of [1, 2, 3]) {
        const response = await post(path, {}, { 'idempotency-key': '"try-1"' });
        assert.equal(response.status, 201);
        assert.equal(response.headers.get('location'), `${path}/1`);
      }
      assert.equal((await post(path, {})).headers.get('location'), `${path}/2`);
    });

    test('is refused with a malformed key, or with the key of another request', async () => {
      const malformed = await post('/v1/sessions', {}, { 'idempotency-key': 'bare' });
      assert.equal(malformed.status, 400);
      const headers = { 'idempotency-key': '"of-one"' };
      assert.equal((await post('/v1/sessions', { id: 'one' }, headers)).status, 201);
      assert.equal((await post('/v1/sessions', { id: 'two' }, headers)).status, 422);
    });
  });

  describe('a request body that cannot be read', () => {
    const routes: readonly (readonly [method: string, path: string, type: string])[] = [
      ['POST', '/v1/sessions', 'application/json'],
      ['POST', '/v1/sessions/x/attempts', 'application/json'],
      ['PUT', '/v1/sessions/x/attempts/1/evidence', 'multipart/form-data'],
      ['POST', '/v1/tokens', 'application/json'],
      ['POST', '/v1/codes', 'application/json'],
      ['POST', '/v1/code-exchange', 'application/json'],
      // These routes belong to the port. The rule is the same.
      ['PATCH', '/v1/settings', 'application/json'],
      ['POST', '/v1/web-hooks', 'application/json'],
      ['PATCH', '/v1/web-hooks/x', 'application/json'],
      ['POST', '/v1/session-query', 'application/json'],
    ];

    const callerOf = (path: string) => (/^\/v1\/(sessions|tokens|codes)/.test(path) ? key : master);

    async function refuse(
      body: string,
      status: number,
      headersOf: (type: string) => Record<string, string>,
    ) {
      for (const [method, path, type] of routes) {
        const headers = { 'if-match': '"1"', ...headersOf(type) };
        const response = await server.send(path, callerOf(path), { method, body, headers });
        assert.equal(response.status, status, path);
        assert.equal(response.headers.get('content-type'), 'application/problem+json', path);
        assert.equal((await read(response))['code'], 'invalid', path);
      }
    }

    test('gets 415 when it has another media type, or is compressed', async () => {
      await refuse('{}', 415, () => ({ 'content-type': 'text/plain' }));
      await refuse('{}', 415, (type) => ({ 'content-type': type, 'content-encoding': 'gzip' }));
    });

    test('gets 400 when it is malformed', async () => {
      for (const body of ['', '{', '{"id":}', 'null null']) {
        await refuse(body, 400, (type) => ({ 'content-type': `${type}; boundary=part` }));
      }
    });

    test('gets 413 when it is too long', async () => {
      const json = routes.filter(([, , type]) => type === 'application/json');
      assert.ok(json.length > 0);
      for (const [method, path] of json) {
        const body = JSON.stringify({ id: 'x'.repeat(64 * 1024) });
        const headers = { 'content-type': 'application/json', 'if-match': '"1"' };
        const response = await server.send(path, callerOf(path), { method, body, headers });
        assert.equal(response.status, 413, path);
      }
      const path = '/v1/sessions/x/attempts/1/evidence';
      const body = new Uint8Array(64 * 1024 * 1024 + 1);
      const headers = { 'content-type': 'multipart/form-data; boundary=part' };
      const response = await server.send(path, key, { method: 'PUT', body, headers });
      assert.equal(response.status, 413);
    });
  });

  test('Location has the id of the session, whatever its visible characters', async () => {
    for (const id of ['a/b', '100%', 'a?b#c', '%2e', 'ნინო 😀', "'", 'a;b', '..a']) {
      const created = await post('/v1/sessions', { id });
      assert.equal(created.status, 201, id);
      const location = created.headers.get('location') ?? '';
      assert.match(location, /^[\x21-\x7e]+$/);
      assert.equal((await read(await server.send(location, agent)))['id'], id);
      assert.equal((await post(`${location}/attempts`, {})).status, 201, id);
    }
    assert.equal((await post('/v1/sessions', { id: 'a\r\nx: y' })).status, 422);
  });

  test('the evidence of an upload has the size limit of JSON', async () => {
    const { id } = await read(await post('/v1/sessions', {}));
    await post(`/v1/sessions/${String(id)}/attempts`, {});
    const body = new FormData();
    body.set('evidence', `{"mrz":[${'0,'.repeat(40_000)}0]}`);
    const path = `/v1/sessions/${String(id)}/attempts/1/evidence`;
    const response = await server.send(path, key, { method: 'PUT', body });
    assert.equal(response.status, 422);
    assert.deepEqual((await read(response))['parts'], [
      { pointer: '/evidence', message: 'more than 65536 bytes' },
    ]);
  });

  test('an unsupported method is refused with the supported ones', async () => {
    const wrong: readonly [string, string, string[]][] = [
      ['DELETE', '/v1/settings', ['GET', 'HEAD', 'PATCH']],
      ['DELETE', '/v1/activity-chain', ['GET', 'HEAD', 'POST']],
      ['DELETE', '/v1/activity-chain/entries', ['GET', 'HEAD']],
      ['GET', '/v1/sessions', ['POST']],
      ['GET', '/v1/tokens', ['POST']],
      ['GET', '/v1/codes', ['POST']],
      ['GET', '/v1/code-exchange', ['POST']],
      ['POST', '/v1/sessions/x/attempts/1/evidence', ['PUT']],
      ['PUT', '/v1/workspace', ['GET', 'HEAD']],
    ];
    for (const [method, path, allowed] of wrong) {
      const response = await server.send(path, master, { method });
      assert.equal(response.status, 405, path);
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
      const allow = (response.headers.get('allow') ?? '').split(', ');
      assert.deepEqual(allow.toSorted(), allowed, path);
    }
    assert.equal((await server.send('/v1/nothing', master)).status, 404);
  });

  test('the readiness check reports how many jobs were set aside', async () => {
    const { database } = server.backend;
    const setAside = {
      'web-hook': 0,
      'photo-removal': 0,
      screening: 0,
      'activity-check': 0,
      'likeness-fill': 0,
      'claim-end': 0,
    };
    const readiness = async () => {
      const response = await server.send('/health/ready', undefined);
      return [response.status, await read(response)];
    };
    assert.deepEqual(await readiness(), [
      200,
      { status: 'ok', jobs: { setAside }, watchLists: { toLoad: [] } },
    ]);
    await inCompany(database, 'a', (transaction) =>
      transaction
        .insertInto('object_deletions')
        .values({
          ...{ company_id: 'a', session_id: 's-1', photo_id: 'p-1', due_at: null },
          ...{ set_aside_at: new Date().toISOString(), error: 'EACCES' },
        })
        .execute(),
    );
    const counted = { ...setAside, 'photo-removal': 1 };
    assert.deepEqual(await readiness(), [
      200,
      { status: 'ok', jobs: { setAside: counted }, watchLists: { toLoad: [] } },
    ]);
  });

  test('HEAD gets the answer of GET without a body', async () => {
    for (const path of [
      '/v1/settings',
      '/v1/activity-chain/entries?limit=1',
      '/v1/workspace',
      '/health/live',
    ]) {
      const [get, head] = [
        await server.send(path, master),
        await server.send(path, master, { method: 'HEAD' }),
      ];
      assert.equal(head.status, get.status, path);
      assert.equal(head.headers.get('etag'), get.headers.get('etag'));
      assert.equal(head.headers.get('content-type'), get.headers.get('content-type'));
      assert.equal(await head.text(), '');
    }
  });

  test('issuing a token and reading the log are logged', async () => {
    await server.token(key, 'agent', 'u-9');
    const entries = await log();
    const issued = entries.findLast(({ action }) => action === 'token-issued')?.details;
    assert.deepEqual([issued?.['userId'], issued?.['role']], ['u-9', 'agent']);
    assert.ok(issued?.['tokenId'] && issued['apiKeyId']);
    const read = (await log()).findLast(({ action }) => action === 'activity-read');
    assert.equal(read?.details['count'], entries.length);
  });

  test('signing the head of the log is logged', async () => {
    await server.send('/v1/activity-chain/head', master);
    assert.ok((await log()).some(({ action }) => action === 'activity-head-signed'));
  });

  test('the edits in the answer to a refused change are logged as a read', async () => {
    const { id } = await read(await post('/v1/sessions', {}));
    await post(`/v1/sessions/${String(id)}/attempts`, {});
    await post(`/v1/sessions/${String(id)}/attempts/1/finish`, {});
    const api = server.api(agent);
    const { version } = await api.getSession(String(id));
    await api.editClient(String(id), { firstName: 'Nino' }, { version, idempotencyKey: 'e' });
    const reads = async () =>
      (await log()).filter(({ action, details }) => action === 'session-read' && details['fields']);
    const stale = api.editClient(
      String(id),
      { firstName: 'X' },
      { version, idempotencyKey: 'stale' },
    );
    await assert.rejects(stale, { code: 'conflict' });
    assert.deepEqual((await reads()).at(-1)?.details['fields'], ['firstName']);
  });

  test('an invalid token request is refused with the name of the wrong member', async () => {
    const response = await post('/v1/tokens', { userId: 'a\u0001', name: 'N', role: 'agent' });
    assert.equal(response.status, 422);
    const { parts } = (await response.json()) as { parts: { pointer: string }[] };
    assert.equal(parts[0]?.pointer, '/userId');
  });

  test('endless uploads of one company do not hold up others', async () => {
    const other = await server.addCompany({ id: 'b', name: 'B' });
    const begun = new AbortController();
    const path = '/v1/sessions/none/attempts/1/evidence';
    const upload = () =>
      server
        .send(path, key, {
          method: 'PUT',
          headers: { 'content-type': 'multipart/form-data; boundary=none' },
          body: new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(10)) }),
          signal: begun.signal,
          duplex: 'half',
        } as RequestInit)
        .then(({ status }) => status)
        .catch(() => undefined);
    const stalled = Array.from({ length: 65 }, upload);
    // Four uploads are in memory, and sixty wait.
    assert.equal(await Promise.race(stalled), 429);
    const body = new FormData();
    body.set('evidence', '{}');
    const theirs = await server.send(path, other, { method: 'PUT', body });
    assert.equal(theirs.status, 422);
    begun.abort();
    await Promise.all(stalled);
    assert.equal((await server.send(path, key, { method: 'PUT', body })).status, 422);
  });

  /** Requests that no client of the Fetch Standard sends. */
  const sendRaw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      const socket = connect(Number(port), hostname, () => socket.write(text));
      let answer = '';
      socket.setEncoding('utf8').on('data', (chunk) => (answer += String(chunk)));
      socket.on('end', () => resolve(answer)).on('error', reject);
    });

  test('requests that no browser sends are refused, not answered with 500', async () => {
    const host = 'Host: x\r\nConnection: close\r\n';
    for (const request of [
      `TRACE /v1/workspace HTTP/1.1\r\n${host}\r\n`,
      `PROPFIND /v1/workspace HTTP/1.1\r\n${host}\r\n`,
      `GET //v1/workspace HTTP/1.1\r\n${host}\r\n`,
      `GET http://[/v1/workspace HTTP/1.1\r\n${host}\r\n`,
      `GET http://evil.example/v1/workspace HTTP/1.1\r\n${host}\r\n`,
      `OPTIONS * HTTP/1.1\r\n${host}\r\n`,
      `GET /v1/workspace HTTP/1.0\r\n\r\n`,
      `GET /v1/workspace HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`,
      `GET /v1/workspace HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n`,
      `GET /v1/%ff%fe HTTP/1.1\r\n${host}\r\n`,
      `GET /v1/sessions/%ff/attempts HTTP/1.1\r\n${host}\r\n`,
      `GET /v1/workspace?%ff=%fe HTTP/1.1\r\n${host}\r\n`,
      `GET /v1/workspace HTTP/1.1\r\n${host}Origin: \u00ff\r\n\r\n`,
      `GET /v1/workspace HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST /v1/tokens HTTP/1.1\r\n${host}Authorization: Bearer ${key}\r\nContent-Length: 0\r\n\r\n`,
    ]) {
      const answer = await sendRaw(request);
      assert.match(answer, /^HTTP\/1\.1 [24]\d\d /, request);
    }
  });
});
