import { Hono } from 'hono';
import { serveStatic } from '@hono/node-server/serve-static';
import { fileURLToPath } from 'node:url';

import type { Actor } from 'kv-review/model';

import type { PortalBackend } from './backends.ts';

const publicFolder = fileURLToPath(new URL('../public', import.meta.url));
const kitFolder = fileURLToPath(new URL('../../dist/cdn', import.meta.url));

/** The users of the portal; a real one would have its own sign-in. */
export const users: readonly [Actor, ...Actor[]] = [
  { id: 'u-nino', name: 'Nino Example', role: 'agent' },
  { id: 'u-marek', name: 'Marek Example', role: 'agent' },
  { id: 'u-ada', name: 'Ada Example', role: 'master' },
  { id: 'u-eka', name: 'Eka Example', role: 'master' },
];

/** The strictest policy under which the kit promises to run (spec E7). */
const strictPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src blob:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html kv-lit',
];

/**
 * No page may be framed except that of the console. The page around it is the same server by another name of
 * this machine, which is another origin.
 */
function policyFor({ pathname, port }: URL): string {
  const frames = pathname === '/framing.html' ? [`frame-src http://localhost:${port}`] : [];
  const ancestors = pathname === '/framed-console.html' ? `http://127.0.0.1:${port}` : "'none'";
  return [...strictPolicy, ...frames, `frame-ancestors ${ancestors}`].join('; ');
}

/** Returns the portal in front of a backend, as a function from `Request` to `Response`. */
export function createPortal(backend: PortalBackend) {
  const app = new Hono<{ Bindings: object }>();
  app.use(async (context, next) => {
    await next();
    context.header('Content-Security-Policy', policyFor(new URL(context.req.url)));
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    context.header('Cross-Origin-Opener-Policy', 'same-origin');
  });
  app.all('/kv/*', (context) => backend.fetch(withoutPrefix(context.req.raw), context.env));
  app.post('/portal/sign-in', async (context) => {
    const { userId } = await context.req.json<{ userId?: unknown }>();
    const user = users.find(({ id }) => id === userId);
    if (!user) return context.json({ error: 'unknown user' }, 404);
    const token = await backend.signIn(user);
    return context.json({ token }, 200, { 'Cache-Control': 'no-store' });
  });
  // For the pages of `examples`, which have one user.
  app.post('/review-token', async (context) => {
    const [user] = users;
    return context.text(await backend.signIn(user), 200, { 'Cache-Control': 'no-store' });
  });
  app.get('/portal/users', (context) => context.json(users));
  app.use('/kit/*', serveStatic({ root: kitFolder, rewriteRequestPath: (path) => path.slice(4) }));
  app.use('/*', serveStatic({ root: publicFolder }));
  return app.fetch;
}

/** The request as the backend expects it, without the prefix of the portal. */
function withoutPrefix(request: Request): Request {
  const url = new URL(request.url);
  url.pathname = url.pathname.slice('/kv'.length);
  return new Request(url, request);
}
