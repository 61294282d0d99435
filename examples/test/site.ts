/** Serves the examples as in production, in front of the reference backend. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { listen } from 'kv-review-server';

import { openDatabaseBackend } from '../../demo/server/backends.ts';
import { createPortal } from '../../demo/server/portal.ts';
import type { Project } from './project.ts';

type Fetch = (request: Request, env: object) => Response | Promise<Response>;

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** The demo portal, which serves the backend at `/kv` and a token at `/review-token`. */
export interface Portal extends Site {
  readonly fetch: Fetch;
}

/** @param allowedOrigins Those of pages whose server does not pass its own name on. */
export async function openPortal(
  count: number,
  allowedOrigins: readonly string[],
): Promise<Portal> {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-examples-'));
  const backend = await openDatabaseBackend(folder, { count, allowedOrigins });
  const portal = createPortal(backend);
  const server = await listen(portal, { host: '127.0.0.1', port: 0 });
  return {
    url: server.url,
    fetch: portal,
    async close() {
      await server.stop(0);
      await backend.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const cdn = 'https://cdn.jsdelivr.net';

function policyOf({ framework }: Project): string {
  const isBuilt = framework.output !== undefined;
  const scripts = isBuilt ? '' : ` ${cdn}`;
  const names = [isBuilt ? 'lit-html' : 'kv-lit', ...framework.trustedTypes];
  return [
    "default-src 'none'",
    `script-src 'self'${scripts}`,
    "style-src 'self'",
    'img-src blob:',
    "connect-src 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${names.join(' ')}`,
  ].join('; ');
}

/** Serves the files that the build wrote, under the strictest policy that the framework allows. */
export async function serveFiles(
  project: Project,
  portal: Portal,
  output = project.framework.output ?? '',
): Promise<Site> {
  const app = new Hono<{ Bindings: object }>();
  app.all('/kv/*', async ({ req, env }) => portal.fetch(req.raw, env));
  app.post('/review-token', async ({ req, env }) => portal.fetch(req.raw, env));
  app.use(async (context, next) => {
    await next();
    context.header('Content-Security-Policy', policyOf(project));
  });
  app.use('/*', serveStatic({ root: join(project.folder, output) }));
  const server = await listen(app.fetch, { host: '127.0.0.1', port: 0 });
  return { url: server.url, close: () => server.stop(0) };
}

/** Runs a server of Next.js, which sets its policy itself. */
export async function serveNext(
  { folder, environment }: Project,
  command: 'start' | 'dev',
  port: number,
): Promise<Site> {
  const program = join(folder, 'node_modules/next/dist/bin/next');
  const args = [program, command, '--hostname', '127.0.0.1', '--port', String(port)];
  const server = spawn(process.execPath, args, {
    cwd: folder,
    env: environment,
  });
  const lines: string[] = [];
  const isReady = new Promise<void>((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        lines.push(text);
        if (text.includes('Ready in')) resolve();
      });
    }
    server.once('exit', () => reject(new Error(`next ${command} ended: ${lines.join('')}`)));
  });
  await isReady;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const exit = once(server, 'exit');
      server.kill();
      await exit;
    },
  };
}
