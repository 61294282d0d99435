import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { defaultSettings, findUnanswered, openMatches, type Settings } from 'kv-review/model';
import { sql } from 'kysely';

import type { Database } from '../../src/database/index.ts';
import { loadWatchList } from '../../src/screening/list-loader.ts';
import { createListScreener } from '../../src/screening/list-store.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { databases } from '../support/databases.ts';
import { finishSession, goodEvidence } from '../support/finished-session.ts';

const good = goodEvidence(new Date());
const [firstName, lastName] = [good.front?.firstName ?? '', good.front?.lastName ?? ''];
const name = `${firstName} ${lastName}`;
const other = { id: 'z-other', title: 'Other list' };

for (const [database, spare] of databases) {
  describe(`matches that were found before a search failed (${database})`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'kv-review-partial-'));
    let server: TestBackend;
    let open: Database;

    before(async () => {
      const path = join(folder, 'targets.csv');
      writeFileSync(
        path,
        `id,schema,name,aliases,birth_date,dataset\nQ1,Person,${name},,,Example\n`,
      );
      const source = { kind: 'list', path, title: 'Example list' } as const;
      const keys = [{ id: 's1', secret: 's'.repeat(40) }];
      server = await openTestBackend(await spare(), {
        config: { screening: { source, timeoutMs: 60_000, keys } },
      });
      await server.backend.listLoaded;
      open = server.backend.database;
    });
    after(async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function loadOther(id = 'Q2', otherName = name): Promise<void> {
      const entry = { id, name: otherName, aliases: [], birthDates: [], lists: ['Other'] };
      await loadWatchList(
        open,
        other,
        (async function* () {
          yield await Promise.resolve(entry);
        })(),
      );
    }

    /** No search of a list of this length can end. */
    const breakList = (id: string) =>
      sql`update watch_lists set entry_count = -1 where id = ${id}`.execute(open.kysely);

    let companies = 0;
    async function openCompany(settings: Partial<Settings> = {}) {
      companies += 1;
      const key = await server.addCompany({
        ...{ id: `company-${companies}`, name: 'A' },
        settings: { ...defaultSettings, frontToBackCompare: false, ...settings },
      });
      const api = server.api(await server.token(key));
      const finish = async () => api.getSession(await finishSession(server, key, good));
      return { api, finish };
    }

    const searchUntil = async (end: number, t: { mock: typeof test.mock }) => {
      const deadline = new AbortController();
      const timeout = t.mock.method(AbortSignal, 'timeout', () => deadline.signal);
      let transactions = 0;
      const slow: Database = {
        ...open,
        get kysely() {
          transactions += 1;
          if (transactions === end) deadline.abort(new DOMException('late', 'TimeoutError'));
          return open.kysely;
        },
      };
      const person = { firstName, lastName, birthDate: null, nationality: null };
      const result = await createListScreener(slow).screen(person);
      timeout.mock.restore();
      return result;
    };

    test('stand when the time ends while another list is searched', async (t) => {
      await loadOther();
      const late = await searchUntil(3, t);
      assert.ok(late.status === 'match');
      assert.equal(late.isPartial, true);
      assert.deepEqual(
        late.matches.map(({ id }) => id),
        ['Q1'],
      );
      assert.deepEqual([late.lists, late.unanswered], [['Example list'], ['Other list']]);
      const later = await searchUntil(2, t);
      assert.equal(later.status, 'unknown');
      assert.deepEqual(findUnanswered(later), { lists: ['Example list', 'Other list'] });
      const inTime = await searchUntil(99, t);
      assert.ok(inTime.status === 'match');
      assert.equal(inTime.isPartial, undefined);
      assert.equal(inTime.matches.length, 2);
    });

    test('stand when another list cannot be read, whichever is searched first', async () => {
      await loadOther();
      await breakList(other.id);
      const { finish } = await openCompany({ awaitingAction: false });
      const session = await finish();
      assert.equal(session.status, 'rejected');
      assert.deepEqual(
        openMatches(session.screening).map(({ id }) => id),
        ['Q1'],
      );
      await loadOther();
      await breakList('watch-list');
      const second = await finish();
      assert.equal(second.status, 'rejected');
      assert.deepEqual(
        openMatches(second.screening).map(({ id }) => id),
        ['Q2'],
      );
    });

    test('are not enough to pass when all are false positives: the rest is unknown', async () => {
      await loadOther();
      const { api, finish } = await openCompany();
      const { id, version, screening } = await finish();
      const [match] = openMatches(screening);
      assert.equal(match?.id, 'Q2');
      await api.markFalsePositive(
        id,
        { falsePositive: true, matchId: match.id, reason: 'Another birth date.' },
        { version, idempotencyKey: randomUUID() },
      );
      const next = await finish();
      assert.equal(next.status, 'awaiting');
      assert.equal(next.screening.status, 'unknown');
      assert.deepEqual(findUnanswered(next.screening), { lists: ['Example list'] });
    });

    test('take no earlier match away when the client is screened again', async () => {
      await loadWatchList(
        open,
        { id: 'watch-list', title: 'Example list' },
        (async function* () {
          yield await Promise.resolve({
            ...{ id: 'Q1', name, aliases: [], birthDates: [], lists: ['Example'] },
          });
        })(),
      );
      await loadOther();
      const { api, finish } = await openCompany();
      const { id, version, screening } = await finish();
      assert.equal(openMatches(screening).length, 2);
      await breakList('watch-list');
      await loadOther('Q3');
      const after = await api.recheckScreening(id, { version, idempotencyKey: randomUUID() });
      assert.deepEqual(
        openMatches(after.screening).map((match) => match.id),
        ['Q3', 'Q1', 'Q2'],
      );
    });
  });
}
