/** Screens clients again whose screening failed when they finished. */
import { describeScreening } from 'kv-review/model';

import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import type { CompanyTransaction } from '../database/index.ts';
import type { JobKind, Verdict } from '../jobs/job.ts';
import { recordChange } from '../store/change-log.ts';
import { readSession, updateSession } from '../store/sessions.ts';
import { isDue, screeningJobs, screeningSchedule } from './due.ts';
import type { FoundScreening } from './screener.ts';
import type { SessionScreening } from './session-screening.ts';

export interface ScreeningJobsOptions {
  readonly screening: SessionScreening;
  readonly activityKey: ActivityKey;
  readonly now: () => Date;
}

export function createScreeningJobs({
  screening,
  activityKey,
  now,
}: ScreeningJobsOptions): JobKind {
  async function keep(
    transaction: CompanyTransaction,
    companyId: string,
    { sessionId, version, found }: Found,
  ): Promise<Verdict> {
    if (found.status === 'unknown') return { is: 'failed', error: 'unknown' };
    const stored = await readSession(transaction, companyId, sessionId, { lock: true });
    // The lists were asked about the client as it was.
    if (stored?.version !== version) return { is: 'failed', error: 'outdated' };
    const result = await screening.recall(transaction, companyId, stored.session, found);
    if (result.status === 'unknown') return { is: 'failed', error: 'unknown' };
    const session = { ...stored.session, screening: result };
    await updateSession(transaction, companyId, stored, session);
    await appendActivity(
      transaction,
      companyId,
      {
        at: now().toISOString(),
        actor: null,
        action: 'screening-rechecked',
        sessionId,
        details: describeScreening(result),
      },
      activityKey,
    );
    await recordChange(transaction, companyId, sessionId);
    return { is: 'done' };
  }

  return {
    ...screeningJobs,
    schedule: screeningSchedule,
    // Longer than any time limit of a screening.
    leaseMs: 120_000,
    concurrency: 2,
    restMs: 15_000,

    async load(transaction, { companyId, key: [sessionId = ''] }) {
      const stored = await readSession(transaction, companyId, sessionId);
      if (!stored || !isDue(stored.session)) return undefined;
      const { version, session } = stored;
      return async (signal) => {
        const found = await screening.ask(session.client, signal);
        if (signal.aborted) return () => Promise.resolve({ is: 'released' });
        return (within) => keep(within, companyId, { sessionId, version, found });
      };
    },
  };
}

/** What the lists say of the client as a session had it in one version. */
interface Found {
  readonly sessionId: string;
  readonly version: number;
  readonly found: FoundScreening;
}
