import type { SessionStatus } from '../../model/session.js';
import { queueFilters } from '../session-filters/filter-controls.js';

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

/** A view of one status has no filter for it, and only sessions that await action have those of a queue. */
export const uselessFilters: Readonly<
  Record<SessionView, readonly ('status' | (typeof queueFilters)[number])[]>
> = {
  all: queueFilters,
  awaiting: ['status'],
  rejected: ['status', ...queueFilters],
};
