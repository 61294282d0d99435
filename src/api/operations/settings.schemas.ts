import { sessionCount } from '../../model/query.js';
import { settingUse } from '../../model/setting-use.js';
import { settingsChange } from '../../model/settings-change.js';
import { settingsRecord } from '../../model/settings.js';

export const getSettings = { answer: settingsRecord };
export const getSettingsVersion = { answer: settingsRecord };
export const saveSettings = { input: settingsChange, answer: settingsRecord };
export const countSettingUse = { input: settingUse, answer: sessionCount };
