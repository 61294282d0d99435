/** Erasure of a client's data, on request or after a retention period. */
import { sql } from 'kysely';

import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import { inCompany, type Database } from '../database/index.ts';
import { errorCode } from '../jobs/job.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { FollowUps } from './follow-ups.ts';
import { planDeletion, removePlanned } from './object-deletions.ts';
import { isStorable } from './storable.ts';

export interface EraseOptions {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly activityKey: ActivityKey;
  readonly followUps: FollowUps;
  readonly now?: () => Date;
}

/** An erasure that could not remove all photos yet. The server retries in the background. */
interface PartlyErased {
  readonly sessions: number;
  readonly photos: number;
  /** The codes of the errors. */
  readonly codes: readonly string[];
}

export class PhotosLeftError extends Error {
  readonly erased: PartlyErased;

  constructor(erased: PartlyErased) {
    const { sessions, photos, codes } = erased;
    super(
      `Erased ${counted(sessions, 'session')}, but ${counted(photos, 'photo')} could not be removed ` +
        `yet (${[...new Set(codes)].join(', ')}). The server will try again; ` +
        '"kv-review-server jobs" lists the jobs that it set aside.',
    );
    this.erased = erased;
  }

  override get name() {
    return 'PhotosLeftError' as const;
  }
}

const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/**
 * Erases a session, decided or not: all its rows, the stored answers that contain it, the web hook
 * messages about it, and its photos. The activity log stays: it contains no client data, and records the
 * erasure. Photos are removed after the rows; the server completes an interrupted removal.
 * @returns false when the company has no such session.
 * @throws PhotosLeftError
 */
export async function eraseSession(
  { database, objects, activityKey, followUps, now = () => new Date() }: EraseOptions,
  companyId: string,
  sessionId: string,
): Promise<boolean> {
  if (!isStorable(companyId) || !isStorable(sessionId)) return false;
  const photoIds = await inCompany(database, companyId, async (transaction) => {
    // The lock makes a concurrent upload finish before, or find no session.
    const session = await transaction
      .selectFrom('sessions')
      .select('id')
      .where('company_id', '=', companyId)
      .where('id', '=', sessionId)
      .forUpdate()
      .executeTakeFirst();
    if (!session) return undefined;
    const photos = await transaction
      .selectFrom('photos')
      .select('id')
      .where('company_id', '=', companyId)
      .where('session_id', '=', sessionId)
      .execute();
    const ids = photos.map(({ id }) => id);
    await planDeletion(transaction, { companyId, sessionId, photoIds: ids }, now());
    await sql`
      delete from idempotency_keys
      where company_id = ${companyId} and answer ->> 'id' = ${sessionId}
    `.execute(transaction);
    await transaction
      .deleteFrom('web_hook_deliveries')
      .where('company_id', '=', companyId)
      .where('session_id', '=', sessionId)
      .execute();
    await transaction
      .deleteFrom('sessions')
      .where('company_id', '=', companyId)
      .where('id', '=', sessionId)
      .execute();
    const at = now().toISOString();
    const activity = { at, actor: null, action: 'session-erased', sessionId, details: {} } as const;
    await appendActivity(transaction, companyId, activity, activityKey);
    await followUps.changed(transaction, companyId, sessionId);
    return ids;
  });
  if (!photoIds) return false;
  const codes: string[] = [];
  const onError = (error: unknown) => void codes.push(errorCode(error));
  const context = { database, objects, now, onError };
  const left = await removePlanned(context, { companyId, sessionId, photoIds });
  if (left > 0) throw new PhotosLeftError({ sessions: 1, photos: left, codes });
  return true;
}

/**
 * Erases every session that was decided before an instant, each in its own transaction. A photo that
 * cannot be removed does not stop the others.
 * @throws PhotosLeftError after all sessions are erased, when photos are left.
 */
export async function purgeSessions(
  options: EraseOptions,
  companyId: string,
  decidedBefore: Date,
): Promise<number> {
  let sessions = 0;
  let photos = 0;
  const codes: string[] = [];
  for (;;) {
    const ids = await inCompany(options.database, companyId, (transaction) =>
      transaction
        .selectFrom('sessions')
        .select('id')
        .where('company_id', '=', companyId)
        .where('status', 'in', ['success', 'rejected'])
        .where('completed_at', '<', decidedBefore.toISOString())
        .limit(100)
        .execute(),
    );
    if (ids.length === 0) break;
    for (const { id } of ids) {
      try {
        if (await eraseSession(options, companyId, id)) sessions += 1;
      } catch (error) {
        if (!(error instanceof PhotosLeftError)) throw error;
        sessions += 1;
        photos += error.erased.photos;
        codes.push(...error.erased.codes);
      }
    }
  }
  if (photos > 0) throw new PhotosLeftError({ sessions, photos, codes });
  return sessions;
}
