import * as v from 'valibot';

import { client } from './client.js';
import { decision } from './decision.js';
import { open } from './open.js';
import { identifier, instant } from './primitives.js';
import { sessionStatus } from './session-summary.js';

export const likeness = v.picklist([
  'document-number',
  'personal-number',
  'phone',
  'email',
  'face',
  'device',
  'address',
]);
/** What two sessions have in common. `device` and `address` are weak: see `weakLikenesses`. */
export type Likeness = v.InferOutput<typeof likeness>;

/** The most related sessions in one answer. */
export const maxRelatedSessions = 20;

/** Another session of the same company that has something in common with a session. */
export const relatedSession = v.object({
  id: identifier,
  createdAt: instant,
  status: open(sessionStatus),
  client: v.pick(client, ['firstName', 'lastName']),
  decision: v.nullable(decision),
  /** What both sessions have, each once; never the value itself. */
  same: v.pipe(v.array(open(likeness)), v.minLength(1)),
});
export type RelatedSession = v.InferOutput<typeof relatedSession>;

/** The sessions that have something in common with a session. */
export const relatedSessions = v.object({
  /**
   * Those with more than a weak likeness come first, the newest of them at the top. The session itself is
   * not among them.
   */
  sessions: v.pipe(v.array(relatedSession), v.maxLength(maxRelatedSessions)),
  /** Whether there are more than these. */
  hasMore: v.boolean(),
});
export type RelatedSessions = v.InferOutput<typeof relatedSessions>;
