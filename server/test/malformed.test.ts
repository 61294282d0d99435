import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import fc from 'fast-check';
import { operationNames, operationOf } from 'kv-review/api';
import { sampleSessions } from 'kv-review/testing';

import { serverOperations, type ServerOperation } from '../src/http/operations/index.ts';
import { seedSessions } from '../src/store/seed.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases } from './support/databases.ts';

/** The number of requests to each route. A failure prints the request and the seed. */
const runs = 60;

const now = new Date('2026-03-01T10:00:00.000Z');

/** Hostile values for paths, header fields and bodies. */
const nasty = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '.', '..', '../..', '%2e%2e%2f', '%00', '\0', '%', '%zz', 'null', 'undefined'],
    ...["' or 1=1 --", '"; drop table sessions; --', '${7*7}', '{{7*7}}', '<script>'],
    ...['-1', '0', '1e999', '99999999999999999999', 'NaN', '\ud800', '\u202e', '﷽', 'é'],
    ...['__proto__', 'constructor', 'a'.repeat(2000), '\r\nx: y'],
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const anything = fc.oneof(
  nasty,
  fc.jsonValue({ maxDepth: 4 }),
  fc.constant(JSON.parse('{"__proto__":{"status":"success"},"constructor":1}') as unknown),
);

/** Bodies with the members of a valid one, but with any values. */
const nearly = (known: object) =>
  fc
    .record(Object.fromEntries(Object.keys(known).map((name) => [name, anything])), {
      requiredKeys: [],
    })
    .map((changed) => ({ ...known, ...changed }));

const knownBodies: Readonly<Record<string, object>> = {
  listSessions: {
    search: 'a',
    statuses: ['awaiting'],
    documentTypes: ['passport'],
    spoof: ['low-far'],
    createdFrom: '2026-01-01T00:00:00Z',
    createdBefore: null,
    sort: '-createdAt',
    limit: 10,
    cursor: null,
  },
  countSessions: { search: 'a', statuses: [], documentTypes: [], spoof: [], createdFrom: null },
  decideSession: { verdict: 'reject', reasons: ['fake'], note: null },
  editClient: { firstName: 'X', birthDate: '1990-01-01', sex: 'male', nationality: 'GEO' },
  addNote: { text: 'x' },
  recordActivity: { action: 'export-csv', count: 1, sessionIds: ['x'] },
  markFalsePositive: { falsePositive: true, matchId: 'x', reason: 'x' },
  issueToken: { userId: 'u', name: 'n', role: 'agent', lifetimeSeconds: 60 },
  listActivity: { users: ['u'], actions: ['decision'], from: '2026-01-01T00:00:00Z', limit: 5 },
  exportActivity: { users: ['u'], sessionId: 'x', mode: 'raw' },
  recordSignIn: { action: 'sign-in-failed', userId: 'u' },
  saveSettings: { section: 'countries', values: { highRiskCountries: [] } },
  countSettingUse: { kind: 'extra-field', key: 'phone' },
  previewSettings: { change: { acceptanceLevel: 5 }, sessions: 10 },
  getStatistics: { from: '2026-01-01', to: '2026-01-31', by: 'week', compare: true },
  createSession: { id: 'x', extra: [{ key: 'phone', value: '1' }] },
  startAttempt: { clientIp: '203.0.113.1', device: { name: null } },
  addWebHook: { event: 'post-verification', url: 'https://hooks.example/', enabled: false },
  changeWebHook: { url: 'https://hooks.example/', method: 'PUT', enabled: false },
};

interface Target {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly as: 'agent' | 'master' | 'key';
  readonly type?: string;
  readonly body?: object;
}

const callers = { anyone: 'agent', company: 'key', master: 'master' } as const;

const ownTargets = Object.entries<ServerOperation>(serverOperations).map(
  ([operation, { method, path, caller }]): Target => ({
    ...{ operation, method, path, as: callers[caller], body: knownBodies[operation] ?? {} },
  }),
);

const contractTargets = operationNames.map((operation): Target => {
  const { method, path, input, role } = operationOf(operation);
  return {
    ...{ operation, method, path, as: role },
    ...(input
      ? { type: input === 'image' ? 'image/png' : input, body: knownBodies[operation] ?? {} }
      : {}),
  };
});

