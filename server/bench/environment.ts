/** A server with its own PostgreSQL cluster and very many sessions. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { createHttpApi } from 'kv-review/api/http';
import { defaultSettings, type Settings } from 'kv-review/model';
import type pg from 'pg';

import { openBackend } from '../src/backend.ts';
import type { Config } from '../src/config.ts';
import type { Database } from '../src/database/index.ts';
import { listen } from '../src/http/server.ts';
import { addApiKey, createCompany } from '../src/store/companies.ts';
import { runStatement, startBenchCluster } from './cluster.ts';
import { seed } from './seed.ts';

export interface Bench {
  readonly companyId: string;
  readonly count: number;
  readonly database: Database;
  /** The time to fill the database, in milliseconds. */
  readonly seeding: number;
  /** The size of the database, in bytes. */
  readonly size: number;
  /** The URL of the database for the role of the server. */
  readonly ownerUrl: string;
  /** Runs a statement as a superuser, to whom no policy applies. @returns its rows. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Sends a request to the server, as a master user. */
  readonly post: <T>(path: string, body: unknown) => Promise<T>;
  /** Reads the file of `exportSessions` to its end. @returns its size in bytes. */
  exportAll(): Promise<number>;
  /** Writes all rows as CSV with PostgreSQL itself. @returns milliseconds. */
  copyAll(): Promise<number>;
  close(): Promise<void>;
}

const companyId = 'bench';

/** The company's. No day of it is a day of UTC, and its clocks change. */
export const timeZone = 'America/St_Johns';

const settings = [
  'shared_buffers = 1GB',
  'max_wal_size = 8GB',
  // Off only while the database is filled.
  'fsync = off',
];

const secret = (): string => randomBytes(48).toString('base64');

async function openServer(databaseUrl: string, folder: string) {
  const config: Config = {
    ...{ host: '127.0.0.1', port: 0, proxyCount: 0, logLevel: 'silent' },
    database: { url: databaseUrl },
    objectsFolder: join(folder, 'photos'),
    tokens: {
      ...{ issuer: 'bench', audience: 'bench' },
      secrets: [{ id: 'k1', secret: secret() }],
    },
    activitySecrets: [{ id: 'a1', secret: secret() }],
    webHooks: { keys: [{ id: 'h1', secret: secret() }] },
    screening: null,
    limits: { perMinute: 0, guessesPerMinute: 1_000_000 },
  };
  const backend = await openBackend(config);
  const server = await listen((request, env) => backend.fetch(request, env), config);
  return { backend, server };
}

async function send<T>(url: string, credentials: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${credentials}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** The stored columns of a CSV export (spec X1). */
const exportedColumns = [
  ...['personal_number', 'first_name', 'last_name', 'document_number', 'birth_date'],
  ...['nationality', 'sex', 'expiration_date', 'status', 'document_valid', 'liveness_passed'],
  ...['match_level', 'created_at', 'completed_at', 'company_name', 'id', 'extra'],
  ...['document_type', 'client_ip', 'device', 'attempt_count'],
].join(', ');

/** Opens a database with `count` sessions, of which `awaiting` await action, and a server on it. */
export async function openBench(count: number, awaiting: number): Promise<Bench> {
  const cluster = await startBenchCluster(settings);
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-bench-'));
  const query = <Row extends pg.QueryResultRow>(
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> => runStatement<Row>(cluster.superuserUrl, text, values);

  const { backend, server } = await openServer(cluster.ownerUrl, folder);
  await createCompany(backend.database, {
    ...{ id: companyId, name: 'Fictiona Pay' },
    settings: { ...structuredClone<Settings>(defaultSettings), timeZone },
  });
  const started = performance.now();
  await seed(cluster.superuserUrl, companyId, count, awaiting);
  const seeding = performance.now() - started;
  await query('alter system set fsync = on');
  await query('select pg_reload_conf()');
  await query('checkpoint');
  const [size] = await query<{ size: string }>(
    'select pg_database_size(current_database()) as size',
  );
  const { text: apiKey } = await addApiKey(backend.database, companyId, 'bench');
  const requestToken = async () => {
    const user = { userId: 'bench', name: 'Bench', role: 'master' };
    const { token } = await send<{ token: string }>(`${server.url}/v1/tokens`, apiKey, user);
    return { token, until: performance.now() + 5 * 60_000 };
  };
  let current = await requestToken();

  return {
    companyId,
    count,
    database: backend.database,
    seeding,
    size: Number(size?.size),
    ownerUrl: cluster.ownerUrl,
    query,
    async exportAll() {
      if (performance.now() > current.until) current = await requestToken();
      const { token } = current;
      const api = createHttpApi({ baseUrl: server.url, getToken: () => token });
      let size = 0;
      for await (const { bytes } of (await api.exportSessions({})).chunks) size += bytes.length;
      return size;
    },
    async post<T>(path: string, body: unknown) {
      if (performance.now() > current.until) current = await requestToken();
      return send<T>(`${server.url}${path}`, current.token, body);
    },
    async copyAll() {
      const started = performance.now();
      await query(
        `copy (select ${exportedColumns} from sessions order by created_at desc, id)
         to '/dev/null' (format csv)`,
      );
      return performance.now() - started;
    },
    async close() {
      await server.stop();
      await backend.close();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
