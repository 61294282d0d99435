import type { Facet } from './operation.js';

/**
 * The settings of the company, for master users. Every saved change is a new version, and earlier
 * versions stay readable. What agents need of them is in the workspace.
 */
export const settings = {
  /**
   * Reads the settings in force.
   * @summary Read the settings
   * @returns The settings with their version.
   */
  getSettings: {
    capability: 'settings',
    role: 'master',
    effect: 'read',
    method: 'GET',
    path: '/v1/settings',
    answer: 'json',
  },

  /**
   * Reads the settings of an earlier version, with the reasons of its time.
   * @summary Read a version of the settings
   * @returns The settings as they were.
   */
  getSettingsVersion: {
    capability: 'settings',
    role: 'master',
    effect: 'read',
    method: 'GET',
    path: '/v1/settings-versions/{settingsVersion}',
    answer: 'json',
  },

  /**
   * Saves one section. Members that are left out keep their values, and so do the members of a list's
   * entry with the same `key`, `code` or `id`. If another user has saved since the version was read, this
   * is a `conflict` and changes nothing; `getSettings` returns the other user's version. Values that are
   * saved already are not a conflict, so a caller that lost an answer sends the request again.
   * @summary Save a section of the settings
   * @returns The settings in their new version.
   */
  saveSettings: {
    capability: 'settings',
    role: 'master',
    effect: 'save',
    method: 'PATCH',
    path: '/v1/settings',
    input: 'application/json',
    answer: 'json',
    errors: ['conflict'],
  },

  /**
   * Counts the sessions that use a part of the settings, before a user removes it. Counting stops at
   * 10,000.
   * @summary Count the sessions that use a setting
   * @returns The number, or a lower bound of it.
   */
  countSettingUse: {
    capability: 'settings',
    role: 'master',
    effect: 'read',
    method: 'POST',
    path: '/v1/setting-use',
    input: 'application/json',
    answer: 'json',
  },
} as const satisfies Facet;
