/** A backend on a real server, with two companies. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createHttpApi } from 'kv-review/api/http';
import type { ReviewApi } from 'kv-review/api';
import type { Role } from 'kv-review/model';

import { openBackend, type Backend, type BackendOptions } from '../../src/backend.ts';
import type { Config } from '../../src/config.ts';
import { listen, type RunningServer } from '../../src/http/server.ts';
import { addApiKey, createCompany, type NewCompany } from '../../src/store/companies.ts';
import type { SpareDatabase } from './databases.ts';

const secret = (): string => randomBytes(48).toString('base64');

export interface TestBackend {
  readonly backend: Backend;
  readonly config: Config;
  readonly url: string;
  /** Returns an API key of a company, which is created if it does not exist. */
  addCompany(company: NewCompany): Promise<string>;
  /** Requests a token as a company's own server does. */
  token(apiKey: string, role?: Role, userId?: string): Promise<string>;
  /** `deadline` in milliseconds, for answers that a busy machine begins late. */
  api(token: string, options?: { readonly deadline?: number }): ReviewApi;
  /** Sends a request with credentials. A text body is JSON unless its type is given. */
  send(path: string, credentials: string | undefined, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export interface TestBackendOptions extends BackendOptions {
  readonly config?: Partial<Config>;
}

export async function openTestBackend(
  { location, drop }: SpareDatabase,
  { config: changed = {}, ...options }: TestBackendOptions = {},
): Promise<TestBackend> {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-backend-'));
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    database: location,
    objectsFolder: join(folder, 'photos'),
    tokens: { issuer: 'test', audience: 'test', secrets: [{ id: 'k1', secret: secret() }] },
    activitySecrets: [{ id: 'a1', secret: secret() }],
    webHooks: { keys: [{ id: 'h1', secret: secret() }] },
    screening: null,
    limits: { perMinute: 0, guessesPerMinute: 1_000_000 },
    proxyCount: 0,
    logLevel: 'silent',
    ...changed,
  };
  const backend = await openBackend(config, options);
  const server: RunningServer = await listen((request, env) => backend.fetch(request, env), config);
  const { url } = server;

  const send: TestBackend['send'] = (path, credentials, init = {}) => {
    const headers = new Headers(init.headers);
    if (credentials !== undefined) headers.set('authorization', `Bearer ${credentials}`);
    const isJson = typeof init.body === 'string' && !headers.has('content-type');
    if (isJson) headers.set('content-type', 'application/json');
    return fetch(new URL(path, url), { ...init, headers });
  };

  return {
    backend,
    config,
    url,
    send,
    async addCompany(company) {
      await createCompany(backend.database, company);
      return (await addApiKey(backend.database, company.id, 'test')).text;
    },
    async token(apiKey, role = 'agent', userId = `${role}-1`) {
      const response = await send('/v1/tokens', apiKey, {
        method: 'POST',
        body: JSON.stringify({ userId, name: `Test ${userId}`, role }),
      });
      const { token } = (await response.json()) as { token: string };
      return token;
    },
    api: (token, options) => createHttpApi({ baseUrl: url, getToken: () => token, ...options }),
    async close() {
      await server.stop(2000);
      await backend.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
