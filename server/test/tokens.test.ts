import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, mock, test } from 'node:test';
import { inspect } from 'node:util';

import { base64url, decodeJwt, decodeProtectedHeader, exportJWK, SignJWT, type JWK } from 'jose';
import { isReviewError } from 'kv-review/api';

import { parseNamedSecrets } from '../src/auth/named-secrets.ts';
import { createTokens, type SecretSettings, type Tokens } from '../src/auth/tokens.ts';

const issuer = 'https://portal.example';
const audience = 'kv-review';
const secret = 'a secret of the tests alone, of more than 32 bytes';
const agent = { id: 'u-1', name: 'Nino Agent', role: 'agent' } as const;

const now = () => Math.floor(Date.now() / 1000);

/** Valid claims with the changes of a test. `undefined` removes a claim. */
function someClaims(changed: Record<string, unknown> = {}): Record<string, unknown> {
  const iat = now();
  return {
    iss: issuer,
    aud: audience,
    sub: agent.id,
    name: agent.name,
    company: 'acme',
    role: agent.role,
    jti: 't-1',
    iat,
    exp: iat + 600,
    ...changed,
  };
}

interface Signing {
  header?: Record<string, unknown>;
  key?: KeyObject | Uint8Array;
}

function sign(changed: Record<string, unknown> = {}, { header, key }: Signing = {}) {
  const own = { alg: 'HS256', ...header };
  const signer = new SignJWT(someClaims(changed)).setProtectedHeader(own);
  return signer.sign(key ?? new TextEncoder().encode(secret));
}

const encode = (value: unknown) => base64url.encode(JSON.stringify(value));

function requestWith(token: string): Request {
  return new Request('https://kyc.example/v1/workspace', {
    headers: { authorization: `Bearer ${token}` },
  });
}

const refusedAs = (code: string) => (error: unknown) => {
  assert.ok(isReviewError(error));
  assert.equal(error.code, code);
  return true;
};

/** Checks that the message is the same for every fault and contains no part of the token. */
async function assertRefused(tokens: Tokens, request: Request, token = 'no token') {
  await assert.rejects(tokens.authenticate(request), (error: unknown) => {
    assert.ok(isReviewError(error));
    assert.equal(error.code, 'unauthenticated');
    assert.equal(error.message, 'No valid credentials were sent.');
    assert.deepEqual(error.details, {});
    assert.equal(error.cause, undefined);
    assert.ok(!inspect(error, { depth: null, showHidden: true }).includes(token));
    return true;
  });
}

