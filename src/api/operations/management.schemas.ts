import * as v from 'valibot';

import {
  activityChain,
  activityExport,
  activityHead,
  activityPage,
  activityQuery,
  activityUsers,
} from '../../model/activity-log.js';
import { sessionCount } from '../../model/query.js';
import { settingUse } from '../../model/setting-use.js';
import { settingsChange } from '../../model/settings-change.js';
import { previewInput, settingsPreview } from '../../model/settings-preview.js';
import { settingsRecord } from '../../model/settings.js';
import {
  newWebHook,
  webHook,
  webHookChange,
  webHookDeliveryPage,
  webHookDeliveryReference,
  webHookList,
  webHookWithSecret,
} from '../../model/web-hooks.js';

// The facets of master users in one module: each further one splits what the schemas share into more
// files, for every page.

export const getSettings = { answer: settingsRecord };
export const getSettingsVersion = { answer: settingsRecord };
export const saveSettings = { input: settingsChange, answer: settingsRecord };
export const countSettingUse = { input: settingUse, answer: sessionCount };

export const previewSettings = { input: previewInput, answer: settingsPreview };

export const listWebHooks = { answer: webHookList };
export const addWebHook = { input: newWebHook, answer: webHookWithSecret };
export const changeWebHook = { input: webHookChange, answer: webHook };
export const replaceWebHookSecret = { answer: webHookWithSecret };
export const testWebHook = { answer: webHookDeliveryReference };
export const listWebHookDeliveries = {
  query: v.strictObject({ cursor: v.exactOptional(v.pipe(v.string(), v.maxLength(1024))) }),
  answer: webHookDeliveryPage,
};
export const redeliverWebHook = { answer: webHookDeliveryReference };

export const listActivity = { input: activityQuery, answer: activityPage };
export const listActivityUsers = { answer: activityUsers };
export const exportActivity = { input: activityExport };
export const getActivityChain = { answer: activityChain };
export const checkActivityChain = { answer: activityChain };
export const getActivityHead = { answer: activityHead };
