import { mkdirSync, realpathSync } from 'node:fs';

import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';

import { lockFolder } from './folder-lock.ts';
import { migrations } from './migrations.ts';
import {
  openPGliteNotifications,
  openPostgresNotifications,
  type Notifications,
} from './notifications.ts';
import { openPGlite } from './pglite-pool.ts';
import type { Schema } from './schema.ts';
import { poolTypes } from './value-types.ts';

/** An open database. */
export interface Database {
  readonly kind: 'postgresql' | 'pglite';
  /** Outside `inCompany`, statements see no company's rows. */
  readonly kysely: Kysely<Schema>;
  /** Connections for `inSnapshot`. */
  readonly snapshots: Kysely<Schema>;
  /** Listens to `NOTIFY` for all companies. The messages contain no personal data. */
  readonly listen: Notifications['listen'];
  /** Waits for running statements. */
  close(): Promise<void>;
}

/** The location of the database. */
export type DatabaseLocation =
  | {
      /** `postgresql://…`, with a role that is not a superuser. */
      readonly url: string;
      /** The most connections at once. Default 10. */
      readonly poolSize?: number;
    }
  | {
      /** A folder for PGlite, created if it is missing. One process at a time. */
      readonly folder: string;
    };

export type CompanyTransaction = Transaction<Schema>;

const applicationRole = 'kv_app';

/** The longest time of a statement, in milliseconds. */
const statementTimeout = 15_000;

export function openPostgresPool(url: string, poolSize: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: statementTimeout,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: 2 * statementTimeout,
    types: poolTypes,
  });
  // The pool replaces a broken idle connection. Without a listener, the error would end the process.
  pool.on('error', () => undefined);
  // So would the error of one that breaks between two statements. The next statement reports it.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** The most snapshots at once, each on a connection that no other request needs. */
export const maxSnapshots = 2;

interface Connections {
  readonly pool: pg.Pool;
  readonly snapshots: pg.Pool;
  readonly notifications: Notifications;
  /** Called after everything else is closed. */
  readonly release?: () => Promise<void>;
}

const openPostgres = (url: string, poolSize: number): Connections => ({
  pool: openPostgresPool(url, poolSize),
  snapshots: openPostgresPool(url, maxSnapshots),
  notifications: openPostgresNotifications(url),
});

async function openFolder(folder: string): Promise<Connections> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(realpathSync(folder));
  try {
    const opened = await openPGlite(folder);
    const { pool } = opened;
    const release = () => opened.close().finally(unlock);
    return { pool, snapshots: pool, notifications: openPGliteNotifications(pool), release };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Opens a database, migrates its tables, and checks that companies are isolated. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  const isNetworked = 'url' in location;
  const { pool, snapshots, notifications, release } = isNetworked
    ? openPostgres(location.url, location.poolSize ?? 10)
    : await openFolder(location.folder);
  const over = (connections: pg.Pool) =>
    new Kysely<Schema>({ dialect: new PostgresDialect({ pool: connections }) });
  const kysely = over(pool);
  const database: Database = {
    kind: isNetworked ? 'postgresql' : 'pglite',
    kysely,
    snapshots: snapshots === pool ? kysely : over(snapshots),
    listen: (channel, listener) => notifications.listen(channel, listener),
    close: async () => {
      await notifications.close();
      await Promise.all([kysely.destroy(), database.snapshots.destroy()]);
      await release?.();
    },
  };
  try {
    await migrate(kysely);
    await refusePrivileges(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function migrate(kysely: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db: kysely, provider: migrations });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('The migration of the tables failed.', { cause: error });
}

interface Privileges {
  readonly who: string;
  readonly bypasses: boolean;
}

/**
 * Row-level security does not apply to a superuser or a role that bypasses it.
 * @throws Error when the statements of requests would run as such a role.
 */
async function refusePrivileges({ kysely, kind }: Database): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    await enterCompany(transaction, '');
    // PGlite's session user is always its superuser; no other program opens its folder.
    const names =
      kind === 'pglite' ? sql`(current_user::text)` : sql`(current_user::text, session_user::text)`;
    const { rows } = await sql<Privileges>`
      select rolname as who, rolsuper or rolbypassrls as bypasses
      from pg_roles where rolname in ${names}
    `.execute(transaction);
    const privileged = rows.find(({ bypasses }) => bypasses);
    if (!privileged) return;
    throw new Error(
      `The database role "${privileged.who}" is a superuser or bypasses row-level security, ` +
        'so companies would not be isolated. Connect as an ordinary role that owns the database.',
    );
  });
}

/**
 * Limits the rest of the transaction to the rights of a request, and to the rows of one company. Compiling
 * a statement just in time would take longer than a request: 120 of 145 ms of a count.
 */
async function enterCompany(transaction: CompanyTransaction, companyId: string): Promise<void> {
  await sql`
    select set_config('role', ${applicationRole}, true), set_config('kv.company', ${companyId}, true),
      set_config('jit', 'off', true)
  `.execute(transaction);
}

/**
 * Runs work in a transaction that sees only the rows of one company. After a deadlock or a serialization
 * failure the work starts again, so it may run more than once.
 */
export async function inCompany<T>(
  { kysely }: Database,
  companyId: string,
  work: (transaction: CompanyTransaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await kysely.transaction().execute(async (transaction) => {
        await enterCompany(transaction, companyId);
        return await work(transaction);
      });
    } catch (error) {
      if (attempt === 5 || !isTransient(error)) throw error;
    }
  }
}

/**
 * Runs long work in a transaction that reads the rows of one company as they are at its start, and changes
 * none. In PGlite, which has a single session, all other transactions wait for it.
 */
export const inSnapshot = <T>(
  { snapshots }: Database,
  companyId: string,
  work: (transaction: CompanyTransaction) => Promise<T>,
): Promise<T> =>
  snapshots
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      await enterCompany(transaction, companyId);
      return work(transaction);
    });

/** Serialization failure and deadlock (PostgreSQL, appendix A, class 40). */
function isTransient(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '40001' || code === '40P01';
}