describe('tokens signed with a secret', () => {
  const reasons: string[] = [];
  const settings: SecretSettings = {
    issuer,
    audience,
    secrets: [{ id: 'k1', secret }],
    onRefused: (reason) => reasons.push(reason),
  };
  const tokens = createTokens(settings);
  beforeEach(() => {
    reasons.length = 0;
  });

  test('a valid token contains company, user and role', async () => {
    const exp = now() + 600;
    const caller = await tokens.authenticate(requestWith(await sign({ exp })));
    assert.deepEqual(caller, {
      companyId: 'acme',
      actor: agent,
      tokenId: 't-1',
      expiresAt: new Date(exp * 1000).toISOString(),
    });
  });

  test('a token without an id, and for several audiences, is valid', async () => {
    const token = await sign({ jti: undefined, aud: ['another', audience] });
    const caller = await tokens.authenticate(requestWith(token));
    assert.equal(caller.tokenId, null);
  });

  const wrongClaims = (): Record<string, Record<string, unknown>> => ({
    'another issuer': { iss: 'https://evil.example' },
    'no issuer': { iss: undefined },
    'another audience': { aud: 'another' },
    'no audience': { aud: undefined },
    expired: { iat: now() - 700, exp: now() - 100 },
    'no expiry': { exp: undefined },
    'no time of issue': { iat: undefined },
    'issued in the future': { iat: now() + 300, exp: now() + 600 },
    'not valid yet': { nbf: now() + 300 },
    'a lifetime of more than 15 minutes': { iat: now(), exp: now() + 902 },
    'an infinite lifetime': { exp: Number.MAX_VALUE },
    'times that are text': { iat: String(now()), exp: String(now() + 600) },
    'no user': { sub: undefined },
    'an empty user': { sub: '' },
    'a user of 129 characters': { sub: 'x'.repeat(129) },
    'a user with NUL': { sub: 'u\0' },
    'no company': { company: undefined },
    'a company that is not a text': { company: ['acme'] },
    'no name': { name: undefined },
    'a name of 201 characters': { name: 'x'.repeat(201) },
    'a name with a line break': { name: 'Nino\nAgent' },
    'a name with half a surrogate pair': { name: 'Nino \ud800' },
    'no role': { role: undefined },
    'a role that does not exist': { role: 'admin' },
    'a role from the prototype': { role: 'constructor' },
    'an empty id': { jti: '' },
  });
  for (const title of Object.keys(wrongClaims())) {
    test(`refused: ${title}`, async () => {
      const token = await sign(wrongClaims()[title]);
      await assertRefused(tokens, requestWith(token), token);
      assert.equal(reasons.length, 1, 'the operator learns why');
    });
  }

  test('a few seconds of difference between the clocks are allowed', async () => {
    const early = await sign({ iat: now() + 5, nbf: now() + 5 });
    await tokens.authenticate(requestWith(early));
  });

  test('a token of a company that is not allowed is refused', async () => {
    const other = createTokens({ ...settings, companyIds: ['other'] });
    await assertRefused(other, requestWith(await sign()));
    await other.authenticate(requestWith(await sign({ company: 'other' })));
  });

  const forged: Record<string, () => string | Promise<string>> = {
    'no signature, algorithm none': () => `${encode({ alg: 'none' })}.${encode(someClaims())}.`,
    'algorithm none with other capitals': () =>
      `${encode({ alg: 'nOnE' })}.${encode(someClaims())}.`,
    'algorithm none with the signature of another token': async () =>
      `${encode({ alg: 'none' })}.${encode(someClaims())}.${(await sign()).split('.')[2]}`,
    'other claims with a valid signature': async () => {
      const [header, , signature] = (await sign()).split('.');
      return `${header}.${encode(someClaims({ role: 'master' }))}.${signature}`;
    },
    'another secret': () => sign({}, { key: new TextEncoder().encode('x'.repeat(48)) }),
    'HS512 with the right secret': () => {
      const key = new TextEncoder().encode(secret.padEnd(64, '\0'));
      return sign({}, { header: { alg: 'HS512' }, key });
    },
    'RS256 with a key of the sender': () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      return sign({}, { header: { alg: 'RS256' }, key: privateKey });
    },
    'an unknown key id': () => sign({}, { header: { kid: 'k2' } }),
    'a key id from the prototype': () => sign({}, { header: { kid: '__proto__' } }),
    'an unknown critical header': async () => {
      const [, payload, signature] = (await sign()).split('.');
      return `${encode({ alg: 'HS256', crit: ['x'], x: 1 })}.${payload}.${signature}`;
    },
    'claims of 10 kB': () => sign({ more: 'x'.repeat(10_000) }),
    'a payload that is not an object': async () =>
      `${encode({ alg: 'HS256' })}.${encode(null)}.${(await sign()).split('.')[2]}`,
    'four parts': async () => `${await sign()}.x`,
    'one part': () => 'abc',
  };
  for (const [title, forge] of Object.entries(forged)) {
    test(`refused: ${title}`, async () => {
      const token = await forge();
      await assertRefused(tokens, requestWith(token), token);
    });
  }

  test('abuse case 19: a token is read from the Authorization field only', async () => {
    const token = await sign();
    const url = `https://kyc.example/v1/workspace?access_token=${token}&token=${token}`;
    await assertRefused(tokens, new Request(url), token);
    const cookie = new Request(url, { headers: { cookie: `access_token=${token}` } });
    await assertRefused(tokens, cookie, token);
    for (const field of [`Basic ${token}`, token, 'Bearer', `Bearer ${token}, Bearer ${token}`]) {
      const request = new Request(url, { headers: { authorization: field } });
      await assertRefused(tokens, request, token);
    }
  });

  test('abuse case 19: the reason for the operator contains no part of the token', async () => {
    const tokensRefused = await Promise.all([
      sign({ name: 'Wanted\nPerson' }),
      sign({ exp: now() - 100 }),
      sign({ iss: 'Wanted' }),
    ]);
    for (const token of tokensRefused) await assertRefused(tokens, requestWith(token), token);
    assert.equal(reasons.length, 3);
    const reported = reasons.join();
    assert.ok(!reported.includes('Wanted'));
    for (const token of tokensRefused) assert.ok(!reported.includes(token));
  });

  test('secrets rotate by key id: the new one signs, the old one is still accepted', async () => {
    const newer = { id: 'k2', secret: 'the secret of next month, of more than 32 bytes' };
    const rotated = createTokens({ ...settings, secrets: [newer, { id: 'k1', secret }] });
    const old = await tokens.issueToken({ companyId: 'acme', actor: agent });
    assert.equal((await rotated.authenticate(requestWith(old.token))).tokenId, old.tokenId);

    const fresh = await rotated.issueToken({ companyId: 'acme', actor: agent });
    assert.equal(decodeProtectedHeader(fresh.token).kid, 'k2');
    await rotated.authenticate(requestWith(fresh.token));
    await assertRefused(tokens, requestWith(fresh.token), fresh.token);
    // With two secrets, the server does not guess which one signed the token.
    await assertRefused(rotated, requestWith(await sign()));
    const key = new TextEncoder().encode(newer.secret);
    await assertRefused(rotated, requestWith(await sign({}, { key })));
    await assertRefused(rotated, requestWith(await sign({}, { header: { kid: 'k2' } })));
  });

  test('a secret of less than 32 bytes is refused without quoting it', () => {
    const short = 'x'.repeat(31);
    assert.throws(
      () => createTokens({ ...settings, secrets: [{ id: 'k1', secret: short }] }),
      (error: Error) => /'k1' has 31 bytes/.test(error.message) && !error.message.includes(short),
    );
    assert.throws(() => createTokens({ ...settings, secrets: [] }), /at least one/);
    const twice = [1, 2].map(() => ({ id: 'k1', secret }));
    assert.throws(() => createTokens({ ...settings, secrets: twice }), /two secrets/);
  });

  test('secrets are read from one variable', () => {
    const other = 'y'.repeat(40);
    assert.deepEqual(parseNamedSecrets(`k2:${other}, k1:${secret.replaceAll(',', ':')}`, 'KEYS'), [
      { id: 'k2', secret: other },
      { id: 'k1', secret: secret.replaceAll(',', ':') },
    ]);
    for (const text of ['', secret, `:${other}`, `a b:${other}`]) {
      assert.throws(
        () => parseNamedSecrets(text, 'KEYS'),
        (error: Error) =>
          error.message.startsWith('KEYS: entry 1') && !error.message.includes('y'.repeat(9)),
      );
    }
  });
});

