import { ReviewError } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import { createMemoryApi } from 'kv-review/api/memory';
import { createCsvWriter } from 'kv-review/export/csv';
import { allQueries } from 'kv-review/model';
import { defineConformanceTests } from 'kv-review/testing';

import { createMemoryCodes } from './memory-codes.js';

defineConformanceTests({
  describe,
  it,
  name: 'http over handler over memory',
  queries: allQueries,
  codes: true,
  leases: true,
  open: ({ sessions, photos, screen, workspace, actors }) => {
    let ahead = 0;
    const memory = createMemoryApi({
      ...{ sessions, photos, screen, workspace },
      csvWriter: createCsvWriter,
      now: () => new Date(Date.now() + ahead),
    });
    const byToken = new Map(Object.entries(actors));
    const findApi = (request: Request) => {
      const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
      const actor = byToken.get(token);
      if (!actor) throw new ReviewError('unauthenticated', 'Nobody has this token.');
      return memory.as(actor);
    };
    return {
      codes: createMemoryCodes(memory),
      leases: { pass: () => (ahead += 10 * 60_000) },
      signIn: (actor) =>
        createHttpApi({
          baseUrl: 'https://api.example.test/kv',
          getToken: () => [...byToken].find(([, { id }]) => id === actor.id)?.[0] ?? '',
          fetch: createHandler(findApi, { basePath: '/kv' }),
        }),
    };
  },
});
