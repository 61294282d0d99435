import { newIdentifier, settings } from 'kv-review/model';
import * as v from 'valibot';

import type { ServerFacet } from './operation.ts';

const answer = {
  status: 200,
  content: { type: 'application/json', schema: settings },
  fields: ['etag'],
} as const;

const distinct = <Item>(keyOf: (item: Item) => string, message: string) =>
  v.check<Item[], string>((items) => new Set(items.map(keyOf)).size === items.length, message);

/** Two entries for one thing could disagree, so settings that are stored have one. */
const newSettings = v.strictObject({
  ...settings.entries,
  highRiskCountries: v.pipe(
    settings.entries.highRiskCountries,
    distinct(({ code }) => code, 'a country is named twice'),
  ),
  extraFields: v.pipe(
    v.array(v.object({ ...settings.entries.extraFields.item.entries, key: newIdentifier })),
    distinct(({ key }) => key, 'two extra fields have one key'),
  ),
  documentTypes: v.pipe(
    settings.entries.documentTypes,
    distinct((type) => type, 'a document type is named twice'),
  ),
});

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
