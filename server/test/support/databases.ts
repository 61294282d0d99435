/** The databases for tests of the server. */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, type TestContext } from 'node:test';

import { sql } from 'kysely';
import pg from 'pg';

import { openDatabase, type Database, type DatabaseLocation } from '../../src/database/index.ts';
import { startCluster, type Cluster } from '../../../scripts/postgres.ts';

const owner = 'kv_test_owner';
let cluster: Promise<Cluster> | undefined;

/** The cluster that the test run started, or a cluster for this file. */
async function superuserUrl(): Promise<string> {
  const running = process.env['KV_TEST_POSTGRES'];
  if (running) return running;
  cluster ??= startCluster();
  return (await cluster).url;
}

async function asSuperuser(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: await superuserUrl() });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Registers what a test does at its end, as `context.after` does, but the last first: what uses a database
 * has ended before the database is dropped.
 */
export function endings(context: TestContext): (end: () => unknown) => void {
  const ends: (() => unknown)[] = [];
  context.after(async () => {
    for (const end of ends.reverse()) await end();
  });
  return (end) => void ends.push(end);
}

/** A database for one suite. `drop` deletes it. */
export interface SpareDatabase {
  readonly location: DatabaseLocation;
  drop(): Promise<void>;
}

/** An empty PostgreSQL database. Its owner is not a superuser, but may create roles. */
export async function sparePostgres(): Promise<SpareDatabase> {
  const name = `kv_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser(
    `do $$ begin create role ${owner} login createrole;
     exception when duplicate_object or unique_violation then null; end $$`,
    `create database ${name} owner ${owner}`,
  );
  const url = new URL(await superuserUrl());
  url.username = owner;
  url.pathname = `/${name}`;
  return {
    location: { url: url.href },
    drop: () => asSuperuser(`drop database if exists ${name} with (force)`),
  };
}

/** A folder for PGlite, without tables. */
export function emptyPGlite(): SpareDatabase & { readonly location: { readonly folder: string } } {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-pglite-'));
  return {
    location: { folder: join(folder, 'data') },
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * A folder for PGlite: a copy of the one that the test run prepared, because PGlite needs seconds to set
 * up a database. Without a prepared one, an empty folder.
 */
export function sparePGlite(): Promise<SpareDatabase> {
  const database = emptyPGlite();
  const template = process.env['KV_TEST_PGLITE'];
  if (template) cpSync(template, database.location.folder, { recursive: true });
  return Promise.resolve(database);
}

/** The databases that a suite runs on: both, or those that `KV_TEST_DATABASES` names. */
export const databases = (
  [
    ['PGlite', sparePGlite],
    ['PostgreSQL', sparePostgres],
  ] as const
).filter(([name]) => process.env['KV_TEST_DATABASES']?.includes(name) ?? true);

/** Empties every table of companies, faster than a new database. */
export async function emptyDatabase({ kysely }: Database): Promise<void> {
  await sql`truncate companies cascade`.execute(kysely);
}

/** Runs a suite on each of `databases`, each time with a new database without companies. */
export function onEachDatabase(
  title: string,
  define: (open: () => Promise<Database>) => void,
): void {
  for (const [name, spare] of databases) {
    describe(`${title} (${name})`, () => {
      let opened: Promise<Database> | undefined;
      let drop: (() => Promise<void>) | undefined;
      define(() => {
        opened ??= spare().then((database) => {
          drop = database.drop;
          return openDatabase(database.location);
        });
        return opened;
      });
      after(async () => {
        await (await opened)?.close();
        await drop?.();
      });
    });
  }
}

after(async () => (await cluster)?.stop());
