/** The sessions of the pages, and which of them the harness opens. */
import type { Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

export const makeSessions = (): Session[] => sampleSessions({ count: 100, seed: 1 });

/** As a list shows them. */
export const listed = (sessions: readonly Session[], status?: Session['status']): Session[] =>
  sessions
    .filter((session) => status === undefined || session.status === status)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
