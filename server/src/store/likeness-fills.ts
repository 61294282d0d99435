/** Digests sessions that were stored without the key: those from before this version, and seeded ones. */
import { sql } from 'kysely';

import type { ActivityKey } from '../activity/keys.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { JobKind, JobTable } from '../jobs/job.ts';
import { announceJobs } from '../jobs/runner.ts';
import { selectCompany } from './companies.ts';
import { likenessRows } from './likenesses.ts';
import { clientOf, toAttempt } from './rows.ts';

export const likenessFills: JobTable = {
  kind: 'likeness-fill',
  table: 'likeness_fills',
  key: ['scope'],
};

const minute = 60_000;

/** Few enough that a change of one of these sessions waits a few milliseconds. */
const batchSize = 250;

/** Plans the work for all sessions of a company. */
export async function requestFill(
  transaction: CompanyTransaction,
  companyId: string,
): Promise<void> {
  await sql`
    insert into likeness_fills (company_id, scope, due_at) values (${companyId}, 'all', now())
    on conflict (company_id, scope) do update
      set requests = likeness_fills.requests + 1, after = '', due_at = excluded.due_at,
        set_aside_at = null, failures = 0, faults = 0
  `.execute(transaction);
  await announceJobs(transaction, likenessFills);
}

/** The lock makes a concurrent request wait until the job has ended, and then plan a new one. */
const stateOf = (transaction: CompanyTransaction, companyId: string) =>
  transaction
    .selectFrom('likeness_fills')
    .select(['requests', 'after'])
    .where('company_id', '=', companyId)
    .forUpdate()
    .executeTakeFirst();

/**
 * Digests the next sessions, in one transaction. The lock makes a concurrent change wait, so that no older
 * value overwrites a newer one.
 * @returns the id of the last one; `undefined` after the last session.
 */
async function fillBatch(
  transaction: CompanyTransaction,
  { companyId, key, after }: { companyId: string; key: ActivityKey; after: string },
): Promise<string | undefined> {
  const company = await selectCompany(transaction, companyId);
  const sessions = await transaction
    .selectFrom('sessions')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(batchSize)
    .forShare()
    .execute();
  if (!company || sessions.length === 0) return undefined;
  const ids = sessions.map(({ id }) => id);
  const attempts = await transaction
    .selectFrom('attempts')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('session_id', 'in', ids)
    .orderBy('number')
    .execute();
  const attemptsOf = Map.groupBy(attempts, (attempt) => attempt.session_id);
  const { extraFields } = company.settings;
  const rows = sessions.flatMap((row) =>
    likenessRows(
      { companyId, extraFields, key },
      {
        id: row.id,
        createdAt: row.created_at,
        client: clientOf(row),
        attempts: (attemptsOf.get(row.id) ?? []).map((attempt) => toAttempt(attempt, [])),
        extra: row.extra as { key: string; value: string }[],
        device: row.device as ReturnType<typeof toAttempt>['device'],
        clientIp: row.client_ip,
      },
    ),
  );
  await transaction
    .deleteFrom('session_likenesses')
    .where('company_id', '=', companyId)
    .where('session_id', 'in', ids)
    .execute();
  const column = <Name extends keyof (typeof rows)[number]>(name: Name) =>
    rows.map((row) => row[name]);
  // As arrays, because a statement has at most 65,535 parameters.
  await sql`
    insert into session_likenesses (company_id, kind, digest, created_at, session_id)
    select ${companyId}, given.* from unnest(${column('kind')}::text[], ${column('digest')}::text[],
      ${column('created_at')}::timestamptz[], ${column('session_id')}::text[]) as given
  `.execute(transaction);
  return ids.at(-1);
}

/** Each batch is stored with how far it got, so a restarted server continues there. */
export function createLikenessFills({
  database,
  key,
}: {
  readonly database: Database;
  readonly key: ActivityKey;
}): JobKind {
  return {
    ...likenessFills,
    schedule: { delays: [minute, 5 * minute, 60 * minute], end: 'repeat-last', jitter: [0.8, 1] },
    leaseMs: 60 * minute,
    concurrency: 1,
    load: async (loading, { companyId }) => {
      const state = await stateOf(loading, companyId);
      if (!state) return undefined;
      const { requests } = state;
      return async (signal) => {
        let { after } = state;
        for (;;) {
          signal.throwIfAborted();
          const last = await inCompany(database, companyId, async (transaction) => {
            const end = await fillBatch(transaction, { companyId, key, after });
            if (end === undefined) return undefined;
            await transaction
              .updateTable('likeness_fills')
              .set({ after: end })
              .where('company_id', '=', companyId)
              .where('requests', '=', requests)
              .execute();
            return end;
          });
          if (last === undefined) break;
          after = last;
        }
        // Requested again since then, because sessions were added without the key.
        return async (transaction) =>
          (await stateOf(transaction, companyId))?.requests === requests
            ? { is: 'done' }
            : { is: 'released' };
      };
    },
  };
}
