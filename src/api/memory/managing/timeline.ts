import {
  describeTimeline,
  timelineActions,
  type TimelinePlace,
} from '../../../model/describe-timeline.js';
import type { Session } from '../../../model/session.js';
import type { TimelinePage } from '../../../model/timeline.js';
import { forEachInSlices, Slices } from '../../slices.js';
import { timelinePageSize, writeTimelineCursor } from '../../timeline.js';
import type { ActivityLog, StoredEntry } from '../activity-log.js';

const actions = new Set<string>(timelineActions);

/** Reads a page of the timeline of a session. */
export async function readTimeline(
  log: ActivityLog,
  session: Session,
  place: TimelinePlace,
  signal: AbortSignal | undefined,
): Promise<TimelinePage> {
  const logged: StoredEntry[] = [];
  await forEachInSlices([...log.stored], new Slices(signal), (entry) => {
    if (entry.sessionId === session.id && actions.has(entry.action)) logged.push(entry);
  });
  const events = logged.map((entry) => log.show(entry));
  // Reasons of earlier claims are not kept.
  const takeOvers = new Map(
    events.flatMap(({ action, details: { claim, userId: id } }) => {
      if (action !== 'claim-taken-over' || claim === undefined || id === undefined) return [];
      const name = log.users.find((user) => user.id === id)?.name ?? null;
      return [[claim, { from: { id, name }, reason: null }] as const];
    }),
  );
  const handOvers = new Map(
    events.flatMap(({ action, details: { claim, userId: id } }) => {
      if (action !== 'claim-handed-over' || claim === undefined || id === undefined) return [];
      return [
        [claim, { id, name: log.users.find((user) => user.id === id)?.name ?? null }] as const,
      ];
    }),
  );
  const { items, next } = describeTimeline(
    ...([session, events, place, timelinePageSize, takeOvers, handOvers] as const),
  );
  return { items, nextCursor: next && writeTimelineCursor(next) };
}
