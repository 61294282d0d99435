import { ReviewError } from 'kv-review/api';
import { isMaster } from 'kv-review/model';

import type { LoggedAction, NamedActivity } from '../activity/entry.ts';
import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { AppContext } from './context.ts';
import type { Gate, UserAdmission } from './gate.ts';

export interface MastersOptions {
  readonly database: Database;
  readonly activityKey: ActivityKey;
  readonly now: () => Date;
}

/** Admits master users to their operations, and writes what they do to the activity log. */
export interface Masters {
  /** @throws ReviewError `forbidden` for an agent. The refusal is in the activity log. */
  admit(context: AppContext, operation: string): Promise<UserAdmission>;
  /** @throws ReviewError `forbidden` for an agent. The refusal is in the activity log. */
  refuseAgent(admission: UserAdmission, operation: string): Promise<void>;
  /** Adds an entry to the activity log in a transaction; see `appendActivity`. */
  record(
    transaction: CompanyTransaction,
    companyId: string,
    actor: NamedActivity['actor'],
    activity: LoggedAction,
  ): Promise<void>;
}

export function createMasters(gate: Gate, { database, activityKey, now }: MastersOptions): Masters {
  const record: Masters['record'] = (transaction, companyId, actor, action) => {
    const activity = { ...action, at: now().toISOString(), actor, sessionId: null };
    return appendActivity(transaction, companyId, activity, activityKey);
  };
  async function refuseAgent({ companyId, caller }: UserAdmission, operation: string) {
    if (isMaster(caller.actor.role)) return;
    const forbidden = { action: 'forbidden', details: { operation } } as const;
    await inCompany(database, companyId, (transaction) =>
      record(transaction, companyId, caller.actor, forbidden),
    );
    throw new ReviewError('forbidden', 'Only a master user may do this.');
  }
  return {
    record,
    refuseAgent,
    async admit(context, operation) {
      const { facts } = context.var;
      const admission = await gate.admitUser(context.req.raw, facts.address);
      facts.admission = admission;
      await refuseAgent(admission, operation);
      return admission;
    },
  };
}
