/**
 * A stand-in of Shopify's admin, for development and tests without a shop. It is not Shopify: it signs session
 * tokens as Shopify does, with the app's secret, and puts the app's page into a frame. It checks no password.
 */
import { randomUUID } from 'node:crypto';

import { Hono } from 'hono';
import { html } from 'hono/html';
import { SignJWT } from 'jose';

import type { AppCredentials, ShopUser } from './session-token.ts';

export interface StandInOptions extends AppCredentials {
  readonly appUrl: string;
  readonly now?: () => Date;
}

const seconds = 60;

/** Signs a session token as Shopify does. */
export function signSessionToken(
  { clientId, clientSecret }: AppCredentials,
  { shop, userId }: ShopUser,
  now = new Date(),
): Promise<string> {
  const at = Math.floor(now.getTime() / 1000);
  return new SignJWT({ dest: `https://${shop}`, sid: randomUUID() })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(`https://${shop}/admin`)
    .setAudience(clientId)
    .setSubject(userId)
    .setJti(randomUUID())
    .setIssuedAt(at)
    .setNotBefore(at)
    .setExpirationTime(at + seconds)
    .sign(new TextEncoder().encode(clientSecret));
}

/** What App Bridge is for the page: `shopify.idToken()`. The admin answers by messages between frames. */
const appBridge = (adminOrigin: string): string => `
globalThis.shopify = {
  idToken: () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    parent.postMessage('id-token', ${JSON.stringify(adminOrigin)}, [port2]);
  }),
};`;

const adminScript = (appOrigin: string): string => `
const frame = document.querySelector('iframe');
addEventListener('message', async ({ origin, source, data, ports: [port] }) => {
  if (origin !== ${JSON.stringify(appOrigin)} || source !== frame.contentWindow || data !== 'id-token') return;
  const response = await fetch('/session-token' + location.search, { method: 'POST' });
  port.postMessage(await response.text());
});`;

/** Serves the admin page of a shop at `/?shop=…&user=…`, and the stand-in of App Bridge. */
export function createStandIn(options: StandInOptions) {
  const { appUrl, now = () => new Date() } = options;
  const app = new Hono();
  const script = (text: string) =>
    new Response(text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } });

  app.get('/', (context) => {
    const shop = context.req.query('shop') ?? '';
    const page = new URL('/', appUrl);
    page.search = new URLSearchParams({ shop, embedded: '1' }).toString();
    return context.html(
      html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <title>Stand-in of Shopify’s admin</title>
          </head>
          <body>
            <p>
              This is <strong>not Shopify</strong>. It is a stand-in for development, and checks no
              password.
            </p>
            <iframe src="${page.href}" title="The app" width="1200" height="800"></iframe>
            <script src="/admin.js"></script>
          </body>
        </html>`,
    );
  });
  app.get('/admin.js', () => script(adminScript(new URL(appUrl).origin)));
  app.get('/app-bridge.js', (context) => script(appBridge(new URL(context.req.url).origin)));
  app.post('/session-token', async (context) => {
    const { shop = '', user: userId = '' } = context.req.query();
    return context.text(await signSessionToken(options, { shop, userId }, now()));
  });
  return app.fetch;
}
