/**
 * Finds, claims and ends jobs, for every process that shares the database. When the lease of a killed
 * process ends, another process takes the job over, so each job is done at least once.
 */
import { randomUUID } from 'node:crypto';

import { sql, type RawBuilder } from 'kysely';

import {
  inCompany,
  requireOneRow,
  type CompanyTransaction,
  type Database,
} from '../database/index.ts';
import {
  errorCode,
  maxFaults,
  type ClaimedJob,
  type JobKind,
  type JobName,
  type JobTable,
  type Save,
  type Verdict,
  type Work,
} from './job.ts';
import { nextAttemptAt } from './schedule.ts';

export interface QueueContext {
  readonly database: Database;
  readonly now: () => Date;
  /** See `RetryOptions`. */
  readonly random?: (() => number) | undefined;
  /** Receives every error. */
  readonly onError: (error: unknown) => void;
  /** Called for each job that is set aside. */
  readonly onSetAside?: (job: SetAsideNotice) => void;
}

export interface SetAsideNotice {
  readonly kind: string;
  readonly companyId: string;
  readonly error: string;
}

/** Runs work as the role that sees only which companies have jobs. */
export function asWorker<T>(
  { kysely }: Database,
  work: (transaction: CompanyTransaction) => Promise<T>,
): Promise<T> {
  return kysely.transaction().execute(async (transaction) => {
    await sql`select set_config('role', 'kv_worker', true)`.execute(transaction);
    return work(transaction);
  });
}

export interface ReadyCompanies {
  readonly companyIds: readonly string[];
  /** The time at which the next job becomes ready; unknown when `limit` companies were found. */
  readonly nextAt: string | undefined;
}

/**
 * Finds the companies that have a ready job, by ascending id, starting after the company served last. So a
 * company with many jobs gets no more turns than the others.
 */
export function findReady(
  database: Database,
  { table }: JobTable,
  { after, limit, now }: { readonly after: string; readonly limit: number; readonly now: Date },
): Promise<ReadyCompanies> {
  const at = now.toISOString();
  const jobs = sql.table(table);
  return asWorker(database, async (transaction) => {
    const between = async (
      from: RawBuilder<unknown>,
      until: RawBuilder<unknown>,
      count: number,
    ) => {
      const { rows } = await sql<{ company_id: string }>`
        with recursive first_jobs as (
          (select company_id, ready_at from ${jobs}
            where ready_at is not null and ${from} order by company_id, ready_at limit 1)
          union all
          select next.company_id, next.ready_at from first_jobs cross join lateral (
            select company_id, ready_at from ${jobs}
            where ready_at is not null and company_id > first_jobs.company_id
            order by company_id, ready_at limit 1
          ) next
        )
        select company_id from first_jobs where ready_at <= ${at}::timestamptz and ${until}
        limit ${count}
      `.execute(transaction);
      return rows.map(({ company_id: id }) => id);
    };
    const companyIds = await between(sql`company_id > ${after}`, sql`true`, limit);
    if (companyIds.length < limit && after !== '') {
      const rest = limit - companyIds.length;
      companyIds.push(...(await between(sql`true`, sql`company_id <= ${after}`, rest)));
    }
    if (companyIds.length >= limit) return { companyIds, nextAt: undefined };
    const { rows } = await sql<{ ready_at: string }>`
      select ready_at from ${jobs} where ready_at > ${at}::timestamptz order by ready_at limit 1
    `.execute(transaction);
    return { companyIds, nextAt: rows[0]?.ready_at };
  });
}

/**
 * Makes jobs due earlier when the clock was set back, or each would wait as long as it was wrong.
 * Leases stay: another process may still work under one.
 * @param setBack - Milliseconds.
 */
export async function bringForward(
  { database, now }: QueueContext,
  kind: JobTable,
  setBack: number,
): Promise<void> {
  const at = now();
  // Every job that is not set aside is due by then.
  const end = new Date('9999-12-31T00:00:00Z');
  const seen = new Set<string>();
  for (let after = ''; ;) {
    const { companyIds } = await findReady(database, kind, { after, limit: 100, now: end });
    const found = companyIds.filter((id) => !seen.has(id));
    if (found.length === 0) return;
    for (const companyId of found) {
      seen.add(companyId);
      await inCompany(database, companyId, (transaction) =>
        sql`
          update ${sql.table(kind.table)} set due_at = greatest(
            ${at.toISOString()}::timestamptz,
            due_at - make_interval(secs => ${setBack / 1000})
          )
          where company_id = ${companyId} and due_at > ${at.toISOString()}::timestamptz
        `.execute(transaction),
      );
    }
    after = found.at(-1) ?? after;
  }
}

