import assert from 'node:assert/strict';
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as rawRequest, type IncomingMessage, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { ReviewError, isReviewError, type ReviewApi, type ReviewErrorCode } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi, type HttpApiOptions } from 'kv-review/api/http';
import { change, createFakeApi, decision, jpeg, session } from '../api/http-fixtures.ts';
import { listen, toListener } from './http-server.ts';

const servers: { close(): Promise<void> }[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

async function serve(listener: RequestListener): Promise<string> {
  const server = await listen(listener);
  servers.push(server);
  return server.url;
}

async function clientOf(listener: RequestListener, options: Partial<HttpApiOptions> = {}) {
  return createHttpApi({ baseUrl: await serve(listener), retryDelay: 1, ...options });
}

async function errorOf(promise: Promise<unknown>, code: ReviewErrorCode): Promise<ReviewError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isReviewError(error), 'It rejects with a ReviewError.');
  assert.equal(error.code, code);
  return error;
}

/** An adapter that decides once, according to spec T. */
function createDecidingApi(): { api: ReviewApi; decided: () => number } {
  const answers = new Map<string, { input: string; answer: typeof session }>();
  let decided = 0;
  const api = createFakeApi({
    decideSession: (_, input, { idempotencyKey }) => {
      const stored = answers.get(idempotencyKey);
      if (stored && stored.input === JSON.stringify(input)) return Promise.resolve(stored.answer);
      if (stored) return Promise.reject(new ReviewError('invalid', 'the key of another body'));
      if (decided > 0) {
        return Promise.reject(new ReviewError('already-decided', 'decided', { decision }));
      }
      decided += 1;
      const answer = { ...session, status: 'success', version: '2' } as const;
      answers.set(idempotencyKey, { input: JSON.stringify(input), answer });
      return Promise.resolve(answer);
    },
  });
  return { api, decided: () => decided };
}

const verify = { verdict: 'verify', note: null } as const;

