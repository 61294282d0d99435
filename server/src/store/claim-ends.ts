/** Reports that the time of a claim is over, because no request does anything at that moment. */
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { JobKind, JobTable } from '../jobs/job.ts';
import { endClaim, lockSession, readLastClaim, type ClaimedSession } from './claims.ts';
import type { FollowUps } from './follow-ups.ts';

/** One row for each session whose claim may still be open. Its first claim adds it. */
export const claimEnds: JobTable = {
  kind: 'claim-end',
  table: 'claim_ends',
  key: ['session_id'],
};

const second = 1000;

/** For a process whose clock is ahead of the database's, which alone ends a claim. */
const leastWait = second;

export function createClaimEnds({
  database,
  followUps,
}: {
  readonly database: Database;
  readonly followUps: Pick<FollowUps, 'changed'>;
}): JobKind {
  /** In the order of every change of a claim: the session is locked first. */
  async function end(transaction: CompanyTransaction, session: ClaimedSession): Promise<void> {
    if (!(await lockSession(transaction, session))) return;
    const last = await readLastClaim(transaction, session);
    if (!last?.isOpen || last.current) return;
    await endClaim(transaction, session, 'expired');
    await followUps.changed(transaction, session.companyId, session.sessionId);
  }

  const ofJob = (companyId: string, [sessionId = '']: readonly string[]): ClaimedSession => ({
    companyId,
    sessionId,
  });

  return {
    ...claimEnds,
    schedule: { delays: [second, 10 * second], end: 'repeat-last', jitter: [0.8, 1] },
    leaseMs: 60 * second,
    concurrency: 2,
    // A renewal writes no job, so the job moves to the end that the claim has now.
    async waitsUntil(transaction, { companyId, key }, now) {
      const last = await readLastClaim(transaction, ofJob(companyId, key));
      if (!last?.current) return undefined;
      return new Date(Math.max(Date.parse(last.current.until), now.getTime() + leastWait));
    },
    async load(transaction, { companyId, key }) {
      const session = ofJob(companyId, key);
      if (!(await readLastClaim(transaction, session))?.isOpen) return undefined;
      return async () => {
        await inCompany(database, companyId, (ending) => end(ending, session));
        // The next claim may have been made since then.
        return async (saving) =>
          (await readLastClaim(saving, session))?.isOpen ? { is: 'released' } : { is: 'done' };
      };
    },
  };
}
