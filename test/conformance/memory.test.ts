import { createMemoryApi } from 'kv-review/api/memory';
import { createCsvWriter } from 'kv-review/export/csv';
import { allQueries } from 'kv-review/model';
import { defineConformanceTests } from 'kv-review/testing';

defineConformanceTests({
  describe,
  it,
  name: 'memory',
  queries: allQueries,
  leases: true,
  open: ({ sessions, photos, screen, workspace }) => {
    let ahead = 0;
    const api = createMemoryApi({
      ...{ sessions, photos, screen, workspace },
      csvWriter: createCsvWriter,
      now: () => new Date(Date.now() + ahead),
    });
    return {
      signIn: (actor) => api.as(actor),
      leases: { pass: () => (ahead += 10 * 60_000) },
    };
  },
});

defineConformanceTests({
  describe,
  // Tests that a read-only adapter skips run above.
  it: Object.assign((title: string, run: () => Promise<void>) => it(title, run), {
    skip: () => undefined,
  }),
  name: 'memory, slow and read-only',
  capabilities: [],
  queries: { search: false, filters: ['status'], sorts: ['-createdAt'], count: false },
  open: ({ sessions, photos, workspace }) => {
    const api = createMemoryApi({
      sessions,
      photos,
      workspace: {
        ...workspace,
        capabilities: [],
        queries: { search: false, filters: ['status'], sorts: ['-createdAt'], count: false },
      },
      latency: [0, 3],
    });
    return { signIn: (actor) => api.as(actor) };
  },
});
