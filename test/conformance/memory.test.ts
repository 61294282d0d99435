import { createMemoryApi } from 'kv-review/api/memory';
import { defineConformanceTests } from 'kv-review/testing';

defineConformanceTests({
  describe,
  it,
  name: 'memory',
  open: ({ sessions, photos, workspace }) => {
    const api = createMemoryApi({ sessions, photos, workspace });
    return { signIn: (actor) => api.as(actor) };
  },
});

defineConformanceTests({
  describe,
  it,
  name: 'memory, slow and read-only',
  capabilities: [],
  open: ({ sessions, photos, workspace }) => {
    const api = createMemoryApi({
      sessions,
      photos,
      workspace: { ...workspace, capabilities: [] },
      latency: [0, 3],
    });
    return { signIn: (actor) => api.as(actor) };
  },
});
