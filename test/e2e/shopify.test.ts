import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { base64url, SignJWT } from 'jose';
import { sampleSessions } from 'kv-review/testing';
import {
  addApiKey,
  createCompany,
  listen,
  openBackend,
  readConfig,
  seedSessions,
  type Backend,
  type RunningServer,
} from 'kv-review-server';
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright-core';

import { createShopifyApp } from '../../examples/shopify/app.ts';
import { createStandIn, signSessionToken } from '../../examples/shopify/stand-in.ts';
import { chromiumArguments, ensureChromium } from '../../scripts/browser.ts';

const shop = 'acme.myshopify.com';
const otherShop = 'other.myshopify.com';
const credentials = {
  clientId: 'client-1',
  clientSecret: 'a secret of the app, of 32 bytes or more',
};
const user = { shop, userId: '1001' };

type Answer = (request: Request) => Response | Promise<Response>;

/** A server whose answers are decided later, because the servers need the addresses of each other. */
async function listenLater(): Promise<RunningServer & { answer: Answer }> {
  const late = { answer: (() => new Response(null, { status: 503 })) as Answer };
  const server = await listen((request) => late.answer(request), { host: '127.0.0.1', port: 0 });
  return Object.assign(late, server);
}

describe('the embedded page in the stand-in of Shopify’s admin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-shopify-'));
  let clock = Date.now();
  const now = () => new Date(clock);
  const issued: string[] = [];
  let backend: Backend;
  let servers: {
    app: RunningServer;
    admin: RunningServer;
    stranger: RunningServer;
    api: RunningServer;
  };
  let browser: Browser;

  before(async () => {
    const [app, admin, stranger] = [await listenLater(), await listenLater(), await listenLater()];
    backend = await openBackend(readConfig({ KV_DATA_FOLDER: folder, LOG_LEVEL: 'silent' }), {
      now,
    });
    const { database } = backend;
    const shops = new Map();
    for (const [id, name] of [
      ['acme', shop],
      ['other', otherShop],
    ] as const) {
      await createCompany(database, { id, name, allowedOrigins: [app.url] });
      await seedSessions(database, id, sampleSessions({ count: 40, seed: id, now: now() }));
      const { text: apiKey } = await addApiKey(database, id, 'shopify');
      const reviewers = new Map([['1001', { name: 'Nino Example', role: 'agent' as const }]]);
      shops.set(name, { apiKey, reviewers });
    }
    const api = await listen((request, env) => backend.fetch(request, env), {
      host: '127.0.0.1',
      port: 0,
    });
    const shopify = createShopifyApp({
      ...{ ...credentials, shops, now, backendUrl: api.url },
      appBridgeUrl: `${admin.url}/app-bridge.js`,
      adminOrigins: [admin.url],
    });
    app.answer = async (request) => {
      const response = await shopify(request);
      if (new URL(request.url).pathname === '/review-token' && response.ok) {
        issued.push(await response.clone().text());
      }
      return response;
    };
    admin.answer = createStandIn({ ...credentials, appUrl: app.url, now });
    stranger.answer = () =>
      new Response(`<!doctype html><iframe src="${app.url}/?shop=${shop}"></iframe>`, {
        headers: { 'content-type': 'text/html' },
      });
    servers = { app, admin, stranger, api };
    browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments });
  });
  after(async () => {
    await browser.close();
    await Promise.all(Object.values(servers).map((server) => server.stop(1000)));
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(address: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(address);
    return page;
  }
  const rowsIn = (frame: FrameLocator) =>
    frame
      .locator('kv-session-list')
      .getByRole('row')
      .filter({ has: frame.getByRole('gridcell') });
  const openAdmin = () => open(`${servers.admin.url}/?shop=${shop}&user=${user.userId}`);

  const exchange = (token: string | undefined) =>
    fetch(new URL('/review-token', servers.app.url), {
      method: 'POST',
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });

  test('the list is on screen, and the admin says that it is not Shopify [shopify-embedded-page]', async () => {
    const page = await openAdmin();
    await rowsIn(page.frameLocator('iframe')).first().waitFor();
    await page.getByText('not Shopify').waitFor();
    const markup = await page.frameLocator('iframe').locator('html').innerHTML();
    assert.ok(issued.length > 0);
    for (const token of issued) assert.ok(!markup.includes(token));
    await page.close();
  });

  test('a token that has expired is replaced without a word [shopify-token-renewal]', async () => {
    const page = await openAdmin();
    const frame = page.frameLocator('iframe');
    await rowsIn(frame).first().waitFor();
    const before = issued.length;
    clock += 16 * 60_000;
    const renewed = page.waitForResponse((response) => response.url().endsWith('/review-token'));
    await frame.getByRole('button', { name: 'Refresh' }).first().click();
    assert.equal((await renewed).status(), 200);
    await rowsIn(frame).first().waitFor();
    assert.equal(await frame.getByText('sign in').count(), 0);
    assert.ok(issued.length > before);
    assert.equal(new Set(issued).size, issued.length);
    await page.close();
  });

  describe('a session token', () => {
    const secretOf = (text: string) => new TextEncoder().encode(text);
    const claims = (changed: Record<string, unknown> = {}) => {
      const at = Math.floor(clock / 1000);
      const iss = `https://${shop}/admin`;
      const times = { iat: at, nbf: at, exp: at + 60 };
      const names = { iss, dest: `https://${shop}`, aud: credentials.clientId, sub: user.userId };
      return { ...names, ...times, ...changed };
    };
    const sign = (
      changed: Record<string, unknown> = {},
      { alg = 'HS256', secret = credentials.clientSecret } = {},
    ) => new SignJWT(claims(changed)).setProtectedHeader({ alg }).sign(secretOf(secret));
    const encode = (value: unknown) => base64url.encode(JSON.stringify(value));

    test('of a reviewer is exchanged for a token of the shop’s company [shopify-exchange]', async () => {
      for (const [name, id] of [
        [shop, 'acme'],
        [otherShop, 'other'],
      ] as const) {
        const token = await signSessionToken(credentials, { shop: name, userId: '1001' }, now());
        const response = await exchange(token);
        assert.equal(response.status, 200);
        assert.equal(response.headers.get('cache-control'), 'private, no-store');
        const workspace = await fetch(new URL('/v1/workspace', servers.api.url), {
          headers: { authorization: `Bearer ${await response.text()}` },
        });
        const { company, actor } = (await workspace.json()) as {
          company: { id: string };
          actor: { id: string; name: string };
        };
        assert.deepEqual([company.id, actor.id, actor.name], [id, 'shopify-1001', 'Nino Example']);
      }
    });

    const at = () => Math.floor(clock / 1000);
    const wrong: Record<string, () => string | undefined | Promise<string>> = {
      'that is missing': () => undefined,
      'that is not a token': () => 'abc',
      'with another secret': () => sign({}, { secret: 'another secret, of 32 bytes or even more' }),
      'that has expired': () => sign({ iat: at() - 90, nbf: at() - 90, exp: at() - 30 }),
      'that is not valid yet': () => sign({ nbf: at() + 30 }),
      'that lasts for a day': () => sign({ iat: at() - 3600, exp: at() + 86_400 }),
      'without an expiry': () => sign({ exp: undefined }),
      'of another app': () => sign({ aud: 'client-2' }),
      'of a shop that has not installed the app': () =>
        sign({ iss: 'https://new.myshopify.com/admin', dest: 'https://new.myshopify.com' }),
      'whose issuer is another shop': () => sign({ iss: `https://${otherShop}/admin` }),
      'of a domain that looks like a shop': () =>
        sign({ iss: `https://${shop}.evil.example/admin`, dest: `https://${shop}.evil.example` }),
      'without a shop': () => sign({ dest: undefined }),
      'of a user who may not review': () => sign({ sub: '2002' }),
      'of a user from the prototype': () => sign({ sub: 'constructor' }),
      'with HS512': () => sign({}, { alg: 'HS512', secret: credentials.clientSecret.repeat(2) }),
      'with a key of the sender': () => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
      },
      'without a signature': () => `${encode({ alg: 'none' })}.${encode(claims())}.`,
      'of the reference backend': () => issued.at(-1),
    };
    for (const [title, make] of Object.entries(wrong)) {
      test(`${title} is refused [shopify-verified]`, async () => {
        const response = await exchange(await make());
        assert.equal(response.status, 401);
        assert.equal(await response.text(), '{"error":"unauthorized"}');
      });
    }

    test('that is forged leaves the page without data', async () => {
      const page = await browser.newPage();
      await page.route('**/session-token*', async (route) =>
        route.fulfill({ body: await sign({ aud: 'client-2' }) }),
      );
      await page.goto(`${servers.admin.url}/?shop=${shop}&user=${user.userId}`);
      const frame = page.frameLocator('iframe');
      await frame.getByRole('alert').first().waitFor();
      assert.equal(await rowsIn(frame).count(), 0);
      await page.close();
    });
  });

  describe('abuse case 22: the page may be framed', () => {
    const policyOf = async (query: string) => {
      const response = await fetch(new URL(`/?${query}`, servers.app.url));
      const policy = response.headers.get('content-security-policy') ?? '';
      return [response.status, /frame-ancestors ([^;]*)/.exec(policy)?.[1]];
    };

    test('by its own shop and the admin alone [shopify-frame-ancestors]', async () => {
      for (const name of [shop, otherShop]) {
        const expected = `https://${name} ${servers.admin.url}`;
        assert.deepEqual(await policyOf(`shop=${name}`), [200, expected]);
      }
    });

    test('by nobody, for a name that is not an installed shop [shopify-frame-ancestors]', async () => {
      for (const name of [
        '',
        'new.myshopify.com',
        'evil.example',
        `${shop}.evil.example`,
        `${shop};script-src *`,
        `${shop} https://evil.example`,
        `${shop}\r\nx: y`,
        'ACME.myshopify.com',
        '__proto__',
      ]) {
        assert.deepEqual(await policyOf(new URLSearchParams({ shop: name }).toString()), [
          404,
          "'none'",
        ]);
      }
    });

    test('not by a stranger’s page: the browser refuses [shopify-frame-ancestors]', async () => {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(servers.stranger.url);
      const frame = page.frames().find((one) => one !== page.mainFrame());
      await frame?.waitForLoadState();
      assert.equal(await page.frameLocator('iframe').locator('kv-session-list').count(), 0);
      assert.match(complaints.join('\n'), /frame-ancestors/);
      await page.close();
    });
  });
});
