import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import {
  dayOf,
  defaultSettings,
  type FailedCondition,
  type Settings,
  type SpoofKind,
} from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import { openTestBackend, type TestBackend } from './support/backend.ts';
import { sparePGlite } from './support/databases.ts';
import { replaceSettings } from './support/settings.ts';

const now = new Date('2026-03-01T10:00:00.000Z');
const samples = sampleSessions({ count: 300, seed: 7, now, companyName: 'A' });

/** Evidence that meets every condition, as a capture service would send it. */
function goodEvidence() {
  const attempt = samples.find(({ status }) => status === 'success')?.attempts.at(-1);
  assert.ok(attempt);
  const { documentType, mrz, front, back, faceMatch, spoof, livenessPassed } = attempt;
  return {
    ...{ documentType, mrz, front, back, faceMatch, spoof, livenessPassed },
    livenessFinished: true,
    documentFinished: true,
    clientIp: '203.0.113.7',
  };
}

const good = goodEvidence();
const lowMatch = { ...good, faceMatch: { level: 1, confidence: 30 } };
const nationality = good.back?.nationality ?? good.front?.nationality ?? '';

describe('how the backend ends a session', () => {
  let server: TestBackend;
  let key: string;
  let master: string;
  let country = 'GE';

  before(async () => {
    server = await openTestBackend(await sparePGlite(), {
      now: () => now,
      findIpCountry: () => Promise.resolve({ kind: 'country', code: country }),
    });
    key = await server.addCompany({ id: 'a', name: 'A' });
    master = await server.token(key, 'master');
  });
  after(() => server.close());

  async function finish(settings: Partial<Settings>, evidence: object) {
    await replaceSettings(server.api(master), settings);
    const post = async (path: string) =>
      (await (await server.send(path, key, { method: 'POST', body: '{}' })).json()) as {
        id: string;
        status: string;
        failedConditions: FailedCondition[];
      };
    const { id } = await post('/v1/sessions');
    await post(`/v1/sessions/${id}/attempts`);
    const body = new FormData();
    body.set('evidence', JSON.stringify(evidence));
    await server.send(`/v1/sessions/${id}/attempts/1/evidence`, key, { method: 'PUT', body });
    const { status, failedConditions } = await post(`/v1/sessions/${id}/attempts/1/finish`);
    const session = await server.api(master).getSession(id);
    assert.equal(session.status, status);
    assert.deepEqual(session.failedConditions, failedConditions);
    return { status, failedConditions, session };
  }

  test('that meets the conditions: the policy alone verifies it', async () => {
    const { status, failedConditions, session } = await finish({}, good);
    assert.deepEqual([status, failedConditions], ['success', []]);
    assert.deepEqual(session.decision, {
      ...{ verdict: 'verify', reasons: [], by: null },
      at: now.toISOString(),
    });
  });

  test('that fails a condition with Awaiting Action on: it awaits action and names the condition', async () => {
    const { status, failedConditions, session } = await finish({ awaitingAction: true }, lowMatch);
    assert.equal(status, 'awaiting');
    assert.deepEqual(failedConditions, [
      { condition: 'face-match-level', observed: 1, required: 4 },
    ]);
    assert.equal(session.decision, null);
  });

  test('that fails a condition with Awaiting Action off: it is rejected at once', async () => {
    const { status, session } = await finish({ awaitingAction: false }, lowMatch);
    assert.equal(status, 'rejected');
    assert.deepEqual([session.decision?.verdict, session.decision?.by], ['reject', null]);
  });

  test('whose match level was not measured: it does not meet the condition, but its match is not low', async () => {
    const unmeasured = { ...good, faceMatch: { level: null, confidence: 91 } };
    const awaiting = await finish({ awaitingAction: true, acceptanceLevel: 1 }, unmeasured);
    assert.equal(awaiting.status, 'awaiting');
    assert.deepEqual(awaiting.failedConditions, [
      { condition: 'face-match-level', observed: null, required: 1 },
    ]);
    assert.equal((await finish({ awaitingAction: false }, unmeasured)).status, 'rejected');

    const below = { ...good, faceMatch: { level: 0, confidence: 12 } };
    const low = await finish({ awaitingAction: true, acceptanceLevel: 1 }, below);
    assert.deepEqual(low.failedConditions, [
      { condition: 'face-match-level', observed: 0, required: 1 },
    ]);

    const listed = async (spoof: SpoofKind) => {
      const { items } = await server.api(master).listSessions({ spoof: [spoof] });
      return items.map(({ id }) => id);
    };
    const [lows, unmeasureds] = [await listed('low-far'), await listed('far-not-measured')];
    assert.ok(lows.includes(low.session.id) && !lows.includes(awaiting.session.id));
    assert.ok(unmeasureds.includes(awaiting.session.id) && !unmeasureds.includes(low.session.id));
  });

  test('with the acceptance level of the company', async () => {
    const level = good.faceMatch?.level ?? 0;
    assert.equal((await finish({ acceptanceLevel: 1 }, lowMatch)).status, 'success');
    const strict = await finish({ acceptanceLevel: 7 }, good);
    assert.equal(strict.status, level >= 7 ? 'success' : 'awaiting');
  });

  test('a document expires at the end of a day of the company', async () => {
    // It is the next day in Kiritimati already, when it is noon in UTC.
    const expirationDate = now.toISOString().slice(0, 10);
    const front = good.front && { ...good.front, expirationDate };
    const back = good.back && { ...good.back, expirationDate };
    const expiring = { ...good, front, back };
    const settings = { disableFullMrzValidation: true, frontToBackCompare: false };
    const expiryOf = async (timeZone?: string) => {
      const zone = timeZone === undefined ? {} : { timeZone };
      const { failedConditions } = await finish({ ...settings, ...zone }, expiring);
      return failedConditions.find(({ condition }) => condition === 'expiry')?.required;
    };
    assert.equal(await expiryOf(), undefined);
    assert.equal(await expiryOf('America/Los_Angeles'), undefined);
    assert.equal(await expiryOf('Pacific/Kiritimati'), dayOf(now, 'Pacific/Kiritimati'));
    const workspace = await server.api(await server.token(key, 'agent')).getWorkspace();
    assert.equal(workspace.timeZone, 'Pacific/Kiritimati');
  });

  test('the time zone of a company must be one that the backend knows', async () => {
    for (const timeZone of ['Etc/Unknown', 'Mars/Olympus', '+04:00']) {
      await assert.rejects(replaceSettings(server.api(master), { timeZone }), { code: 'invalid' });
    }
  });

  test('from a high-risk country, by nationality or by address: it is rejected at once', async () => {
    const risky = { code: nationality, checkIp: false, checkNationality: true };
    const byNationality = await finish({ highRiskCountries: [risky] }, good);
    assert.equal(byNationality.status, 'rejected');
    assert.equal(byNationality.failedConditions[0]?.condition, 'high-risk-nationality');

    country = 'KP';
    const listed = { code: 'PRK', checkIp: true, checkNationality: false };
    const byAddress = await finish({ highRiskCountries: [listed] }, good);
    assert.equal(byAddress.status, 'rejected');
    assert.equal(byAddress.failedConditions[0]?.condition, 'high-risk-ip-country');

    country = 'GE';
    assert.equal((await finish({ highRiskCountries: [listed] }, good)).status, 'success');
  });
});

describe('a backend that cannot look up addresses', () => {
  test('reports a condition on addresses as not checked, and verifies no client despite it', async () => {
    const server = await openTestBackend(await sparePGlite(), { now: () => now });
    try {
      const settings = {
        ...defaultSettings,
        highRiskCountries: [{ code: 'PRK', checkIp: true, checkNationality: false }],
      };
      const key = await server.addCompany({ id: 'a', name: 'A', settings });
      const post = async (path: string) =>
        (await (await server.send(path, key, { method: 'POST', body: '{}' })).json()) as {
          id: string;
          failedConditions: unknown;
          status: string;
        };
      const { id } = await post('/v1/sessions');
      await post(`/v1/sessions/${id}/attempts`);
      const body = new FormData();
      body.set('evidence', JSON.stringify(good));
      await server.send(`/v1/sessions/${id}/attempts/1/evidence`, key, { method: 'PUT', body });
      const { status, failedConditions } = await post(`/v1/sessions/${id}/attempts/1/finish`);
      assert.equal(status, 'awaiting');
      assert.deepEqual(failedConditions, [
        {
          condition: 'high-risk-ip-country',
          observed: { kind: 'absent' },
          required: 'not-listed',
        },
      ]);
    } finally {
      await server.close();
    }
  });
});
