/** Which sessions use which setting. A trigger writes the rows; see `setting-use-tables.ts`. */
import { maxSettingUse, type SettingUse } from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';

/** How many sessions use a setting. Counting stops at `maxSettingUse`. */
export async function countSettingUses(
  transaction: CompanyTransaction,
  companyId: string,
  use: SettingUse,
): Promise<{ count: number; exact: boolean }> {
  const { count } = await transaction
    .selectFrom((uses) =>
      uses
        .selectFrom('setting_uses')
        .select('session_id')
        .where('company_id', '=', companyId)
        .where('kind', '=', use.kind)
        .where('name', '=', use.kind === 'country' ? use.code : use.key)
        .limit(maxSettingUse + 1)
        .as('found'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { count: Math.min(count, maxSettingUse), exact: count <= maxSettingUse };
}
