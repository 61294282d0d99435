/**
 * Runs the app. With the variables of an app at Shopify, it is that app's server. Without them, it starts a
 * reference backend with fictional sessions and the stand-in of Shopify's admin, all on this machine.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { sampleSessions } from 'kv-review/testing';
import {
  addApiKey,
  createCompany,
  listen,
  openBackend,
  readConfig,
  readCompany,
  seedSessions,
} from 'kv-review-server';

import { createShopifyApp, type Reviewer, type Shop } from './app.ts';
import { createStandIn } from './stand-in.ts';

const host = '127.0.0.1';
const port = Number(process.env['PORT'] ?? 4280);
const { SHOPIFY_CLIENT_ID, SHOPIFY_CLIENT_SECRET, KV_BACKEND_URL, KV_SHOPS } = process.env;

interface ShopEntry {
  readonly apiKey: string;
  readonly reviewers: Readonly<Record<string, Reviewer>>;
}

function readShops(file: string): Map<string, Shop> {
  const entries = JSON.parse(readFileSync(file, 'utf8')) as Record<string, ShopEntry>;
  return new Map(
    Object.entries(entries).map(([shop, { apiKey, reviewers }]) => [
      shop,
      { apiKey, reviewers: new Map(Object.entries(reviewers)) },
    ]),
  );
}

async function serveApp(clientId: string, clientSecret: string): Promise<void> {
  if (!KV_BACKEND_URL || !KV_SHOPS) throw new Error('Set KV_BACKEND_URL and KV_SHOPS.');
  const shops = readShops(KV_SHOPS);
  const app = createShopifyApp({ clientId, clientSecret, shops, backendUrl: KV_BACKEND_URL });
  const { url } = await listen(app, { host, port });
  process.stdout.write(`The app: ${url}/\n`);
}

async function serveStandIn(): Promise<void> {
  const [shop, company] = ['example.myshopify.com', 'example-shop'];
  const [appUrl, adminUrl] = [`http://${host}:${port}`, `http://${host}:${port + 1}`];
  const credentials = {
    ...{ clientId: 'stand-in-client', clientSecret: randomBytes(32).toString('hex') },
  };
  const config = readConfig({ KV_DATA_FOLDER: '.cache/shopify', LOG_LEVEL: 'warn' });
  const backend = await openBackend(config);
  if (!(await readCompany(backend.database, company))) {
    await createCompany(backend.database, {
      id: company,
      name: 'Example',
      allowedOrigins: [appUrl],
    });
    await seedSessions(backend.database, company, sampleSessions({ count: 200, seed: 2026 }));
  }
  const { text: apiKey } = await addApiKey(backend.database, company, 'shopify');
  const server = await listen((request, env) => backend.fetch(request, env), {
    host,
    port: port + 2,
  });
  const reviewers = new Map<string, Reviewer>([['1001', { name: 'Nino Example', role: 'agent' }]]);
  const app = createShopifyApp({
    ...credentials,
    shops: new Map([[shop, { apiKey, reviewers }]]),
    backendUrl: server.url,
    appBridgeUrl: `${adminUrl}/app-bridge.js`,
    adminOrigins: [adminUrl],
  });
  await listen(app, { host, port });
  await listen(createStandIn({ ...credentials, appUrl }), { host, port: port + 1 });
  process.stdout.write(`A stand-in of Shopify's admin: ${adminUrl}/?shop=${shop}&user=1001\n`);
}

if (SHOPIFY_CLIENT_ID && SHOPIFY_CLIENT_SECRET)
  await serveApp(SHOPIFY_CLIENT_ID, SHOPIFY_CLIENT_SECRET);
else await serveStandIn();
