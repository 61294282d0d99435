import { sql } from 'kysely';

import type { CompanyTransaction } from '../database/index.ts';

/** The channel of `LISTEN` on which every change of a session is told. */
export const sessionChannel = 'kv_sessions';

/** What is told: names and nothing of a client, since every company's listener hears it. */
export interface SessionNotice {
  readonly companyId: string;
  readonly sessionId: string;
}

/** Tells who listens, on this server and on others, once the transaction is kept and only then. */
export async function notifySession(
  transaction: CompanyTransaction,
  companyId: string,
  sessionId: string,
): Promise<void> {
  const notice: SessionNotice = { companyId, sessionId };
  await sql`select pg_notify(${sessionChannel}, ${JSON.stringify(notice)})`.execute(transaction);
}
