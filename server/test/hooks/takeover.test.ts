import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import type { WebHookDelivery, WebHookWithSecret } from 'kv-review/model';
import { openBackend, type Backend } from '../../src/backend.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/index.ts';
import { verifyWebhook } from '../../src/hooks/signature.ts';
import { addApiKey, createCompany } from '../../src/store/companies.ts';
import { sparePostgres } from '../support/databases.ts';
import { startServerProcess, type ServerProcess } from '../support/server-process.ts';
import { idOf, rawAnswers, startRawReceiver, startReceiver, type Receiver } from './receiver.ts';

/** A little more than the time for which a process has a hook to itself. */
const lease = 31_000;

for (const name of ['PGlite', 'PostgreSQL']) {
  describe(`web hooks of a server that ends (${name})`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'kv-review-takeover-'));
    const named = (id: string) => `${id}:${id.repeat(32)}`;
    const env: Record<string, string> = {
      KV_DATA_FOLDER: folder,
      KV_TOKEN_SECRETS: named('k1'),
      KV_ACTIVITY_KEYS: named('a1'),
      KV_HOOK_KEYS: named('h1'),
      KV_HOOKS_ALLOW_PRIVATE: 'true',
      KV_HOOKS_ALLOW_HTTP: 'true',
      LOG_LEVEL: 'silent',
    };
    let drop = (): Promise<void> => Promise.resolve();
    let apiKey: string;
    let receiver: Receiver;
    let leap = 0;
    const now = () => new Date(Date.now() + leap);

    before(async () => {
      if (name === 'PostgreSQL') {
        const spare = await sparePostgres();
        drop = spare.drop;
        if ('url' in spare.location) env['DATABASE_URL'] = spare.location.url;
      }
      const database = await openDatabase(readConfig(env).database);
      await createCompany(database, { id: 'a', name: 'Company' });
      apiKey = (await addApiKey(database, 'a', 'test')).text;
      await database.close();
      receiver = await startReceiver();
    });
    after(async () => {
      await receiver.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    });

    type Send = (request: Request) => Response | Promise<Response>;
    const toProcess =
      ({ url }: ServerProcess): Send =>
      (request) =>
        fetch(new Request(new URL(new URL(request.url).pathname, url), request));
    const toBackend =
      (backend: Backend): Send =>
      (request) =>
        backend.fetch(request);

    async function ask<T>(send: Send, path: string, credentials = apiKey, body?: object) {
      const method = body ? 'POST' : 'GET';
      const headers = {
        authorization: `Bearer ${credentials}`,
        'content-type': 'application/json',
      };
      const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
      const response = await send(new Request(`http://server.example${path}`, init));
      assert.ok(response.ok, `${path}: ${response.status}`);
      return (await response.json()) as T;
    }

    async function signIn(send: Send): Promise<string> {
      const user = { userId: 'm', name: 'Master', role: 'master' };
      return (await ask<{ token: string }>(send, '/v1/tokens', apiKey, user)).token;
    }

    async function finishSession(send: Send): Promise<string> {
      const { id } = await ask<{ id: string }>(send, '/v1/sessions', apiKey, {});
      await ask(send, `/v1/sessions/${id}/attempts`, apiKey, {});
      await ask(send, `/v1/sessions/${id}/attempts/1/finish`, apiKey, {});
      return id;
    }

    test('abuse case 24: killed during a delivery, it is taken over, and the copy is known by its id', async () => {
      receiver.answer = () => 'hang';
      const server = await startServerProcess(env);
      const viaProcess = toProcess(server);
      const hook = await ask<WebHookWithSecret>(
        viaProcess,
        '/v1/web-hooks',
        await signIn(viaProcess),
        { event: 'post-verification', url: receiver.url },
      );
      const handled = new Set<string>();
      const arrived = receiver.next();
      const sessionId = await finishSession(viaProcess);
      const first = await arrived;
      await verifyWebhook(first.headers, first.body, hook.secret);
      handled.add(idOf(first));
      await server.kill('SIGKILL');

      receiver.answer = () => 204;
      const backend = await openBackend(readConfig(env), { now });
      try {
        await backend.jobs.settled();
        assert.equal(receiver.received.length, 1, 'the lease is not over');
        leap = lease;
        await backend.jobs.settled();
        const [, second] = receiver.received;
        assert.ok(second);
        assert.equal(second.body, first.body);
        await assert.rejects(
          verifyWebhook(second.headers, second.body, hook.secret, {
            now: now(),
            isSeen: (id) => handled.has(id),
          }),
          { code: 'replayed' },
        );
        const send = toBackend(backend);
        const path = `/v1/web-hooks/${hook.id}/deliveries`;
        const { items: deliveries } = await ask<{ items: WebHookDelivery[] }>(
          send,
          path,
          await signIn(send),
        );
        assert.deepEqual(
          deliveries.map((one) => [one.sessionId, one.state]),
          [[sessionId, 'delivered']],
        );
        assert.deepEqual(
          deliveries[0]?.attempts.map(({ status, error }) => status ?? error),
          ['interrupted', 204],
        );
      } finally {
        await backend.close();
      }
    });

    for (const title of ['switches protocols', 'sends a body without an end'] as const) {
      test(`whose receiver ${title} ends when it is asked to`, async () => {
        const hostile = await startRawReceiver(rawAnswers[title]);
        const server = await startServerProcess(env);
        const send = toProcess(server);
        const wanted = { event: 'post-verification', url: hostile.url };
        await ask(send, '/v1/web-hooks', await signIn(send), wanted);
        await finishSession(send);
        await hostile.reached;
        assert.equal(await server.kill('SIGTERM'), 0);
        await hostile.close();
      });
    }

    test('stopped during a delivery, it breaks off, and the next one sends it at once', async () => {
      receiver.answer = () => 'hang';
      const stopping = await openBackend(readConfig(env), { now });
      const arrived = receiver.next();
      await finishSession(toBackend(stopping));
      const first = await arrived;
      await stopping.jobs.stop(0);
      await stopping.close();

      receiver.answer = () => 204;
      const again = receiver.next();
      const backend = await openBackend(readConfig(env), { now });
      assert.equal(idOf(await again), idOf(first));
      await backend.close();
    });
  });
}
