/** The jobs that were set aside, for the operator of the server. */
import { sql } from 'kysely';

import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
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

/** The number of jobs of each kind that are set aside, in all companies. */
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

/** The jobs of all companies or of one. Within each company, the oldest come first. */
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

export interface SetAsideContext {
  readonly database: Database;
  /** Writes the activity log of the job's company. */
  readonly activityKey: ActivityKey;
  readonly now: () => Date;
}

async function record(
  { activityKey, now }: SetAsideContext,
  transaction: CompanyTransaction,
  action: 'job-retried' | 'job-dropped',
  { kind, key: columns }: JobTable,
  { companyId, key }: JobName,
): Promise<void> {
  const sessionId = key[columns.indexOf('session_id')] ?? null;
  const details = { jobKind: kind, jobKey: key };
  const activity = { at: now().toISOString(), actor: null, action, sessionId, details };
  await appendActivity(transaction, companyId, activity, activityKey);
}

/**
 * Makes a job due that was set aside, from the start of its schedule, and records it in the activity log.
 * @returns false when the job is not set aside.
 */
export async function retrySetAside(
  context: SetAsideContext,
  table: JobTable,
  job: JobName,
): Promise<boolean> {
  return inCompany(context.database, job.companyId, async (transaction) => {
    const { state } = table;
    const pending = state ? sql`, ${sql.ref(state.column)} = ${state.pending}` : sql``;
    const { numAffectedRows } = await sql`
      update ${sql.table(table.table)} set set_aside_at = null, failures = 0, faults = 0,
        due_at = ${context.now().toISOString()}::timestamptz ${pending}
      where ${isNamed(table, job)} and set_aside_at is not null
    `.execute(transaction);
    if (numAffectedRows !== 1n) return false;
    await record(context, transaction, 'job-retried', table, job);
    await announceJobs(transaction, table);
    return true;
  });
}

/**
 * Drops a job that was set aside, so that it is never done, and records it in the activity log.
 * @returns false when the job is not set aside.
 */
export async function dropSetAside(
  context: SetAsideContext,
  table: JobTable,
  job: JobName,
): Promise<boolean> {
  return inCompany(context.database, job.companyId, async (transaction) => {
    const { rows } = await sql`
      select from ${sql.table(table.table)}
      where ${isNamed(table, job)} and set_aside_at is not null for update
    `.execute(transaction);
    if (rows.length === 0) return false;
    await finish(transaction, table, job, 'failed');
    await record(context, transaction, 'job-dropped', table, job);
    return true;
  });
}
