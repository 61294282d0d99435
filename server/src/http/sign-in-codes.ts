import type { AccessToken } from 'kv-review/api';

import { unauthenticated } from '../auth/bearer.ts';
import { parseCode } from '../auth/codes.ts';
import type { Tokens } from '../auth/tokens.ts';
import { inCompany, type Database } from '../database/index.ts';
import { takeCode, type TakenCode } from '../store/codes.ts';
import { isStorable } from '../store/storable.ts';
import { isOwnPage } from './company-origins.ts';
import type { Masters } from './masters.ts';
import type { RateLimits } from './rate-limit.ts';

export interface SignInCodesOptions {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly limits: RateLimits;
  readonly masters: Masters;
  /** Receives the reason of a refusal, for the server's log; the caller does not learn it. */
  readonly onRefused: (reason: string) => void;
  readonly now: () => Date;
}

/** Exchanges codes for tokens. */
export interface SignInCodes {
  /**
   * @throws ReviewError `unauthenticated`, the same for every reason; `rate-limited` when too many
   *   credentials of the address were refused.
   */
  redeem(code: string, request: Request, address: string): Promise<AccessToken>;
}

/** Why a code may not be used; `undefined` when it may. */
function faultOf(code: TakenCode, request: Request, now: Date): string | undefined {
  if (code.expiresAt <= now) return 'expired';
  if (code.isKeyRevoked) return 'key-revoked';
  const isBound = code.origin === null || request.headers.get('origin') === code.origin;
  return isBound && isOwnPage(request, code.companyOrigins) ? undefined : 'foreign-origin';
}

export function createSignInCodes(options: SignInCodesOptions): SignInCodes {
  const { database, tokens, limits, masters, onRefused, now } = options;

  async function exchange(text: string, request: Request): Promise<AccessToken | string> {
    const code = parseCode(text);
    if (!code || !isStorable(code.companyId)) return 'malformed';
    const { companyId } = code;
    return inCompany(database, companyId, async (transaction) => {
      const taken = await takeCode(transaction, code);
      if (!taken) return 'unknown, or used before';
      const { apiKeyId, grant } = taken;
      const { id: userId, role } = grant.actor;
      const details = { apiKeyId, userId, role };
      const fault = faultOf(taken, request, now());
      if (fault !== undefined) {
        const refused = { ...details, outcome: fault };
        const entry = { action: 'code-refused', details: refused } as const;
        await masters.record(transaction, companyId, null, entry);
        return fault;
      }
      const { token, tokenId } = await tokens.issueToken(grant);
      await masters.record(transaction, companyId, null, {
        ...{ action: 'code-redeemed', details: { ...details, tokenId }, about: grant.actor },
      });
      return { token, expiresIn: grant.lifetimeSeconds };
    });
  }

  return {
    async redeem(text, request, address) {
      await limits.checkGuesses(address);
      const result = await exchange(text, request);
      if (typeof result !== 'string') return result;
      onRefused(result);
      await limits.countGuess(address);
      throw unauthenticated();
    },
  };
}
