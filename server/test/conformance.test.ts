import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';

import { defineConformanceTests } from 'kv-review/testing';
import { defaultSettings } from 'kv-review/model';

import type { Database } from '../src/database/index.ts';
import { createCompany } from '../src/store/companies.ts';
import { createStoreApi } from '../src/store/review-api.ts';
import { seedSessions } from '../src/store/seed.ts';
import { emptyDatabase, onEachDatabase } from './support/databases.ts';
import { activityKeys, memoryObjects, serve, type TestServer } from './support/store.ts';

onEachDatabase('http over the server', (open) => {
  let database: Database | undefined;
  let server: TestServer | undefined;
  const errors: unknown[] = [];

  after(() => server?.close());

  defineConformanceTests({
    describe,
    it,
    name: 'http over the server',
    capabilities: ['decide', 'edit-client', 'add-note', 'record-activity'],
    open: async ({ sessions, photos, workspace }) => {
      database ??= await open();
      await emptyDatabase(database);
      const { company, acceptanceLevel, rejection, extraFields } = workspace;
      const settings = { ...defaultSettings, acceptanceLevel, extraFields };
      await createCompany(database, { ...company, settings, rejection });
      await seedSessions(database, company.id, sessions);
      server ??= await serve(
        createStoreApi({
          database,
          objects: memoryObjects(),
          activityKey: activityKeys.writing,
          missingPhoto: photos,
          onError: (error) => errors.push(error),
        }),
        (error) => errors.push(error),
      );
      const { signIn } = server;
      return {
        signIn: (actor) => signIn(company.id, actor),
        close: () => assert.deepEqual(errors.splice(0), [], 'what failed behind the answers'),
      };
    },
  });
});
