import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import fc from 'fast-check';
import { decodeJwt } from 'jose';

import { createApiKey } from '../src/auth/api-keys.ts';
import { createCode, parseCode } from '../src/auth/codes.ts';
import { inCompany } from '../src/database/index.ts';
import { revokeApiKey } from '../src/store/companies.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases, sparePGlite, sparePostgres } from './support/databases.ts';
import { startServerProcess } from './support/server-process.ts';

const page = 'https://portal.example';
const otherPage = 'https://other.example';
const user = { userId: 'u-7', name: 'Nino Agent', role: 'agent' };

interface Entry {
  readonly action: string;
  readonly actor: unknown;
  readonly details: Readonly<Record<string, unknown>>;
}

test('a code contains its company, and only its digest is stored', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (companyId) => {
      const { text, digest } = createCode(companyId);
      assert.deepEqual(parseCode(text), { companyId, digest });
      assert.ok(!text.includes(digest));
    }),
  );
});

test('a text that is not a code is rejected, an API key included', () => {
  const { text } = createCode('acme');
  const wrong = ['', 'kvc_', text.toUpperCase(), ` ${text}`, `${text}\n`, text.slice(0, -1)];
  const others = [createApiKey('acme').text, text.replace('kvc_', 'kvk_'), `${text}0`];
  for (const other of [...wrong, ...others]) assert.equal(parseCode(other), undefined);
  fc.assert(fc.property(fc.string(), (other) => parseCode(other) === undefined));
});

