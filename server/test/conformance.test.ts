import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';

import { allQueries, defaultSettings, type Actor } from 'kv-review/model';
import { defineConformanceTests, type ConformanceFixture } from 'kv-review/testing';

import { createActivityKeys } from '../src/activity/keys.ts';
import { seedSessions } from '../src/store/seed.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { passLeases } from './support/claims.ts';
import { startYente, type YenteStub } from './support/yente.ts';
import { databases, emptyDatabase } from './support/databases.ts';

for (const [name, spare] of databases) {
  describe(`http over the whole backend (${name})`, () => {
    let server: TestBackend | undefined;
    let yente: YenteStub | undefined;
    let photos: ConformanceFixture['photos'] | undefined;

    const errors: unknown[] = [];
    /** How far the backend’s clock is ahead, in milliseconds. */
    let ahead = 0;

    after(() => Promise.all([server?.close(), yente?.close()]));

    async function open(): Promise<TestBackend> {
      yente = await startYente();
      const opened = await openTestBackend(await spare(), {
        config: { screening: yente.settings },
        missingPhoto: (...photo) => photos?.(...photo) ?? null,
        now: () => new Date(Date.now() + ahead),
      });
      opened.backend.log.error = (error: unknown) => void errors.push(error);
      return opened;
    }

    /** Requests a token or a code for a user, as a company's own server does. */
    async function issue({ send }: TestBackend, path: string, apiKey: string, actor: Actor) {
      const { id: userId, ...known } = actor;
      const body = JSON.stringify({ userId, ...known });
      const response = await send(path, apiKey, { method: 'POST', body });
      return (await response.json()) as { token: string; code: string };
    }

    defineConformanceTests({
      describe,
      it,
      name: 'http over the whole backend',
      queries: allQueries,
      codes: true,
      leases: true,
      open: async (fixture) => {
        const backend = (server ??= await open());
        photos = fixture.photos;
        if (yente) yente.answer = fixture.screen;
        await emptyDatabase(backend.backend.database);
        const { company, acceptanceLevel, rejection, extraFields } = fixture.workspace;
        const settings = { ...defaultSettings, acceptanceLevel, extraFields, rejection };
        const apiKey = await backend.addCompany({ ...company, settings });
        const { writing: activityKey } = createActivityKeys(backend.config.activitySecrets);
        await seedSessions(backend.backend.database, company.id, fixture.sessions, { activityKey });
        return {
          signIn: async (actor) =>
            backend.api((await issue(backend, '/v1/tokens', apiKey, actor)).token),
          codes: {
            issue: async (actor) => (await issue(backend, '/v1/codes', apiKey, actor)).code,
            send: (path, init) => backend.send(path, undefined, init),
            signIn: (token) => backend.api(token),
            passMinute: () => (ahead += 60_000),
          },
          leases: { pass: () => passLeases(backend.backend.database, company.id) },
          close: () => assert.deepEqual(errors.splice(0), [], 'what failed behind the answers'),
        };
      },
    });
  });
}
