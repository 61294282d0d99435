import { isSameData } from '../model/same-data.js';
import { mergeSettings, type PolicyChange, type SettingsChange } from '../model/settings-change.js';
import type { Settings } from '../model/settings.js';
import { invalidInput } from './check.js';
import { ReviewError } from './errors.js';
import type { SaveOptions } from './operations/methods.js';

/**
 * Refuses a save by a user who has not seen what is stored, for backends.
 * @throws ReviewError `conflict` when the version is stale
 */
export function requireVersion(
  stored: string,
  { version }: Partial<Pick<SaveOptions, 'version'>> = {},
): void {
  if (version === stored) return;
  throw new ReviewError('conflict', 'It has changed since it was read.', { changes: [] });
}

/** The settings in force. */
export interface CurrentSettings {
  readonly version: string;
  readonly settings: Settings;
}

/**
 * Makes a change of the settings, for backends. Call it in a transaction in which nobody else can save.
 * @returns the changed settings, which the backend stores as its next version; the same object when they
 * have these values already, whatever version the caller saw
 * @throws ReviewError `conflict` when the version is stale, `invalid`
 */
export function applySettingsChange(
  { version, settings }: CurrentSettings,
  { values }: SettingsChange,
  options: Partial<Pick<SaveOptions, 'version'>>,
): Settings {
  const result = mergeSettings(settings, values);
  if ('settings' in result && isSameData(result.settings, settings)) return settings;
  requireVersion(version, options);
  if ('issues' in result) throw invalidInput(result.issues, 'body', ['values']);
  return result.settings;
}

/**
 * Makes a change of the settings that is tried, not saved.
 * @throws ReviewError `invalid`
 */
export function previewedSettings(settings: Settings, change: PolicyChange): Settings {
  const result = mergeSettings(settings, change);
  if ('issues' in result) throw invalidInput(result.issues, 'body', ['change']);
  return result.settings;
}
