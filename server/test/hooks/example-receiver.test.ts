import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { deliverWebhook } from '../../src/hooks/deliver.ts';
import { createWebhookSecret, signWebhook } from '../../src/hooks/signature.ts';

const root = join(import.meta.dirname, '../../..');
const secret = createWebhookSecret();
const newSecret = createWebhookSecret();
const body = '{"type":"session.decided","data":{"sessionId":"s-1"}}';

let folder: string;
let child: ChildProcess;
let url: string;
let output = '';

/** The example beside the package as it is published, as far as the example needs it. */
function install(): void {
  folder = mkdtempSync(join(tmpdir(), 'kv-review-receiver-'));
  cpSync(join(root, 'examples/webhook-receiver'), folder, { recursive: true });
  const installed = join(folder, 'node_modules/kv-review-server');
  const manifest = readFileSync(join(root, 'server/package.json'), 'utf8');
  const { exports } = JSON.parse(manifest) as {
    exports: { './webhooks': { default: string } };
  };
  const entry = join(installed, exports['./webhooks'].default);
  mkdirSync(dirname(entry), { recursive: true });
  writeFileSync(join(installed, 'package.json'), manifest);
  const source = readFileSync(join(root, 'server/src/hooks/signature.ts'), 'utf8');
  writeFileSync(entry, stripTypeScriptTypes(source));
}

async function start(): Promise<void> {
  child = spawn(process.execPath, ['receiver.js'], {
    cwd: folder,
    env: { ...process.env, PORT: '0', WEBHOOK_SECRETS: `${newSecret} ${secret}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert.ok(child.stdout);
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  while (!output.includes('listening')) await once(child.stdout, 'data');
  url = `http://127.0.0.1:${/port (\d+)/.exec(output)?.[1] ?? ''}/`;
}

const events = () => output.split('\n').filter((line) => line.startsWith('session.decided'));

function deliver(id: string, signedBy = secret) {
  const local = { allowHttp: true, allowPrivate: true };
  return deliverWebhook({ url, id, body, secrets: signedBy }, local);
}

async function post(headers: Record<string, string>, text: string): Promise<number> {
  return (await fetch(url, { method: 'POST', headers, body: text })).status;
}

describe('the example receiver', () => {
  before(async () => {
    install();
    await start();
  });
  after(async () => {
    child.kill();
    await once(child, 'exit');
    rmSync(folder, { recursive: true });
  });

  it('handles a delivery once, by either secret', async () => {
    assert.equal((await deliver('event_1')).status, 204);
    assert.equal((await deliver('event_2', newSecret)).status, 204);
    assert.equal((await deliver('event_1')).status, 200);
    assert.deepEqual(events(), ['session.decided s-1', 'session.decided s-1']);
  });

  it('abuse case 24: does nothing on what is forged, replayed, too old, too new, misshapen or huge', async () => {
    const before = events().length;
    const message = { id: 'event_3', timestamp: new Date(), body };
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    assert.equal((await deliver('event_3', createWebhookSecret())).status, 401);
    const signed = { ...signWebhook(message, secret) };
    assert.equal(await post(signed, body.replace('s-1', 's-2')), 401);
    assert.equal(
      await post({ ...signWebhook({ ...message, timestamp: at(-6) }, secret) }, body),
      401,
    );
    assert.equal(
      await post({ ...signWebhook({ ...message, timestamp: at(6) }, secret) }, body),
      401,
    );
    assert.equal(await post({ ...signWebhook({ ...message, id: 'event_1' }, secret) }, body), 200);
    assert.equal(await post({}, body), 400);
    assert.equal(await post(signed, 'x'.repeat(70_000)), 413);
    assert.equal((await fetch(url)).status, 405);
    assert.equal(events().length, before);
  });
});
