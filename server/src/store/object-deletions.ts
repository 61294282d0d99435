/** Removes bytes of photos from the object store, whatever comes between. */
import { sql } from 'kysely';

import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { ObjectStore } from '../objects/object-store.ts';

export interface SessionPhotos {
  readonly companyId: string;
  readonly sessionId: string;
  readonly photoIds: readonly string[];
}

/** Plans the removal in the transaction that takes the photos' rows away, or before they have one. */
export async function planDeletion(
  transaction: CompanyTransaction,
  { companyId, sessionId, photoIds }: SessionPhotos,
  dueAt: Date,
): Promise<void> {
  if (photoIds.length === 0) return;
  await transaction
    .insertInto('object_deletions')
    .values(
      photoIds.map((photo_id) => {
        const due_at = dueAt.toISOString();
        return { company_id: companyId, session_id: sessionId, photo_id, due_at };
      }),
    )
    .execute();
}

/**
 * Keeps photos whose removal was planned, in the transaction that gives them their rows.
 * @returns false when one has been removed already.
 */
export async function cancelDeletion(
  transaction: CompanyTransaction,
  { companyId, sessionId, photoIds }: SessionPhotos,
): Promise<boolean> {
  if (photoIds.length === 0) return true;
  const { numDeletedRows } = await transaction
    .deleteFrom('object_deletions')
    .where('company_id', '=', companyId)
    .where('session_id', '=', sessionId)
    .where('photo_id', 'in', [...photoIds])
    .executeTakeFirstOrThrow();
  return numDeletedRows === BigInt(photoIds.length);
}

/** How many are removed while their rows are held. */
const batchSize = 50;

interface Planned {
  readonly session_id: string;
  readonly photo_id: string;
}

/**
 * Removes what is due, or of one session those photos whose removal is planned for whenever. What
 * another transaction is deciding on is left to it.
 */
export async function deletePlanned(
  { database, objects }: { readonly database: Database; readonly objects: ObjectStore },
  companyId: string,
  which: { readonly dueBefore: Date } | Omit<SessionPhotos, 'companyId'>,
): Promise<void> {
  const chosen =
    'dueBefore' in which
      ? sql`due_at <= ${which.dueBefore.toISOString()}`
      : sql`session_id = ${which.sessionId} and photo_id = any(${[...which.photoIds]})`;
  for (let count = batchSize; count === batchSize;) {
    count = await inCompany(database, companyId, async (transaction) => {
      const { rows } = await sql<Planned>`
        select session_id, photo_id from object_deletions
        where company_id = ${companyId} and ${chosen}
        order by due_at limit ${batchSize} for update skip locked
      `.execute(transaction);
      for (const { session_id: sessionId, photo_id: photoId } of rows) {
        await objects.deleteAll([companyId, sessionId, photoId]);
        await cancelDeletion(transaction, { companyId, sessionId, photoIds: [photoId] });
      }
      return rows.length;
    });
  }
}

/** Removes what is due of all companies. */
export async function deleteAllDue(
  { database, objects }: { readonly database: Database; readonly objects: ObjectStore },
  now: Date,
): Promise<void> {
  const companies = await database.kysely.transaction().execute(async (transaction) => {
    await sql`select set_config('role', 'kv_worker', true)`.execute(transaction);
    const { rows } = await sql<{ company_id: string }>`
      select distinct company_id from object_deletions where due_at <= ${now.toISOString()}
    `.execute(transaction);
    return rows;
  });
  for (const { company_id: id } of companies) {
    await deletePlanned({ database, objects }, id, { dueBefore: now });
  }
}
