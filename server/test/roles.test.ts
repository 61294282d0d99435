import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { operations } from 'kv-review/api';

import { createTokens } from '../src/auth/tokens.ts';
import { serverOperations, type ServerOperation } from '../src/http/operations/index.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { sparePGlite } from './support/databases.ts';

interface LogPage {
  readonly entries: readonly {
    readonly entry: {
      readonly action: string;
      readonly actor: { readonly id: string } | null;
      readonly details: Readonly<Record<string, unknown>>;
    };
  }[];
}

describe('permissions', () => {
  let server: TestBackend;
  let key: string;
  let agent: string;
  let master: string;

  before(async () => {
    server = await openTestBackend(await sparePGlite());
    key = await server.addCompany({
      id: 'a',
      name: 'A',
      allowedOrigins: ['https://portal.example'],
    });
    agent = await server.token(key);
    master = await server.token(key, 'master');
  });
  after(() => server.close());

  const masterRoutes = [
    ...Object.values(operations).filter(({ role }) => role === 'master'),
    ...Object.values<ServerOperation>(serverOperations).filter(({ caller }) => caller === 'master'),
  ];

  test('the routes of master users are those of settings, web hooks, logos, statistics and the log', () => {
    const paths = new Set(masterRoutes.map(({ path }) => path.split('/')[2]));
    assert.deepEqual([...paths].toSorted(), [
      'activity-chain',
      'activity-export',
      'activity-query',
      'activity-users',
      'branding',
      'setting-use',
      'settings',
      'settings-preview',
      'settings-versions',
      'statistics',
      'web-hooks',
    ]);
  });

  for (const { method, path } of masterRoutes) {
    test(`abuse case 18: an agent is refused ${method} ${path}, which is in the log`, async () => {
      const logged = async () => {
        const response = await server.send('/v1/activity-chain/entries?limit=1000', master);
        const { entries } = (await response.json()) as LogPage;
        return entries.filter(({ entry }) => entry.action === 'forbidden');
      };
      const before = (await logged()).length;
      const place = path.replaceAll(/\{\w+\}/g, '1');
      // Without a body, or with any other, the answer is the same.
      const inits = method === 'GET' ? [{}] : [{ method }, { method, body: '{"section":1}' }];
      for (const init of inits) {
        const response = await server.send(place, agent, init);
        assert.equal(response.status, 403);
        assert.equal(response.headers.get('content-type'), 'application/problem+json');
      }
      const entries = await logged();
      assert.equal(entries.length, before + inits.length);
      assert.equal(entries.at(-1)?.entry.actor?.id, 'agent-1');
    });
  }

  test('a token of an unknown company is refused', async () => {
    const { token } = await createTokens(server.config.tokens).issueToken({
      companyId: 'gone',
      actor: { id: 'u', name: 'U', role: 'master' },
    });
    for (const path of ['/v1/workspace', '/v1/settings']) {
      assert.equal((await server.send(path, token)).status, 401);
    }
  });

  test('the role comes from the token, never from the request', async () => {
    for (const init of [
      { headers: { 'x-role': 'master' } },
      { headers: { cookie: 'role=master' } },
    ]) {
      assert.equal((await server.send('/v1/settings?role=master', agent, init)).status, 403);
    }
  });

  test('a page may read answers only if the company lists its origin', async () => {
    const from = (origin: string) => server.send('/v1/workspace', agent, { headers: { origin } });
    const ours = await from('https://portal.example');
    assert.equal(ours.status, 200);
    assert.equal(ours.headers.get('access-control-allow-origin'), 'https://portal.example');
    for (const origin of ['https://portal.example.evil', 'http://portal.example', 'null']) {
      assert.equal((await from(origin)).status, 403, origin);
    }
    const preflight = await server.send('/v1/workspace', undefined, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://portal.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
  });

  test('a page can read that its token has expired', async () => {
    const response = await server.send('/v1/workspace', 'ended', {
      headers: { origin: 'https://portal.example' },
    });
    assert.equal(response.status, 401);
    assert.equal(response.headers.get('access-control-allow-origin'), 'https://portal.example');
  });

  test('a revoked key cannot request tokens', async () => {
    const { addApiKey, revokeApiKey } = await import('../src/store/companies.ts');
    const { database } = server.backend;
    const added = await addApiKey(database, 'a', 'second');
    assert.ok(await server.token(added.text));
    await revokeApiKey(database, 'a', added.stored.id);
    const body = JSON.stringify({ userId: 'u', name: 'U', role: 'agent' });
    const response = await server.send('/v1/tokens', added.text, { method: 'POST', body });
    assert.equal(response.status, 401);
  });

  test('abuse case 19: an issued token is in its answer and nowhere else', async () => {
    const log = await (await server.send('/v1/activity-chain/entries?limit=1000', master)).text();
    for (const secret of [agent, master, key, agent.split('.')[2] ?? '']) {
      assert.ok(!log.includes(secret));
    }
    const refused = await server.send('/v1/nothing', agent);
    assert.ok(!JSON.stringify([...refused.headers, await refused.text()]).includes(agent));
  });

  test('health checks need no credentials, and reveal no company', async () => {
    const setAside = {
      'activity-check': 0,
      'likeness-fill': 0,
      'claim-end': 0,
      'photo-removal': 0,
      screening: 0,
      'web-hook': 0,
    };
    for (const [path, expected] of [
      ['/health/live', { status: 'ok' }],
      ['/health/ready', { status: 'ok', jobs: { setAside }, watchLists: { toLoad: [] } }],
    ] as const) {
      const response = await server.send(path, undefined);
      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), expected);
    }
  });
});

