import type { Session } from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';

/** One follow-up of a change. */
export type FollowUp = (
  transaction: CompanyTransaction,
  companyId: string,
  session: Session,
  at: Date,
) => Promise<void>;

/**
 * The follow-ups of a change to a session. Each is called in the transaction of the change, after the
 * entry in the log, so it is committed with the change or not at all. `../follow-ups.ts` implements them,
 * so the code that changes a session does not depend on web hooks or queues.
 */
export interface FollowUps {
  /** After every change, an erasure included. */
  readonly changed: (
    transaction: CompanyTransaction,
    companyId: string,
    sessionId: string,
  ) => Promise<void>;
  /** After a screening of the client. */
  readonly screened: FollowUp;
  /** After the client has finished and the company's policy was applied. */
  readonly finished: FollowUp;
  /** After the decision of an agent. */
  readonly decided: FollowUp;
}
