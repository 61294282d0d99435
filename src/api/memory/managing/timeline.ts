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
  const { items, next } = describeTimeline(session, events, place, timelinePageSize);
  return { items, nextCursor: next && writeTimelineCursor(next) };
}