for (const [name, spare] of databases) {
  describe(`single-use codes (${name})`, () => {
    let clock = Date.now();
    let server: TestBackend;
    let key: string;
    let otherKey: string;

    before(async () => {
      server = await openTestBackend(await spare(), { now: () => new Date(clock) });
      key = await server.addCompany({ id: 'a', name: 'A', allowedOrigins: [page, otherPage] });
      otherKey = await server.addCompany({
        id: 'b',
        name: 'B',
        allowedOrigins: ['https://b.example'],
      });
    });
    after(() => server.close());

    const post = (
      path: string,
      body: object,
      credentials?: string,
      headers: Record<string, string> = {},
    ) => server.send(path, credentials, { method: 'POST', body: JSON.stringify(body), headers });

    async function issue(changed: object = {}, apiKey = key): Promise<string> {
      const response = await post('/v1/codes', { ...user, ...changed }, apiKey);
      assert.equal(response.status, 201);
      return ((await response.json()) as { code: string }).code;
    }
    /** `null` for a request that no page sends. */
    const redeem = (code: string, origin: string | null = page) =>
      post('/v1/code-exchange', { code }, undefined, origin === null ? {} : { origin });

    /** Without what differs between two answers that say the same. */
    async function seen(response: Response) {
      const headers = new Headers(response.headers);
      for (const field of ['date', 'x-request-id', 'access-control-allow-origin']) {
        headers.delete(field);
      }
      return [response.status, [...headers], await response.text()];
    }

    async function entries(apiKey = key): Promise<Entry[]> {
      const master = await server.token(apiKey, 'master');
      const response = await server.send('/v1/activity-chain/entries?limit=1000', master);
      const { entries } = (await response.json()) as { entries: { entry: Entry }[] };
      return entries.map(({ entry }) => entry);
    }
    const lastEntry = async (action: string) =>
      (await entries()).findLast((entry) => entry.action === action);

    const stored = () =>
      inCompany(server.backend.database, 'a', (transaction) =>
        transaction.selectFrom('sign_in_codes').selectAll().execute(),
      );

    test('a page exchanges a code for the token of its user', async () => {
      const code = await issue({ lifetimeSeconds: 300 });
      const response = await redeem(code);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('access-control-allow-origin'), page);
      assert.equal(response.headers.get('cache-control'), 'private, no-store');
      const { token, expiresIn } = (await response.json()) as { token: string; expiresIn: number };
      assert.equal(expiresIn, 300);
      const { actor, company } = await server.api(token).getWorkspace();
      assert.deepEqual(
        [actor.id, actor.name, actor.role, company.id],
        ['u-7', user.name, 'agent', 'a'],
      );
      const { exp = 0, iat = 0 } = decodeJwt(token);
      assert.equal(exp - iat, 300);
    });

    test('only the digest of a code is stored, and nothing is left of a used one', async () => {
      const code = await issue();
      const rows = JSON.stringify(await stored());
      assert.ok(rows.includes(parseCode(code)?.digest ?? 'none'));
      assert.ok(!rows.includes(code.split('_')[2] ?? code));
      await redeem(code);
      assert.deepEqual(await stored(), []);
    });

    test('abuse case 26: a code that is used, late, foreign or invented gets one and the same answer', async () => {
      const used = await issue();
      assert.equal((await redeem(used)).status, 200);
      const late = await issue();
      clock += 60_000;
      const foreign = await issue();
      const bound = await issue({ origin: page });
      const sandboxed = await issue();
      const ofOther = await issue({}, otherKey);
      const answers = [
        await seen(await redeem(used)),
        await seen(await redeem(late)),
        await seen(await redeem(foreign, 'https://evil.example')),
        await seen(await redeem(bound, otherPage)),
        await seen(await redeem(ofOther)),
        await seen(await redeem(sandboxed, 'null')),
        await seen(await redeem(createCode('a').text)),
        await seen(await redeem(createCode('no-company').text)),
        await seen(await redeem(createCode('nul\0').text)),
        await seen(await redeem('kvc_61')),
        await seen(await redeem(key)),
      ];
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      assert.equal(answers[0]?.[0], 401);
      assert.doesNotMatch(JSON.stringify(answers[0]), /u-7|Nino|kvc_|"a"|expired|used/);
      // A code that was shown to somebody else works nowhere any more.
      assert.equal((await redeem(foreign)).status, 401);
      assert.equal((await redeem(bound)).status, 401);
    });

    test('a code is valid for a minute, to the second', async () => {
      const code = await issue();
      clock += 59_999;
      assert.equal((await redeem(code)).status, 200);
    });

    test('a code that is bound to an origin needs it', async () => {
      const code = await issue({ origin: page });
      assert.equal((await redeem(code, null)).status, 401);
      assert.equal((await redeem(await issue({ origin: page }), page)).status, 200);
      const wrong = await post('/v1/codes', { ...user, origin: 'https://evil.example' }, key);
      assert.equal(wrong.status, 422);
      const { parts } = (await wrong.json()) as { parts: { pointer: string }[] };
      assert.equal(parts[0]?.pointer, '/origin');
    });

    test('of fifty requests at once, one gets a token', async () => {
      const code = await issue();
      const answers = await Promise.all(Array.from({ length: 50 }, () => redeem(code)));
      const statuses = answers.map(({ status }) => status).toSorted();
      assert.deepEqual(statuses, [200, ...Array.from({ length: 49 }, () => 401)]);
    });

    test('fifty codes at once are fifty tokens', async () => {
      const codes = await Promise.all(Array.from({ length: 50 }, () => issue()));
      assert.equal(new Set(codes).size, 50);
      const answers = await Promise.all(codes.map((code) => redeem(code)));
      assert.ok(answers.every(({ status }) => status === 200));
    });

    test('the code of a revoked key is refused', async () => {
      const { database } = server.backend;
      const revoked = await server.addCompany({ id: 'c', name: 'C', allowedOrigins: [page] });
      const code = await issue({}, revoked);
      await revokeApiKey(database, 'c', revoked.split('_')[2] ?? '');
      assert.equal((await redeem(code)).status, 401);
    });

    test('only a company’s own server may request a code', async () => {
      const agent = await server.token(key);
      assert.equal((await post('/v1/codes', user, agent)).status, 401);
      assert.equal((await post('/v1/codes', user)).status, 401);
      assert.equal((await post('/v1/codes', user, key, { origin: page })).status, 403);
    });

    test('a wrong request for a code is refused, before there is a code', async () => {
      const before = (await stored()).length;
      for (const [changed, pointer] of [
        [{ role: 'admin' }, '/role'],
        [{ lifetimeSeconds: 901 }, '/lifetimeSeconds'],
        [{ origin: 'portal.example' }, '/origin'],
      ] as const) {
        const response = await post('/v1/codes', { ...user, ...changed }, key);
        assert.equal(response.status, 422);
        const { parts } = (await response.json()) as { parts: { pointer: string }[] };
        assert.equal(parts[0]?.pointer, pointer);
      }
      assert.equal((await stored()).length, before);
    });

    test('the log says that a code was issued, used and refused, and never the code', async () => {
      const code = await issue();
      const issued = await lastEntry('code-issued');
      assert.deepEqual([issued?.actor, issued?.details['userId']], [null, 'u-7']);
      await redeem(code);
      const redeemed = await lastEntry('code-redeemed');
      assert.ok(redeemed?.details['tokenId'] && redeemed.details['apiKeyId']);
      const outcomes: unknown[] = [];
      for (const refuse of [
        async () => redeem(await issue(), 'https://evil.example'),
        async () => {
          const late = await issue();
          clock += 60_001;
          return redeem(late);
        },
      ]) {
        await refuse();
        outcomes.push((await lastEntry('code-refused'))?.details['outcome']);
      }
      assert.deepEqual(outcomes, ['foreign-origin', 'expired']);
      assert.ok(!JSON.stringify(await entries()).includes('kvc_'));
    });

    test('a stranger cannot fill the log of a company with invented codes', async () => {
      const count = (await entries()).length;
      for (let attempt = 0; attempt < 20; attempt += 1) await redeem(createCode('a').text);
      const added = (await entries()).slice(count).map(({ action }) => action);
      assert.deepEqual(new Set(added), new Set(['token-issued', 'activity-read']));
    });

    test('codes that nobody used are removed with the next one', async () => {
      await issue();
      await issue();
      clock += 60_001;
      await issue();
      assert.equal((await stored()).length, 1);
    });

    test('a malformed request is refused without quoting the code', async () => {
      for (const body of [
        {},
        { code: 1 },
        { code: 'ქ' },
        { code: 'x'.repeat(1025) },
        { code: 'x', more: 1 },
      ]) {
        const response = await post('/v1/code-exchange', body);
        assert.equal(response.status, 422);
        assert.doesNotMatch(await response.text(), /xxxx|ქ/);
      }
      const inUrl = await server.send(`/v1/code-exchange?code=${await issue()}`, undefined, {
        method: 'POST',
      });
      assert.equal(inUrl.status, 415);
    });
  });
}

