/** The logo of a company: its version is a row, and its bytes are in the object store. */
import type { CompanyTransaction } from '../database/index.ts';
import type { PhotoName } from './photos.ts';

/** Stands for the session in the names of logos. No new session may have an id that begins with a space. */
export const logoFolder = ' logo';

/** Names the bytes of a logo, as those of a photo. */
export const logoName = (companyId: string, version: string): PhotoName => ({
  ...{ companyId, sessionId: logoFolder, photoId: version },
});

/** The version of the company's logo; `null` without one. */
export async function readLogoVersion(
  transaction: CompanyTransaction,
  companyId: string,
): Promise<string | null> {
  const row = await transaction
    .selectFrom('logos')
    .select('version')
    .where('company_id', '=', companyId)
    .executeTakeFirst();
  return row?.version ?? null;
}

/** Replaces the logo, or removes it. Call it with the company locked. */
export async function writeLogoVersion(
  transaction: CompanyTransaction,
  companyId: string,
  version: string | null,
): Promise<void> {
  if (version === null) {
    await transaction.deleteFrom('logos').where('company_id', '=', companyId).execute();
    return;
  }
  await transaction
    .insertInto('logos')
    .values({ company_id: companyId, version })
    .onConflict((conflict) => conflict.column('company_id').doUpdateSet({ version }))
    .execute();
}
