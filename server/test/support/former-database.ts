import { defaultSettings, type Session, type Settings } from 'kv-review/model';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';

import { openPostgresPool } from '../../src/database/database.ts';
import { inCompany, type Database } from '../../src/database/index.ts';
import { migrations } from '../../src/database/migrations.ts';
import { openPGlite } from '../../src/database/pglite-pool.ts';
import type { Schema } from '../../src/database/schema.ts';
import { seedSessions } from '../../src/store/seed.ts';
import { emptyPGlite, sparePostgres, type SpareDatabase } from './databases.ts';

/** Databases without tables, for `fillFormerDatabase`. */
export const emptyDatabases = [
  ['PGlite', () => Promise.resolve(emptyPGlite())],
  ['PostgreSQL', sparePostgres],
] as const;

/** The version in which sessions got columns that today's `seedSessions` writes. */
const statisticsVersion = '0020-statistics';
const addLaterColumns = `alter table sessions
  add column if not exists finished_at timestamptz(3), add column if not exists zone_errors jsonb`;
const dropLaterColumns = `alter table sessions drop column finished_at, drop column zone_errors`;

/** The version with a table into which today's `seedSessions` writes what remains to be done. */
const likenessVersion = '0025-likenesses';
const addLaterTable = `create table likeness_fills (company_id text, scope text, requests int8 default 1,
  after text, due_at timestamptz, set_aside_at timestamptz, failures int4, faults int4,
  primary key (company_id, scope))`;

const openPool = async ({ location }: SpareDatabase) =>
  'url' in location ? { pool: openPostgresPool(location.url, 1) } : openPGlite(location.folder);

/** Creates the tables of a former version in an empty database, and lets `fill` write rows. */
export async function fillFormerDatabase(
  empty: SpareDatabase,
  version: string,
  fill: (database: Database) => Promise<void>,
): Promise<void> {
  const connections = await openPool(empty);
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: connections.pool }) });
  try {
    const migrator = new Migrator({ db: kysely, provider: migrations });
    const { error } = await migrator.migrateTo(version);
    if (error)
      throw new Error(`The database could not be migrated to version ${version}.`, {
        cause: error,
      });
    await sql.raw(addLaterColumns).execute(kysely);
    if (version < likenessVersion) {
      await sql.raw(addLaterTable).execute(kysely);
      await sql.raw('grant all on likeness_fills to kv_app').execute(kysely);
    }
    await fill({
      kind: 'url' in empty.location ? 'postgresql' : 'pglite',
      kysely,
      snapshots: kysely,
      listen: () => Promise.reject(new Error('A former database does not notify.')),
      close: () => kysely.destroy(),
    });
    if (version < likenessVersion) await sql.raw('drop table likeness_fills').execute(kysely);
    if (version < statisticsVersion) await sql.raw(dropLaterColumns).execute(kysely);
  } finally {
    await kysely.destroy();
    if ('close' in connections) await connections.close();
  }
}

/** Adds a company as it was stored before its settings had versions. */
export async function addFormerCompany(
  database: Database,
  id: string,
  settings: Partial<Settings> = defaultSettings,
): Promise<void> {
  await inCompany(database, id, (transaction) =>
    sql`
      insert into companies (id, name, settings, rejection, allowed_origins, created_at)
      values (${id}, ${`Company ${id}`}, ${JSON.stringify(settings)},
        ${JSON.stringify({ groups: [], reasonRequired: false })}, '{}', '2026-01-01T00:00:00.000Z')
    `.execute(transaction),
  );
}

/** Adds sessions to a database from before it kept what judged them. */
export const seedFormerSessions = (
  database: Database,
  companyId: string,
  sessions: readonly Session[],
): Promise<void> =>
  seedSessions(
    database,
    companyId,
    sessions.map(({ judgement: _, ...session }) => session),
  );
