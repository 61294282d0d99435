/** What the policy saw when it judged a session (spec S11). It outlives later screenings and decisions. */
import type { JudgementRecord } from 'kv-review/model';
import type { Insertable, Selectable } from 'kysely';

import type { CompanyTransaction, JudgementsTable } from '../database/index.ts';
import { jsonOrNull } from './rows.ts';

/** Identifies the attempt that was judged. */
export interface JudgedAttempt {
  readonly companyId: string;
  readonly sessionId: string;
  readonly attempt: number;
}

export const judgementRow = (
  { companyId, sessionId, attempt }: JudgedAttempt,
  { at, settingsVersion, ipCountry, screening }: JudgementRecord,
): Insertable<JudgementsTable> => ({
  ...{ company_id: companyId, session_id: sessionId, attempt, at },
  settings_version: settingsVersion === null ? null : Number(settingsVersion),
  ip_country: jsonOrNull(ipCountry),
  screening: jsonOrNull(screening),
});

export const toJudgement = (
  row: Pick<Selectable<JudgementsTable>, 'at' | 'settings_version' | 'ip_country' | 'screening'>,
): JudgementRecord => ({
  at: row.at,
  settingsVersion: row.settings_version === null ? null : String(row.settings_version),
  ipCountry: row.ip_country as JudgementRecord['ipCountry'],
  screening: row.screening as JudgementRecord['screening'],
});

/** Writes a judgement, before the row of the session: a decided session accepts no more parts. */
export async function insertJudgement(
  transaction: CompanyTransaction,
  attempt: JudgedAttempt,
  judgement: JudgementRecord,
): Promise<void> {
  await transaction.insertInto('judgements').values(judgementRow(attempt, judgement)).execute();
}

/** The last judgement of a session; `undefined` if it was not kept. */
export async function readJudgement(
  transaction: CompanyTransaction,
  companyId: string,
  sessionId: string,
): Promise<JudgementRecord | undefined> {
  const row = await transaction
    .selectFrom('judgements')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('session_id', '=', sessionId)
    .orderBy('attempt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toJudgement(row);
}
