import { capabilityOf, type Capability } from '../../api/operations/capabilities.js';
import { operationNames, operationOf } from '../../api/operations/operations.js';
import type { ReviewApi } from '../../api/review-api.js';
import { workspace } from '../../api/workspace.js';
import { branding, maxLogoSize, noLogoVersion, type Branding } from '../../model/branding.js';
import { sessionCount } from '../../model/query.js';
import type { SettingsChange } from '../../model/settings-change.js';
import type { PreviewProgress } from '../../model/preview-progress.js';
import { settingsPreview } from '../../model/settings-preview.js';
import { settingsRecord, type SettingsRecord } from '../../model/settings.js';
import {
  webHook,
  webHookDeliveryPage,
  webHookList,
  webHookWithSecret,
} from '../../model/web-hooks.js';
import { assert, assertEqual, assertRejects, assertValid } from './assert.js';
import { calls } from './calls.js';
import { onePixel } from './fixture.js';
import { listAll, type ConformanceTest, type Subject } from './subject.js';

/** Every operation of master users refuses an agent, whatever is asked. */
export const refusals = (capability: Capability): ConformanceTest[] =>
  operationNames
    .filter((name) => operationOf(name).role === 'master' && capabilityOf(name) === capability)
    .map((name) => ({
      title: `an agent gets forbidden from ${name}`,
      run: async ({ api }) => {
        await assertRejects(() => calls[name](api), 'forbidden', name);
      },
    }));

export const asMaster = ({ signIn, actors }: Subject): Promise<ReviewApi> => signIn(actors.master);

const readSettings = async (api: ReviewApi): Promise<SettingsRecord> =>
  assertValid(settingsRecord, await api.getSettings(), 'The settings');

/** Saves over the version in force. */
async function save(api: ReviewApi, change: SettingsChange): Promise<SettingsRecord> {
  const { version } = await readSettings(api);
  return assertValid(
    settingsRecord,
    await api.saveSettings(change, { version }),
    'The saved settings',
  );
}

const oneField = (label: string): SettingsChange => ({
  section: 'fields',
  values: { extraFields: [{ key: 'tier', label: { en: label }, type: 'text', inList: true }] },
});

/** Calls without types send anything. */
const anything = (values: unknown): SettingsChange => values as SettingsChange;

const hostileChanges: readonly [what: string, change: unknown][] = [
  ['an unknown section', { section: '__proto__', values: {} }],
  ['an unknown member', { section: 'awaiting', values: { status: 'success' } }],
  ['a member of another section', { section: 'awaiting', values: { maxAttempts: 9 } }],
  ['a level that does not exist', { section: 'awaiting', values: { acceptanceLevel: 8 } }],
  ['two fields with one key', { section: 'fields', values: { extraFields: twice('a') } }],
  ['a field without a label', { section: 'fields', values: { extraFields: [field('a', {})] } }],
  [
    'a label that nobody can read',
    { section: 'fields', values: { extraFields: [field('a', { en: 'a\u202eb' })] } },
  ],
  [
    'a key that nobody can see',
    { section: 'fields', values: { extraFields: [field('a\u200b', { en: 'A' })] } },
  ],
  ['an unknown time zone', { section: 'session', values: { timeZone: 'Mars/Base' } }],
  ['no document', { section: 'session', values: { documentTypes: [] } }],
  ['an address that is none', { section: 'session', values: { supportEmail: 'a@b\r\nBcc: c@d' } }],
  ['no time at all', { section: 'queue', values: { dueHours: { mrz: 0 } } }],
  ['more hours than a year has', { section: 'queue', values: { dueHours: { mrz: 8761 } } }],
  ['half an hour', { section: 'queue', values: { dueHours: { mrz: 0.5 } } }],
  ['an unknown condition', { section: 'queue', values: { dueHours: { 'no-such-rule': 4 } } }],
  [
    'a country that is none',
    {
      section: 'countries',
      values: { highRiskCountries: [{ code: '<b>', checkIp: true, checkNationality: true }] },
    },
  ],
];

function field(key: string, label: Record<string, string>) {
  return { key, label, type: 'text', inList: true };
}

function twice(key: string) {
  return [field(key, { en: 'A' }), field(key, { en: 'B' })];
}

