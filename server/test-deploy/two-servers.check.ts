import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { createHttpApi } from 'kv-review/api/http';

import { sparePort } from '../../scripts/spare-port.ts';
import { sparePostgres } from '../test/support/databases.ts';
import { openEventStream } from '../test/support/event-stream.ts';
import { checkLoad } from '../test/support/load-check.ts';
import { prepareLoad, signIn, type Load } from '../test/support/load.ts';
import { startServerProcess, type ServerProcess } from '../test/support/server-process.ts';
import { startNginx, type Nginx } from './nginx.ts';

describe('two servers behind nginx, with one PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-servers-'));
  const ports: number[] = [];
  const servers: ServerProcess[] = [];
  let load: Load;
  let start: (at: number) => Promise<void>;
  let nginx: Nginx;
  let drop: () => Promise<void>;
  let isOver = false;

  before(async () => {
    const spare = await sparePostgres();
    drop = spare.drop;
    assert.ok('url' in spare.location);
    const { url } = spare.location;
    load = await prepareLoad(spare.location, { decisions: 200, clients: 60 });
    const env = { ...load.env, DATABASE_URL: url, KV_DATA_FOLDER: folder, KV_PROXY_COUNT: '1' };
    start = async (at) => {
      servers[at] = await startServerProcess({ ...env, PORT: String(ports[at]) });
    };
    for (const at of [0, 1]) {
      ports.push(await sparePort());
      await start(at);
    }
    nginx = await startNginx(
      folder,
      ports.map((port) => `127.0.0.1:${port}`),
    );
  });
  after(async () => {
    isOver = true;
    await nginx.stop();
    for (const server of servers) await server.kill('SIGKILL');
    await drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('watches on the other server and through nginx receive a decision of the first server', async () => {
    const [first, second] = servers;
    const [[id, note] = []] = load.notes;
    assert.ok(first && second && id !== undefined && note !== undefined);
    const token = await signIn(nginx.url, load.apiKey, 'agent');
    const streams = await Promise.all(
      [second.url, nginx.url].map((url) =>
        openEventStream((path, key, init = {}) => {
          const headers = new Headers(init.headers);
          headers.set('authorization', `Bearer ${key}`);
          return fetch(new URL(path, url), { ...init, headers });
        }, token),
      ),
    );
    // The first event is the snapshot.
    for (const stream of streams) assert.ok(await stream.next());
    await createHttpApi({ baseUrl: first.url, getToken: () => token }).decideSession(
      id,
      { verdict: 'verify', note },
      { version: '1', idempotencyKey: `decide-${id}` },
    );
    for (const stream of streams) {
      for (let isSeen = false; !isSeen;) {
        const event = await stream.next();
        assert.ok(event, 'the stream continues');
        isSeen = JSON.stringify(event).includes(JSON.stringify(id));
      }
      await stream.leave();
    }
  });

  test('when one is killed and one is stopped under load, nothing acknowledged is lost and repeated requests take effect once', async () => {
    const ends: Promise<number | null>[] = [];
    const end = (at: number, signal: 'SIGKILL' | 'SIGTERM'): void => {
      const ended = servers[at]?.kill(signal);
      assert.ok(ended);
      ends.push(ended);
      // An orchestrator would do the same.
      void ended.then(() => start(at));
    };
    await load.run({
      url: () => nginx.url,
      isOver: () => isOver,
      retries: true,
      onAcknowledged: (count) => {
        if (count === 60) end(0, 'SIGKILL');
        if (count === 240) end(1, 'SIGTERM');
      },
    });
    const [killed, stopped] = await Promise.all(ends);
    assert.equal(killed, null);
    assert.equal(stopped, 0, 'a server that is stopped finishes what it has accepted');
    assert.equal(load.decided.size, load.notes.size);
    assert.ok(load.clients.every(({ acknowledged }) => acknowledged === 'finished'));
    await checkLoad(load, nginx.url);
  });
});
