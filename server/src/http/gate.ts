import { ReviewError } from 'kv-review/api';

import { matchesApiKey, readApiKey } from '../auth/api-keys.ts';
import { unauthenticated } from '../auth/bearer.ts';
import type { Caller, Tokens } from '../auth/tokens.ts';
import type { Database } from '../database/index.ts';
import { findApiKey, readCompany, type Company } from '../store/companies.ts';
import { checkOrigin } from './company-origins.ts';
import type { RateLimits } from './rate-limit.ts';

/** A caller who was admitted, and the header fields of the answer. */
export interface Admission {
  readonly companyId: string;
  /** The origin of the page that may read the answer. */
  readonly origin: string | undefined;
  readonly limitHeaders: Readonly<Record<string, string>>;
}

/** A user of a company. */
export interface UserAdmission extends Admission {
  readonly caller: Caller;
}

/** A company's own server. */
export interface CompanyAdmission extends Admission {
  readonly keyId: string;
}

/** Identifies the caller of a request before the body is read. */
export interface Gate {
  /** @throws ReviewError `unauthenticated`, `forbidden` for a foreign origin, `rate-limited`. */
  admitUser(request: Request, address: string): Promise<UserAdmission>;
  /** Admits an API key. No page may have one, so a request with an `Origin` is `forbidden`. */
  admitCompany(request: Request, address: string): Promise<CompanyAdmission>;
}

export interface GateOptions {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly limits: RateLimits;
}

/** Milliseconds for which a company is cached. */
const companyLifetime = 10_000;

export function createGate({ database, tokens, limits }: GateOptions): Gate {
  const known = new Map<string, { readonly until: number; readonly company: Promise<Company> }>();

  /** A removed company is treated like one that never existed. */
  function findCompany(id: string): Promise<Company> {
    const found = known.get(id);
    if (found && found.until > Date.now()) return found.company;
    const company = readCompany(database, id).then((read) => {
      if (!read) throw unauthenticated();
      return read;
    });
    company.catch(() => known.delete(id));
    known.set(id, { until: Date.now() + companyLifetime, company });
    return company;
  }

  /** Counts refused credentials against the address that sent them. */
  async function authenticate<T>(address: string, check: () => Promise<T>): Promise<T> {
    try {
      return await check();
    } catch (error) {
      if (error instanceof ReviewError && error.code === 'unauthenticated') {
        await limits.checkGuesses(address);
        await limits.countGuess(address);
      }
      throw error;
    }
  }

  return {
    async admitUser(request, address) {
      const [caller, company] = await authenticate(address, async () => {
        const authenticated = await tokens.authenticate(request);
        return [authenticated, await findCompany(authenticated.companyId)] as const;
      });
      const { companyId } = caller;
      const origin = checkOrigin(request, company.allowedOrigins);
      const limitHeaders = await limits.take(JSON.stringify([companyId, caller.actor.id]));
      return { caller, companyId, origin, limitHeaders };
    },

    async admitCompany(request, address) {
      const { companyId, id } = await authenticate(address, async () => {
        const shown = readApiKey(request);
        // Unlike a forged token, a wrong key costs a query: refuse a guessing address first.
        await limits.checkGuesses(address);
        const stored = await findApiKey(database, shown.companyId, shown.id);
        if (!matchesApiKey(stored, shown)) throw unauthenticated();
        return shown;
      });
      checkOrigin(request, []);
      const limitHeaders = await limits.take(JSON.stringify([companyId, 'key', id]));
      return { companyId, keyId: id, origin: undefined, limitHeaders };
    },
  };
}
