import * as v from 'valibot';

import { identifier } from './primitives.js';
import { sessionCount } from './query.js';

/** An event names this many sessions at most. */
export const maxEventSessions = 100;

/** Opaque; visible ASCII, so that it fits `Last-Event-ID` (HTML Standard, 9.2.4) unchanged. */
export const sessionEventId = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/));

/** One word about the company's sessions, without anything of a client. */
export const sessionEvent = v.object({
  /** Names this place in the stream, to resume after it. */
  id: sessionEventId,
  /** `snapshot` is the first of every watch; the others follow as changes are made. */
  type: v.picklist(['snapshot', 'sessions-changed']),
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
export type SessionEvent = v.InferOutput<typeof sessionEvent>;