export const settingsTests: readonly ConformanceTest[] = [
  ...refusals('settings'),
  {
    title: 'a saved section is the next version, and the version before stays readable',
    run: async (subject) => {
      const api = await asMaster(subject);
      const before = await readSettings(api);
      const { acceptanceLevel, maxAttempts } = before.settings;
      const level = acceptanceLevel === 6 ? 5 : 6;
      const saved = await save(api, { section: 'awaiting', values: { acceptanceLevel: level } });
      const { id, name } = subject.actors.master;
      assertEqual(Number(saved.version), Number(before.version) + 1, 'The next version');
      assertEqual(saved.changedBy, { id, name }, 'Who changed it');
      assertEqual(saved.settings.acceptanceLevel, level, 'The saved level');
      assertEqual(saved.settings.maxAttempts, maxAttempts, 'Another section');
      assertEqual(await readSettings(api), saved, 'The settings in force');
      const earlier = await api.getSettingsVersion(before.version);
      assertEqual(earlier, before, 'The version before');
    },
  },
  {
    title: 'a stale version is a conflict that changes nothing, and the other version can be read',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { version } = await readSettings(api);
      const first = await save(api, oneField('First'));
      const error = await assertRejects(
        () => api.saveSettings(oneField('Second'), { version }),
        'conflict',
        'The second',
      );
      assertEqual(error.details.changes, [], 'The conflict is a stale version');
      assertEqual(await readSettings(api), first, 'The settings of the first');
    },
  },
  {
    title: 'what is saved already is saved again without a conflict and without a version',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { version } = await readSettings(api);
      const saved = await save(api, oneField('Once'));
      assertEqual(await api.saveSettings(oneField('Once'), { version }), saved, 'Saved again');
    },
  },
  {
    title: 'members that a page leaves out keep their values, in a section and in its lists',
    run: async (subject) => {
      const api = await asMaster(subject);
      await save(api, { section: 'awaiting', values: { documentReview: true } });
      await save(api, {
        section: 'fields',
        values: { extraFields: [...twice('x').slice(1), field('y', { en: 'Y' })].map(asInput) },
      });
      await save(api, { section: 'awaiting', values: { frontToBackCompare: false } });
      // As from a page that does not know where lists show a field.
      const saved = await save(api, {
        section: 'fields',
        values: { extraFields: [{ key: 'x', label: { ka: 'ახალი' } }] },
      });
      assertEqual(saved.settings.documentReview, true, 'A member that was left out');
      assertEqual(
        saved.settings.extraFields,
        [{ key: 'x', label: { ka: 'ახალი' }, type: 'text', inList: true }],
        'The fields',
      );
    },
  },
  {
    title: 'hours of a condition that a page leaves out stay, and agents do not read them',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { settings } = await readSettings(api);
      await save(api, { section: 'queue', values: { dueHours: { mrz: 8, liveness: 4 } } });
      await save(api, { section: 'queue', values: { claimRequired: true } });
      const saved = await save(api, { section: 'queue', values: { dueHours: { liveness: null } } });
      assertEqual(
        saved.settings.dueHours,
        { ...settings.dueHours, mrz: 8, liveness: null },
        'The hours',
      );
      assertEqual(saved.settings.claimRequired, true, 'A member that was left out');
      assertEqual('dueHours' in (await subject.api.getWorkspace()), false, 'Hours for agents');
    },
  },
  {
    title: 'an entry of a list that is new must be complete',
    run: async (subject) => {
      const api = await asMaster(subject);
      const error = await assertRejects(
        () => save(api, { section: 'fields', values: { extraFields: [{ key: 'incomplete' }] } }),
        'invalid',
        'An incomplete field',
      );
      assert(
        (error.details.parts ?? []).some(({ pointer }) =>
          pointer.startsWith('/values/extraFields/0'),
        ),
        'The error names the field',
      );
    },
  },
  {
    title: 'agents see the fields, reasons and level that a master user has saved',
    run: async (subject) => {
      const api = await asMaster(subject);
      const fields = await save(api, oneField('<b>Tier</b>'));
      const reason = { id: 'other', label: { en: 'Other' } };
      const rejection = { groups: [{ ...reason, id: 'group', reasons: [reason] }] };
      const reasons = await save(api, { section: 'reasons', values: { rejection } });
      const seen = assertValid(workspace, await subject.api.getWorkspace(), 'The workspace');
      assertEqual(seen.extraFields, fields.settings.extraFields, 'The fields');
      assertEqual(seen.rejection, reasons.settings.rejection, 'The reasons');
      assertEqual(seen.acceptanceLevel, reasons.settings.acceptanceLevel, 'The level');
      const earlier = await api.getSettingsVersion(fields.version);
      assertEqual(earlier.settings.rejection, fields.settings.rejection, 'The earlier reasons');
    },
  },
  ...hostileChanges.map(([what, change]): ConformanceTest => ({
    title: `saveSettings refuses ${what}`,
    run: async (subject) => {
      const api = await asMaster(subject);
      const before = await readSettings(api);
      const { version } = before;
      await assertRejects(() => api.saveSettings(anything(change), { version }), 'invalid', what);
      assertEqual(await readSettings(api), before, 'The settings');
    },
  })),
  {
    title: 'saveSettings without a version changes nothing',
    run: async (subject) => {
      const api = await asMaster(subject);
      const before = await readSettings(api);
      await assertRejects(
        () => api.saveSettings(oneField('No version'), { version: '' }),
        ['invalid', 'conflict'],
        'Without a version',
      );
      assertEqual(await readSettings(api), before, 'The settings');
    },
  },
  {
    title: 'a version that does not exist is not-found',
    run: async (subject) => {
      const api = await asMaster(subject);
      for (const version of ['0', '-1', '999999999', '1.5', 'x', '__proto__', "' OR 1=1 --", '']) {
        await assertRejects(() => api.getSettingsVersion(version), 'not-found', version);
      }
    },
  },
  {
    title: 'countSettingUse counts the sessions that have a value of a field',
    run: async (subject) => {
      const api = await asMaster(subject);
      const key = '__proto__';
      const sessions = await listAll(subject.api);
      const count = sessions.filter(({ extra }) => extra.some((each) => each.key === key)).length;
      const used = await api.countSettingUse({ kind: 'extra-field', key });
      assertEqual(
        assertValid(sessionCount, used, 'A count').count,
        count,
        'Sessions with the field',
      );
      const unused = await api.countSettingUse({ kind: 'extra-field', key: 'nobody-has-this' });
      assertEqual(unused, { count: 0, exact: true }, 'Sessions with another field');
      const country = await api.countSettingUse({ kind: 'country', code: 'XXX' });
      assertEqual(country, { count: 0, exact: true }, 'Sessions of a country');
    },
  },
];

