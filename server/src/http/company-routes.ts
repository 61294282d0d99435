import { exportHead } from '../activity/head.ts';
import type { ActivityKey } from '../activity/keys.ts';
import { readActivity, readChainEnd } from '../activity/log.ts';
import type { Tokens } from '../auth/tokens.ts';
import { inCompany, type Database } from '../database/index.ts';
import type { Masters } from './masters.ts';
import { activityOperations } from './operations/activity.ts';
import { tokenOperations } from './operations/tokens.ts';
import type { Serve } from './serve.ts';

export interface CompanyRoutesOptions {
  readonly masters: Masters;
  readonly database: Database;
  readonly tokens: Tokens;
  readonly activityKey: ActivityKey;
  readonly now: () => Date;
}

/** Access tokens for a company's users, and the activity log for its master users. */
export function addCompanyRoutes(serve: Serve, options: CompanyRoutesOptions): void {
  const { masters, database, tokens, activityKey, now } = options;

  serve(tokenOperations, {
    async issueToken({ by: { companyId, keyId }, input }) {
      const { userId, name, role, lifetimeSeconds } = input;
      const grant = { companyId, actor: { id: userId, name, role } };
      const { token, tokenId, expiresAt } = await tokens.issueToken(
        lifetimeSeconds === undefined ? grant : { ...grant, lifetimeSeconds },
      );
      await inCompany(database, companyId, (transaction) =>
        masters.record(transaction, companyId, null, {
          action: 'token-issued',
          details: { apiKeyId: keyId, tokenId, userId, role },
        }),
      );
      return { content: { token, expiresAt } };
    },
  });

  serve(activityOperations, {
    async getActivity({ by: { companyId, caller }, query }) {
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

    async getActivityHead({ by: { companyId, caller } }) {
      const end = await inCompany(database, companyId, async (transaction) => {
        await masters.record(transaction, companyId, caller.actor, {
          action: 'activity-head-signed',
          details: {},
        });
        return readChainEnd(transaction, companyId);
      });
      const head = await exportHead({ companyId, ...end, at: now().toISOString() }, activityKey);
      return { content: `${head}\n` };
    },
  });
}