test('an address that guesses codes has to wait, and so do its valid codes', async () => {
  const limits = { perMinute: 0, guessesPerMinute: 5 };
  const server = await openTestBackend(await sparePGlite(), { config: { limits } });
  try {
    const key = await server.addCompany({ id: 'a', name: 'A' });
    const redeem = (code: string) =>
      server.send('/v1/code-exchange', undefined, {
        method: 'POST',
        body: JSON.stringify({ code }),
      });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      statuses.push((await redeem(createCode('a').text)).status);
    }
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429]);
    const response = await redeem('anything');
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    assert.ok(Number(response.headers.get('retry-after')) > 0);
    assert.ok(key);
  } finally {
    await server.close();
  }
});

test('with an identity provider alone, no code is issued', async () => {
  const tokens = { issuer: 'test', audience: 'test', jwks: { url: 'https://id.example/jwks' } };
  const server = await openTestBackend(await sparePGlite(), { config: { tokens } });
  try {
    const key = await server.addCompany({ id: 'a', name: 'A' });
    const response = await server.send('/v1/codes', key, {
      method: 'POST',
      body: JSON.stringify(user),
    });
    assert.equal(response.status, 501);
  } finally {
    await server.close();
  }
});

test('of fifty requests at once to two processes, one gets a token', async () => {
  const { location, drop } = await sparePostgres();
  assert.ok('url' in location);
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-codes-'));
  const secret = () => `k1:${randomBytes(48).toString('base64')}`;
  const env = {
    DATABASE_URL: location.url,
    KV_DATA_FOLDER: folder,
    ...{ KV_TOKEN_SECRETS: secret(), KV_ACTIVITY_KEYS: secret(), KV_HOOK_KEYS: secret() },
  };
  const one = await startServerProcess(env);
  const two = await startServerProcess(env);
  const third = await openTestBackend({ location, drop: () => Promise.resolve() });
  try {
    const key = await third.addCompany({ id: 'a', name: 'A' });
    const post = (url: string, path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(new URL(path, url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    for (let round = 0; round < 3; round += 1) {
      const issued = await post(one.url, '/v1/codes', user, { authorization: `Bearer ${key}` });
      const { code } = (await issued.json()) as { code: string };
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          post(index % 2 === 0 ? one.url : two.url, '/v1/code-exchange', { code }),
        ),
      );
      assert.equal(answers.filter(({ status }) => status === 200).length, 1);
      assert.equal(answers.filter(({ status }) => status === 401).length, 49);
    }
  } finally {
    await third.close();
    await Promise.all([one.kill('SIGTERM'), two.kill('SIGTERM')]);
    await drop();
    rmSync(folder, { recursive: true, force: true });
  }
});
