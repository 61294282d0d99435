import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { verifyWebhook } from 'kv-review-server/webhooks';

import { openDatabaseBackend, type DatabaseBackend } from '../../demo/server/backends.ts';
import { detailsOf, dialogOf, visitPortal, type Visit } from './portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-portal-'));
const secrets: string[] = [];
const received: Event[] = [];
let heard = (): void => undefined;
let backend: DatabaseBackend;
let visit: Visit;
let receiver: Server;

interface Event {
  readonly type: string;
  readonly data: {
    readonly sessionId: string;
    readonly status: string;
    readonly verdict: string | null;
    readonly reasons: readonly string[];
  };
}

before(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      verifyWebhook(request.headers, Buffer.concat(chunks), secrets).then(
        ({ body }) => {
          received.push(JSON.parse(Buffer.from(body).toString()) as Event);
          response.writeHead(204).end();
          heard();
        },
        () => response.writeHead(401).end(),
      );
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const env = { KV_HOOKS_ALLOW_PRIVATE: 'true', KV_HOOKS_ALLOW_HTTP: 'true' };
  backend = await openDatabaseBackend(folder, { count: 20, env });
  visit = await visitPortal({ backend });
});
after(async () => {
  await visit.close();
  receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

async function send(path: string, credentials: string, body: object = {}) {
  const response = await fetch(`${visit.url}/kv/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credentials}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`);
  return (await response.json()) as Record<string, unknown>;
}

/** Waits until this many events have arrived. */
async function hears(count: number): Promise<void> {
  while (received.length < count) await new Promise<void>((resolve) => (heard = resolve));
}

test('the end of a session and the decision in the portal reach the company’s own server', async () => {
  const master = await backend.signIn({ id: 'u-ada', name: 'Ada Example', role: 'master' });
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
  for (const event of ['post-verification', 'post-manual-verification']) {
    const hook = await send('web-hooks', master, { event, method: 'POST', url, enabled: true });
    secrets.push(String(hook['secret']));
  }

  const id = String((await send('sessions', backend.apiKey))['id']);
  await send(`sessions/${id}/attempts`, backend.apiKey);
  await send(`sessions/${id}/attempts/1/finish`, backend.apiKey);
  await hears(1);

  const page = await visit.open({ route: `/awaiting/${id}` });
  await detailsOf(page).getByRole('button', { name: 'Reject', exact: true }).click();
  await dialogOf(page).getByText('Suspected fraud').click();
  await dialogOf(page).getByText('Fake', { exact: true }).click();
  await dialogOf(page).getByRole('button', { name: 'Reject', exact: true }).click();
  await dialogOf(page).waitFor({ state: 'hidden' });
  await hears(2);

  assert.deepEqual(
    received.map(({ type, data }) => ({ type, ...data })),
    [
      {
        ...{ type: 'session.finished', sessionId: id },
        ...{ status: 'awaiting', verdict: null, reasons: [] },
      },
      {
        ...{ type: 'session.decided', sessionId: id },
        ...{ status: 'rejected', verdict: 'reject', reasons: ['fake'] },
      },
    ],
  );
  visit.assertQuiet();
});