/** A job with the work to be done. */
export interface ClaimedWork {
  readonly job: ClaimedJob;
  readonly work: Work;
}

interface JobRow {
  readonly key: string[];
  readonly attempt_count: number;
  readonly failures: number;
  readonly faults: number;
  readonly lease: string | null;
}

/** The jobs that `claim` may take: those that are ready, or the named ones, due or not. */
export type Candidates = 'ready' | readonly (readonly string[])[];

/**
 * Claims a job of a company that no other process has a lease on.
 * @returns `undefined` when there is none.
 */
export async function claim(
  context: QueueContext,
  kind: JobKind,
  companyId: string,
  candidates: Candidates = 'ready',
): Promise<ClaimedWork | undefined> {
  for (;;) {
    // Outside the transaction, so that the failure of a job that cannot be loaded is counted.
    let row: JobRow | undefined;
    try {
      const claimed = await inCompany(context.database, companyId, async (transaction) => {
        row = undefined;
        const now = context.now();
        row = await selectNext(transaction, kind, companyId, { candidates, now });
        return row && begin(transaction, kind, { companyId, row, now });
      });
      if (claimed === undefined || 'work' in claimed) return claimed;
      await afterEnd(context, kind, claimed.ended, claimed.error);
    } catch (error) {
      if (!row) throw error;
      context.onError(error);
      await endByFault(context, kind, { companyId, ...row }, error);
      if (candidates !== 'ready') throw error;
    }
  }
}

/** A job that ended before its work started. */
interface Ended {
  readonly ended: JobName;
  /** Present when the job was set aside. */
  readonly error?: string;
}

async function begin(
  transaction: CompanyTransaction,
  kind: JobKind,
  { companyId, row, now }: { readonly companyId: string; readonly row: JobRow; readonly now: Date },
): Promise<ClaimedWork | Ended> {
  const name: JobName = { companyId, key: row.key };
  // The process with the former lease was killed, possibly by this job.
  const faults = row.lease === null ? row.faults : row.faults + 1;
  if (faults >= maxFaults) {
    const error = 'interrupted';
    const counts = sql`faults = ${faults}, error = ${error}`;
    await setAside(transaction, kind, name, { now, counts });
    return { ended: name, error };
  }
  const job: ClaimedJob = {
    ...name,
    lease: randomUUID(),
    attempt: row.attempt_count + 1,
    failures: row.failures,
    faults,
  };
  const work = await kind.load(transaction, job, now);
  if (!work) {
    await finish(transaction, kind, name, 'done');
    return { ended: name };
  }
  const result = await sql`
    update ${sql.table(kind.table)} set lease = ${job.lease},
      leased_until = ${new Date(now.getTime() + kind.leaseMs).toISOString()}::timestamptz,
      attempt_count = ${job.attempt}, faults = ${faults}
    where ${isNamed(kind, name)}
  `.execute(transaction);
  requireOneRow(result);
  return { job, work };
}

async function selectNext(
  transaction: CompanyTransaction,
  kind: JobKind,
  companyId: string,
  { candidates, now }: { readonly candidates: Candidates; readonly now: Date },
): Promise<JobRow | undefined> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const isCandidate =
    candidates === 'ready'
      ? sql`ready_at <= ${at}`
      : sql`set_aside_at is null and (leased_until is null or leased_until <= ${at})
          and (${sql.join(
            candidates.map((key) => isKey(kind, key)),
            sql` or `,
          )})`;
  const triedLanes: string[] = [];
  for (;;) {
    const lane = await lockLane(transaction, kind, { companyId, now, triedLanes });
    if (lane === 'none') return undefined;
    const { rows } = await sql<JobRow>`
      select ${keyArray(kind)} as key, attempt_count, failures, faults, lease
      from ${sql.table(kind.table)}
      where company_id = ${companyId} and ${isCandidate} and ${lane.isWithin}
      order by ${lane.order} limit 1 for update skip locked
    `.execute(transaction);
    const [row] = rows;
    if (!row) {
      if (lane.id === undefined) return undefined;
      triedLanes.push(lane.id);
      continue;
    }
    const name = { companyId, key: row.key };
    const waitsUntil = await kind.waitsUntil?.(transaction, name, now);
    if (!waitsUntil) return row;
    const result = await sql`
      update ${sql.table(kind.table)} set due_at = ${waitsUntil.toISOString()}::timestamptz
      where ${isNamed(kind, name)}
    `.execute(transaction);
    requireOneRow(result);
  }
}

