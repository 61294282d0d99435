import type { Branding } from '../../../model/branding.js';
import type { Attribution } from '../../../model/change.js';
import { sessionFilter } from '../../../model/query.js';
import { maxSettingUse, settingUse, type SettingUse } from '../../../model/setting-use.js';
import { settingsChange } from '../../../model/settings-change.js';
import { previewInput } from '../../../model/settings-preview.js';
import type { Session } from '../../../model/session.js';
import type { Settings } from '../../../model/settings.js';
import { newWebHook, webHookChange } from '../../../model/web-hooks.js';
import { checkLogo } from '../../check-logo.js';
import { checkRequest } from '../../check.js';
import type { ReviewApi } from '../../review-api.js';
import { previewedSettings } from '../../settings.js';
import { forEachInSlices, Slices } from '../../slices.js';
import { notFound } from '../changes.js';
import type { Listing } from '../listing.js';
import type { SessionStore } from '../store.js';
import { preview } from './preview.js';
import { SettingsStore } from './settings-store.js';
import { MemoryWebHooks, type WebHookReceiver } from './web-hooks.js';

export interface ManagingOptions {
  readonly settings: Settings;
  readonly store: SessionStore;
  readonly listing: Listing;
  readonly receiver: WebHookReceiver | undefined;
  readonly now: () => Date;
  /** Receives the settings after every change. */
  readonly onSave: (settings: Settings) => void;
}

/** What master users manage, and everybody's branding. */
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
>;

/** Performs the operations. `attribution` names the user who calls them. */
export type Managing = (attribution: () => Attribution) => ManagingApi;

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

const everything = () => checkRequest(sessionFilter, {});

export function createManaging(options: ManagingOptions): Managing {
  const { store, listing, now, onSave } = options;
  const settings = new SettingsStore(options.settings, now().toISOString());
  const hooks = new MemoryWebHooks(store, options.receiver, now);
  let logo: { readonly version: string; readonly image: Blob } | undefined;
  let logoCount = 0;

  const branding = (): Branding => ({
    ...settings.current.settings.brand,
    logoVersion: logo?.version ?? null,
  });

  return (attribution) => ({
    getSettings: settle(() => settings.current),

    getSettingsVersion: settle((version) => settings.find(version) ?? refuse()),

    saveSettings: settle((input, request) => {
      const change = checkRequest(settingsChange, input);
      const saved = settings.save(change, request, attribution());
      onSave(saved.settings);
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
      return preview({ version, before, after, sessions, limit }, request);
    },

    listWebHooks: settle(() => ({ hooks: hooks.list() })),
    addWebHook: settle((input) => hooks.add(checkRequest(newWebHook, input))),
    changeWebHook: settle((id, input) => hooks.change(id, checkRequest(webHookChange, input))),
    removeWebHook: settle((id) => hooks.remove(id)),
    replaceWebHookSecret: settle((id) => hooks.replaceSecret(id)),
    testWebHook: settle((id) => hooks.test(id)),
    listWebHookDeliveries: settle((id, request) => hooks.deliveries(id, request?.cursor)),
    redeliverWebHook: settle((id, deliveryId) => hooks.redeliver(id, deliveryId)),

    getBranding: settle(branding),

    getLogo: settle((version) => (logo?.version === version ? logo.image : refuse())),

    saveLogo: async (input) => {
      const image = await checkLogo(input);
      logo = { version: String((logoCount += 1)), image };
      return branding();
    },

    removeLogo: settle(() => {
      logo = undefined;
      return branding();
    }),
  });
}
