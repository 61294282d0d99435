import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { sampleSessions } from 'kv-review/testing';

import { inCompany } from '../src/database/index.ts';
import { insertJudgement } from '../src/store/judgements.ts';
import { seedSessions } from '../src/store/seed.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases } from './support/databases.ts';
import { finishSession, goodEvidence } from './support/finished-session.ts';
import { startYente, type YenteStub } from './support/yente.ts';

const now = new Date('2026-03-01T10:00:00.000Z');
const at = now.toISOString();

for (const [name, spare] of databases) {
  describe(`what the policy saw when it judged a session (${name})`, () => {
    let server: TestBackend;
    let yente: YenteStub;
    let key: string;

    before(async () => {
      yente = await startYente();
      server = await openTestBackend(await spare(), {
        ...{ now: () => now, config: { screening: yente.settings } },
        findIpCountry: () => Promise.resolve({ kind: 'country', code: 'GE' }),
      });
      key = await server.addCompany({ id: 'a', name: 'A' });
    });
    after(() => Promise.all([server.close(), yente.close()]));

    const inA: <T>(work: Parameters<typeof inCompany<T>>[2]) => Promise<T> = (work) =>
      inCompany(server.backend.database, 'a', work);

    const judgementsOf = (sessionId: string) =>
      inA((transaction) =>
        transaction
          .selectFrom('judgements')
          .select(['attempt', 'at', 'settings_version', 'ip_country', 'screening'])
          .where('session_id', '=', sessionId)
          .execute(),
      );

    test('is kept, whatever is set, screened or decided later', async () => {
      yente.answer = () => ({ results: [] });
      const evidence = { ...goodEvidence(now), faceMatch: { level: 1, confidence: 30 } };
      const id = await finishSession(server, key, { ...evidence, clientIp: '203.0.113.7' });
      const api = server.api(await server.token(key));
      const { version, screening } = await api.getSession(id);
      assert.equal(screening.status, 'clear');
      const [judgement, ...others] = await judgementsOf(id);
      assert.deepEqual(judgement, {
        ...{ attempt: 1, at, settings_version: 1, screening },
        ip_country: { kind: 'country', code: 'GE' },
      });
      assert.deepEqual(others, []);

      const found = { id: 'Q1', caption: 'Listed', schema: 'Person', datasets: ['l'], score: 0.9 };
      yente.answer = () => ({ results: [{ ...found, match: true, properties: {} }] });
      const options = { version, idempotencyKey: 'again' };
      const rechecked = await api.recheckScreening(id, options);
      assert.equal(rechecked.screening.status, 'match');
      await api.decideSession(
        id,
        { verdict: 'verify', note: null },
        { version: rechecked.version, idempotencyKey: 'decide' },
      );
      assert.deepEqual(await judgementsOf(id), [judgement]);
    });

    test('cannot be changed, or added after the decision', async () => {
      const id = await finishSession(server, key, goodEvidence(now));
      await assert.rejects(
        inA((transaction) =>
          transaction.updateTable('judgements').set({ settings_version: null }).execute(),
        ),
        /permission denied/,
      );
      assert.equal((await judgementsOf(id))[0]?.settings_version, 1);
      const sample = sampleSessions({ count: 20, seed: 1 }).find(
        ({ status }) => status === 'success',
      );
      assert.ok(sample);
      const { judgement, ...older } = sample;
      assert.ok(judgement, 'which older sessions lack');
      await seedSessions(server.backend.database, 'a', [older]);
      await assert.rejects(
        inA((transaction) =>
          insertJudgement(
            transaction,
            { companyId: 'a', sessionId: older.id, attempt: older.attemptCount },
            { at, settingsVersion: '1', ipCountry: null, screening: null },
          ),
        ),
        /accepts no more parts/,
      );
      assert.deepEqual(await judgementsOf(older.id), []);
    });
  });
}
