import { noLogoVersion, type Branding } from '../../../model/branding.js';
import type { Attribution } from '../../../model/change.js';
import type { DescribedActivity } from '../../../model/describe-activity.js';
import { sessionFilter } from '../../../model/query.js';
import { isSameData } from '../../../model/same-data.js';
import { maxSettingUse, settingUse, type SettingUse } from '../../../model/setting-use.js';
import { settingsChange } from '../../../model/settings-change.js';
import { previewInput } from '../../../model/settings-preview.js';
import type { Session } from '../../../model/session.js';
import type { Settings } from '../../../model/settings.js';
import { statisticsQuery } from '../../../model/statistics.js';
import { newWebHook, webHookChange } from '../../../model/web-hooks.js';
import { checkLogo } from '../../check-logo.js';
import { checkRequest } from '../../check.js';
import type { ReviewApi } from '../../review-api.js';
import { previewedSettings, requireVersion } from '../../settings.js';
import { forEachInSlices, Slices } from '../../slices.js';
import { readTimelinePlace } from '../../timeline.js';
import type { ActivityLog } from '../activity-log.js';
import { notFound } from '../not-found.js';
import type { Listing } from '../listing.js';
import type { SessionStore } from '../store.js';
import { createActivity } from './activity.js';
import { preview } from './preview.js';
import { MemoryRelated } from './related.js';
import { SettingsStore } from './settings-store.js';
import { MemoryStatistics } from './statistics.js';
import { readTimeline } from './timeline.js';
import { MemoryWebHooks, type WebHookReceiver } from './web-hooks.js';

export interface ManagingOptions {
  readonly settings: Settings;
  readonly store: SessionStore;
  readonly listing: Listing;
  readonly log: ActivityLog;
  readonly receiver: WebHookReceiver | undefined;
  readonly now: () => Date;
  /** Receives the settings after every change. */
  readonly onSave: (settings: Settings) => void;
}

/** What master users manage and read, everybody's branding, timelines, and related sessions. */
type ManagingApi = Pick<
  ReviewApi,
  | 'getSettings'
  | 'getSettingsVersion'
  | 'saveSettings'
  | 'countSettingUse'
  | 'previewSettings'
  | 'listWebHooks'
  | 'addWebHook'
  | 'changeWebHook'
  | 'removeWebHook'
  | 'replaceWebHookSecret'
  | 'testWebHook'
  | 'listWebHookDeliveries'
  | 'redeliverWebHook'
  | 'getBranding'
  | 'getLogo'
  | 'saveLogo'
  | 'removeLogo'
  | 'listActivity'
  | 'listActivityUsers'
  | 'exportActivity'
  | 'getActivityChain'
  | 'checkActivityChain'
  | 'getActivityHead'
  | 'getStatistics'
  | 'getTimeline'
  | 'listRelatedSessions'
>;

/** The user who calls. */
export interface ManagingCaller {
  readonly attribution: () => Attribution;
  /** Adds an entry to the activity log. */
  readonly record: (activity: DescribedActivity, sessionId?: string) => void;
}

/** Performs the operations of a user. */
export type Managing = (caller: ManagingCaller) => ManagingApi;

/** The members of the settings that a change gives another value. */
const changedFields = (before: Settings, after: Settings): string[] =>
  (Object.keys(after) as (keyof Settings)[]).filter(
    (name) => !isSameData(after[name], before[name]),
  );

function usesSetting(use: SettingUse): (session: Session) => boolean {
  if (use.kind === 'extra-field') {
    return ({ extra }) => extra.some(({ key }) => key === use.key);
  }
  return ({ failedConditions }) =>
    failedConditions.some((failed) => {
      if (failed.condition === 'high-risk-nationality') return failed.observed === use.code;
      if (failed.condition !== 'high-risk-ip-country') return false;
      return failed.observed.kind === 'country' && failed.observed.code === use.code;
    });
}

const settle =
  <Given extends unknown[], Answer>(work: (...given: Given) => Answer | Promise<Answer>) =>
  async (...given: Given): Promise<Answer> =>
    await work(...given);

function refuse(): never {
  throw notFound();
}

const webHookFields = ['event', 'method', 'url', 'enabled'] as const;

const everything = () => checkRequest(sessionFilter, {});

