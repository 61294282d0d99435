import * as v from 'valibot';

import { unknownText, type Open } from './open.js';
import { identifier } from './primitives.js';
import { sessionCount } from './query.js';

/** An event names this many sessions at most. */
export const maxEventSessions = 100;

/** Opaque; visible ASCII, so that it fits `Last-Event-ID` (HTML Standard, 9.2.4) unchanged. */
export const sessionEventId = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/));

export const sessionEventTypes = ['snapshot', 'sessions-changed'] as const;

/** An event that this version knows in full. */
export const knownSessionEvent = v.object({
  /** Names this place in the stream, to resume after it. */
  id: sessionEventId,
  /** `snapshot` is the first of every watch; the others follow as changes are made. */
  type: v.picklist(sessionEventTypes),
  /**
   * The sessions that have come, gone or changed since the event before, which may be none; `many`
   * when they are too many to name or not known, so that any may be among them.
   */
  sessionIds: v.union([
    v.pipe(v.array(identifier), v.maxLength(maxEventSessions)),
    v.literal('many'),
  ]),
  /** How many sessions await action now; `null` when the adapter does not count. */
  awaiting: v.nullable(sessionCount),
});

/** Whatever a newer backend tells, any session may have changed. */
const newerEvent = v.pipe(
  v.object({
    id: sessionEventId,
    type: v.pipe(unknownText, v.notValues(sessionEventTypes)),
    awaiting: v.optional(v.fallback(v.nullable(sessionCount), null), null),
  }),
  v.transform((event) => ({ ...event, sessionIds: 'many' as const })),
);

export interface SessionEvent extends Omit<v.InferOutput<typeof knownSessionEvent>, 'type'> {
  type: Open<(typeof sessionEventTypes)[number]>;
}

/** What changed among the company's sessions. It says nothing of a client. */
export const sessionEvent: v.GenericSchema<unknown, SessionEvent> = v.union([
  knownSessionEvent,
  newerEvent,
]);
