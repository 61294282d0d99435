import { createHash } from 'node:crypto';

import type { StoredAnswer } from 'kv-review/api';
import { sql } from 'kysely';

import type { CompanyTransaction } from '../database/index.ts';

/**
 * The least time for which an answer is stored, in milliseconds. A caller that lost an answer retries
 * within seconds, or when a laptop is opened the next morning. Stored any longer, the answer would be
 * personal data without a purpose.
 */
export const answerRetention = 24 * 60 * 60 * 1000;

/** The caller and the idempotency key. */
export interface AnswerKey {
  readonly companyId: string;
  readonly caller: string;
  readonly key: string;
}

/** The stored form of `ChangeRequest.canonical`. */
export const digest = (canonical: string): string =>
  createHash('sha256').update(canonical).digest('hex');

/** The stored answer under a key; its `canonical` is a digest. */
export async function findAnswer<Answer>(
  transaction: CompanyTransaction,
  { companyId, caller, key }: AnswerKey,
): Promise<StoredAnswer<Answer> | undefined> {
  const row = await transaction
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'answer'])
    .where('company_id', '=', companyId)
    .where('caller', '=', caller)
    .where('key', '=', key)
    .executeTakeFirst();
  return row && { canonical: row.request_hash, answer: row.answer as Answer };
}

/**
 * Stores what gives an answer again, and deletes old answers. It is never a whole session, which
 * would be stored once for each of its changes. Waits for another transaction that stores an answer
 * under the same key.
 * @returns false when the other one was first: the caller rolls back and reads the stored answer.
 */
export async function storeAnswer(
  transaction: CompanyTransaction,
  { companyId, caller, key }: AnswerKey,
  { canonical, answer }: StoredAnswer<unknown>,
  at: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('idempotency_keys')
    .values({
      company_id: companyId,
      caller,
      key,
      request_hash: canonical,
      answer: JSON.stringify(answer),
      created_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await deleteOldAnswers(transaction, companyId, new Date(at));
  return true;
}

/** Deletes up to a hundred answers that are older than `answerRetention`. */
export async function deleteOldAnswers(
  transaction: CompanyTransaction,
  companyId: string,
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - answerRetention).toISOString();
  // Skips rows that another transaction is deleting, so that neither waits for the other.
  await sql`
    delete from idempotency_keys where company_id = ${companyId} and (caller, key) in (
      select caller, key from idempotency_keys
      where company_id = ${companyId} and created_at < ${before}
      order by created_at limit 100 for update skip locked
    )
  `.execute(transaction);
}
