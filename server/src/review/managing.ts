/** What master users manage and read, and the branding that every user reads (spec S). */
import { isDeepStrictEqual } from 'node:util';

import {
  applySettingsChange,
  checkLogo,
  previewedSettings,
  ReviewError,
  type ReviewApiMethods,
} from 'kv-review/api';
import { checkRequest } from 'kv-review/api/handler';
import {
  isMaster,
  previewInput,
  settingsChange,
  settingUse,
  statisticsQuery,
  type Actor,
  type Branding,
  type Settings,
} from 'kv-review/model';

import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { notFound, unknownCompany } from '../store/errors.ts';
import { logoName, readLogoVersion } from '../store/logos.ts';
import { loadPhoto } from '../store/photos.ts';
import {
  insertSettings,
  lockSettings,
  readSettings,
  type StoredSettings,
} from '../store/settings.ts';
import { countSettingUses } from '../store/setting-uses.ts';
import { readStatistics } from '../store/statistics.ts';
import { refuseUnstorable } from '../store/storable.ts';
import { manageActivity, type ActivityOptions } from './activity.ts';
import { createLogos } from './logos.ts';
import type { ManagingTools } from './managing-tools.ts';
import { createPreviews } from './previews.ts';
import { manageWebHooks, type WebHooksOptions } from './web-hooks.ts';

export interface ManagingOptions {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly activityKey: ActivityKey;
  readonly activity: ActivityOptions;
  /** Without it, the operations of web hooks are `unsupported`. */
  readonly webHooks?: WebHooksOptions | undefined;
  readonly now: () => Date;
  /** Receives the errors of logos that could not be removed yet. */
  readonly onLogoLeft: (error: unknown) => void;
}

/** The user who calls, and how the adapter answers. */
export interface ManagingCaller {
  readonly companyId: string;
  readonly actor: Actor;
  readonly answer: <T>(signal: AbortSignal | undefined, work: () => Promise<T>) => Promise<T>;
}

/** The members of the settings that a change gives another value. */
const changedFields = (before: Settings, after: Settings): string[] =>
  (Object.keys(after) as (keyof Settings)[]).filter(
    (name) => !isDeepStrictEqual(after[name], before[name]),
  );

/** Makes the operations of one user. */
export function createManaging(options: ManagingOptions) {
  const { database, objects, activityKey, activity, webHooks, now, onLogoLeft } = options;
  const previews = createPreviews(database);
  const logos = createLogos({ database, objects, now, onError: onLogoLeft });

  return ({ companyId, actor, answer }: ManagingCaller) => {
    const record: ManagingTools['record'] = (transaction, { action, details }) =>
      appendActivity(
        transaction,
        companyId,
        { at: now().toISOString(), actor, action, sessionId: null, details },
        activityKey,
      );

    const within: ManagingTools['within'] = (work) => inCompany(database, companyId, work);

    const asMaster: ManagingTools['asMaster'] = (operation, request, work) =>
      answer(request?.signal, async () => {
        if (isMaster(actor.role)) return work();
        await within((transaction) =>
          record(transaction, { action: 'forbidden', details: { operation } }),
        );
        throw new ReviewError('forbidden', 'Only a master user may do this.');
      });

    async function current(transaction: CompanyTransaction): Promise<StoredSettings> {
      const settings = await readSettings(transaction, companyId);
      if (!settings) throw unknownCompany();
      return settings;
    }

    async function readBranding(transaction: CompanyTransaction): Promise<Branding> {
      const { settings } = await current(transaction);
      return { ...settings.brand, logoVersion: await readLogoVersion(transaction, companyId) };
    }

    const settingsMethods = {
      getSettings: (request) => asMaster('getSettings', request, () => within(current)),

      getSettingsVersion: (version, request) =>
        asMaster('getSettingsVersion', request, async () => {
          // Any other text is the number of no version.
          const found = /^[1-9]\d{0,14}$/.test(version)
            ? await within((transaction) => readSettings(transaction, companyId, version))
            : undefined;
          if (!found) throw notFound();
          return found;
        }),

      saveSettings: (input, request) =>
        asMaster('saveSettings', request, () => {
          const change = checkRequest(settingsChange, input);
          refuseUnstorable(change);
          return within(async (transaction) => {
            const before = await lockSettings(transaction, companyId);
            if (!before) throw unknownCompany();
            const settings = applySettingsChange(before, change, request);
            if (settings === before.settings) return before;
            const saved: StoredSettings = {
              version: String(Number(before.version) + 1),
              changedAt: now().toISOString(),
              changedBy: { id: actor.id, name: actor.name },
              settings,
            };
            await insertSettings(transaction, companyId, saved);
            const fields = changedFields(before.settings, settings);
            await record(transaction, { action: 'settings-changed', details: { fields } });
            return saved;
          });
        }),

      countSettingUse: (input, request) =>
        asMaster('countSettingUse', request, () => {
          const use = checkRequest(settingUse, input);
          refuseUnstorable(use);
          return within((transaction) => countSettingUses(transaction, companyId, use));
        }),

      previewSettings: (input, request) =>
        asMaster('previewSettings', request, async () => {
          const { change, sessions: limit } = checkRequest(previewInput, input);
          const { version, settings: before } = await within(current);
          const after = previewedSettings(before, change);
          const work = { companyId, version, before, after, limit };
          const preview = await previews.run(work, request);
          const details = { count: preview.judged, fields: changedFields(before, after) };
          await within((transaction) =>
            record(transaction, { action: 'settings-previewed', details }),
          );
          return preview;
        }),

      getStatistics: (input, request) =>
        asMaster('getStatistics', request, () => {
          const query = checkRequest(statisticsQuery, input);
          return within(async (transaction) => {
            const { settings } = await current(transaction);
            const { timeZone } = settings;
            return readStatistics(transaction, companyId, query, { timeZone, now: now() });
          });
        }),

      getBranding: (request) => answer(request?.signal, () => within(readBranding)),

      getLogo: (version, request) =>
        answer(request?.signal, async () => {
          const known = await within((transaction) => readLogoVersion(transaction, companyId));
          const logo =
            known === version && (await loadPhoto(objects, logoName(companyId, known), 'full'));
          if (!logo) throw notFound();
          return logo;
        }),

      saveLogo: (input, request) =>
        asMaster('saveLogo', request, async () => {
          const image = await checkLogo(input);
          return logos.save(companyId, image, request, async (transaction) => {
            const branding = await readBranding(transaction);
            await record(transaction, { action: 'logo-saved', details: {} });
            return branding;
          });
        }),

      removeLogo: (request) =>
        asMaster('removeLogo', request, () =>
          logos.remove(companyId, request, async (transaction, was) => {
            const branding = await readBranding(transaction);
            if (was) await record(transaction, { action: 'logo-removed', details: {} });
            return branding;
          }),
        ),
    } satisfies Partial<ReviewApiMethods>;

    const tools: ManagingTools = { companyId, userId: actor.id, now, within, record, asMaster };
    return {
      ...settingsMethods,
      ...manageActivity(activity, tools),
      ...(webHooks && manageWebHooks(webHooks, tools)),
    };
  };
}