describe('issuing tokens', () => {
  const settings = { issuer, audience, secrets: [{ id: 'k1', secret }] };
  const tokens = createTokens(settings);

  test('an issued token is accepted, and is valid for the requested time', async () => {
    const actor = { id: 'u-9', name: 'ნინო', role: 'master' } as const;
    const issued = await tokens.issueToken({ companyId: 'acme', actor, lifetimeSeconds: 60 });
    const { tokenId, expiresAt } = issued;
    const caller = await tokens.authenticate(requestWith(issued.token));
    assert.deepEqual(caller, { companyId: 'acme', actor, tokenId, expiresAt });
    const { iat = 0, exp } = decodeJwt(issued.token);
    assert.equal(exp, iat + 60);
  });

  test('by default, a token is valid for the longest allowed time', async () => {
    const { token } = await tokens.issueToken({ companyId: 'acme', actor: agent });
    const { iat = 0, exp } = decodeJwt(token);
    assert.equal(exp, iat + 900);
  });

  test('a malformed grant is refused with the part that is wrong', async () => {
    const good = { companyId: 'acme', actor: agent };
    const wrong: [unknown, string][] = [
      [{ ...good, companyId: '' }, '/companyId'],
      [{ ...good, lifetimeSeconds: 901 }, '/lifetimeSeconds'],
      [{ ...good, lifetimeSeconds: 0 }, '/lifetimeSeconds'],
      [{ ...good, lifetimeSeconds: 1.5 }, '/lifetimeSeconds'],
      [{ ...good, actor: { ...agent, role: 'admin' } }, '/actor/role'],
      [{ ...good, actor: { ...agent, name: 'a\0' } }, '/actor/name'],
      [{ ...good, more: true }, '/more'],
    ];
    for (const [grant, pointer] of wrong) {
      await assert.rejects(tokens.issueToken(grant as never), (error: unknown) => {
        refusedAs('invalid')(error);
        assert.ok(isReviewError(error));
        assert.equal(error.details.parts?.[0]?.pointer, pointer);
        return true;
      });
    }
  });

  test('no token is issued for a company that is not allowed', async () => {
    const narrow = createTokens({ ...settings, companyIds: ['other'] });
    const grant = { companyId: 'acme', actor: agent };
    await assert.rejects(narrow.issueToken(grant), refusedAs('invalid'));
  });

  test('without a secret, the error explains why no token can be issued', async () => {
    const provider = createTokens({ issuer, audience, jwks: { url: 'https://id.example/jwks' } });
    const grant = { companyId: 'acme', actor: agent };
    await assert.rejects(provider.issueToken(grant), (error: Error) => {
      assert.match(error.message, /identity provider/);
      return refusedAs('unsupported')(error);
    });
  });
});

