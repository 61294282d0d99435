/** The sessions that await action. Triggers write their rows; see `awaiting-session-tables.ts`. */
import type { Session } from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';
import { queueFactsOf } from './rows.ts';

/** A session with since when it has awaited action, and until when it is due. */
export async function withQueueFacts(
  transaction: CompanyTransaction,
  companyId: string,
  session: Session,
): Promise<Session> {
  if (session.status !== 'awaiting') return session;
  const row = await transaction
    .selectFrom('awaiting_sessions')
    .select(['since as awaiting_since', 'due_at', 'open_matches'])
    .where('company_id', '=', companyId)
    .where('session_id', '=', session.id)
    .executeTakeFirst();
  return { ...session, ...(row && queueFactsOf(row)) };
}
