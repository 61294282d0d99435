import { sql } from 'kysely';

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
  NamedActivity,
} from './entry.ts';
import type { ActivityKey } from './keys.ts';

/** Seconds until new entries are checked, together with those that follow them in this time. */
const checkDelaySeconds = 60;

/**
 * Adds entries to the end of a company's log, in the transaction of the change: neither is committed
 * without the other. Call it after the change itself, because from then on every other entry of the
 * company waits until the transaction ends.
 * @throws TypeError that names the invalid part of an entry.
 */
export async function appendActivity(
  transaction: CompanyTransaction,
  companyId: string,
  activity: NamedActivity | readonly NamedActivity[],
  key: ActivityKey,
): Promise<void> {
  const all: readonly NamedActivity[] = 'action' in activity ? [activity] : activity;
  if (all.length === 0) return;
  let end = await lockChainEnd(transaction, companyId);
  const chained: (ChainedEntry & { readonly content: Activity })[] = [];
  for (const { actor, about: _, ...rest } of all) {
    const content = { ...rest, actor: actor && { id: actor.id, role: actor.role } };
    const next = chainEntry(companyId, end, content, key);
    chained.push({ ...next, content });
    end = { sequence: next.entry.sequence, hash: next.hash };
  }
  await transaction
    .insertInto('activity')
    .values(
      chained.map(({ entry, keyId, hash, content }) => ({
        company_id: companyId,
        sequence: entry.sequence,
        at: content.at,
        actor: content.actor === null ? null : JSON.stringify(content.actor),
        action: content.action,
        session_id: content.sessionId,
        details: JSON.stringify(content.details),
        key_id: keyId,
        hash,
      })),
    )
    .execute();
  await storeEnd(transaction, companyId, { end, all });
}

/** Stores the new end, the names of the users, and when the entries are checked, in one statement. */
async function storeEnd(
  transaction: CompanyTransaction,
  companyId: string,
  { end, all }: { readonly end: ChainEnd; readonly all: readonly NamedActivity[] },
): Promise<void> {
  const users = new Map<string, object>();
  for (const { actor, about, at } of all) {
    for (const user of [actor, about]) {
      if (!user) continue;
      const { id, name, role } = user;
      users.set(id, { id, name, role, on: at.slice(0, 10) });
    }
  }
  const lastAt = all.at(-1)?.at ?? '';
  const result = await sql`
    with users as (
      insert into activity_users (company_id, id, name, role, seen_on)
      select ${companyId}, id, name, role, "on"
      from jsonb_to_recordset(${JSON.stringify([...users.values()])}::jsonb)
        as seen (id text, name text, role text, "on" date)
      on conflict (company_id, id) do update
        set name = excluded.name, role = excluded.role, seen_on = excluded.seen_on
        where (activity_users.name, activity_users.role) <> (excluded.name, excluded.role)
          or activity_users.seen_on < excluded.seen_on
    ), checks as (
      insert into activity_checks (company_id, scope, due_at)
      values (${companyId}, 'new', ${lastAt}::timestamptz + make_interval(secs => ${checkDelaySeconds}))
      on conflict do nothing
    )
    update activity_heads set sequence = ${end.sequence}, hash = ${end.hash}
    where company_id = ${companyId}
  `.execute(transaction);
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

/** The log from an entry on, oldest first, read page by page, for an export or `verifyChain`. */
export async function* readAllActivity(
  database: Database,
  companyId: string,
  { pageSize = 1000, after: start = 0 } = {},
): AsyncGenerator<ChainedEntry, void, undefined> {
  let after = start;
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
