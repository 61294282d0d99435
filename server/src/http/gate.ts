import { ReviewError } from 'kv-review/api';

import { matchesApiKey, readApiKey } from '../auth/api-keys.ts';
import { unauthenticated } from '../auth/bearer.ts';
import type { Caller, Tokens } from '../auth/tokens.ts';
import type { Database } from '../database/index.ts';
import { findApiKey, readCompany, type Company } from '../store/companies.ts';
import { checkOrigin } from './company-origins.ts';
import type { RateLimits } from './rate-limit.ts';

/** What a request may do, and how its answer is marked. */
export interface Admission {
  readonly companyId: string;
  /** The page that may read the answer. */
  readonly origin: string | undefined;
  readonly limitHeaders: Readonly<Record<string, string>>;
}

/** A user of a company. */
export interface UserAdmission extends Admission {
  readonly caller: Caller;
}

/** A company's own backend. */
export interface CompanyAdmission extends Admission {
  readonly keyId: string;
}

/** Decides whom a request comes from, before anything of it is read. */
export interface Gate {
  /** @throws ReviewError `unauthenticated`, `forbidden` for a page elsewhere, `rate-limited`. */
  admitUser(request: Request, address: string): Promise<UserAdmission>;
  /** By API key, which no page may hold: a request that names an origin is `forbidden`. */
  admitCompany(request: Request, address: string): Promise<CompanyAdmission>;
}

export interface GateOptions {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly limits: RateLimits;
}

/** Milliseconds for which what is known of a company is believed. */
const companyLifetime = 10_000;

export function createGate({ database, tokens, limits }: GateOptions): Gate {
  const known = new Map<string, { readonly until: number; readonly company: Promise<Company> }>();

  /** A company that is gone is no different from one that never was. */
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

  /** Credentials that fail count against the address that sends them. */
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
        // Whether a token is forged is seen at once; a key has to be looked up.
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
