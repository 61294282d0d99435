/** Sessions whose screening is unknown: background jobs screen their clients again. */
import type { Session } from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';
import type { JobTable } from '../jobs/job.ts';
import type { RetrySchedule } from '../jobs/schedule.ts';
import { nameOf } from './screener.ts';

export const screeningJobs: JobTable = {
  kind: 'screening',
  table: 'screenings_due',
  key: ['session_id'],
};

/** Milliseconds until the first screening after one that failed; each wait is twice the one before. */
export const firstDelay = 30_000;
export const longestDelay = 600_000;

/** Goes on as long as the session awaits action. */
export const screeningSchedule: RetrySchedule = {
  delays: [2, 4, 8, 16].map((factor) => factor * firstDelay).concat(longestDelay),
  end: 'repeat-last',
  jitter: [0.8, 1],
};

/** Whether a session is screened again by itself: until it is decided, where there is a name. */
export const isDue = ({ status, screening, client }: Session): boolean =>
  status === 'awaiting' && screening.status === 'unknown' && nameOf(client) !== '';

/** Called with every change of a session's screening, in the transaction of the change. */
export async function planScreening(
  transaction: CompanyTransaction,
  companyId: string,
  session: Session,
  now: Date,
): Promise<void> {
  const row = { company_id: companyId, session_id: session.id };
  if (!isDue(session)) {
    await transaction
      .deleteFrom('screenings_due')
      .where((where) => where.and(row))
      .execute();
    return;
  }
  await transaction
    .insertInto('screenings_due')
    .values({ ...row, due_at: new Date(now.getTime() + firstDelay).toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
