import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { ReviewError, type Capability } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Actor, Session, Settings } from 'kv-review/model';
import { sampleExtraFields, sampleSessions } from 'kv-review/testing';
import { defaultSettings } from 'kv-review/model';
import {
  addApiKey,
  createCompany,
  openBackend,
  readCompany,
  readConfig,
  seedSessions,
} from 'kv-review-server';

import { renderPhoto } from './photos.ts';
import { writeWatchList } from './watch-list.ts';

/** The backend behind the server of the portal. */
export interface PortalBackend {
  /** Answers `/v1/…`. */
  fetch(request: Request, env?: object): Response | Promise<Response>;
  /** Returns a token for a user whom the portal has authenticated. */
  signIn(user: Actor): Promise<string>;
  close(): Promise<void>;
}

/** A backend that also accepts the sessions of clients. */
export interface DatabaseBackend extends PortalBackend {
  /** The portal's API key, for requesting tokens and sending sessions. */
  readonly apiKey: string;
}

const company = { id: 'c-tamarind', name: 'Tamarind Pay' };

const sampleBrand: Settings['brand'] = {
  ...{ name: company.name, accentColor: '#8a3b12', cornerRadius: 6 },
  fontFamilies: [],
};

export interface SampleOptions {
  /** How many fictional sessions there are. */
  readonly count: number;
  /** Instead of the fictional sessions. */
  readonly sessions?: readonly Session[];
  readonly now?: () => Date;
}

export interface DatabaseBackendOptions extends SampleOptions {
  /** Web origins of pages that call the backend, besides those of the portal. */
  readonly allowedOrigins?: readonly string[];
  /** Settings of the backend besides those of the portal; `kv-review-server --help` names them. */
  readonly env?: Readonly<Record<string, string>>;
}

const samples = ({ count, sessions, now = () => new Date() }: SampleOptions): readonly Session[] =>
  sessions ?? sampleSessions({ count, seed: 2026, now: now(), companyName: company.name });

export interface MemoryBackendOptions extends SampleOptions {
  /** What the adapter can do. By default, everything. */
  readonly capabilities?: readonly Capability[];
}

/** The memory adapter as a backend, for tests and first steps. */
export function openMemoryBackend(options: MemoryBackendOptions): PortalBackend {
  const store = createMemoryApi({
    sessions: samples(options),
    photos: renderPhoto,
    workspace: {
      company,
      extraFields: [...sampleExtraFields],
      ...(options.capabilities && { capabilities: options.capabilities }),
    },
    settings: { brand: sampleBrand },
    now: options.now ?? (() => new Date()),
  });
  const users = new Map<string, Actor>();
  return {
    fetch: createHandler((request) => {
      const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
      const user = token === undefined ? undefined : users.get(token);
      if (!user) throw new ReviewError('unauthenticated', 'Sign in first.');
      return store.as(user);
    }),
    signIn(user) {
      const token = randomUUID();
      users.set(token, user);
      return Promise.resolve(token);
    },
    close: () => Promise.resolve(),
  };
}

/** The reference backend with a database in a folder. The first start adds the samples. */
export async function openDatabaseBackend(
  folder: string,
  { env = {}, allowedOrigins = [], ...options }: DatabaseBackendOptions,
): Promise<DatabaseBackend> {
  const list = join(folder, 'watch-list.csv');
  if (!existsSync(list)) {
    mkdirSync(folder, { recursive: true });
    writeWatchList(list, samples(options));
  }
  const config = readConfig({
    KV_DATA_FOLDER: folder,
    KV_WATCH_LIST: list,
    KV_WATCH_LIST_TITLE: 'Example watch lists',
    LOG_LEVEL: 'warn',
    ...env,
  });
  const backend = await openBackend(config, { missingPhoto: renderPhoto });
  const { database } = backend;
  const isNew = !(await readCompany(database, company.id));
  if (isNew) {
    const settings = {
      ...defaultSettings,
      ...{ extraFields: [...sampleExtraFields], brand: sampleBrand },
    };
    await createCompany(database, { ...company, settings, allowedOrigins: [...allowedOrigins] });
    await seedSessions(database, company.id, samples(options));
  }
  await backend.listLoaded;
  // A real portal stores its key with its other secrets. The demo adds a new key at every start.
  const { text: apiKey } = await addApiKey(database, company.id, 'portal');

  async function signIn({ id: userId, name, role }: Actor): Promise<string> {
    const response = await backend.fetch(
      new Request('http://backend/v1/tokens', {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ userId, name, role }),
      }),
    );
    if (!response.ok) throw new Error(`The backend refused a token: ${response.status}.`);
    return ((await response.json()) as { token: string }).token;
  }

  /** It is turned off, because nobody receives it. */
  async function addSampleHook(): Promise<void> {
    const token = await signIn({ id: 'setup', name: 'Setup', role: 'master' });
    const url = 'https://hooks.tamarind.example/sessions';
    const hook = { event: 'post-verification', method: 'POST', url, enabled: false };
    const response = await backend.fetch(
      new Request('http://backend/v1/web-hooks', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(hook),
      }),
    );
    if (!response.ok) throw new Error(`The backend refused a web hook: ${response.status}.`);
  }
  if (isNew) await addSampleHook();

  return {
    apiKey,
    fetch: (request, env) => backend.fetch(request, env),
    signIn,
    close: () => backend.close(),
  };
}
