import { expect } from '@open-wc/testing';
import { applySettingsChange } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import { defaultSettings, type Settings, type SettingsChange } from 'kv-review/model';

import { createFakeApi } from './http-fixtures.js';

const field = {
  key: 'tier',
  label: { en: 'Tier' },
  type: 'text' as const,
  inList: true,
  later: 'field',
};
const otherField = { ...field, key: 'code', later: 'other field' };
const country = { code: 'UTO', checkIp: true, checkNationality: true, later: 'country' };
const reason = { id: 'reason', label: { en: 'Reason' }, later: 'reason' };
const group = { id: 'group', label: { en: 'Group' }, later: 'group', reasons: [reason] };

/** The settings of a newer backend: each part has a member that this version does not know. */
const newer = {
  ...defaultSettings,
  later: { kept: true },
  extraFields: [field, otherField],
  highRiskCountries: [country],
  brand: { ...defaultSettings.brand, later: 'brand' },
  dueHours: { mrz: 8, later: 24 },
  rejection: { reasonRequired: false, later: 'rejection', groups: [group] },
};

const hostile = '<img src=x onerror=alert(1)>‘"; drop table';

const saved: readonly (readonly [change: SettingsChange, expected: object])[] = [
  [{ section: 'awaiting', values: { acceptanceLevel: 6 } }, { acceptanceLevel: 6 }],
  [{ section: 'session', values: { maxAttempts: 9 } }, { maxAttempts: 9 }],
  [
    {
      section: 'fields',
      values: { extraFields: [{ key: 'code' }, { key: 'tier', label: { en: hostile } }] },
    },
    {
      extraFields: [otherField, { ...field, label: { en: hostile } }],
    },
  ],
  [
    {
      section: 'countries',
      values: {
        highRiskCountries: [
          { code: 'GEO', checkIp: false, checkNationality: true },
          { code: 'UTO', checkIp: false },
        ],
      },
    },
    {
      highRiskCountries: [
        { code: 'GEO', checkIp: false, checkNationality: true },
        { ...country, checkIp: false },
      ],
    },
  ],
  [
    { section: 'branding', values: { brand: { name: hostile } } },
    { brand: { ...newer.brand, name: hostile } },
  ],
  [
    { section: 'queue', values: { dueHours: { mrz: null, liveness: 4 } } },
    { dueHours: { mrz: null, liveness: 4, later: 24 } },
  ],
  [
    {
      section: 'reasons',
      values: {
        rejection: {
          groups: [{ id: 'group', reasons: [{ id: 'reason', label: { en: hostile } }] }],
        },
      },
    },
    {
      rejection: {
        ...newer.rejection,
        groups: [
          {
            ...group,
            reasons: [{ ...reason, label: { en: hostile } }],
          },
        ],
      },
    },
  ],
];

describe('the settings of a newer backend, saved over HTTP', () => {
  for (const [change, expected] of saved) {
    it(`keep what the page does not know: ${change.section}`, async () => {
      const by = { changedAt: '2026-03-01T10:00:00Z', changedBy: null };
      let stored: { version: string; settings: Settings } = { version: '1', settings: newer };
      const handler = createHandler(
        createFakeApi({
          getSettings: () => Promise.resolve({ ...stored, ...by }),
          saveSettings: (change, options) => {
            stored = { version: '2', settings: applySettingsChange(stored, change, options) };
            return Promise.resolve({ ...stored, ...by });
          },
        }),
      );
      const page = createHttpApi({ baseUrl: 'https://api.example/', fetch: handler });
      const { version, settings } = await page.getSettings();
      expect(settings.dueHours, 'hours that the page keeps').to.have.property('later', 24);
      const { dueHours: _, ...others } = settings;
      expect(JSON.stringify(others), 'what the page sees').not.to.include('later');
      await page.saveSettings(change, { version });
      expect(stored.settings).to.deep.equal({ ...newer, ...expected });
    });
  }
});
