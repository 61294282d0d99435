/** What the policy saw when it judged a session (spec S11). It outlives later screenings and decisions. */
import type { IpCountry, Screening } from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';

/** What the policy saw besides the evidence of the attempt. */
export interface Judgement {
  /** The attempt whose evidence was judged. */
  readonly attempt: number;
  readonly at: string;
  /** The version of the settings in force. */
  readonly settingsVersion: number;
  readonly ipCountry: IpCountry;
  readonly screening: Screening;
}

/** Writes a judgement, before the row of the session: a decided session accepts no more parts. */
export async function insertJudgement(
  transaction: CompanyTransaction,
  companyId: string,
  sessionId: string,
  { attempt, at, settingsVersion, ipCountry, screening }: Judgement,
): Promise<void> {
  await transaction
    .insertInto('judgements')
    .values({
      ...{ company_id: companyId, session_id: sessionId, attempt, at },
      settings_version: settingsVersion,
      ip_country: JSON.stringify(ipCountry),
      screening: JSON.stringify(screening),
    })
    .execute();
}
