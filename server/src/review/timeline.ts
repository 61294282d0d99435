/** What happened to a session, for every user who may see it (spec W7). */
import { timelinePageSize, writeTimelineCursor } from 'kv-review/api';
import {
  describeTimeline,
  timelineActions,
  type Session,
  type TimelinePage,
  type TimelinePlace,
} from 'kv-review/model';

import { listSessionEntries } from '../activity/listing.ts';
import { inCompany, type Database } from '../database/index.ts';
import { readNumberedClaims } from '../store/claims.ts';

/** Reads a page of the timeline of a session of the company. */
export async function readTimeline(
  database: Database,
  companyId: string,
  session: Session,
  place: TimelinePlace,
): Promise<TimelinePage> {
  return inCompany(database, companyId, async (transaction) => {
    const logged = await listSessionEntries(transaction, companyId, {
      sessionId: session.id,
      actions: timelineActions,
      order: place.order,
      at: place.at,
      size: timelinePageSize + place.skip + 1,
    });
    const claims = await readNumberedClaims(
      transaction,
      { companyId, sessionId: session.id },
      logged.flatMap(({ action, details: { claim } }) =>
        (action === 'claim-taken-over' || action === 'claim-handed-over') && claim !== undefined
          ? [claim]
          : [],
      ),
    );
    const takeOvers = new Map(
      [...claims].flatMap(([number, { takenOver }]) => (takenOver ? [[number, takenOver]] : [])),
    );
    const handOvers = new Map(
      [...claims].flatMap(([number, { by, handedOver }]) => (handedOver ? [[number, by]] : [])),
    );
    const { items, next } = describeTimeline(
      ...([session, logged, place, timelinePageSize, takeOvers, handOvers] as const),
    );
    return { items, nextCursor: next && writeTimelineCursor(next) };
  });
}
