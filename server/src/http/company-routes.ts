import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import canonicalize from 'canonicalize';
import { ReviewError } from 'kv-review/api';
import { Refusal } from 'kv-review/api/handler';
import type { Settings } from 'kv-review/model';

import { exportHead } from '../activity/head.ts';
import type { ActivityKey } from '../activity/keys.ts';
import { readActivity, readChainEnd } from '../activity/log.ts';
import type { Tokens } from '../auth/tokens.ts';
import { inCompany, type Database } from '../database/index.ts';
import { selectCompany, updateSettings } from '../store/companies.ts';
import { unknownCompany } from '../store/errors.ts';
import { refuseUnstorable } from '../store/storable.ts';
import type { Masters } from './masters.ts';
import { activityOperations } from './operations/activity.ts';
import { settingsOperations } from './operations/settings.ts';
import { tokenOperations } from './operations/tokens.ts';
import type { Serve } from './serve.ts';

export interface CompanyRoutesOptions {
  readonly masters: Masters;
  readonly database: Database;
  readonly tokens: Tokens;
  readonly activityKey: ActivityKey;
  readonly now: () => Date;
}

/** Access tokens for a company's users, and the settings and activity log for its master users. */
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

  serve(settingsOperations, {
    async getSettings({ by: { companyId } }) {
      const company = await inCompany(database, companyId, (transaction) =>
        selectCompany(transaction, companyId),
      );
      if (!company) throw unknownCompany();
      return { content: company.settings, etag: settingsTag(company.settings) };
    },

    async putSettings({ by: { companyId, caller }, input: settings, ifMatch }) {
      refuseUnstorable(settings);
      await inCompany(database, companyId, async (transaction) => {
        const company = await selectCompany(transaction, companyId, { lock: true });
        if (!company) throw unknownCompany();
        const { settings: before } = company;
        if (ifMatch !== settingsTag(before)) throw outdated();
        const names = Object.keys(settings) as (keyof typeof settings)[];
        const fields = names.filter((name) => !isDeepStrictEqual(settings[name], before[name]));
        await updateSettings(transaction, companyId, settings);
        await masters.record(transaction, companyId, caller.actor, {
          action: 'settings-changed',
          details: { fields },
        });
      });
      return { content: settings, etag: settingsTag(settings) };
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

/** An entity tag (RFC 9110, 8.8.3) that does not depend on the order of members. */
const settingsTag = (settings: Settings): string =>
  `"${createHash('sha256')
    .update(canonicalize(settings) ?? '')
    .digest('base64url')}"`;

function outdated(): Refusal {
  const detail = 'The settings have changed since they were read.';
  return new Refusal(new ReviewError('conflict', detail), { status: 412, detail });
}
