import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { defaultSettings, type Branding, type Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import sharp from 'sharp';

import { openTestBackend, type TestBackend } from './support/backend.ts';
import { sparePGlite } from './support/databases.ts';
import { readOperations, type Exchange } from './support/openapi.ts';
import { startYente, type YenteStub } from './support/yente.ts';

const operations = ['openapi.json', 'server/openapi.json'].flatMap(readOperations);

/** Evidence that meets every condition, for a client on a watch list. */
function listedEvidence() {
  const attempt = sampleSessions({ count: 300, seed: 7 })
    .find(({ status, client }) => status === 'success' && client.birthDate !== null)
    ?.attempts.at(-1);
  assert.ok(attempt);
  const { documentType, mrz, front, back, faceMatch, spoof, livenessPassed } = attempt;
  return {
    ...{ documentType, mrz, front, back, faceMatch, spoof, livenessPassed },
    ...{ livenessFinished: true, documentFinished: true, clientIp: '203.0.113.7' },
  };
}

/** One successful request for every route. A route without one fails its test. */
describe('the OpenAPI documents', () => {
  const exchanges = new Map<string, Exchange>();
  let server: TestBackend;
  let yente: YenteStub;

  async function send(
    path: string,
    credentials: string | undefined,
    init: RequestInit & { readonly body?: string | FormData | Blob } = {},
  ): Promise<Exchange> {
    const leaving = new AbortController();
    const { method = 'GET' } = init;
    const { body }: { readonly body?: Exchange['body'] } = init;
    const response = await server.send(path, credentials, { ...init, signal: leaving.signal });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    let bytes: Uint8Array<ArrayBuffer>;
    if (isStream) {
      const reader = response.body?.getReader();
      let text = '';
      while (!/^data:.*\n\n/m.test(text)) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) break;
        text += new TextDecoder().decode(value);
      }
      bytes = new TextEncoder().encode(text);
      leaving.abort();
    } else bytes = new Uint8Array(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? '';
    const parts = type.startsWith('multipart/form-data')
      ? await new Response(bytes, { headers: { 'content-type': type } }).formData()
      : undefined;
    return { method, path, headers: new Headers(init.headers), body, response, bytes, parts };
  }

  before(async () => {
    yente = await startYente();
    yente.answer = () => ({
      ...{ status: 'match', checkedAt: new Date().toISOString(), lists: ['default'] },
      matches: [
        {
          ...{ id: 'Q1', list: 'Example List', authority: null, name: 'LISTED', alias: null },
          score: 0.93,
        },
      ],
    });
    server = await openTestBackend(await sparePGlite(), {
      config: {
        screening: yente.settings,
        webHooks: {
          keys: [{ id: 'h1', secret: 'x'.repeat(48) }],
          ...{ allowPrivate: true, allowHttp: true },
        },
      },
    });
    const key = await server.addCompany({
      ...{ id: 'a', name: 'A' },
      settings: { ...defaultSettings, frontToBackCompare: false },
    });
    const agent = await server.token(key);
    const master = await server.token(key, 'master');

    async function ask<T>(
      operation: string,
      path: string,
      credentials: string | undefined,
      init: RequestInit & { readonly body?: string | FormData | Blob } = {},
    ): Promise<T> {
      const exchange = await send(path, credentials, init);
      exchanges.set(operation, exchange);
      const type = exchange.response.headers.get('content-type') ?? '';
      if (!/^application\/(problem\+)?json(;|$)/.test(type)) return undefined as T;
      return JSON.parse(new TextDecoder().decode(exchange.bytes)) as T;
    }
    const post = (body: object, headers: Record<string, string> = {}) => ({
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json', ...headers },
    });

    await ask('getLiveness', '/health/live', undefined);
    await ask('getReadiness', '/health/ready', undefined);
    const user = { userId: 'u', name: 'N', role: 'agent' };
    await ask('issueToken', '/v1/tokens', key, post(user));
    const { code } = await ask<{ code: string }>('issueCode', '/v1/codes', key, post(user));
    await ask('redeemCode', '/v1/code-exchange', undefined, post({ code }));

    const { id } = await ask<{ id: string }>(
      'createSession',
      '/v1/sessions',
      key,
      post({ id: 's-1', extra: [] }, { 'idempotency-key': '"one"' }),
    );
    const path = `/v1/sessions/${id}`;
    await ask('startAttempt', `${path}/attempts`, key, post({ clientIp: '203.0.113.7' }));
    const form = new FormData();
    form.set('evidence', JSON.stringify(listedEvidence()));
    const background = { r: 90, g: 90, b: 90 };
    const photo = sharp({ create: { width: 200, height: 200, channels: 3, background } }).jpeg();
    form.set('selfie', new Blob([new Uint8Array(await photo.toBuffer())], { type: 'image/jpeg' }));
    await ask('storeEvidence', `${path}/attempts/1/evidence`, key, { method: 'PUT', body: form });
    await ask('finishAttempt', `${path}/attempts/1/finish`, key, { method: 'POST' });

    await ask('getWorkspace', '/v1/workspace', agent);
    await ask('listSessions', '/v1/session-query', agent, post({ limit: 10 }));
    await ask('countSessions', '/v1/session-count', agent, post({ statuses: ['awaiting'] }));
    await ask('exportSessions', '/v1/session-export', agent, post({ reasons: true }));
    await ask('watchSessions', '/v1/events', agent);
    let session = await ask<Session>('getSession', path, agent);
    const photoPath = `${path}/photos/${session.selfie?.id ?? ''}?size=thumbnail`;
    await ask('getPhoto', photoPath, agent);
    await ask('listRelatedSessions', `${path}/related`, agent);
    const photos = [{ sessionId: id, photoId: session.selfie?.id }];
    await ask('listThumbnails', '/v1/thumbnail-query', agent, post({ photos }));
    const change = async (operation: string, place: string, body?: object, method = 'POST') => {
      const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
      session = await ask(operation, `${path}/${place}`, agent, {
        method,
        headers: {
          ...(body ? { 'content-type': type } : {}),
          'if-match': `"${session.version}"`,
          'idempotency-key': `"${operation}"`,
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    };
    await change('recheckScreening', 'screening');
    const [match] = session.screening.status === 'match' ? session.screening.matches : [];
    await change('markFalsePositive', 'screening/false-positive', {
      ...{ falsePositive: true, matchId: match?.id, reason: 'Born in another year' },
    });
    await change('editClient', 'client', { firstName: 'Nino' }, 'PATCH');
    await change('addNote', 'notes', { text: 'Called back.' });
    const claim = await ask<{ number: number }>('claimSession', `${path}/claim`, agent, {
      method: 'POST',
    });
    const claimed = post({ number: claim.number });
    await ask('renewClaim', `${path}/claim/renewal`, agent, claimed);
    const takeover = post({ number: claim.number, reason: 'At lunch.' });
    const taken = await ask<{ number: number }>(
      ...(['takeOverClaim', `${path}/claim/takeover`, master, takeover] as const),
    );
    const { items } = await ask<{ items: { id: string; name: string }[] }>(
      ...(['listClaimReceivers', '/v1/claims/receivers', master] as const),
    );
    const handover = post({ number: taken.number, to: items[0]?.id });
    const given = await ask<{ number: number }>(
      ...(['handOverClaim', `${path}/claim/handover`, master, handover] as const),
    );
    const back = post({ number: given.number, reason: 'Back again.' });
    const own = await ask<{ number: number }>(
      ...(['takeOverClaim', `${path}/claim/takeover`, master, back] as const),
    );
    const released = post({ number: own.number });
    await ask('releaseClaim', `${path}/claim/release`, master, released);
    await ask('claimNext', '/v1/claims/next', agent, post({}));
    await change('decideSession', 'decision', { verdict: 'verify', note: null });
    await ask('getTimeline', `${path}/timeline`, agent);
    const report = post({ action: 'export-csv', count: 1 });
    await ask('recordActivity', '/v1/activity', agent, report);
    await ask('getTimeline', `${path}/timeline?order=oldest`, agent);

    await ask('getSettings', '/v1/settings', master);
    const etag = exchanges.get('getSettings')?.response.headers.get('etag') ?? '';
    const awaiting = { section: 'awaiting', values: { acceptanceLevel: 5 } };
    await ask('saveSettings', '/v1/settings', master, {
      ...post(awaiting, { 'if-match': etag }),
      method: 'PATCH',
    });
    await ask('getSettingsVersion', '/v1/settings-versions/1', master);
    const use = post({ kind: 'extra-field', key: 'phone' });
    await ask('countSettingUse', '/v1/setting-use', master, use);
    const preview = post({ change: { acceptanceLevel: 7 } });
    await ask('previewSettings', '/v1/settings-preview', master, preview);
    const seen = (version: string) => ({ 'if-match': `"${version}"` });
    const month = post({ from: '2026-01-01', to: '2026-01-31', compare: true });
    await ask('getStatistics', '/v1/statistics', master, month);
    const logo = sharp({ create: { width: 20, height: 20, channels: 3, background } }).png();
    const branding = await ask<Branding>('saveLogo', '/v1/branding/logo', master, {
      ...{ method: 'PUT', headers: { 'content-type': 'image/png', ...seen('none') } },
      body: new Blob([new Uint8Array(await logo.toBuffer())]),
    });
    await ask('getBranding', '/v1/branding', agent);
    await ask('getLogo', `/v1/branding/logos/${branding.logoVersion}`, agent);
    await ask('removeLogo', '/v1/branding/logo', master, {
      ...{ method: 'DELETE', headers: seen(branding.logoVersion ?? '') },
    });
    const hook = { event: 'post-verification', url: 'http://127.0.0.1:9/hook', enabled: false };
    const added = await ask<{ id: string }>('addWebHook', '/v1/web-hooks', master, post(hook));
    const hookPath = `/v1/web-hooks/${added.id}`;
    const patch = { ...post({ method: 'PUT' }, seen('1')), method: 'PATCH' };
    await ask('changeWebHook', hookPath, master, patch);
    const replace = { method: 'POST', headers: seen('2') };
    await ask('replaceWebHookSecret', `${hookPath}/secret`, master, replace);
    const test = { method: 'POST' };
    const sent = await ask<{ id: string }>('testWebHook', `${hookPath}/test`, master, test);
    await server.backend.jobs.settled();
    const deliveries = `${hookPath}/deliveries`;
    await ask('listWebHookDeliveries', deliveries, master);
    await ask('redeliverWebHook', `${deliveries}/${sent.id}/redeliver`, master, test);
    await ask('listWebHooks', '/v1/web-hooks', master);
    await ask('removeWebHook', hookPath, master, { method: 'DELETE', headers: seen('3') });
    const signIn = { action: 'sign-in', userId: 'u', name: 'N', role: 'agent' };
    await ask('recordSignIn', '/v1/sign-ins', key, post(signIn));
    await ask('listActivity', '/v1/activity-query', master, post({ users: ['u'] }));
    await ask('listActivityUsers', '/v1/activity-users', master);
    await ask('exportActivity', '/v1/activity-export', master, post({}));
    await ask('checkActivityChain', '/v1/activity-chain', master, test);
    await server.backend.jobs.settled();
    await ask('getActivityChain', '/v1/activity-chain', master);
    await ask('getActivityHead', '/v1/activity-chain/head', master);
    await ask('listChainedEntries', '/v1/activity-chain/entries?limit=1000', master);
  });
  after(async () => {
    await server.close();
    await yente.close();
  });

  for (const { id, method, path, check } of operations) {
    test(`describe the request and the answer of ${id} (${method} ${path})`, () => {
      const exchange = exchanges.get(id);
      assert.ok(exchange, `No request of this file asks for ${id}.`);
      assert.ok(exchange.response.ok, new TextDecoder().decode(exchange.bytes));
      check(exchange);
    });
  }

  test('describe the answer to a request without credentials', async () => {
    for (const { id, check, isSecured } of operations) {
      const exchange = exchanges.get(id);
      assert.ok(exchange);
      if (!isSecured) continue;
      const { method, path, body, headers } = exchange;
      const refused = await send(path, undefined, { method, headers, ...(body ? { body } : {}) });
      assert.equal(refused.response.status, 401, id);
      check(refused);
    }
  });

  test('contain each route once, and 405 names the methods of each', async () => {
    const routes = operations.map(({ method, path }) => `${method} ${path}`);
    assert.equal(new Set(routes).size, routes.length);
    for (const path of new Set(operations.map((operation) => operation.path))) {
      const methods = operations
        .filter((operation) => operation.path === path)
        .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
      const { response } = await send(path.replaceAll(/[{}]/g, ''), undefined, {
        method: 'PROPFIND',
      });
      assert.equal(response.status, 405, path);
      const allow = (response.headers.get('allow') ?? '').split(', ');
      assert.deepEqual(allow.toSorted(), methods.toSorted(), path);
    }
  });
});