type FieldInput = { key: string; label: Record<string, string>; type: 'text'; inList: boolean };

function asInput({ key, label, inList }: ReturnType<typeof field>): FieldInput {
  return { key, label, type: 'text', inList };
}

const countEnded = async (api: ReviewApi): Promise<number> =>
  (await listAll(api)).filter(({ status }) => status !== 'processing').length;

export const previewTests: readonly ConformanceTest[] = [
  ...refusals('policy-preview'),
  {
    title: 'previewSettings says how many sessions would end otherwise, from what to what, and why',
    fixtureOnly: true,
    run: async (subject) => {
      const api = await asMaster(subject);
      const ended = await countEnded(subject.api);
      const progress: PreviewProgress[] = [];
      const answer = await api.previewSettings(
        { change: { awaitingAction: false } },
        { onProgress: (each) => progress.push(each) },
      );
      const preview = assertValid(settingsPreview, answer, 'A preview');
      assertEqual(preview.judged, ended, 'Judged sessions');
      assertEqual(preview.changed, ended, 'No zone was read, so none of them succeeds');
      assertEqual(
        preview.moves.map(({ from, to, count }) => ({ from, to, count })),
        [{ from: 'awaiting', to: 'rejected', count: ended }],
        'The moves',
      );
      const zone = preview.moves[0]?.conditions.find(({ condition }) => condition === 'mrz');
      assertEqual(zone?.count, ended, 'Sessions without a zone');
      assertEqual(new Set(zone?.sessionIds).size, Math.min(ended, 50), 'Ids of sessions');
      assertEqual(progress.at(-1), { done: ended, total: ended }, 'The last progress');
    },
  },
  {
    title: 'previewSettings changes nothing, and nothing would end otherwise without a change',
    capabilities: ['settings'],
    run: async (subject) => {
      const api = await asMaster(subject);
      const before = await readSettings(api);
      const preview = await api.previewSettings({ change: {}, sessions: 5 });
      assertEqual([preview.changed, preview.moves], [0, []], 'Differences');
      assertEqual(preview.version, before.version, 'The version');
      assert(preview.judged <= 5, 'No more sessions are judged than asked');
      assertEqual(await readSettings(api), before, 'The settings');
    },
  },
  {
    title: 'previewSettings leaves out sessions whose address is not known any more',
    fixtureOnly: true,
    run: async (subject) => {
      const api = await asMaster(subject);
      const ended = await countEnded(subject.api);
      const country = { code: 'UTO', checkIp: true, checkNationality: false };
      const preview = await api.previewSettings({ change: { highRiskCountries: [country] } });
      assertEqual(preview.leftOut, { evidence: 0, ipCountry: ended }, 'Left out');
      assertEqual(preview.judged, 0, 'Judged');
    },
  },
  {
    title: 'previewSettings refuses a change that could not be saved',
    run: async (subject) => {
      const api = await asMaster(subject);
      const country = { code: 'UTO', checkIp: true };
      const error = await assertRejects(
        () => api.previewSettings({ change: { highRiskCountries: [country] } }),
        'invalid',
        'An incomplete country',
      );
      const [part] = error.details.parts ?? [];
      assertEqual(part?.pointer, '/change/highRiskCountries/0/checkNationality', 'The part');
    },
  },
];

