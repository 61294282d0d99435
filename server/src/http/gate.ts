import { ReviewError } from 'kv-review/api';

import type { NamedActivity } from '../activity/entry.ts';
import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import { matchesApiKey, readApiKey } from '../auth/api-keys.ts';
import { unauthenticated } from '../auth/bearer.ts';
import type { Caller, Tokens } from '../auth/tokens.ts';
import { inCompany, type Database } from '../database/index.ts';
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
  readonly activityKey: ActivityKey;
  readonly now: () => Date;
}

/** Milliseconds for which a company is cached. */
const companyLifetime = 10_000;

export function createGate(options: GateOptions): Gate {
  const { database, tokens, limits, activityKey, now } = options;
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

  /** Adds the refusal of an origin to the activity log. Counted as a request, so it cannot flood it. */
  async function recordRefusal<T>(
    companyId: string,
    { actor, apiKeyId }: { readonly actor: NamedActivity['actor']; readonly apiKeyId?: string },
    check: () => T,
  ): Promise<T> {
    try {
      return check();
    } catch (error) {
      const details = { outcome: 'foreign-origin', ...(apiKeyId !== undefined && { apiKeyId }) };
      const refused = {
        at: now().toISOString(),
        actor,
        action: 'forbidden',
        sessionId: null,
      } as const;
      await inCompany(database, companyId, (transaction) =>
        appendActivity(transaction, companyId, { ...refused, details }, activityKey),
      );
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
      const limitHeaders = await limits.take(JSON.stringify([companyId, caller.actor.id]));
      const { id, name, role } = caller.actor;
      const origin = await recordRefusal(companyId, { actor: { id, name, role } }, () =>
        checkOrigin(request, company.allowedOrigins),
      );
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
      const limitHeaders = await limits.take(JSON.stringify([companyId, 'key', id]));
      await recordRefusal(companyId, { actor: null, apiKeyId: id }, () =>
        checkOrigin(request, [], 'No web page may use an API key.'),
      );
      return { companyId, keyId: id, origin: undefined, limitHeaders };
    },
  };
}