describe('http over a real connection', () => {
  it('carries sessions and photos', async () => {
    const http = await clientOf(toListener(createHandler(createFakeApi())));
    assert.deepEqual(await http.getSession('session-1'), session);
    const photo = await http.getPhoto('session-1', 'photo-1');
    assert.equal(photo.type, 'image/jpeg');
    assert.deepEqual(new Uint8Array(await photo.arrayBuffer()), jpeg);
  });

  it('reports a photo that cannot be read any more after the head was sent', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kv-review-photo-'));
    try {
      const file = join(folder, 'photo.jpg');
      await writeFile(file, [jpeg, new Uint8Array(200_000)].map(Buffer.from));
      const photo = await openAsBlob(file, { type: 'image/jpeg' });
      const reported: unknown[] = [];
      const handle = createHandler(createFakeApi({ getPhoto: () => Promise.resolve(photo) }), {
        onError: (_error, { operation }) => reported.push(operation),
      });
      const url = 'http://localhost/v1/sessions/session-1/photos/photo-1';
      const response = await handle(new Request(url));
      assert.equal(response.status, 200);
      await writeFile(file, 'overwritten');
      await assert.rejects(response.arrayBuffer());
      assert.deepEqual(reported, ['getPhoto']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('survives a caller that leaves while thumbnails are sent', async () => {
    const image = new Blob([jpeg, new Uint8Array(200_000)]);
    const handle = createHandler(
      createFakeApi({ listThumbnails: ({ photos }) => Promise.resolve(photos.map(() => image)) }),
    );
    const photos = Array.from({ length: 20 }, (_, n) => ({
      sessionId: 'session-1',
      photoId: `photo-${n}`,
    }));
    const response = await handle(
      new Request('http://localhost/v1/thumbnail-query', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ photos }),
      }),
    );
    const reader = response.body?.getReader();
    await reader?.read();
    const pending = reader?.read();
    await reader?.cancel();
    assert.ok(pending && (await pending).done);
    // Node ends a server with an unhandled rejection, which the runner reports here.
    await setTimeout(20);
  });

  it('abuse case 9: requests no other resource, whatever the id', async () => {
    const asked: string[] = [];
    const api = createFakeApi({
      getSession: (id) => {
        asked.push(id);
        return Promise.reject(new ReviewError('not-found', id));
      },
    });
    const http = await clientOf(toListener(createHandler(api)));
    const ids = ['../other', '%2e%2e%2f', '..\\..', 'a/../b', '?x', '#x', '', '.', '..'];
    for (const id of [...ids, 'x'.repeat(10_240)]) await errorOf(http.getSession(id), 'not-found');
    assert.deepEqual(asked, ids.slice(0, 6));
  });

  it('abuse case 9: a path with dot segments from a raw client is not a session', async () => {
    const api = createFakeApi({ getSession: () => Promise.reject(new Error('asked')) });
    const url = new URL(await serve(toListener(createHandler(api))));
    for (const path of ['/v1/sessions/..', '/v1/sessions/%2e%2e', '/v1/sessions/%2e']) {
      const request = rawRequest({ host: url.hostname, port: url.port, path }).end();
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
      assert.equal(response.statusCode, 404, path);
    }
  });

  it('abuse case 16: after a lost answer the outcome is unknown, and the same key finds it', async () => {
    const { api, decided } = createDecidingApi();
    const handler = createHandler(api);
    let drop = true;
    const http = await clientOf((incoming, outgoing) => {
      const answering = drop
        ? async (request: Request) => {
            const response = await handler(request);
            incoming.socket.destroy();
            return response;
          }
        : handler;
      toListener(answering)(incoming, outgoing);
    });
    const lost = await errorOf(http.decideSession('session-1', verify, change), 'unavailable');
    assert.equal(lost.outcomeUnknown, true);
    assert.equal(decided(), 1);

    drop = false;
    const answer = await http.decideSession('session-1', verify, change);
    assert.equal(answer.status, 'success');
    assert.equal(decided(), 1);
  });

  it('abuse case 16: the same key with another body is refused, and another key is already decided', async () => {
    const { api, decided } = createDecidingApi();
    const http = await clientOf(toListener(createHandler(api)));
    const twice = [1, 2].map(() => http.decideSession('session-1', verify, change));
    const [first, second] = await Promise.all(twice);
    assert.deepEqual(first, second);
    const other = { verdict: 'verify', note: 'changed my mind' } as const;
    await errorOf(http.decideSession('session-1', other, change), 'invalid');
    const again = http.decideSession('session-1', verify, { ...change, idempotencyKey: 'other' });
    const error = await errorOf(again, 'already-decided');
    assert.deepEqual(error.details.decision, decision);
    assert.equal(decided(), 1);
  });

  it('aborts the adapter’s call when the caller leaves', async () => {
    let enter: (signal: AbortSignal | undefined) => void = () => undefined;
    const entered = new Promise<AbortSignal | undefined>((resolve) => {
      enter = resolve;
    });
    const api = createFakeApi({
      getSession: (_, options) => {
        enter(options?.signal);
        return new Promise(() => undefined);
      },
    });
    const http = await clientOf(toListener(createHandler(api)));
    const caller = new AbortController();
    const pending = errorOf(http.getSession('session-1', { signal: caller.signal }), 'aborted');
    const signal = await entered;
    assert.ok(signal);
    const left = signal.aborted ? Promise.resolve() : once(signal, 'abort');
    caller.abort();
    await pending;
    await left;
  });

  it('follows no redirect, which would send the token elsewhere', async () => {
    let visited = false;
    const elsewhere = await serve((_, outgoing) => {
      visited = true;
      outgoing.end();
    });
    const http = await clientOf(
      (_, outgoing) => outgoing.writeHead(307, { location: elsewhere }).end(),
      { getToken: () => 'token', retries: 0 },
    );
    await errorOf(http.getSession('session-1'), 'unavailable');
    assert.equal(visited, false);
  });

  it('does not read an answer of 100 MB', async () => {
    const http = await clientOf((_, outgoing) => {
      outgoing.writeHead(200, {
        'content-type': 'application/json',
        'content-length': '100000000',
      });
      outgoing.write('{');
    });
    const error = await errorOf(http.getSession('session-1'), 'unavailable');
    assert.match(error.message, /too large/);
  });

  it('repeats a request that changes nothing after an incomplete answer', async () => {
    let asked = 0;
    const http = await clientOf((incoming, outgoing) => {
      asked += 1;
      if (asked > 1) {
        toListener(createHandler(createFakeApi()))(incoming, outgoing);
        return;
      }
      outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      outgoing.write('{"id":"sess', () => incoming.socket.destroy());
    });
    assert.deepEqual(await http.getSession('session-1'), session);
    assert.equal(asked, 2);
  });

  it('ends an answer that is too slow', async () => {
    const http = await clientOf(
      (_, outgoing) => {
        outgoing.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');
      },
      { deadline: 50 },
    );
    await errorOf(http.getSession('session-1'), 'timeout');
  });

  it('reads no more of a request than the limit', async () => {
    const url = await serve(toListener(createHandler(createFakeApi(), { maxBodySize: 100 })));
    const response = await fetch(`${url}/v1/session-query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ search: 'x'.repeat(200) }),
    });
    assert.equal(response.status, 413);
  });

  it('requires an absolute base URL if there is no document', () => {
    assert.throws(() => createHttpApi({ baseUrl: '/api' }), TypeError);
  });
});