/** Abuse case 24, as far as a URL shows it. */
const refusedUrls: readonly string[] = [
  'hooks.example',
  'javascript:alert(1)',
  'ftp://hooks.example/',
  'https://user:secret@hooks.example/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://10.0.0.1/',
  'https://169.254.169.254/latest/meta-data',
];

const addHook = async (api: ReviewApi) =>
  assertValid(
    webHookWithSecret,
    await api.addWebHook({ event: 'post-manual-verification', url: 'https://hooks.example/a' }),
    'A new web hook',
  );

const listHooks = async (api: ReviewApi) =>
  assertValid(webHookList, await api.listWebHooks(), 'The web hooks').hooks;

const findHook = async (api: ReviewApi, id: string) =>
  (await listHooks(api)).find((hook) => hook.id === id);

export const webHookTests: readonly ConformanceTest[] = [
  ...refusals('web-hooks'),
  {
    title: 'a web hook is added with its secret, which no later answer shows',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { secret, ...added } = await addHook(api);
      assert(secret.startsWith('whsec_'), 'A secret of Standard Webhooks');
      const found = (await api.listWebHooks()).hooks.find(({ id }) => id === added.id);
      assertEqual(found, { ...added, lastDelivery: null }, 'The web hook in the list');
      assert(!JSON.stringify(await api.listWebHooks()).includes(secret), 'No secret in the list');
    },
  },
  {
    title: 'a web hook is changed, gets another secret, and is removed',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { id, version, secret } = await addHook(api);
      const answer = await api.changeWebHook(id, { method: 'PUT', enabled: false }, { version });
      const changed = assertValid(webHook, answer, 'A changed web hook');
      assert(changed.version !== version, 'Another version');
      assertEqual([changed.method, changed.enabled], ['PUT', false], 'The changed members');
      assertEqual(changed.url, 'https://hooks.example/a', 'A member that was left out');
      const replaced = await api.replaceWebHookSecret(id, changed);
      assert(replaced.secret !== secret, 'Another secret');
      assert(replaced.version !== changed.version, 'Another version with the secret');
      assert(replaced.previousSecretUntil !== null, 'The previous secret signs for a time');
      await api.removeWebHook(id, replaced);
      assert(
        (await listHooks(api)).every((hook) => hook.id !== id),
        'The web hook is gone',
      );
      await assertRejects(() => api.removeWebHook(id, replaced), 'not-found', 'Removed twice');
    },
  },
  {
    title: 'a web hook that another user has changed is not changed, replaced or removed unseen',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { id, version } = await addHook(api);
      const { version: next } = await api.changeWebHook(id, { method: 'PUT' }, { version });
      const stale = { version };
      const attempts = [
        () => api.changeWebHook(id, { enabled: false }, stale),
        () => api.replaceWebHookSecret(id, stale),
        () => api.removeWebHook(id, stale),
      ];
      const before = await findHook(api, id);
      for (const attempt of attempts) {
        const error = await assertRejects(attempt, 'conflict', 'A stale version');
        assertEqual(error.details.changes, [], 'The conflict is a stale version');
      }
      await assertRejects(
        () => api.changeWebHook(id, { enabled: false }, { version: '' }),
        ['invalid', 'conflict'],
        'Without a version',
      );
      assertEqual(await findHook(api, id), before, 'The web hook');
      const again = await api.changeWebHook(id, { method: 'PUT' }, stale);
      assertEqual(again.version, next, 'Values that it already has are not a conflict');
    },
  },
  {
    title: 'the list shows the newest delivery of each web hook',
    run: async (subject) => {
      const api = await asMaster(subject);
      const [first, second] = [await addHook(api), await addHook(api)];
      const last = async () =>
        assertValid(webHookList, await api.listWebHooks(), 'The web hooks')
          .hooks.filter(({ id }) => id === first.id || id === second.id)
          .map(({ lastDelivery }) => lastDelivery?.id ?? null);
      await api.testWebHook(first.id);
      const { id } = await api.testWebHook(first.id);
      assertEqual(await last(), [id, null], 'The deliveries');
    },
  },
  {
    title: 'a test delivery is in the log, and is sent again with the same id',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { id } = await addHook(api);
      const test = await api.testWebHook(id);
      const read = async () => {
        const page = await api.listWebHookDeliveries(id);
        return assertValid(webHookDeliveryPage, page, 'Deliveries').items;
      };
      const [delivery] = await read();
      assertEqual(delivery?.id, test.id, 'The delivery');
      assertEqual([delivery?.type, delivery?.sessionId], ['hook.test', null], 'A test');
      assertEqual(await api.redeliverWebHook(id, test.id), { id: test.id }, 'Sent again');
      assertEqual((await read()).length, 1, 'Deliveries');
      await assertRejects(() => api.redeliverWebHook(id, 'x'), 'not-found', 'Another delivery');
      await assertRejects(
        () => api.listWebHookDeliveries(id, { cursor: 'not a cursor' }),
        'invalid',
        'A foreign cursor',
      );
    },
  },
  {
    title: 'a URL that must not be called is refused',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { id, version } = await addHook(api);
      const before = await listHooks(api);
      for (const url of refusedUrls) {
        const add = () => api.addWebHook({ event: 'post-verification', url });
        const change = () => api.changeWebHook(id, { url }, { version });
        await assertRejects(add, 'invalid', `Added with ${url}`);
        await assertRejects(change, 'invalid', `Changed to ${url}`);
      }
      assertEqual(await listHooks(api), before, 'The web hooks');
    },
  },
  {
    title: 'a web hook that does not exist is not-found',
    run: async (subject) => {
      const api = await asMaster(subject);
      const seen = { version: '1' };
      for (const id of ['no-hook', '..', '__proto__', "' OR 1=1 --"]) {
        await assertRejects(() => api.changeWebHook(id, { enabled: true }, seen), 'not-found', id);
        await assertRejects(() => api.listWebHookDeliveries(id), 'not-found', id);
        await assertRejects(() => api.testWebHook(id), 'not-found', id);
        await assertRejects(() => api.replaceWebHookSecret(id, seen), 'not-found', id);
        await assertRejects(() => api.removeWebHook(id, seen), 'not-found', id);
      }
    },
  },
];

