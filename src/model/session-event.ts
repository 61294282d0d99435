import * as v from 'valibot';

import { unknownText, type Open } from './open.js';
import { identifier } from './primitives.js';
import { sessionCount } from './query.js';

/** The most sessions that one event names. */
export const maxEventSessions = 100;

/** Opaque; visible ASCII, so that it fits `Last-Event-ID` (HTML Standard, 9.2.4) unchanged. */
export const sessionEventId = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/));

export const sessionEventTypes = ['snapshot', 'sessions-changed'] as const;

/** An event that this version knows in full. */
export const knownSessionEvent = v.object({
  /** Identifies this place in the stream. A new watch can resume after it. */
  id: sessionEventId,
  /** `snapshot` is the first event of every watch; `sessions-changed` follows each change. */
  type: v.picklist(sessionEventTypes),
  /**
   * The sessions that were added, removed or changed since the previous event. The list may be empty.
   * `many` means that there are too many to name, or that they are not known: any may have changed.
   */
  sessionIds: v.union([
    v.pipe(v.array(identifier), v.maxLength(maxEventSessions)),
    v.literal('many'),
  ]),
  /** How many sessions await action now; `null` when the adapter does not count. */
  awaiting: v.nullable(sessionCount),
});

/** An event of an unknown type means that any session may have changed. */
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

/** Names the company's sessions that changed. It contains no data of a client. */
export const sessionEvent: v.GenericSchema<unknown, SessionEvent> = v.union([
  knownSessionEvent,
  newerEvent,
]);
