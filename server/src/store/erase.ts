/** Erasure of a person's data, on request and when its time is over. */
import { sql } from 'kysely';

import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import { inCompany, type Database } from '../database/index.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { FollowUps } from './follow-ups.ts';
import { deletePlanned, planDeletion } from './object-deletions.ts';
import { isStorable } from './storable.ts';

export interface EraseOptions {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly activityKey: ActivityKey;
  readonly followUps: FollowUps;
  readonly now?: () => Date;
}

/**
 * Erases a session, decided or not: all its rows, the answers to requests that repeat it, messages
 * of web hooks about it, and its photos. The activity log stays, which holds no data of clients, and
 * tells of the erasure. Bytes go after the rows: what is cut short is made up for by the server.
 * @returns false when the company has no such session.
 */
export async function eraseSession(
  { database, objects, activityKey, followUps, now = () => new Date() }: EraseOptions,
  companyId: string,
  sessionId: string,
): Promise<boolean> {
  if (!isStorable(companyId) || !isStorable(sessionId)) return false;
  const photoIds = await inCompany(database, companyId, async (transaction) => {
    // Held, so that an upload that is under way comes before or finds nothing.
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
    const happened = { at, actor: null, action: 'session-erased', sessionId, details: {} } as const;
    await appendActivity(transaction, companyId, happened, activityKey);
    await followUps.changed(transaction, companyId, sessionId);
    return ids;
  });
  if (!photoIds) return false;
  await deletePlanned({ database, objects }, companyId, { sessionId, photoIds });
  return true;
}

/** Erases every session that was decided before an instant, each in a transaction of its own. */
export async function purgeSessions(
  options: EraseOptions,
  companyId: string,
  decidedBefore: Date,
): Promise<number> {
  let erased = 0;
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
    if (ids.length === 0) return erased;
    for (const { id } of ids) if (await eraseSession(options, companyId, id)) erased += 1;
  }
}