/** The rows to choose a job from, and their order. */
interface Lane {
  readonly id?: string;
  readonly isWithin: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
}

interface LaneSearch {
  readonly companyId: string;
  readonly now: Date;
  readonly triedLanes: readonly string[];
}

/** Locks the lane with the oldest ready job, so that no other process claims from it. */
async function lockLane(
  transaction: CompanyTransaction,
  kind: JobTable,
  { companyId, now, triedLanes }: LaneSearch,
): Promise<Lane | 'none'> {
  const { table, lane } = kind;
  if (!lane) return { isWithin: sql`true`, order: sql`ready_at` };
  const { rows } = await sql<{ id: string }>`
    select lane.id from ${sql.table(lane.table)} lane cross join lateral (
      select ready_at from ${sql.table(table)}
      where company_id = ${companyId} and ${sql.ref(lane.column)} = lane.id
        and ready_at <= ${now.toISOString()}::timestamptz
      order by ready_at limit 1
    ) first_job
    where lane.company_id = ${companyId} and lane.id <> all(${[...triedLanes]}::text[])
      and not ${isLaneBusy(kind, { companyId, laneId: sql`lane.id`, now })}
    order by first_job.ready_at limit 1 for no key update of lane skip locked
  `.execute(transaction);
  const [found] = rows;
  if (!found) return 'none';
  const laneId = sql`${found.id}`;
  // Checked again under the lock, because the first check may be outdated.
  const isBusy = isLaneBusy(kind, { companyId, laneId, now });
  return {
    id: found.id,
    isWithin: sql`${sql.ref(lane.column)} = ${laneId} and not ${isBusy}`,
    order: sql.ref(lane.order),
  };
}

const isLaneBusy = (
  { table, lane }: JobTable,
  {
    companyId,
    laneId,
    now,
  }: { readonly companyId: string; readonly laneId: RawBuilder<unknown>; readonly now: Date },
): RawBuilder<unknown> => sql`exists (
  select from ${sql.table(table)} busy
  where busy.company_id = ${companyId} and busy.${sql.ref(lane?.column ?? '')} = ${laneId}
    and busy.lease is not null and busy.leased_until > ${now.toISOString()}::timestamptz
)`;

/** Stores the result of an attempt, unless another process has taken the job over. */
export async function settle(
  context: QueueContext,
  kind: JobKind,
  {
    job,
    save,
  }: {
    readonly job: ClaimedJob;
    readonly save: Save;
  },
): Promise<Verdict['is'] | undefined> {
  const saved = await inCompany(context.database, job.companyId, async (transaction) => {
    if (!(await hasLease(transaction, kind, job))) return undefined;
    const verdict = await save(transaction);
    return { verdict, setAsideFor: await apply(context, transaction, kind, { job, verdict }) };
  });
  if (!saved) return undefined;
  const { verdict, setAsideFor } = saved;
  const isOver = verdict.is === 'done' || verdict.is === 'over' || setAsideFor !== undefined;
  if (isOver) await afterEnd(context, kind, job, setAsideFor);
  return verdict.is;
}

async function hasLease(
  transaction: CompanyTransaction,
  kind: JobTable,
  job: ClaimedJob,
): Promise<boolean> {
  const { rows } = await sql`
    select from ${sql.table(kind.table)} where ${isNamed(kind, job)} and lease = ${job.lease}
    for update
  `.execute(transaction);
  return rows.length > 0;
}

/** @returns The error when the job was set aside. */
async function apply(
  { now, random }: QueueContext,
  transaction: CompanyTransaction,
  kind: JobKind,
  { job, verdict }: { readonly job: ClaimedJob; readonly verdict: Verdict },
): Promise<string | undefined> {
  if (verdict.is === 'done' || verdict.is === 'over') {
    await finish(transaction, kind, job, verdict.is === 'done' ? 'done' : 'failed');
    return undefined;
  }
  const at = now();
  if (verdict.is === 'released') {
    const dueAt = verdict.isPaused ? null : at;
    await putBack(transaction, kind, job, { dueAt, counts: sql`failures = failures` });
    return undefined;
  }
  const { error, leastDelay, isPaused = false } = verdict;
  const failures = job.failures + 1;
  const counts = sql`failures = ${failures}, faults = 0, error = ${error}`;
  const next = nextAttemptAt(kind.schedule, failures, { now: at, leastDelay, random });
  if (!next) {
    await setAside(transaction, kind, job, { now: at, counts });
    return error;
  }
  await putBack(transaction, kind, job, { dueAt: isPaused ? null : next, counts });
  return undefined;
}