describe('limits', () => {
  test('a user with too many requests learns how long to wait', async () => {
    const server = await openTestBackend(await sparePGlite(), {
      config: { limits: { perMinute: 3 } },
    });
    try {
      const key = await server.addCompany({ id: 'a', name: 'A' });
      const [agent, other] = [await server.token(key), await server.token(key, 'agent', 'u-2')];
      const first = await server.send('/v1/workspace', agent);
      assert.equal(first.headers.get('ratelimit-policy'), '"user";q=3;w=60');
      assert.match(first.headers.get('ratelimit') ?? '', /^"user";r=2;t=\d+$/);
      await server.send('/v1/workspace', agent);
      await server.send('/v1/workspace', agent);
      const refused = await server.send('/v1/workspace', agent);
      assert.equal(refused.status, 429);
      assert.equal(refused.headers.get('content-type'), 'application/problem+json');
      assert.match(refused.headers.get('retry-after') ?? '', /^[1-9]\d?$/);
      assert.equal((await server.send('/v1/workspace', other)).status, 200);
      const namesake = await server.token(await server.addCompany({ id: 'b', name: 'B' }));
      assert.equal((await server.send('/v1/workspace', namesake)).status, 200);
    } finally {
      await server.close();
    }
  });

  test('guessing credentials is limited, and valid credentials still work', async () => {
    const server = await openTestBackend(await sparePGlite(), {
      config: { limits: { perMinute: 0, guessesPerMinute: 5 } },
    });
    try {
      const key = await server.addCompany({ id: 'a', name: 'A' });
      const agent = await server.token(key);
      for (let guess = 0; guess < 5; guess += 1) {
        assert.equal((await server.send('/v1/workspace', `guess${guess}`)).status, 401);
      }
      assert.equal((await server.send('/v1/workspace', 'guess')).status, 429);
      assert.equal((await server.send('/v1/tokens', key, { method: 'POST' })).status, 429);
      // Others may share the address, for example in an office or behind a proxy.
      assert.equal((await server.send('/v1/workspace', agent)).status, 200);
    } finally {
      await server.close();
    }
  });
});
