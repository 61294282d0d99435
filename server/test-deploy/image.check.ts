import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { buildImage } from '../../scripts/image.ts';
import { sparePort } from '../../scripts/spare-port.ts';
import { sparePostgres } from '../test/support/databases.ts';

test('the image contains everything that the server needs, and no tools for builds or tests', async (context) => {
  const image = buildImage();
  context.after(image.remove);
  const { workingFolder, folder } = image;
  for (const name of ['typescript', 'vite', 'eslint', 'playwright-core']) {
    assert.equal(existsSync(join(workingFolder, 'node_modules', name)), false, name);
  }
  for (const path of ['server/src', 'server/test', 'src', 'demo', '.git']) {
    assert.equal(existsSync(join(workingFolder, path)), false, path);
  }
  assert.equal(image.user, 'node');
  assert.equal(image.stopSignal, 'SIGTERM');

  const spare = await sparePostgres();
  context.after(spare.drop);
  assert.ok('url' in spare.location);
  const secrets = join(folder, 'run-secrets');
  mkdirSync(secrets);
  const secret = (name: string, text: string): string => {
    writeFileSync(join(secrets, name), `${text}\n`);
    return join(secrets, name);
  };
  const port = await sparePort();
  const env = {
    PATH: process.env['PATH'],
    ...image.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    KV_DATA_FOLDER: join(folder, 'data'),
    DATABASE_URL_FILE: secret('database_url', spare.location.url),
    KV_TOKEN_SECRETS_FILE: secret('token_secrets', `k1:${'t'.repeat(48)}`),
    KV_ACTIVITY_KEYS_FILE: secret('activity_keys', `a1:${'a'.repeat(48)}`),
    KV_HOOK_KEYS_FILE: secret('hook_keys', `h1:${'h'.repeat(48)}`),
  };
  const options = { cwd: workingFolder, env };
  const [program = '', ...first] = image.entrypoint;
  const isHealthy = () => {
    const [health = '', ...rest] = image.healthcheck;
    return spawnSync(health, rest, options).status === 0;
  };
  assert.equal(isHealthy(), false, 'the server is not running yet');

  const server = spawn(program, [...first, ...image.command], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  context.after(() => server.kill('SIGKILL'));
  const ended = once(server, 'exit');
  await once(server.stdout, 'data');
  assert.equal(isHealthy(), true);
  const added = spawnSync(program, [...first, 'add-company', 'acme', 'Acme'], options);
  assert.equal(added.status, 0, added.stderr.toString());
  server.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
});
