import { ReviewError } from 'kv-review/api';
import type * as v from 'valibot';

import { knowsUser } from '../activity/listing.ts';
import { readActivity } from '../activity/log.ts';
import type { TokenGrant } from '../auth/claims.ts';
import { codeLifetime, createCode } from '../auth/codes.ts';
import type { Tokens } from '../auth/tokens.ts';
import { inCompany, type Database } from '../database/index.ts';
import { addCode } from '../store/codes.ts';
import { selectCompany } from '../store/companies.ts';
import { refuseUnstorable } from '../store/storable.ts';
import type { Masters } from './masters.ts';
import { activityOperations } from './operations/activity.ts';
import { tokenOperations, type tokenRequest } from './operations/tokens.ts';
import type { Serve } from './serve.ts';

export interface CompanyRoutesOptions {
  readonly masters: Masters;
  readonly database: Database;
  readonly tokens: Tokens;
  readonly now: () => Date;
}

/** Access tokens and codes for a company's users, their sign-ins, and the entries of the log with their hashes. */
export function addCompanyRoutes(serve: Serve, options: CompanyRoutesOptions): void {
  const { masters, database, tokens, now } = options;

  serve(tokenOperations, {
    async issueToken({ by: { companyId, keyId }, input }) {
      const grant = grantOf(companyId, input);
      const { id: userId, role } = grant.actor;
      const { token, tokenId, expiresAt } = await tokens.issueToken(grant);
      await inCompany(database, companyId, (transaction) =>
        masters.record(transaction, companyId, null, {
          action: 'token-issued',
          details: { apiKeyId: keyId, tokenId, userId, role },
          about: grant.actor,
        }),
      );
      return { content: { token, expiresAt } };
    },

    async issueCode({ by: { companyId, keyId }, input }) {
      const { origin = null } = input;
      // Before the code exists, so that the company's own server receives what is wrong, not the page.
      const grant = tokens.checkGrant(grantOf(companyId, input));
      const { id: userId, role } = grant.actor;
      const { text, digest } = createCode(companyId);
      const at = now();
      const expiresAt = new Date(at.getTime() + codeLifetime * 1000);
      await inCompany(database, companyId, async (transaction) => {
        const company = await selectCompany(transaction, companyId);
        if (origin !== null && !company?.allowedOrigins.includes(origin)) throw foreignOrigin();
        await addCode(transaction, digest, { grant, apiKeyId: keyId, origin, expiresAt }, at);
        await masters.record(transaction, companyId, null, {
          action: 'code-issued',
          details: { apiKeyId: keyId, userId, role },
          about: grant.actor,
        });
      });
      return { content: { code: text, expiresAt: expiresAt.toISOString() } };
    },
  });

  serve(activityOperations, {
    async recordSignIn({ by: { companyId, keyId }, input }) {
      refuseUnstorable(input);
      await inCompany(database, companyId, async (transaction) => {
        const { action, userId } = input;
        const details = { apiKeyId: keyId };
        if (action !== 'sign-in-failed') {
          const actor = { id: userId, name: input.name, role: input.role };
          await masters.record(transaction, companyId, actor, { action, details });
          return;
        }
        // An id that nobody has may be something else that was typed.
        const isKnown = userId !== null && (await knowsUser(transaction, companyId, userId));
        await masters.record(transaction, companyId, null, {
          action,
          details: isKnown ? { ...details, userId } : details,
        });
      });
      return {};
    },

    async listChainedEntries({ by: { companyId, caller }, query }) {
      const entries = await inCompany(database, companyId, async (transaction) => {
        const read = await readActivity(transaction, companyId, query);
        await masters.record(transaction, companyId, caller.actor, {
          action: 'activity-read',
          details: { count: read.length },
        });
        return read;
      });
      return { content: { entries } };
    },
  });
}

/** The grant that a request of the company's own server asks for. */
function grantOf(
  companyId: string,
  { userId, name, role, lifetimeSeconds }: v.InferOutput<typeof tokenRequest>,
): TokenGrant {
  const grant = { companyId, actor: { id: userId, name, role } };
  return lifetimeSeconds === undefined ? grant : { ...grant, lifetimeSeconds };
}

const foreignOrigin = (): ReviewError =>
  new ReviewError('invalid', 'The origin is not one of the company.', {
    parts: [{ pointer: '/origin', message: 'not an origin of the company' }],
  });