export function createManaging(options: ManagingOptions): Managing {
  const { store, listing, now, onSave } = options;
  const settings = new SettingsStore(options.settings, now().toISOString());
  const hooks = new MemoryWebHooks(store, options.receiver, now);
  const statistics = new MemoryStatistics(store, listing);
  const related = new MemoryRelated(store);
  let logo: { readonly version: string; readonly image: Blob } | undefined;
  let logoCount = 0;

  const branding = (): Branding => ({
    ...settings.current.settings.brand,
    logoVersion: logo?.version ?? null,
  });

  const activity = createActivity(options.log, now);

  return ({ attribution, record }) => ({
    ...activity(record),

    getSettings: settle(() => settings.current),

    getSettingsVersion: settle((version) => settings.find(version) ?? refuse()),

    saveSettings: settle((input, request) => {
      const change = checkRequest(settingsChange, input);
      const before = settings.current;
      const saved = settings.save(change, request, attribution());
      if (saved === before) return saved;
      onSave(saved.settings);
      const fields = changedFields(before.settings, saved.settings);
      record({ action: 'settings-changed', details: { fields } });
      return saved;
    }),

    countSettingUse: async (input, request) => {
      const uses = usesSetting(checkRequest(settingUse, input));
      let count = 0;
      await forEachInSlices(store.sessions, new Slices(request?.signal), (session) => {
        if (uses(session)) count += 1;
      });
      return { count: Math.min(count, maxSettingUse), exact: count <= maxSettingUse };
    },

    previewSettings: async (input, request) => {
      const { change, sessions: limit } = checkRequest(previewInput, input);
      const { version, settings: before } = settings.current;
      const after = previewedSettings(before, change);
      const sessions = await listing.all(everything(), '-createdAt', request?.signal);
      const result = await preview({ version, before, after, sessions, limit }, request);
      const details = { count: result.judged, fields: changedFields(before, after) };
      record({ action: 'settings-previewed', details });
      return result;
    },

    listWebHooks: settle(() => ({ hooks: hooks.list() })),

    addWebHook: settle((input) => {
      const added = hooks.add(checkRequest(newWebHook, input));
      record({ action: 'web-hook-created', details: { hookId: added.id } });
      return added;
    }),

    changeWebHook: settle((hookId, input, request) => {
      const change = checkRequest(webHookChange, input);
      const { before, hook } = hooks.change(hookId, change, request);
      const fields = webHookFields.filter((name) => hook[name] !== before[name]);
      if (fields.length > 0) record({ action: 'web-hook-changed', details: { hookId, fields } });
      return hook;
    }),

    removeWebHook: settle((hookId, request) => {
      hooks.remove(hookId, request);
      record({ action: 'web-hook-deleted', details: { hookId } });
    }),

    replaceWebHookSecret: settle((hookId, request) => {
      const replaced = hooks.replaceSecret(hookId, request);
      record({ action: 'web-hook-secret-replaced', details: { hookId } });
      return replaced;
    }),

    testWebHook: settle((hookId) => {
      const test = hooks.test(hookId);
      record({ action: 'web-hook-tested', details: { hookId, deliveryId: test.id } });
      return test;
    }),

    listWebHookDeliveries: settle((id, request) => hooks.deliveries(id, request?.cursor)),

    redeliverWebHook: settle((hookId, deliveryId) => {
      const sent = hooks.redeliver(hookId, deliveryId);
      record({ action: 'web-hook-redelivered', details: { hookId, deliveryId } });
      return sent;
    }),

    getBranding: settle(branding),

    getLogo: settle((version) => (logo?.version === version ? logo.image : refuse())),

    saveLogo: async (input, request) => {
      const image = await checkLogo(input);
      requireVersion(logo?.version ?? noLogoVersion, request);
      logo = { version: String((logoCount += 1)), image };
      record({ action: 'logo-saved', details: {} });
      return branding();
    },

    removeLogo: settle((request) => {
      if (logo) {
        requireVersion(logo.version, request);
        logo = undefined;
        record({ action: 'logo-removed', details: {} });
      }
      return branding();
    }),

    getStatistics: async (input, request) => {
      const query = checkRequest(statisticsQuery, input);
      const { timeZone } = settings.current.settings;
      return statistics.answer(query, { timeZone, now: now(), signal: request?.signal });
    },

    getTimeline: async (id, request) => {
      const place = readTimelinePlace(request);
      const session = store.find(id) ?? refuse();
      const page = await readTimeline(options.log, session, place, request?.signal);
      record({ action: 'session-read', details: { view: 'timeline' } }, id);
      return page;
    },

    listRelatedSessions: async (id, request) => {
      const { extraFields } = settings.current.settings;
      const answer = await related.list(id, extraFields, request?.signal);
      const details = { count: answer.sessions.length, view: 'related' };
      record({ action: 'sessions-listed', details }, id);
      return answer;
    },
  });
}