describe('tokens of an identity provider', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ed = generateKeyPairSync('ed25519');
  const next = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  let server: Server;
  let url: string;
  let published: { keys: JWK[] };
  let answer: 'keys' | 'error' | 'html' | 'redirect' | 'nothing';
  let requests: number;

  before(async () => {
    server = createServer((_request, response) => {
      requests += 1;
      if (answer === 'nothing') return;
      if (answer === 'error') response.writeHead(500).end();
      else if (answer === 'html') response.end('<h1>Sign in</h1>');
      else if (answer === 'redirect') response.writeHead(302, { location: url }).end();
      else response.end(JSON.stringify(published));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  beforeEach(async () => {
    answer = 'keys';
    requests = 0;
    published = {
      keys: [
        { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', use: 'sig' },
        { ...(await exportJWK(ec.publicKey)), kid: 'ec', use: 'sig' },
        { ...(await exportJWK(ed.publicKey)), kid: 'ed', use: 'sig' },
      ],
    };
  });

  const tokensOf = (timeout = 3000) => createTokens({ issuer, audience, jwks: { url, timeout } });
  const signEc = (kid = 'ec', key = ec.privateKey) =>
    sign({}, { header: { alg: 'ES256', kid }, key });

  test('RS256, ES256 and EdDSA are accepted, and the keys are fetched once', async () => {
    const tokens = tokensOf();
    const accepted = [
      await sign({}, { header: { alg: 'RS256', kid: 'rsa' }, key: rsa.privateKey }),
      await signEc(),
      await sign({}, { header: { alg: 'EdDSA', kid: 'ed' }, key: ed.privateKey }),
      await sign({}, { header: { alg: 'Ed25519', kid: 'ed' }, key: ed.privateKey }),
    ];
    for (const token of accepted) {
      assert.equal((await tokens.authenticate(requestWith(token))).companyId, 'acme');
    }
    assert.equal(requests, 1);
  });

  test('an HS256 token signed with the public key is refused', async () => {
    const tokens = tokensOf();
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
    for (const text of [String(pem), JSON.stringify(published.keys[0])]) {
      const token = await sign(
        {},
        { header: { alg: 'HS256', kid: 'rsa' }, key: new TextEncoder().encode(text) },
      );
      await assertRefused(tokens, requestWith(token), token);
    }
    const none = `${encode({ alg: 'none', kid: 'rsa' })}.${encode(someClaims())}.`;
    await assertRefused(tokens, requestWith(none), none);
  });

  test('a key that the token contains or refers to is ignored', async () => {
    const jwk = await exportJWK(next.publicKey);
    const header = { alg: 'ES256', kid: 'ec', jwk, jku: 'https://evil.example/jwks' };
    const token = await sign({}, { header, key: next.privateKey });
    await assertRefused(tokensOf(), requestWith(token), token);
  });

  test('an algorithm that is not listed is refused, even if the key supports it', async () => {
    const token = await sign({}, { header: { alg: 'PS256', kid: 'rsa' }, key: rsa.privateKey });
    await assertRefused(tokensOf(), requestWith(token), token);
  });

  test('a new key is found after the cool-down, and a removed key is refused', async () => {
    mock.timers.enable({ apis: ['Date'], now: Date.now() });
    try {
      const tokens = tokensOf();
      const before = await signEc();
      await tokens.authenticate(requestWith(before));
      published = { keys: [{ ...(await exportJWK(next.publicKey)), kid: 'next' }] };
      const rotated = await signEc('next', next.privateKey);
      for (let attempt = 0; attempt < 20; attempt += 1) {
        await assertRefused(tokens, requestWith(rotated), rotated);
      }
      assert.equal(requests, 1, 'unknown keys do not cause requests');
      mock.timers.tick(31_000);
      await tokens.authenticate(requestWith(rotated));
      assert.equal(requests, 2);
      await assertRefused(tokens, requestWith(before), before);
    } finally {
      mock.timers.reset();
    }
  });

  test('while the provider has never answered, the error is unavailable, not unauthenticated', async () => {
    const token = await signEc();
    for (const fault of ['error', 'html', 'redirect', 'nothing'] as const) {
      answer = fault;
      requests = 0;
      const tokens = tokensOf(fault === 'nothing' ? 1000 : 10_000);
      for (let attempt = 0; attempt < 20; attempt += 1) {
        await assert.rejects(tokens.authenticate(requestWith(token)), refusedAs('unavailable'));
      }
      assert.equal(requests, 1, `${fault}: a provider that is down gets no further requests`);
    }
  });

  test('known keys stay valid during an outage of up to an hour, and afterwards everything recovers', async () => {
    mock.timers.enable({ apis: ['Date'], now: Date.now() });
    try {
      const tokens = tokensOf();
      await tokens.authenticate(requestWith(await signEc()));
      answer = 'error';
      mock.timers.tick(11 * 60_000);
      await tokens.authenticate(requestWith(await signEc()));
      assert.equal(requests, 2, 'the provider was asked for newer keys');
      const unknown = await signEc('next', next.privateKey);
      await assert.rejects(tokens.authenticate(requestWith(unknown)), refusedAs('unavailable'));
      mock.timers.tick(61 * 60_000);
      const late = await signEc();
      await assert.rejects(tokens.authenticate(requestWith(late)), refusedAs('unavailable'));
      answer = 'keys';
      mock.timers.tick(31_000);
      await tokens.authenticate(requestWith(await signEc()));
      answer = 'error';
      mock.timers.tick(11 * 60_000);
      await tokens.authenticate(requestWith(await signEc()));
    } finally {
      mock.timers.reset();
    }
  });

  describe('beside tokens of this server', () => {
    const own = 'kv-review';
    const both = (): Tokens =>
      createTokens({
        ...{ issuer: own, audience, secrets: [{ id: 'k1', secret }] },
        provider: { issuer, audience: 'provider-audience', jwks: { url } },
      });
    const ofProvider = { aud: 'provider-audience' };
    const ec256 = { header: { alg: 'ES256', kid: 'ec' }, key: ec.privateKey };

    test('both are accepted, and this server issues its own', async () => {
      const tokens = both();
      await tokens.authenticate(requestWith(await sign(ofProvider, ec256)));
      const issued = await tokens.issueToken({ companyId: 'acme', actor: agent });
      assert.equal(decodeJwt(issued.token).iss, own);
      const { tokenId } = await tokens.authenticate(requestWith(issued.token));
      assert.equal(tokenId, issued.tokenId);
    });

    const pem = () => String(rsa.publicKey.export({ type: 'spki', format: 'pem' }));
    const bytes = (text: string) => new TextEncoder().encode(text);
    const confused: Record<string, () => string | Promise<string>> = {
      'the provider’s issuer with the secret of this server': () => sign(ofProvider),
      'the provider’s issuer with its public key as a secret': () =>
        sign(ofProvider, { header: { kid: 'rsa' }, key: bytes(pem()) }),
      'this server’s issuer with the provider’s key': () => sign({ iss: own }, ec256),
      'this server’s issuer with the provider’s public key as a secret': () =>
        sign({ iss: own }, { header: { kid: 'rsa' }, key: bytes(pem()) }),
      'the provider’s token for the audience of this server': () => sign({}, ec256),
      'this server’s token for the audience of the provider': () =>
        sign({ ...ofProvider, iss: own }),
      'both issuers': () => sign({ iss: [own, issuer] }),
      'another issuer': () => sign({ iss: 'https://evil.example' }),
      'no issuer': () => sign({ iss: undefined }),
      'no signature': () => `${encode({ alg: 'none' })}.${encode(someClaims({ iss: own }))}.`,
    };
    for (const [title, forge] of Object.entries(confused)) {
      test(`refused: ${title}`, async () => {
        const token = await forge();
        await assertRefused(both(), requestWith(token), token);
      });
    }

    test('an outage of the provider does not concern tokens of this server', async () => {
      answer = 'error';
      const tokens = both();
      const { token } = await tokens.issueToken({ companyId: 'acme', actor: agent });
      await tokens.authenticate(requestWith(token));
      const theirs = requestWith(await sign(ofProvider, ec256));
      await assert.rejects(tokens.authenticate(theirs), refusedAs('unavailable'));
    });

    test('two issuers of one name are refused', () => {
      const provider = { issuer: own, audience, jwks: { url } };
      const settings = { issuer: own, audience, secrets: [{ id: 'k1', secret }] };
      assert.throws(() => createTokens({ ...settings, provider }), /same issuer/);
    });
  });

  test('the keys are fetched over https, or from this machine', () => {
    for (const bad of ['http://id.example/jwks', 'file:///etc/keys', 'jwks', '']) {
      assert.throws(() => createTokens({ issuer, audience, jwks: { url: bad } }), /https:/);
    }
  });
});
