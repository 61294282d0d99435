import { fileURLToPath } from 'node:url';

import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { html } from 'hono/html';

import { isShopName, verifySessionToken, type AppCredentials } from './session-token.ts';

/** A user of a shop who may review. The session token contains no name, and no role of the kit. */
export interface Reviewer {
  readonly name: string;
  readonly role: 'agent' | 'master';
}

/** A shop that has installed the app. */
export interface Shop {
  /** The API key of its company at the reference backend (`kv-review-server add-key`). */
  readonly apiKey: string;
  /** By the id that the user has in the shop. */
  readonly reviewers: ReadonlyMap<string, Reviewer>;
}

export interface ShopifyAppOptions extends AppCredentials {
  readonly shops: ReadonlyMap<string, Shop>;
  /** The reference backend. The page sends its requests there, so the company must list the app's origin. */
  readonly backendUrl: string;
  /** Where App Bridge is. Another one is for the stand-in alone. */
  readonly appBridgeUrl?: string;
  /** The origins of the admin that contains the page. Others are for the stand-in alone. */
  readonly adminOrigins?: readonly string[];
  readonly now?: () => Date;
}

const publicFolder = fileURLToPath(new URL('public', import.meta.url));
const kitFolder = fileURLToPath(new URL('.', import.meta.resolve('kv-review/all')));

const unauthorized = () => Response.json({ error: 'unauthorized' }, { status: 401 });

/** The embedded page of the app, and the exchange of session tokens for tokens of the kit. */
export function createShopifyApp(options: ShopifyAppOptions) {
  const { shops, backendUrl, clientId, now = () => new Date() } = options;
  const { appBridgeUrl = 'https://cdn.shopify.com/shopifycloud/app-bridge.js' } = options;
  const { adminOrigins = ['https://admin.shopify.com'] } = options;
  const app = new Hono();

  /** Only the admin may frame the page, and only for the shop that the page is for. */
  const policyOf = (ancestors: readonly string[]): string =>
    [
      "default-src 'none'",
      `script-src 'self' ${new URL(appBridgeUrl).origin}`,
      "style-src 'self'",
      'img-src blob:',
      `connect-src 'self' ${new URL(backendUrl).origin}`,
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${ancestors.length > 0 ? ancestors.join(' ') : "'none'"}`,
    ].join('; ');

  app.use(async (context, next) => {
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    if (!context.res.headers.has('Content-Security-Policy')) {
      context.header('Content-Security-Policy', policyOf([]));
    }
  });

  app.get('/', (context) => {
    const shop = context.req.query('shop') ?? '';
    if (!isShopName(shop) || !shops.has(shop)) {
      return context.text(
        'Open this page from the admin of a shop that has installed the app.',
        404,
      );
    }
    context.header('Content-Security-Policy', policyOf([`https://${shop}`, ...adminOrigins]));
    context.header('Cache-Control', 'private, no-store');
    return context.html(
      html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="shopify-api-key" content="${clientId}" />
            <title>Identity verifications</title>
            <script src="${appBridgeUrl}"></script>
            <script type="module" src="/kit/cdn/kv-review.js"></script>
            <script type="module" src="/page.js"></script>
            <link rel="stylesheet" href="/page.css" />
          </head>
          <body>
            <kv-review-provider data-endpoint="${backendUrl}">
              <kv-review-console></kv-review-console>
            </kv-review-provider>
          </body>
        </html>`,
    );
  });

  app.post('/review-token', async (context) => {
    const credentials = /^Bearer (\S+)$/.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
    const user = await verifySessionToken(credentials, options, now()).catch(() => undefined);
    if (!user) return unauthorized();
    const shop = shops.get(user.shop);
    const reviewer = shop?.reviewers.get(user.userId);
    // The same answer as above: a stranger does not learn who may review.
    if (!shop || !reviewer) return unauthorized();
    const response = await fetch(new URL('/v1/tokens', backendUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ userId: `shopify-${user.userId}`, ...reviewer }),
    });
    if (!response.ok) return Response.json({ error: 'unavailable' }, { status: 503 });
    const { token } = (await response.json()) as { token: string };
    return context.text(token, 200, { 'Cache-Control': 'private, no-store' });
  });

  app.use('/kit/*', serveStatic({ root: kitFolder, rewriteRequestPath: (path) => path.slice(4) }));
  app.use('/*', serveStatic({ root: publicFolder }));
  return app.fetch;
}
