import { randomUUID } from 'node:crypto';

import { Hono } from 'hono';
import { serveStatic } from '@hono/node-server/serve-static';
import { fileURLToPath } from 'node:url';

import { ReviewError } from 'kv-review/api';
import { createHandler } from 'kv-review/api/http';
import { createMemoryApi, type MemoryApi } from 'kv-review/api/memory';
import type { Actor } from 'kv-review/model';
import { sampleExtraFields, sampleSessions } from 'kv-review/testing';

import { renderPhoto } from './photos.ts';

const publicFolder = fileURLToPath(new URL('../public', import.meta.url));
const kitFolder = fileURLToPath(new URL('../../dist/cdn', import.meta.url));

const company = { id: 'c-tamarind', name: 'Tamarind Pay' };

/** The users of the portal; a real one would have its own sign-in. */
export const users: readonly Actor[] = [
  { id: 'u-nino', name: 'Nino Example', role: 'agent' },
  { id: 'u-marek', name: 'Marek Example', role: 'agent' },
  { id: 'u-ada', name: 'Ada Example', role: 'master' },
];

/** As strict as the kit promises to run under (spec E7). */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src blob:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html kv-lit',
].join('; ');

export interface PortalOptions {
  /** How many fictional sessions there are. */
  count?: number;
  now?: () => Date;
}

/** The whole portal as one function from `Request` to `Response`. */
export function createPortal({ count = 500, now = () => new Date() }: PortalOptions = {}) {
  const store = createMemoryApi({
    sessions: sampleSessions({ count, seed: 2026, now: now(), companyName: company.name }),
    photos: renderPhoto,
    workspace: { company, extraFields: [...sampleExtraFields] },
    now,
  });
  const review = createHandler(authenticate(store), { basePath: '/kv' });

  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header('Content-Security-Policy', contentSecurityPolicy);
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    context.header('Cross-Origin-Opener-Policy', 'same-origin');
  });
  app.all('/kv/*', (context) => review(context.req.raw));
  app.post('/portal/sign-in', async (context) => {
    const { userId } = await context.req.json<{ userId?: unknown }>();
    const user = users.find(({ id }) => id === userId);
    if (!user) return context.json({ error: 'unknown user' }, 404);
    const token = randomUUID();
    tokens.set(token, user);
    return context.json({ token }, 200, { 'Cache-Control': 'no-store' });
  });
  app.get('/portal/users', (context) => context.json(users));
  app.use('/kit/*', serveStatic({ root: kitFolder, rewriteRequestPath: (path) => path.slice(4) }));
  app.use('/*', serveStatic({ root: publicFolder }));
  return app.fetch;
}

const tokens = new Map<string, Actor>();

/** Gives each request the adapter of the user whose token it carries. */
function authenticate(store: MemoryApi): (request: Request) => MemoryApi {
  return (request) => {
    const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const user = token === undefined ? undefined : tokens.get(token);
    if (!user) throw new ReviewError('unauthenticated', 'Sign in first.');
    return store.as(user);
  };
}
