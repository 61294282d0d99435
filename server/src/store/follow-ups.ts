import type { Session } from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';

/** What follows one kind of change. */
export type FollowUp = (
  transaction: CompanyTransaction,
  companyId: string,
  session: Session,
  at: Date,
) => Promise<void>;

/**
 * What follows a change of a session. Each function is called in the transaction of the change, after
 * its entry in the log: its work is committed with the change, or not at all. The assembled backend
 * says what they do (`../follow-ups.ts`); who changes a session knows neither web hooks nor queues.
 */
export interface FollowUps {
  /** After every change, an erasure included. */
  readonly changed: (
    transaction: CompanyTransaction,
    companyId: string,
    sessionId: string,
  ) => Promise<void>;
  /** The lists were asked about the client. */
  readonly screened: FollowUp;
  /** The client has finished, and the company's policy has decided or left it to an agent. */
  readonly finished: FollowUp;
  /** An agent has decided. */
  readonly decided: FollowUp;
}
