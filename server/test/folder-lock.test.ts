import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';

import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/database/index.ts';
import { addApiKey, createCompany } from '../src/store/companies.ts';
import {
  hasContainers,
  startServerProcess,
  type ServerEnvironment,
  type ServerProcess,
} from './support/server-process.ts';

const named = (id: string) => `${id}:${id.repeat(32)}`;
const template = process.env['KV_TEST_PGLITE'];
const noContainers = hasContainers() ? false : 'this system has no namespaces';

describe('a data folder', () => {
  let root: string;
  let env: ServerEnvironment;
  let apiKey: string;
  let servers: ServerProcess[];

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'kv-review-lock-'));
    servers = [];
    env = {
      KV_DATA_FOLDER: join(root, 'data'),
      KV_TOKEN_SECRETS: named('k1'),
      KV_ACTIVITY_KEYS: named('a1'),
      KV_HOOK_KEYS: named('h1'),
    };
    if (template) cpSync(template, join(root, 'data/database'), { recursive: true });
    const database = await openDatabase(readConfig(env).database);
    await createCompany(database, { id: 'a', name: 'Company' });
    apiKey = (await addApiKey(database, 'a', 'test')).text;
    await database.close();
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.kill('SIGKILL')));
    rmSync(root, { recursive: true, force: true });
  });

  async function start(isContainer = false, changed: ServerEnvironment = {}) {
    const server = await startServerProcess({ ...env, ...changed }, { isContainer });
    servers.push(server);
    return server;
  }

  function ask({ url }: ServerProcess, path: string, method = 'GET'): Promise<Response> {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    return fetch(`${url}${path}`, {
      method,
      headers,
      ...(method === 'POST' ? { body: '{}' } : {}),
    });
  }

  async function addSession(server: ServerProcess): Promise<string> {
    const response = await ask(server, '/v1/sessions', 'POST');
    assert.equal(response.status, 201);
    return ((await response.json()) as { id: string }).id;
  }

  const hasSession = async (server: ServerProcess, id: string) =>
    (await ask(server, `/v1/sessions/${id}/attempts`, 'POST')).status === 201;

  test('of a container is refused to a second one, and keeps what was acknowledged', async (t) => {
    if (noContainers) {
      t.diagnostic(noContainers);
      return;
    }
    const first = await start(true);
    await assert.rejects(
      start(true),
      /data\/database is in use by process 1 on \S+\. Stop it first/,
    );
    const ids = [await addSession(first), await addSession(first)];
    await first.kill('SIGKILL');
    const second = await start(true);
    for (const id of ids) assert.ok(await hasSession(second, id), id);
  });

  test('of a killed container is free at once, whatever process has its id here', async (t) => {
    if (noContainers) {
      t.diagnostic(noContainers);
      return;
    }
    const first = await start(true);
    const id = await addSession(first);
    await first.kill('SIGKILL');
    assert.ok(await hasSession(await start(), id));
  });

  test('of a killed process is free at once', async () => {
    const first = await start();
    const id = await addSession(first);
    await first.kill('SIGKILL');
    assert.ok(await hasSession(await start(), id));
  });

  test('of a paused process stays its own', async () => {
    const first = await start();
    first.pause();
    await assert.rejects(start(), /in use by process \d+ on/);
    first.resume();
    const id = await addSession(first);
    assert.ok(await hasSession(first, id));
  });

  test('that was copied is free, although the original is in use', async () => {
    const first = await start();
    const id = await addSession(first);
    first.pause();
    const copy = join(root, 'copy');
    cpSync(join(root, 'data'), copy, { recursive: true });
    const second = await start(false, { KV_DATA_FOLDER: copy });
    assert.ok(await hasSession(second, id));
    first.resume();
    assert.ok(await hasSession(first, id));
  });
});
