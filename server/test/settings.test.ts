import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { isReviewError, ReviewError, type ReviewApi } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import {
  defaultSettings,
  noLogoVersion,
  type PreviewProgress,
  type Session,
  type SettingsChange,
} from 'kv-review/model';
import { sampleExtraFields, sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';
import sharp from 'sharp';

import { inCompany } from '../src/database/index.ts';
import { createPreviews, type PreviewWork } from '../src/review/previews.ts';
import { eraseSession } from '../src/store/erase.ts';
import { logoFolder } from '../src/store/logos.ts';
import { seedSessions } from '../src/store/seed.ts';
import { readSettings } from '../src/store/settings.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases } from './support/databases.ts';
import { finishSession, goodEvidence } from './support/finished-session.ts';
import { activityKeys } from './support/store.ts';
import { followUps } from '../src/follow-ups.ts';

const now = new Date('2026-03-01T10:00:00.000Z');

const awaiting = (values: Extract<SettingsChange, { section: 'awaiting' }>['values']) =>
  ({ section: 'awaiting', values }) as const;

interface Entry {
  readonly action: string;
  readonly actor: { readonly id: string } | null;
  readonly details: Readonly<Record<string, unknown>>;
}

for (const [name, spare] of databases) {
  describe(`what master users manage (${name})`, () => {
    let server: TestBackend;
    let companies = 0;
    let companyId: string;
    let key: string;
    let agent: ReviewApi;
    let master: ReviewApi;
    let masterToken: string;

    before(async () => {
      server = await openTestBackend(await spare(), {
        now: () => now,
        findIpCountry: () => Promise.resolve({ kind: 'country', code: 'GE' }),
      });
    });
    after(() => server.close());

    async function openCompany(): Promise<void> {
      companies += 1;
      companyId = `company-${companies}`;
      key = await server.addCompany({ id: companyId, name: 'Company' });
      masterToken = await server.token(key, 'master');
      agent = server.api(await server.token(key));
      master = server.api(masterToken);
    }

    async function log(): Promise<Entry[]> {
      const response = await server.send('/v1/activity-chain/entries?limit=1000', masterToken);
      const { entries } = (await response.json()) as { entries: { entry: Entry }[] };
      return entries.map(({ entry }) => entry);
    }

    describe('settings', () => {
      before(openCompany);

      test('that fifty users save at once are saved by one, and the others learn of the conflict', async () => {
        const { version } = await master.getSettings();
        const answers = await Promise.allSettled(
          Array.from({ length: 50 }, (_, index) =>
            master.saveSettings(
              { section: 'session', values: { maxAttempts: index + 10 } },
              { version },
            ),
          ),
        );
        const saved = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
        const codes = answers.flatMap((one) =>
          one.status === 'rejected' && isReviewError(one.reason) ? [one.reason.code] : [],
        );
        assert.equal(saved.length, 1);
        assert.deepEqual(
          codes,
          Array.from({ length: 49 }, () => 'conflict'),
        );
        assert.deepEqual(await master.getSettings(), saved[0]);
        assert.equal(saved[0]?.version, String(Number(version) + 1));
      });

      test('with the values that are already saved cause neither a conflict nor a new version', async () => {
        const { version, settings } = await master.getSettings();
        const { maxAttempts } = settings;
        const again = { section: 'session', values: { maxAttempts } } as const;
        assert.equal((await master.saveSettings(again, { version: '1' })).version, version);
      });

      test('are not saved without If-Match', async () => {
        const body = JSON.stringify(awaiting({ acceptanceLevel: 5 }));
        const init = { method: 'PATCH', body };
        assert.equal((await server.send('/v1/settings', masterToken, init)).status, 428);
      });

      test('stay readable in every version, with the reasons of their time', async () => {
        const before = await master.getSettings();
        const groups = [{ id: 'ours', label: { en: 'Ours' }, reasons: [] }];
        const change = { section: 'reasons', values: { rejection: { groups } } } as const;
        const after = await master.saveSettings(change, { version: before.version });
        assert.deepEqual(after.settings.rejection.groups, groups);
        assert.deepEqual(after.changedBy, { id: 'master-1', name: 'Test master-1' });
        assert.equal(after.changedAt, now.toISOString());
        assert.deepEqual(await master.getSettingsVersion(before.version), before);
        assert.deepEqual((await agent.getWorkspace()).rejection.groups, groups);
        for (const version of ['99', '0', '01', 'x', '1 ', '9'.repeat(40)]) {
          await assert.rejects(master.getSettingsVersion(version), { code: 'not-found' });
        }
      });

      test('keep members that neither the page nor the server knows', async () => {
        const field = {
          key: 'phone',
          label: { en: 'Phone' },
          type: 'phone',
          inList: true,
        } as const;
        const { version } = await master.getSettings();
        const fields = { extraFields: [field] };
        await master.saveSettings({ section: 'fields', values: fields }, { version });
        const { database } = server.backend;
        await inCompany(database, companyId, (transaction) =>
          sql`
            insert into settings_versions
            select company_id, number + 1, at, author, jsonb_set(
              settings || '{"later": {"kept": true}}', '{extraFields,0,later}', '7'
            )
            from settings_versions where company_id = ${companyId} order by number desc limit 1
          `.execute(transaction),
        );
        const seen = await master.getSettings();
        const renamed = { ...field, label: { en: 'Telephone' } };
        await master.saveSettings(
          { section: 'fields', values: { extraFields: [renamed] } },
          { version: seen.version },
        );
        const stored = await inCompany(database, companyId, (transaction) =>
          readSettings(transaction, companyId),
        );
        assert.deepEqual(stored?.settings.extraFields, [{ ...renamed, later: 7 }]);
        assert.deepEqual(Reflect.get(stored.settings, 'later'), { kept: true });
      });

      test('are logged by the names of the changed fields only', async () => {
        const { version } = await master.getSettings();
        const change = awaiting({ documentReview: true, awaitingAction: true });
        await master.saveSettings(change, { version });
        const entry = (await log()).findLast(({ action }) => action === 'settings-changed');
        assert.deepEqual(entry?.details, { fields: ['documentReview'] });
        assert.equal(entry.actor?.id, 'master-1');
      });

      for (const [what, section, values] of [
        [
          'a high-risk country twice',
          'countries',
          {
            highRiskCountries: [1, 2].map(() => ({
              code: 'GEO',
              checkIp: true,
              checkNationality: true,
            })),
          },
        ],
        ['a document type twice', 'session', { documentTypes: ['passport', 'passport'] }],
        ['a session length beyond the limits of the calendar', 'session', { sessionMinutes: 1e15 }],
        ['an unknown member', 'awaiting', { verified: true }],
        ['a section that does not exist', 'nothing', {}],
      ] as const) {
        test(`refuse ${what}, and stay as they were`, async () => {
          const before = await master.getSettings();
          const response = await server.send('/v1/settings', masterToken, {
            method: 'PATCH',
            headers: { 'if-match': `"${before.version}"` },
            body: JSON.stringify({ section, values }),
          });
          assert.equal(response.status, 422);
          assert.deepEqual(await master.getSettings(), before);
        });
      }

      test('end the next session, which says by which version it was judged', async () => {
        const evidence = { ...goodEvidence(now), clientIp: '203.0.113.7' };
        const { version } = await master.getSettings();
        const change = awaiting({ documentReview: false, frontToBackCompare: false });
        const saved = await master.saveSettings(change, { version });
        const first = await agent.getSession(await finishSession(server, key, evidence));
        assert.equal(first.status, 'success');
        assert.deepEqual(first.judgement, {
          at: now.toISOString(),
          settingsVersion: saved.version,
          ipCountry: { kind: 'country', code: 'GE' },
          screening: { status: 'absent' },
        });
        const georgia = { code: 'GEO', checkIp: true, checkNationality: false };
        const { version: next } = await master.saveSettings(
          { section: 'countries', values: { highRiskCountries: [georgia] } },
          { version: saved.version },
        );
        const second = await agent.getSession(await finishSession(server, key, evidence));
        assert.deepEqual([second.status, second.judgement?.settingsVersion], ['rejected', next]);
        assert.deepEqual((await agent.getSession(first.id)).judgement, first.judgement);
        const use = { kind: 'country', code: 'GEO' } as const;
        assert.deepEqual(await master.countSettingUse(use), { count: 1, exact: true });
      });
    });

    describe('the use of a setting', () => {
      const sessions = sampleSessions({ count: 400, seed: 'uses', now });

      before(async () => {
        await openCompany();
        await seedSessions(server.backend.database, companyId, sessions);
      });

      test('is counted, and a session that is erased no longer counts', async () => {
        const [field] = sampleExtraFields;
        assert.ok(field);
        const use = { kind: 'extra-field', key: field.key } as const;
        const using = sessions.filter(({ extra }) => extra.some((one) => one.key === field.key));
        assert.ok(using.length > 0);
        assert.deepEqual(await master.countSettingUse(use), { count: using.length, exact: true });
        const { database, objects } = server.backend;
        const options = { database, objects, activityKey: activityKeys.writing, followUps };
        await eraseSession(options, companyId, using[0]?.id ?? '');
        assert.equal((await master.countSettingUse(use)).count, using.length - 1);
        const unused = { kind: 'extra-field', key: '__proto__' } as const;
        assert.deepEqual(await master.countSettingUse(unused), { count: 0, exact: true });
      });

      test('is found by an index', async () => {
        const { rows } = await inCompany(
          server.backend.database,
          companyId,
          async (transaction) => {
            await sql`set local enable_seqscan = off`.execute(transaction);
            return sql<{ 'QUERY PLAN': string }>`
            explain select session_id from setting_uses
            where company_id = ${companyId} and kind = 'country' and name = 'GEO' limit 10
          `.execute(transaction);
          },
        );
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        assert.match(plan, /Index Only Scan using setting_uses_pkey/);
        assert.match(plan, /Index Cond:.*kind.*name/);
      });
    });

    describe('the branding', () => {
      before(openCompany);

      const png = async (alpha: number, size = 40): Promise<Blob> => {
        const background = { r: 200, g: 0, b: 0, alpha };
        const picture = sharp({ create: { width: size, height: 20, channels: 4, background } });
        const bytes = await picture
          .png()
          .withExif({ IFD0: { Copyright: 'secret' } })
          .toBuffer();
        return new Blob([new Uint8Array(bytes)]);
      };

      const stored = (version: string | null) =>
        server.backend.objects.get([companyId, logoFolder, version ?? '', 'full']);

      const saveLogo = async (logo: Blob) => {
        const { logoVersion } = await master.getBranding();
        return master.saveLogo(logo, { version: logoVersion ?? noLogoVersion });
      };

      test('is read by an agent, with a logo that was drawn again', async () => {
        const { version } = await master.getSettings();
        const brand = { name: 'Tamarind', accentColor: '#336699' };
        await master.saveSettings({ section: 'branding', values: { brand } }, { version });
        const { logoVersion } = await saveLogo(await png(0.5));
        const branding = await agent.getBranding();
        assert.deepEqual([branding.name, branding.accentColor], ['Tamarind', '#336699']);
        assert.ok(logoVersion);
        assert.equal(branding.logoVersion, logoVersion);
        const logo = await agent.getLogo(logoVersion);
        assert.equal(logo.type, 'image/png');
        const bytes = new Uint8Array(await logo.arrayBuffer());
        assert.ok(!Buffer.from(bytes).includes('secret'));
        const { hasAlpha, width } = await sharp(bytes).metadata();
        assert.deepEqual([hasAlpha, width], [true, 40]);
      });

      test('has one logo: the bytes of the former one are removed', async () => {
        const { logoVersion: former } = await saveLogo(await png(1));
        const { logoVersion } = await saveLogo(await png(1, 50));
        assert.ok(former && logoVersion);
        assert.deepEqual([await stored(former), Boolean(await stored(logoVersion))], [null, true]);
        await assert.rejects(agent.getLogo(former), { code: 'not-found' });
        const seen = { version: logoVersion };
        assert.equal((await master.removeLogo(seen)).logoVersion, null);
        assert.equal((await master.removeLogo(seen)).logoVersion, null);
        assert.equal(await stored(logoVersion), null);
        const actions = (await log()).map(({ action }) => action);
        assert.deepEqual(actions.filter((action) => action.startsWith('logo')).slice(-3), [
          'logo-saved',
          'logo-saved',
          'logo-removed',
        ]);
      });

      test('of ten users who save a logo at once, one saves it, and the others are told', async () => {
        const logo = await png(1);
        const { logoVersion: former } = await saveLogo(logo);
        assert.ok(former);
        const seen = { version: former };
        const answers = await Promise.allSettled(
          Array.from({ length: 10 }, () => master.saveLogo(logo, seen)),
        );
        const { logoVersion } = await agent.getBranding();
        const outcomes = answers.map((one) =>
          one.status === 'fulfilled' ? one.value.logoVersion : ReviewError.from(one.reason).code,
        );
        assert.deepEqual(
          outcomes.sort(),
          [logoVersion, ...Array<string>(9).fill('conflict')].sort(),
        );
        await assert.rejects(master.removeLogo(seen), { code: 'conflict' });
        assert.ok(await stored(logoVersion));
        const planned = await inCompany(server.backend.database, companyId, (transaction) =>
          transaction.selectFrom('object_deletions').selectAll().execute(),
        );
        assert.deepEqual(planned, [], 'The bytes of the others are removed');
      });

      test('refuses a file that is not an image, or is too large', async () => {
        const markup = '<svg xmlns="http://www.w3.org/2000/svg"/>';
        const cut = (await (await png(1)).arrayBuffer()).slice(0, 60);
        for (const [body, status] of [
          [new Blob([markup], { type: 'image/png' }), 415],
          [new Blob([cut], { type: 'image/png' }), 422],
          [new Blob([new Uint8Array(600 * 1024)], { type: 'image/png' }), 413],
        ] as const) {
          const headers = { 'content-type': 'image/png', 'if-match': '"none"' };
          const init = { method: 'PUT', body, headers };
          const response = await server.send('/v1/branding/logo', masterToken, init);
          assert.equal(response.status, status);
        }
      });

      test('abuse case 10: another company has none of it', async () => {
        const { logoVersion } = await saveLogo(await png(1));
        await openCompany();
        assert.ok(logoVersion);
        await assert.rejects(agent.getLogo(logoVersion), { code: 'not-found' });
        assert.equal((await agent.getBranding()).name, null);
      });
    });

    describe('a preview of the policy', () => {
      const sessions: readonly Session[] = sampleSessions({ count: 700, seed: 'preview', now });
      const change = { acceptanceLevel: 7, documentReview: true } as const;

      before(async () => {
        await openCompany();
        await seedSessions(server.backend.database, companyId, sessions);
      });

      const inMemory = createMemoryApi({
        sessions,
        settings: defaultSettings,
        actor: { id: 'm', name: 'M', role: 'master' },
      });

      test('has the numbers that the memory adapter has, and reports its progress', async () => {
        const progress: PreviewProgress[] = [];
        const onProgress = (one: PreviewProgress) => void progress.push(one);
        const preview = await master.previewSettings({ change }, { onProgress });
        assert.ok(preview.changed > 0);
        assert.deepEqual(preview, await inMemory.previewSettings({ change }));
        assert.ok(progress.length > 1);
        const last = progress.at(-1);
        const ended = sessions.filter(({ status }) => status !== 'processing').length;
        assert.equal(last?.total, ended);
        assert.ok(last.done <= ended);
        const counts = progress.map((one) => one.done);
        assert.deepEqual(
          counts,
          counts.toSorted((a, b) => a - b),
        );
        const few = { change, sessions: 300 };
        assert.deepEqual(await master.previewSettings(few), await inMemory.previewSettings(few));
        const entry = (await log()).findLast(({ action }) => action === 'settings-previewed');
        const fields = ['acceptanceLevel', 'documentReview'];
        assert.deepEqual(entry?.details, { count: entry?.details['count'], fields });
      });

      test('says which sessions it leaves out, because nobody kept the country', async () => {
        const country = { code: 'GEO', checkIp: true, checkNationality: false };
        const byAddress = { change: { highRiskCountries: [country] } };
        const preview = await master.previewSettings(byAddress);
        assert.ok(preview.leftOut.ipCountry > 0);
        assert.deepEqual(preview, await inMemory.previewSettings(byAddress));
      });

      test('judges by the country that was found, and by the lists of the time', async () => {
        const evidence = { ...goodEvidence(now), clientIp: '203.0.113.7' };
        const id = await finishSession(server, key, evidence);
        const country = { code: 'GEO', checkIp: true, checkNationality: false };
        const one = { change: { highRiskCountries: [country] }, sessions: 1 };
        const { judged, changed, moves } = await master.previewSettings(one);
        assert.deepEqual([judged, changed], [1, 1]);
        assert.equal(moves[0]?.to, 'rejected');
        assert.deepEqual(moves[0].conditions[0], {
          ...{ condition: 'high-risk-ip-country', count: 1, sessionIds: [id] },
        });
      });

      test('changes nothing, and names an invalid value', async () => {
        const before = await master.getSettings();
        const wrong = { change: { timeZone: 'Mars/Olympus' } };
        await assert.rejects(master.previewSettings(wrong), { code: 'invalid' });
        assert.deepEqual(await master.getSettings(), before);
      });

      /** A change of nothing, as the thread of a preview judges it. */
      async function workOf(): Promise<PreviewWork> {
        const { database } = server.backend;
        const current = await inCompany(database, companyId, (transaction) =>
          readSettings(transaction, companyId),
        );
        assert.ok(current);
        const { version, settings } = current;
        return { companyId, version, before: settings, after: settings, limit: 10_000 };
      }

      test('runs once at a time for a company, and frees its place when it is aborted', async () => {
        const previews = createPreviews(server.backend.database);
        const work = await workOf();
        const abort = new AbortController();
        const running = previews.run(work, { signal: abort.signal });
        const waiting = previews.run(work);
        await assert.rejects(previews.run(work), { code: 'rate-limited' });
        abort.abort();
        await assert.rejects(running, { code: 'aborted' });
        assert.ok((await waiting).judged > 0);
      });

      test('that takes too long is ended', async () => {
        const previews = createPreviews(server.backend.database, { timeoutMs: 1 });
        await assert.rejects(previews.run(await workOf()), { code: 'timeout' });
      });
    });
  });
}