for (const [name, spare] of databases) {
  describe(`malformed input (${name})`, () => {
    let server: TestBackend;
    let credentials: Record<Target['as'], string>;
    let ids: string[];

    before(async () => {
      server = await openTestBackend(await spare(), { now: () => now });
      const key = await server.addCompany({ id: 'a', name: 'A' });
      const sessions = sampleSessions({ count: 40, seed: 3, now, companyName: 'A' });
      await seedSessions(server.backend.database, 'a', sessions);
      ids = sessions.map(({ id }) => id);
      credentials = {
        key,
        agent: await server.token(key),
        master: await server.token(key, 'master'),
      };
    });
    after(() => server.close());

    /** 2xx if the request happens to be valid, never 5xx, and the same form for every refusal. */
    async function assertAnswered(operation: string, response: Response): Promise<void> {
      if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
        await response.body?.cancel();
        return;
      }
      const text = await response.text();
      const message = `${operation}: ${response.status} ${text}`;
      assert.ok(response.status < 500 || response.status === 501, message);
      if (response.status < 400) return;
      assert.match(
        response.headers.get('content-type') ?? '',
        /^application\/problem\+json/,
        message,
      );
      const problem = JSON.parse(text) as { status: number; code: string };
      assert.equal(problem.status, response.status);
      assert.ok(problem.code);
    }

    for (const target of [...contractTargets, ...ownTargets]) {
      const { operation, method, path, as, type = 'application/json' } = target;
      test(`${operation} answers any input with a problem, and never fails`, async () => {
        const segment = fc.oneof(
          nasty,
          fc.nat({ max: 39 }).map((index) => ids[index] ?? ''),
        );
        const parameters = path.match(/\{\w+\}/g) ?? [];
        await fc.assert(
          fc.asyncProperty(
            fc.array(segment, { minLength: parameters.length, maxLength: parameters.length }),
            fc.oneof(anything, nearly(target.body ?? {})),
            fc.record(
              {
                'if-match': fc.oneof(fc.constantFrom('"1"', '*', 'W/"1"', ''), nasty),
                'idempotency-key': fc.oneof(
                  fc.uuid().map((key) => `"${key}"`),
                  nasty,
                ),
                'content-type': fc.constantFrom(
                  type,
                  type,
                  type,
                  'text/plain',
                  'multipart/form-data',
                ),
                'last-event-id': nasty,
                accept: fc.constantFrom('*/*', 'image/png', 'x'),
              },
              { requiredKeys: ['content-type'] },
            ),
            fc.oneof(
              fc.constant(''),
              nasty.map((text) => `?size=${text}&after=${text}`),
            ),
            async (segments, body, headers, query) => {
              const values = [...segments];
              const filled = path.replaceAll(/\{\w+\}/g, () => encodeSafely(values.shift() ?? ''));
              const init: RequestInit = { method, headers: writable(headers) };
              if (method !== 'GET') {
                init.body = typeof body === 'string' ? body : JSON.stringify(body);
              }
              const response = await server.send(filled + query, credentials[as], init);
              await assertAnswered(operation, response);
            },
          ),
          { numRuns: runs },
        );
      });
    }

    test('evidence and photos of any form get a problem as the answer', async () => {
      const part = fc.oneof(
        nasty.map((text) => new Blob([text])),
        fc.uint8Array({ maxLength: 2000 }).map((bytes) => new Blob([new Uint8Array(bytes)])),
        fc
          .uint8Array({ maxLength: 500 })
          .map((bytes) => new Blob([Uint8Array.of(0xff, 0xd8, 0xff), new Uint8Array(bytes)])),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(anything, nearly({ documentType: null, mrz: [], front: {}, back: null })),
          fc.array(fc.tuple(fc.constantFrom('selfie', 'document-front', 'x', ''), part), {
            maxLength: 3,
          }),
          async (evidence, parts) => {
            const body = new FormData();
            body.set('evidence', JSON.stringify(evidence));
            for (const [kind, blob] of parts) body.append(kind, blob, 'x.jpg');
            const path = '/v1/sessions/nothing/attempts/1/evidence';
            const response = await server.send(path, credentials.key, { method: 'PUT', body });
            await assertAnswered('storeEvidence', response);
          },
        ),
        { numRuns: runs },
      );
    });

    test('abuse case 9: a path traversal finds nothing', async () => {
      for (const path of [
        '/v1/sessions/%2e%2e%2fworkspace',
        '/v1/sessions/..%2f..%2fhealth%2flive',
        `/v1/sessions/${'a'.repeat(10_000)}`,
        '/v1/sessions//photos/x',
        '/v1/sessions/%00',
      ]) {
        const response = await server.send(path, credentials.agent);
        assert.equal(response.status, 404, path);
      }
    });

    test('abuse case 14: values that an agent may not set are refused, and nothing changes', async () => {
      const api = server.api(credentials.agent);
      const { items } = await api.listSessions({ statuses: ['awaiting'], limit: 1 });
      const session = await api.getSession(items[0]?.id ?? '');
      for (const name of ['status', 'company', 'companyName', 'verified', 'decision', 'version']) {
        const response = await server.send(`/v1/sessions/${session.id}/client`, credentials.agent, {
          method: 'PATCH',
          body: JSON.stringify({ firstName: 'Changed', [name]: 'success' }),
          headers: {
            'content-type': 'application/merge-patch+json',
            'if-match': `"${session.version}"`,
            'idempotency-key': `"${name}"`,
          },
        });
        assert.equal(response.status, 422, name);
      }
      assert.deepEqual(await api.getSession(session.id), session);
    });
  });
}

/** Half a surrogate pair cannot be written in a URL. */
const encodeSafely = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Characters that an HTTP header field can contain. Clients cannot send others. */
function writable(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers);
  return Object.fromEntries(entries.filter(([, value]) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value)));
}
