import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { verifyWebhook } from 'kv-review-server/webhooks';
import type { Locator, Page } from 'playwright-core';

import { openDatabaseBackend } from '../../demo/server/backends.ts';
import { visitPortal, withPage, type Visit } from './portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-review-hooks-'));
/** What the receiver answers to a delivery with a valid signature. */
let status = 204;
let secret = '';
const received: { readonly id: string; readonly type: string }[] = [];
let visit: Visit;
let receiver: Server;

before(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      verifyWebhook(request.headers, Buffer.concat(chunks), [secret]).then(
        ({ body }) => {
          const { type } = JSON.parse(Buffer.from(body).toString()) as { type: string };
          received.push({ id: String(request.headers['webhook-id']), type });
          response.writeHead(status).end();
        },
        () => response.writeHead(401).end(),
      );
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const env = { KV_HOOKS_ALLOW_PRIVATE: 'true', KV_HOOKS_ALLOW_HTTP: 'true' };
  const backend = await openDatabaseBackend(folder, { count: 20, env });
  visit = await visitPortal(
    { backend },
    withPage('/hooks.html', '<kv-settings-hooks></kv-settings-hooks>'),
  );
});
after(async () => {
  await visit.close();
  receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openHooks(user: string): Promise<Page> {
  const page = await visit.open({ user });
  await page.goto(`${visit.url}/hooks.html?user=${user}`);
  return page;
}

const says = (scope: Page | Locator, text: string | RegExp): Promise<void> =>
  scope.getByText(text).first().waitFor();

test('a web hook is made, tested, failing and sent again by the element alone', async () => {
  const page = await openHooks('u-ada');
  await page.getByRole('button', { name: 'Configure new web hook' }).click();
  const { port } = receiver.address() as AddressInfo;
  await page.getByRole('textbox', { name: 'Callback URL' }).fill(`http://127.0.0.1:${port}/hooks`);
  await page.getByRole('button', { name: 'Activate' }).click();
  const field = page.getByRole('textbox', { name: 'Secret', exact: true });
  secret = await field.inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  await field.waitFor({ state: 'detached' });

  // The company of the portal has another one.
  const hook = page.locator('[part=hook]').last();
  await hook.getByRole('button', { name: /^Test/ }).click();
  await says(hook, 'The test was delivered: HTTP status 204');

  status = 503;
  await hook.getByRole('button', { name: /^Test/ }).click();
  await says(hook, 'The test failed: HTTP status 503');

  status = 204;
  await hook.getByRole('button', { name: /^Delivery log/ }).click();
  await hook
    .getByRole('button', { name: /^Send again/ })
    .first()
    .click();
  await says(hook, 'Delivered: HTTP status 204');
  await says(hook, 'Try 2');

  const [tested, failed, again] = received;
  assert.deepEqual(
    received.map(({ type }) => type),
    ['hook.test', 'hook.test', 'hook.test'],
  );
  assert.notEqual(tested?.id, failed?.id);
  assert.equal(again?.id, failed?.id);

  await page.reload();
  await says(page, 'Last delivery');
  assert.ok(!(await page.content()).includes(secret));
  await page.context().close();
});

test('an agent sees no web hooks', async () => {
  const page = await openHooks('u-nino');
  await says(page, 'Only master users can see the settings');
  await page.context().close();
  visit.assertQuiet();
});
