/** Checks in the background whether the log of a company is as it was written. */
import type { ActivityChain } from 'kv-review/model';
import { sql } from 'kysely';

import { startOfChain, type ChainEnd } from '../activity/chain.ts';
import { exportHead, readHead } from '../activity/head.ts';
import type { ActivityKeys } from '../activity/keys.ts';
import { readAllActivity, readChainEnd } from '../activity/log.ts';
import { verifyPart, type PartVerdict } from '../activity/verify-chain.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { JobKind, JobTable, Save } from '../jobs/job.ts';
import { announceJobs } from '../jobs/runner.ts';

export const activityChecks: JobTable = {
  kind: 'activity-check',
  table: 'activity_checks',
  key: ['scope'],
};

export interface ActivityChecksOptions {
  readonly database: Database;
  readonly keys: ActivityKeys;
  readonly now: () => Date;
  /** Receives the first entry that is wrong, for the server's log. */
  readonly onFault: (fault: { companyId: string; sequence: number; kind: string }) => void;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Few enough that other requests wait a few milliseconds for their hashes. */
const pageSize = 250;

/** Entries between two reports of the progress. */
const reportEvery = 5_000;

const stateOf = (transaction: CompanyTransaction, companyId: string) =>
  transaction
    .selectFrom('activity_states')
    .selectAll()
    .where('company_id', '=', companyId)
    .executeTakeFirst();

/** The last entry that a former check has found unchanged, if nobody has changed the record of it. */
async function readCheckpoint(
  text: string | null | undefined,
  companyId: string,
  keys: ActivityKeys,
) {
  const head = text ? await readHead(text, keys) : undefined;
  return head?.companyId === companyId ? head : undefined;
}

/** Plans a check of all entries, which begins at once. */
export async function requestCheck(
  transaction: CompanyTransaction,
  companyId: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into activity_checks (company_id, scope, due_at)
    values (${companyId}, 'all', ${now.toISOString()}::timestamptz)
    on conflict (company_id, scope) do update
      set due_at = excluded.due_at, set_aside_at = null, failures = 0, faults = 0
      where activity_checks.lease is null
  `.execute(transaction);
  await announceJobs(transaction, activityChecks);
}

/** What is known about a log. It reads a few rows, however long the log is. */
export async function readChain(
  transaction: CompanyTransaction,
  companyId: string,
  { keys, now }: Pick<ActivityChecksOptions, 'keys' | 'now'>,
): Promise<ActivityChain> {
  // The end comes first: entries that are added in between make the log longer, never shorter.
  const end = await readChainEnd(transaction, companyId);
  const { last } = await transaction
    .selectFrom('activity')
    .select((eb) => eb.fn.max<number | null>('sequence').as('last'))
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow();
  const state = await stateOf(transaction, companyId);
  const check = await transaction
    .selectFrom('activity_checks')
    .select('scope')
    .where('company_id', '=', companyId)
    .where('scope', '=', 'all')
    .where('set_aside_at', 'is', null)
    .executeTakeFirst();
  const checkpoint = await readCheckpoint(state?.checkpoint, companyId, keys);
  const length = last ?? 0;
  const isCutOff = Math.max(end.sequence, checkpoint?.sequence ?? 0) > length;
  return {
    first: 1,
    last: length,
    verified: checkpoint ? { sequence: checkpoint.sequence, at: checkpoint.at } : null,
    checkedInFullAt: state?.checked_in_full_at ?? null,
    fault: isCutOff
      ? { sequence: length + 1, kind: 'cut-off', at: now().toISOString() }
      : state?.fault_sequence && state.fault_kind && state.fault_at
        ? { sequence: state.fault_sequence, kind: state.fault_kind, at: state.fault_at }
        : null,
    checking: check ? { done: state?.done ?? 0, total: Math.max(state?.total ?? 0, length) } : null,
  };
}

/** Nobody but this server writes the entries, so a second process would find the same. */
export function createActivityChecks(options: ActivityChecksOptions): JobKind {
  const { database, keys, now, onFault } = options;

  /** Yields the log, and stores how far it got. */
  async function* entriesFrom(
    companyId: string,
    { sequence }: ChainEnd,
    { total, signal }: { readonly total: number; readonly signal: AbortSignal },
  ) {
    let done = 0;
    for await (const entry of readAllActivity(database, companyId, { pageSize, after: sequence })) {
      signal.throwIfAborted();
      yield entry;
      done += 1;
      if (done % reportEvery === 0) await reportProgress(companyId, { done, total });
    }
  }

  const reportProgress = (
    companyId: string,
    progress: { readonly done: number; readonly total: number },
  ): Promise<void> =>
    inCompany(database, companyId, async (transaction) => {
      await transaction
        .insertInto('activity_states')
        .values({ company_id: companyId, ...progress })
        .onConflict((conflict) => conflict.column('company_id').doUpdateSet(progress))
        .execute();
    });

  async function check(
    companyId: string,
    isFull: boolean,
    signal: AbortSignal,
  ): Promise<PartVerdict | 'nothing'> {
    const { state, end } = await inCompany(database, companyId, async (transaction) => ({
      state: await stateOf(transaction, companyId),
      end: await readChainEnd(transaction, companyId),
    }));
    // New entries after a wrong one say nothing, until all are checked again.
    if (!isFull && state?.fault_sequence) return 'nothing';
    const checkpoint = await readCheckpoint(state?.checkpoint, companyId, keys);
    const start = (isFull ? undefined : checkpoint) ?? startOfChain(companyId);
    const total = end.sequence - start.sequence;
    if (isFull) await reportProgress(companyId, { done: 0, total });
    return verifyPart({
      entries: entriesFrom(companyId, start, { total, signal }),
      ...{ keys, companyId, start },
      known: [...(checkpoint ? [checkpoint] : []), end].filter(
        ({ sequence }) => sequence > start.sequence,
      ),
    });
  }

  const keep =
    (companyId: string, isFull: boolean, verdict: PartVerdict): Save =>
    async (transaction) => {
      const at = now().toISOString();
      const found = verdict.ok
        ? {
            checkpoint: await exportHead({ companyId, ...verdict.end, at }, keys.writing),
            ...{ fault_sequence: null, fault_kind: null, fault_at: null },
            ...(isFull && { checked_in_full_at: at }),
          }
        : { fault_sequence: verdict.sequence, fault_kind: verdict.reason, fault_at: at };
      await transaction
        .insertInto('activity_states')
        .values({ company_id: companyId, ...found })
        .onConflict((conflict) => conflict.column('company_id').doUpdateSet(found))
        .execute();
      const state = await stateOf(transaction, companyId);
      const checkedAt = Date.parse(state?.checked_in_full_at ?? '');
      // Once a day, what was found unchanged before is checked again.
      if (verdict.ok && !isFull && !(now().getTime() - checkedAt < day)) {
        await requestCheck(transaction, companyId, now());
      }
      return { is: 'done' };
    };

  return {
    ...activityChecks,
    schedule: { delays: [minute, 5 * minute, 60 * minute], end: 'repeat-last', jitter: [0.8, 1] },
    leaseMs: 30 * minute,
    concurrency: 1,
    load: (_, { companyId, key: [scope] }) =>
      Promise.resolve(async (signal) => {
        const isFull = scope === 'all';
        const verdict = await check(companyId, isFull, signal);
        if (verdict === 'nothing') return () => Promise.resolve({ is: 'done' });
        if (!verdict.ok) {
          onFault({ companyId, sequence: verdict.sequence, kind: verdict.reason });
        }
        return keep(companyId, isFull, verdict);
      }),
  };
}