const brandOf = (brand: unknown): SettingsChange =>
  anything({ section: 'branding', values: { brand } });

const hostileBrands: readonly object[] = [
  { accentColor: 'red' },
  { accentColor: '#12345' },
  { accentColor: '#123456;background:url(//evil.example)' },
  { accentColor: 'url(javascript:alert(1))' },
  { cornerRadius: -1 },
  { cornerRadius: 1000 },
  { cornerRadius: '4px' },
  { fontFamilies: ['x"; } body { display: none'] },
  { fontFamilies: ['url(//evil.example/font)'] },
  { fontFamilies: ["Arial', serif"] },
  { name: 'A\u202eB' },
  { name: '\u200b' },
];

/** Saves over the logo that is there. */
async function saveLogo(api: ReviewApi, logo: Blob): Promise<Branding> {
  const { logoVersion } = await api.getBranding();
  const saved = await api.saveLogo(logo, { version: logoVersion ?? noLogoVersion });
  return assertValid(branding, saved, 'The branding with the logo');
}

const svg = () => new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/png' });

export const brandingTests: readonly ConformanceTest[] = [
  ...refusals('branding'),
  {
    title: 'everybody reads the branding that a master user has saved',
    capabilities: ['settings'],
    run: async (subject) => {
      const api = await asMaster(subject);
      const brand = {
        name: '<b>Brand</b>',
        accentColor: '#00A86b',
        cornerRadius: 12,
        fontFamilies: ['BPG Nino', 'Noto Sans'],
      };
      await save(api, { section: 'branding', values: { brand } });
      const { logoVersion: _, ...seen } = assertValid(
        branding,
        await subject.api.getBranding(),
        'The branding',
      );
      assertEqual(seen, brand, 'The branding');
    },
  },
  {
    title: 'colours, fonts and names that could be more than that are refused',
    capabilities: ['settings'],
    run: async (subject) => {
      const api = await asMaster(subject);
      const { version } = await readSettings(api);
      for (const brand of hostileBrands) {
        const what = JSON.stringify(brand);
        await assertRejects(() => api.saveSettings(brandOf(brand), { version }), 'invalid', what);
      }
      assertEqual((await readSettings(api)).version, version, 'The version');
    },
  },
  {
    title: 'everybody reads the logo that a master user has saved, until another replaces it',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { logoVersion } = await saveLogo(api, new Blob([onePixel], { type: 'image/png' }));
      assert(logoVersion !== null, 'The branding names the logo');
      assertEqual((await subject.api.getBranding()).logoVersion, logoVersion, 'The logo');
      assertEqual((await subject.api.getLogo(logoVersion)).type, 'image/png', 'Its type');
      const next = await saveLogo(api, new Blob([onePixel]));
      assert(next.logoVersion !== logoVersion, 'Another version');
      await assertRejects(() => subject.api.getLogo(logoVersion), 'not-found', 'The former logo');
      const seen = { version: next.logoVersion ?? noLogoVersion };
      assertEqual((await api.removeLogo(seen)).logoVersion, null, 'Without a logo');
      assertEqual((await api.removeLogo(seen)).logoVersion, null, 'Removed twice');
      await assertRejects(() => subject.api.getLogo('none'), 'not-found', 'No logo');
    },
  },
  {
    title: 'a logo that another user has saved is not replaced or removed unseen',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { logoVersion: former } = await saveLogo(api, new Blob([onePixel]));
      const before = await saveLogo(api, new Blob([onePixel]));
      for (const version of [former ?? '', noLogoVersion]) {
        const attempts = [
          () => api.saveLogo(new Blob([onePixel]), { version }),
          () => api.removeLogo({ version }),
        ];
        for (const attempt of attempts) {
          const error = await assertRejects(attempt, 'conflict', version);
          assertEqual(error.details.changes, [], 'The conflict is a stale version');
        }
      }
      assertEqual(await api.getBranding(), before, 'The branding');
    },
  },
  {
    title: 'a logo that is not an image, or too large, is refused',
    run: async (subject) => {
      const api = await asMaster(subject);
      const before = await api.getBranding();
      await assertRejects(() => saveLogo(api, svg()), 'invalid', 'An SVG');
      await assertRejects(() => saveLogo(api, new Blob()), 'invalid', 'Nothing');
      const large = new Blob([onePixel, new Uint8Array(maxLogoSize)], { type: 'image/png' });
      await assertRejects(() => saveLogo(api, large), 'invalid', 'A large one');
      assertEqual(await api.getBranding(), before, 'The branding');
    },
  },
];
