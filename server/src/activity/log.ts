import {
  inCompany,
  requireOneRow,
  type CompanyTransaction,
  type Database,
} from '../database/index.ts';
import { chainEntry, startOfChain, type ChainEnd } from './chain.ts';
import type {
  Activity,
  ActivityAction,
  ActivityDetails,
  ChainedEntry,
  LoggedEntry,
} from './entry.ts';
import type { ActivityKey } from './keys.ts';

/**
 * Adds entries to the end of a company's log, in the transaction of the change: neither is committed
 * without the other. Call it after the change itself, because from then on every other entry of the
 * company waits until the transaction ends.
 * @throws TypeError that names the invalid part of an entry.
 */
export async function appendActivity(
  transaction: CompanyTransaction,
  companyId: string,
  activity: Activity | readonly Activity[],
  key: ActivityKey,
): Promise<void> {
  const all: readonly Activity[] = 'action' in activity ? [activity] : activity;
  if (all.length === 0) return;
  let end = await lockChainEnd(transaction, companyId);
  const chained: ChainedEntry[] = [];
  for (const one of all) {
    const next = chainEntry(companyId, end, one, key);
    chained.push(next);
    end = { sequence: next.entry.sequence, hash: next.hash };
  }
  await transaction
    .insertInto('activity')
    .values(
      chained.map(({ entry, keyId, hash }, at) => {
        const { actor, action, sessionId, details, at: instant } = all[at] as Activity;
        return {
          company_id: companyId,
          sequence: entry.sequence,
          at: instant,
          actor: actor === null ? null : JSON.stringify(actor),
          action,
          session_id: sessionId,
          details: JSON.stringify(details),
          key_id: keyId,
          hash,
        };
      }),
    )
    .execute();
  const result = await transaction
    .updateTable('activity_heads')
    .set(end)
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow();
  requireOneRow(result);
}

/** The end of the log, locked against other entries until the transaction ends. */
async function lockChainEnd(transaction: CompanyTransaction, companyId: string): Promise<ChainEnd> {
  const locked = () =>
    transaction
      .selectFrom('activity_heads')
      .select(['sequence', 'hash'])
      .where('company_id', '=', companyId)
      .forUpdate()
      .executeTakeFirst();
  const end = await locked();
  if (end) return end;
  await transaction
    .insertInto('activity_heads')
    .values({ company_id: companyId, ...startOfChain(companyId) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await locked()) ?? startOfChain(companyId);
}

/** The current end of the log, to be signed and stored elsewhere; see `exportHead`. */
export async function readChainEnd(
  transaction: CompanyTransaction,
  companyId: string,
): Promise<ChainEnd> {
  const end = await transaction
    .selectFrom('activity_heads')
    .select(['sequence', 'hash'])
    .where('company_id', '=', companyId)
    .executeTakeFirst();
  return end ?? startOfChain(companyId);
}

export interface ActivityPageOptions {
  /** The number of the last entry of the previous page; 0 for the first page. */
  readonly after?: number;
  readonly limit?: number;
}

/** Entries as they were written, oldest first. */
export async function readActivity(
  transaction: CompanyTransaction,
  companyId: string,
  { after = 0, limit = 100 }: ActivityPageOptions = {},
): Promise<LoggedEntry[]> {
  const rows = await transaction
    .selectFrom('activity')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    companyId,
    entry: {
      sequence: row.sequence,
      at: row.at,
      actor: row.actor as Activity['actor'],
      action: row.action as ActivityAction,
      sessionId: row.session_id,
      details: row.details as ActivityDetails,
    },
    keyId: row.key_id,
    hash: row.hash,
  }));
}

/** The whole log, oldest first, read page by page, for an export or `verifyChain`. */
export async function* readAllActivity(
  database: Database,
  companyId: string,
  pageSize = 1000,
): AsyncGenerator<ChainedEntry, void, undefined> {
  let after = 0;
  for (;;) {
    const page = await inCompany(database, companyId, (transaction) =>
      readActivity(transaction, companyId, { after, limit: pageSize }),
    );
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.entry.sequence;
  }
}
