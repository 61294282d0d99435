import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { defaultSettings, openMatches, type Session } from 'kv-review/model';

import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { databases } from '../support/databases.ts';
import { finishSession, goodEvidence } from '../support/finished-session.ts';
import { startYente, type YenteStub } from '../support/yente.ts';

const good = goodEvidence(new Date());
const name = `${good.front?.firstName ?? ''} ${good.front?.lastName ?? ''}`;

/** Companies without Awaiting Action, where a client who is not rejected is verified. */
const settings = { ...defaultSettings, frontToBackCompare: false, awaitingAction: false };

for (const [database, spare] of databases) {
  describe(`a listed client is never verified, whatever the entry looks like (${database})`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'kv-review-list-'));
    let yente: YenteStub;
    let server: TestBackend;
    let key: string;

    before(async () => {
      yente = await startYente();
    });
    after(async () => {
      await server.close();
      await yente.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function open(source: TestBackend['config']['screening']): Promise<void> {
      server = await openTestBackend(await spare(), { config: { screening: source } });
      await server.backend.listLoaded;
      key = await server.addCompany({ id: 'a', name: 'A', settings });
    }

    async function finish(): Promise<Session> {
      const id = await finishSession(server, key, good);
      return await server.api(await server.token(key)).getSession(id);
    }

    test('an entry of a file with an id of any length', async () => {
      const path = join(folder, 'targets.csv');
      const long = 'Q'.repeat(5000);
      writeFileSync(
        path,
        `id,schema,name,aliases,birth_date,dataset\n${long},Person,${name},,,Example\n`,
      );
      const title = 'Example list';
      await open({ ...yente.settings, source: { kind: 'list', path, title } });
      const session = await finish();
      assert.equal(session.status, 'rejected');
      const [match] = openMatches(session.screening);
      assert.match(match?.id ?? '', /^sha256:[0-9a-f]{64}$/);
      assert.equal(match?.name, name);
      await server.close();
    });

    test('an answer of a service with values of any kind, which the log tells', async (t) => {
      await open(yente.settings);
      const warned: unknown[] = [];
      t.mock.method(server.backend.log, 'warn', (told: unknown) => void warned.push(told));
      const result = { id: 'Q1', caption: name, datasets: ['example'], score: 0.9, match: true };
      const results: [unknown, string[]][] = [
        [{ ...result, id: 'Q'.repeat(129) }, ['id']],
        [{ ...result, score: 90 }, ['score']],
        [{ ...result, caption: 'N'.repeat(20_000) }, ['name']],
        [{ ...result, caption: ['A', 'B'] }, ['name']],
        [{ ...result, id: 'Q\u0000' }, ['id']],
      ];
      for (const [raw, parts] of results) {
        yente.answer = () => ({ results: [raw] });
        warned.length = 0;
        const session = await finish();
        assert.equal(session.status, 'rejected', parts.join());
        assert.equal(openMatches(session.screening).length, 1);
        assert.deepEqual(warned, [{ parts }]);
      }
    });

    test('the mark of a false positive holds for an entry with a long id', async () => {
      const raw = { id: 'Q'.repeat(400), caption: name, datasets: [], score: 0.9, match: true };
      yente.answer = () => ({ results: [raw] });
      const patient = await server.addCompany({
        ...{ id: 'b', name: 'B', settings: { ...settings, awaitingAction: true } },
      });
      const api = server.api(await server.token(patient));
      const { id, version, screening } = await api.getSession(
        await finishSession(server, patient, good),
      );
      const [match] = openMatches(screening);
      assert.ok(match);
      await api.markFalsePositive(
        id,
        { falsePositive: true, matchId: match.id, reason: 'Another birth date.' },
        { version, idempotencyKey: randomUUID() },
      );
      const next = await api.getSession(await finishSession(server, patient, good));
      assert.deepEqual(openMatches(next.screening), []);
      assert.equal(next.status, 'success');
    });
  });
}
