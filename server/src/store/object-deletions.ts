/**
 * Removes the bytes of photos. The object store is not part of transactions, so a removal is a job, and a
 * killed process leaves no bytes behind.
 */
import type { CompanyTransaction } from '../database/index.ts';
import type { JobKind, JobTable } from '../jobs/job.ts';
import { performNow } from '../jobs/perform.ts';
import type { QueueContext } from '../jobs/queue.ts';
import type { ObjectStore } from '../objects/object-store.ts';

export const photoRemovals: JobTable = {
  kind: 'photo-removal',
  table: 'object_deletions',
  key: ['session_id', 'photo_id'],
};

export interface SessionPhotos {
  readonly companyId: string;
  readonly sessionId: string;
  readonly photoIds: readonly string[];
}

/** Plans the removal in the transaction that deletes the photos' rows, or before the rows exist. */
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
 * Cancels the planned removal of photos, in the transaction that adds their rows.
 * @returns false when a removal has started, because the bytes may be gone.
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
    .where('attempt_count', '=', 0)
    .executeTakeFirstOrThrow();
  return numDeletedRows === BigInt(photoIds.length);
}

const minute = 60_000;
const hour = 60 * minute;

/** A photo is set aside after eight attempts in about two days. */
export const createPhotoRemovals = (objects: ObjectStore): JobKind => ({
  ...photoRemovals,
  schedule: {
    delays: [minute, 5 * minute, 15 * minute, hour, 3 * hour, 12 * hour, 24 * hour],
    end: 'give-up',
    jitter: [0.8, 1],
  },
  leaseMs: 5 * minute,
  concurrency: 2,
  restMs: 15_000,
  load: (_, { companyId, key }) =>
    Promise.resolve(async () => {
      await objects.deleteAll([companyId, ...key]);
      return () => Promise.resolve({ is: 'done' });
    }),
});

export interface PhotoRemovalOptions extends QueueContext {
  readonly objects: ObjectStore;
}

/**
 * Removes photos of one session now, whenever their removal is planned.
 * @returns the number of photos that could not be removed. The server will try again.
 */
export const removePlanned = (
  { objects, ...context }: PhotoRemovalOptions,
  { companyId, sessionId, photoIds }: SessionPhotos,
): Promise<number> =>
  performNow(context, createPhotoRemovals(objects), {
    companyId,
    keys: photoIds.map((photoId) => [sessionId, photoId]),
  });
