import type { SessionStatus } from '../../model/session.js';
import { oneOf } from '../../ui/choice.js';

/** Which sessions a list holds. */
export type SessionView = 'all' | 'awaiting' | 'rejected';

export const isSessionView = oneOf<SessionView>(['all', 'awaiting', 'rejected']);

/** Of what status they are; empty for any. */
export const statusesOf: Readonly<Record<SessionView, SessionStatus[]>> = {
  all: [],
  awaiting: ['awaiting'],
  rejected: ['rejected'],
};
