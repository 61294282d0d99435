import { settings as allSettings } from 'kv-review/model';
import * as v from 'valibot';

import type { ServerFacet } from './operation.ts';

/** The reasons have no route here. */
const settings = v.omit(allSettings, ['rejection']);

const answer = {
  status: 200,
  content: { type: 'application/json', schema: settings },
  fields: ['etag'],
} as const;

const newSettings = v.strictObject(settings.entries);

/** The conditions and fields that a company sets for its sessions. */
export const settingsOperations = {
  /**
   * Reads the settings. `putSettings` requires their entity tag.
   * @summary Read the settings
   * @returns The settings.
   */
  getSettings: { caller: 'master', method: 'GET', path: '/v1/settings', answer },

  /**
   * Replaces all settings. `If-Match` contains the entity tag of the settings to replace. When two master
   * users change them at the same time, the second is refused (412), so no change is lost.
   * @summary Replace the settings
   * @returns The new settings.
   */
  putSettings: {
    caller: 'master',
    method: 'PUT',
    path: '/v1/settings',
    fields: ['if-match'],
    input: { type: 'application/json', schema: newSettings },
    answer,
  },
} as const satisfies ServerFacet;
