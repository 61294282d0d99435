import { isDeepStrictEqual } from 'node:util';

import { ReviewError } from 'kv-review/api';
import { Refusal } from 'kv-review/api/handler';

import { exportHead } from '../activity/head.ts';
import type { ActivityKey } from '../activity/keys.ts';
import { readActivity, readChainEnd } from '../activity/log.ts';
import type { Tokens } from '../auth/tokens.ts';
import { inCompany, type Database } from '../database/index.ts';
import { unknownCompany } from '../store/errors.ts';
import {
  insertSettings,
  lockSettings,
  readSettings,
  type SettingsVersion,
} from '../store/settings.ts';
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
      const current = await inCompany(database, companyId, (transaction) =>
        readSettings(transaction, companyId),
      );
      if (!current) throw unknownCompany();
      const { rejection: _, ...settings } = current.settings;
      return { content: settings, etag: settingsTag(current) };
    },

    async putSettings({ by: { companyId, caller }, input, ifMatch }) {
      refuseUnstorable(input);
      const { actor } = caller;
      const saved = await inCompany(database, companyId, async (transaction) => {
        const before = await lockSettings(transaction, companyId);
        if (!before) throw unknownCompany();
        if (ifMatch !== settingsTag(before)) throw outdated();
        const names = Object.keys(input) as (keyof typeof input)[];
        const fields = names.filter(
          (name) => !isDeepStrictEqual(input[name], before.settings[name]),
        );
        if (fields.length === 0) return before;
        const after: SettingsVersion = {
          ...before,
          number: before.number + 1,
          at: now().toISOString(),
          by: { id: actor.id, name: actor.name },
          settings: { ...before.settings, ...input },
        };
        await insertSettings(transaction, companyId, after);
        await masters.record(transaction, companyId, actor, {
          action: 'settings-changed',
          details: { fields },
        });
        return after;
      });
      const { rejection: _, ...settings } = saved.settings;
      return { content: settings, etag: settingsTag(saved) };
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

/** The entity tag of a version (RFC 9110, 8.8.3). */
const settingsTag = ({ number }: SettingsVersion): string => `"${number}"`;

function outdated(): Refusal {
  const detail = 'The settings have changed since they were read.';
  return new Refusal(new ReviewError('conflict', detail), { status: 412, detail });
}
