/** Jobs that were given up, as the operator of the server sees them. */
import { sql } from 'kysely';

import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { JobName, JobTable } from './job.ts';
import { asWorker, finish, isNamed, keyArray } from './queue.ts';
import { announceJobs } from './runner.ts';

export interface SetAsideJob extends JobName {
  readonly attempts: number;
  readonly setAsideAt: string;
  /** A code, never a message. */
  readonly error: string;
}

/** How many jobs of each kind are set aside, of all companies. */
export async function countSetAside(
  database: Database,
  tables: readonly JobTable[],
): Promise<Record<string, number>> {
  const counts = await asWorker(database, async (transaction) => {
    const all: [string, number][] = [];
    for (const { kind, table } of tables) {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from ${sql.table(table)} where set_aside_at is not null
      `.execute(transaction);
      all.push([kind, rows[0]?.count ?? 0]);
    }
    return all;
  });
  return Object.fromEntries(counts);
}

/** Those of all companies or of one, the longest first within each company. */
export async function listSetAside(
  database: Database,
  table: JobTable,
  companyId?: string,
): Promise<SetAsideJob[]> {
  const companies = companyId === undefined ? await companiesOf(database, table) : [companyId];
  const jobs: SetAsideJob[] = [];
  for (const id of companies) {
    const rows = await inCompany(database, id, (transaction) => select(transaction, table, id));
    jobs.push(...rows);
  }
  return jobs;
}

async function companiesOf(database: Database, { table }: JobTable): Promise<string[]> {
  const { rows } = await asWorker(database, (transaction) =>
    sql<{ company_id: string }>`
      select distinct company_id from ${sql.table(table)} where set_aside_at is not null
      order by company_id
    `.execute(transaction),
  );
  return rows.map(({ company_id: id }) => id);
}

async function select(
  transaction: CompanyTransaction,
  table: JobTable,
  companyId: string,
): Promise<SetAsideJob[]> {
  const { rows } = await sql<Omit<SetAsideJob, 'companyId'>>`
    select ${keyArray(table)} as key, attempt_count as attempts, set_aside_at as "setAsideAt",
      coalesce(error, '') as error
    from ${sql.table(table.table)} where company_id = ${companyId} and set_aside_at is not null
    order by set_aside_at
  `.execute(transaction);
  return rows.map((row) => ({ ...row, companyId }));
}

/**
 * Tries a job again that was set aside, from the start of its schedule.
 * @returns false when it is not set aside.
 */
export async function retrySetAside(
  database: Database,
  table: JobTable,
  job: JobName,
  now: Date,
): Promise<boolean> {
  return inCompany(database, job.companyId, async (transaction) => {
    const { state } = table;
    const pending = state ? sql`, ${sql.ref(state.column)} = ${state.pending}` : sql``;
    const { numAffectedRows } = await sql`
      update ${sql.table(table.table)} set set_aside_at = null, failures = 0, faults = 0,
        due_at = ${now.toISOString()}::timestamptz ${pending}
      where ${isNamed(table, job)} and set_aside_at is not null
    `.execute(transaction);
    await announceJobs(transaction, table);
    return numAffectedRows === 1n;
  });
}

/**
 * Drops a job that was set aside: it is not done.
 * @returns false when it is not set aside.
 */
export async function dropSetAside(
  database: Database,
  table: JobTable,
  job: JobName,
): Promise<boolean> {
  return inCompany(database, job.companyId, async (transaction) => {
    const { rows } = await sql`
      select from ${sql.table(table.table)}
      where ${isNamed(table, job)} and set_aside_at is not null for update
    `.execute(transaction);
    if (rows.length === 0) return false;
    await finish(transaction, table, job, 'failed');
    return true;
  });
}