/** Counts an attempt that ended with an internal error. */
export async function endByFault(
  context: QueueContext,
  kind: JobKind,
  job: JobName & Pick<JobRow, 'failures' | 'faults' | 'lease'>,
  reason: unknown,
): Promise<void> {
  const error = errorCode(reason);
  const [failures, faults] = [job.failures + 1, job.faults + 1];
  const counts = sql`failures = ${failures}, faults = ${faults}, error = ${error}`;
  const isSetAside = await inCompany(context.database, job.companyId, async (transaction) => {
    const { rows } = await sql`
      select from ${sql.table(kind.table)}
      where ${isNamed(kind, job)} and lease is not distinct from ${job.lease} for update
    `.execute(transaction);
    if (rows.length === 0) return false;
    const now = context.now();
    const next =
      faults < maxFaults
        ? nextAttemptAt(kind.schedule, failures, { now, random: context.random })
        : undefined;
    if (next) await putBack(transaction, kind, job, { dueAt: next, counts });
    else await setAside(transaction, kind, job, { now, counts });
    return !next;
  });
  if (isSetAside) await afterEnd(context, kind, job, error);
}

/** Calls the hooks for the end of a job. A failure is reported, but the job stays ended. */
async function afterEnd(
  context: QueueContext,
  kind: JobKind,
  job: JobName,
  setAsideFor: string | undefined,
): Promise<void> {
  const { companyId } = job;
  if (setAsideFor !== undefined)
    context.onSetAside?.({ kind: kind.kind, companyId, error: setAsideFor });
  if (!kind.onEnd) return;
  try {
    await inCompany(context.database, companyId, async (transaction) =>
      kind.onEnd?.(transaction, job, context.now()),
    );
  } catch (error) {
    context.onError(error);
  }
}

/** Ends a job: deletes its row, or writes the final state into it. */
export async function finish(
  transaction: CompanyTransaction,
  kind: JobTable,
  job: JobName,
  as: 'done' | 'failed',
): Promise<void> {
  const { state } = kind;
  const result = await (
    state
      ? sql`
          update ${sql.table(kind.table)}
          set due_at = null, lease = null, leased_until = null, set_aside_at = null,
            ${sql.ref(state.column)} = ${state[as]}
          where ${isNamed(kind, job)}
        `
      : sql`delete from ${sql.table(kind.table)} where ${isNamed(kind, job)}`
  ).execute(transaction);
  requireOneRow(result);
}

interface PutBack {
  readonly dueAt: Date | null;
  readonly counts: RawBuilder<unknown>;
}

async function putBack(
  transaction: CompanyTransaction,
  kind: JobTable,
  job: JobName,
  { dueAt, counts }: PutBack,
): Promise<void> {
  const result = await sql`
    update ${sql.table(kind.table)} set ${counts}, lease = null, leased_until = null,
      due_at = ${dueAt?.toISOString() ?? null}::timestamptz
    where ${isNamed(kind, job)}
  `.execute(transaction);
  requireOneRow(result);
}

interface SettingAside {
  readonly now: Date;
  readonly counts: RawBuilder<unknown>;
}

async function setAside(
  transaction: CompanyTransaction,
  kind: JobTable,
  job: JobName,
  { now, counts }: SettingAside,
): Promise<void> {
  const { state } = kind;
  const failed = state ? sql`, ${sql.ref(state.column)} = ${state.failed}` : sql``;
  const result = await sql`
    update ${sql.table(kind.table)} set ${counts}, due_at = null, lease = null,
      leased_until = null, set_aside_at = ${now.toISOString()}::timestamptz ${failed}
    where ${isNamed(kind, job)}
  `.execute(transaction);
  requireOneRow(result);
}

/** The key of a row as an array of texts. */
export const keyArray = ({ key }: JobTable): RawBuilder<unknown> =>
  sql`array[${sql.join(key.map((column) => sql`${sql.ref(column)}::text`))}]`;

const isKey = ({ key: columns }: JobTable, key: readonly string[]): RawBuilder<unknown> =>
  sql`(${sql.join(
    columns.map((column, at) => sql`${sql.ref(column)} = ${key[at] ?? ''}`),
    sql` and `,
  )})`;

export const isNamed = (table: JobTable, { companyId, key }: JobName): RawBuilder<unknown> =>
  sql`company_id = ${companyId} and ${isKey(table, key)}`;
