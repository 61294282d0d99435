import type { SessionStatus } from '../../model/session.js';

/** Which sessions a list holds. */
export type SessionView = 'all' | 'awaiting' | 'rejected';

/** In the order of the console's pages. */
export const sessionViews: readonly SessionView[] = ['all', 'awaiting', 'rejected'];

/** Of what status they are; empty for any. */
export const statusesOf: Readonly<Record<SessionView, SessionStatus[]>> = {
  all: [],
  awaiting: ['awaiting'],
  rejected: ['rejected'],
};
