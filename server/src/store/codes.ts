import type { TokenGrant } from '../auth/claims.ts';
import type { ParsedCode } from '../auth/codes.ts';
import type { CompanyTransaction } from '../database/index.ts';

/** A code that was issued: what it is exchanged for, and where from. */
export interface IssuedCode {
  readonly grant: Required<TokenGrant>;
  readonly apiKeyId: string;
  /** The only origin whose pages may use it; `null` for all origins of the company. */
  readonly origin: string | null;
  readonly expiresAt: Date;
}

/** Adds a code, and removes those of the company that expired without being used. */
export async function addCode(
  transaction: CompanyTransaction,
  digest: string,
  { grant, apiKeyId, origin, expiresAt }: IssuedCode,
  now: Date,
): Promise<void> {
  const { companyId, actor, lifetimeSeconds } = grant;
  await transaction
    .deleteFrom('sign_in_codes')
    .where('company_id', '=', companyId)
    .where('expires_at', '<', now.toISOString())
    .execute();
  await transaction
    .insertInto('sign_in_codes')
    .values({
      ...{ company_id: companyId, digest, origin, api_key_id: apiKeyId },
      ...{ user_id: actor.id, user_name: actor.name, role: actor.role },
      ...{ lifetime_seconds: lifetimeSeconds, expires_at: expiresAt.toISOString() },
    })
    .execute();
}

/** A code that was just removed, and what decides whether it may be used. */
export interface TakenCode extends IssuedCode {
  readonly isKeyRevoked: boolean;
  readonly companyOrigins: readonly string[];
}

/**
 * Removes a code, whatever then becomes of it: of two requests at the same time, the row's lock lets one
 * have it. `undefined` when it is unknown, or was used before.
 */
export async function takeCode(
  transaction: CompanyTransaction,
  { companyId, digest }: ParsedCode,
): Promise<TakenCode | undefined> {
  const row = await transaction
    .deleteFrom('sign_in_codes')
    .where('company_id', '=', companyId)
    .where('digest', '=', digest)
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  const { revoked_at, allowed_origins } = await transaction
    .selectFrom('api_keys')
    .innerJoin('companies', 'companies.id', 'api_keys.company_id')
    .select(['api_keys.revoked_at', 'companies.allowed_origins'])
    .where('api_keys.company_id', '=', companyId)
    .where('api_keys.id', '=', row.api_key_id)
    .executeTakeFirstOrThrow();
  return {
    grant: {
      companyId,
      actor: { id: row.user_id, name: row.user_name, role: row.role },
      lifetimeSeconds: row.lifetime_seconds,
    },
    apiKeyId: row.api_key_id,
    origin: row.origin,
    expiresAt: new Date(row.expires_at),
    isKeyRevoked: revoked_at !== null,
    companyOrigins: allowed_origins,
  };
}
