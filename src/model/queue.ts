import { awaitingSince } from './statistics/counts.js';
import { openMatches } from './open-matches.js';
import { queueConditionsOf } from './queue-condition.js';
import type { Session } from './session.js';
import type { SessionSummary } from './session-summary.js';
import type { AnsweredSettings } from './settings.js';

/** What a row says about a session that awaits action; nothing about any other session. */
export type QueueFacts = Pick<SessionSummary, 'awaitingSince' | 'dueAt' | 'openMatches'>;

const hour = 3_600_000;

/**
 * What a row says about a session that awaits action, for backends. It is due the smallest number of
 * hours of its conditions after it began to wait.
 */
export function queueFactsOf(
  session: Session,
  { dueHours }: Pick<AnsweredSettings, 'dueHours'>,
): QueueFacts {
  if (session.status !== 'awaiting') return {};
  const since = awaitingSince(session);
  const count = openMatches(session.screening).length;
  const { failedConditions } = session;
  const conditions = queueConditionsOf({ failedConditions, openMatches: count });
  const hours = Math.min(...Array.from(conditions, (name) => dueHours[name] ?? Infinity));
  const dueAt = Number.isFinite(hours)
    ? new Date(Date.parse(since) + hours * hour).toISOString()
    : null;
  return { awaitingSince: since, dueAt, openMatches: count };
}

/**
 * By which a list in the order `dueAt` is sorted: an instant, as text. A session without a due date follows
 * all that have one, so its instant is far in the future. `null` for a session that does not await action.
 */
export function dueKeyOf({ awaitingSince: since, dueAt }: QueueFacts): string | null {
  if (dueAt) return dueAt;
  if (!since) return null;
  const later = new Date(since);
  later.setUTCFullYear(later.getUTCFullYear() + 1000);
  return later.toISOString();
}
