import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { defaultSettings, isJudgedInPart, openMatches, type Session } from 'kv-review/model';
import { sql } from 'kysely';

import { indexVersion } from '../../src/screening/index-version.ts';
import { keepListCurrent, loadWatchListFile } from '../../src/screening/list-file.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import type { SpareDatabase } from '../support/databases.ts';
import { finishSession, goodEvidence } from '../support/finished-session.ts';
import { emptyDatabases, fillFormerDatabase } from '../support/former-database.ts';

const good = goodEvidence(new Date());
const name = `${good.front?.firstName ?? ''} ${good.front?.lastName ?? ''}`;
const title = 'Example list';

/** A list as a version without this rule left it. Its index does not have the client's words. */
const fillFormerList = (empty: SpareDatabase) =>
  fillFormerDatabase(empty, '0007-typed-conditions', async ({ kysely }) => {
    await sql`
      insert into watch_lists (id, title, generation, entry_count, loaded_at)
      values ('watch-list', ${title}, 1, 1, now())
    `.execute(kysely);
    await sql`
      insert into watch_list_entries
        (generation, number, id, name, aliases, birth_dates, lists, folded_names)
      values (1, 0, 'Q1', ${name}, '{}', '{}', '{}', '0 other=other')
    `.execute(kysely);
    await sql`
      insert into watch_list_generations (list_id) values ('watch-list')
    `.execute(kysely);
  });

for (const [database, spare] of emptyDatabases) {
  describe(`a list that another version of the server loaded (${database})`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'kv-review-lists-'));
    const path = join(folder, 'targets.csv');
    const file = { path, title };
    let server: TestBackend;

    before(async () => {
      const empty = await spare();
      await fillFormerList(empty);
      const keys = [{ id: 's1', secret: 's'.repeat(40) }];
      server = await openTestBackend(empty, {
        config: { screening: { source: { kind: 'list', ...file }, timeoutMs: 60_000, keys } },
      });
      await server.backend.listLoaded;
    });
    after(async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    });

    let companies = 0;
    async function finish(awaitingAction: boolean): Promise<Session> {
      companies += 1;
      const key = await server.addCompany({
        ...{ id: `company-${companies}`, name: 'A' },
        settings: { ...defaultSettings, frontToBackCompare: false, awaitingAction },
      });
      const id = await finishSession(server, key, good);
      return await server.api(await server.token(key)).getSession(id);
    }

    async function listsToLoad(): Promise<unknown> {
      const response = await server.send('/health/ready', undefined);
      assert.equal(response.status, 200);
      const { watchLists } = (await response.json()) as { watchLists: { toLoad: unknown } };
      return watchLists.toLoad;
    }

    const writeFile = () =>
      writeFileSync(
        path,
        `id,schema,name,aliases,birth_date,dataset\nQ1,Person,${name},,,Example\n`,
      );

    /** As the server does when it starts. */
    async function start(t: { mock: typeof test.mock }): Promise<Record<string, unknown>[]> {
      const { log } = server.backend;
      const told: Record<string, unknown>[] = [];
      t.mock.method(log, 'error', (entry: Record<string, unknown>) => void told.push(entry));
      const { signal } = new AbortController();
      await keepListCurrent(server.backend.database, file, { log, signal });
      return told;
    }

    test('makes every screening unknown while its file is not at hand', async () => {
      const waiting = await finish(true);
      assert.deepEqual([waiting.status, waiting.screening.status], ['awaiting', 'unknown']);
      const inPart = await finish(false);
      assert.deepEqual([inPart.status, inPart.screening.status], ['success', 'unknown']);
      assert.equal(isJudgedInPart(inPart), true);
    });

    test('is named by /health/ready and in the log', async (t) => {
      assert.deepEqual(await listsToLoad(), [title]);
      const told = await start(t);
      assert.ok(told.some(({ lists }) => Array.isArray(lists) && lists.includes(title)));
    });

    test('is loaded again from its file when the server starts', async (t) => {
      writeFile();
      assert.deepEqual(await start(t), []);
      assert.deepEqual(await listsToLoad(), []);
      assert.equal(openMatches((await finish(true)).screening)[0]?.id, 'Q1');
    });

    test('is loaded again even if its file is older, and in either direction', async (t) => {
      for (const version of [0, indexVersion + 1]) {
        await sql`
          update watch_lists set index_version = ${version}, loaded_at = now() + interval '1 hour'
        `.execute(server.backend.database.kysely);
        assert.deepEqual(await listsToLoad(), [title]);
        assert.equal((await finish(true)).screening.status, 'unknown');
        assert.deepEqual(await start(t), []);
        assert.deepEqual(await listsToLoad(), []);
        assert.equal((await finish(false)).status, 'rejected');
      }
    });

    test('is named when it was never loaded, until the command loads it', async () => {
      const { database: open } = server.backend;
      await sql`delete from watch_lists`.execute(open.kysely);
      assert.deepEqual(await listsToLoad(), [title]);
      await loadWatchListFile(open, file);
      assert.deepEqual(await listsToLoad(), []);
      assert.equal((await finish(false)).status, 'rejected');
    });

    test('keeps no other list from finding a client', async () => {
      const { kysely } = server.backend.database;
      await sql`
        insert into watch_lists (id, title, generation, entry_count, loaded_at, index_version)
        values ('other', 'Other list', 999, 1, now(), 0)
      `.execute(kysely);
      assert.deepEqual(await listsToLoad(), ['Other list']);
      const found = await finish(false);
      assert.deepEqual([found.status, openMatches(found.screening)[0]?.id], ['rejected', 'Q1']);
      await sql`delete from watch_lists where id = 'other'`.execute(kysely);
    });
  });
}
