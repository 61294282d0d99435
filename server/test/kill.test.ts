import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { endings, sparePostgres } from './support/databases.ts';
import { checkLoad } from './support/load-check.ts';
import { prepareLoad } from './support/load.ts';
import { startServerProcess } from './support/server-process.ts';

/** The number of acknowledged requests before each `kill -9`. */
const kills = [20, 80, 160];

for (const name of ['PGlite', 'PostgreSQL'] as const) {
  test(`kill -9 during decisions and uploads loses nothing acknowledged and leaves nothing incomplete (${name})`, async (context) => {
    const atEnd = endings(context);
    const folder = mkdtempSync(join(tmpdir(), 'kv-review-kill-'));
    atEnd(() => rmSync(folder, { recursive: true, force: true }));
    const spare = name === 'PostgreSQL' ? await sparePostgres() : undefined;
    if (spare) atEnd(spare.drop);
    const location = spare?.location ?? { folder: join(folder, 'database') };
    const load = await prepareLoad(location, { decisions: 200, clients: 60 });
    const env = {
      ...load.env,
      KV_DATA_FOLDER: folder,
      ...('url' in location ? { DATABASE_URL: location.url } : {}),
    };

    for (const killedAfter of kills) {
      const server = await startServerProcess(env);
      atEnd(() => server.kill('SIGKILL'));
      let isKilled = false;
      await load.run({
        url: () => server.url,
        isOver: () => isKilled,
        retries: false,
        onAcknowledged: (count) => {
          if (count < killedAfter) return;
          isKilled = true;
          void server.kill('SIGKILL');
        },
      });
      assert.ok(isKilled, 'the server is killed while it has work');
      await server.ended;
    }

    const server = await startServerProcess(env);
    atEnd(() => server.kill('SIGKILL'));
    await checkLoad(load, server.url);
    assert.ok(load.decided.size < load.notes.size, 'some decisions are left to repeat');

    const options = { url: () => server.url, isOver: () => false, retries: false };
    await load.run(options);
    assert.equal(
      load.decided.size,
      load.notes.size,
      'requests with the same keys complete the work',
    );
    assert.ok(
      load.clients.some(({ isAbandoned }) => isAbandoned),
      'uploads were cut off',
    );
    const photos = await checkLoad(load, server.url);
    assert.ok(photos.size > 0);
    assert.equal(await server.kill('SIGTERM'), 0);
  });
}
