import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { operations } from 'kv-review/api';
import type { Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import { seedSessions } from '../src/store/seed.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases } from './support/databases.ts';
import { replaceSettings } from './support/settings.ts';

const start = new Date('2026-03-01T10:00:00.000Z');
let now = start;
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);

/** A request for every route that names a session, with a valid body. */
function requestsFor(sessionId: string, photoId: string): Record<string, [string, RequestInit]> {
  const session = `/v1/sessions/${encodeURIComponent(sessionId)}`;
  const change = (method: string, body: object, type = 'application/json'): RequestInit => ({
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': type, 'if-match': '"1"', 'idempotency-key': '"k1"' },
  });
  return {
    getSession: [session, {}],
    getTimeline: [`${session}/timeline`, {}],
    getPhoto: [`${session}/photos/${encodeURIComponent(photoId)}`, {}],
    decideSession: [`${session}/decision`, change('POST', { verdict: 'verify', note: null })],
    editClient: [
      `${session}/client`,
      change('PATCH', { firstName: 'X' }, 'application/merge-patch+json'),
    ],
    claimSession: [`${session}/claim`, { method: 'POST' }],
    renewClaim: [`${session}/claim/renewal`, change('POST', { number: 1 })],
    releaseClaim: [`${session}/claim/release`, change('POST', { number: 1 })],
    takeOverClaim: [`${session}/claim/takeover`, change('POST', { number: 1, reason: 'x' })],
    handOverClaim: [`${session}/claim/handover`, change('POST', { number: 1, to: 'agent' })],
    addNote: [`${session}/notes`, change('POST', { text: 'x' })],
    recheckScreening: [
      `${session}/screening`,
      { method: 'POST', headers: { 'if-match': '"1"', 'idempotency-key': '"k1"' } },
    ],
    listRelatedSessions: [`${session}/related`, {}],
    markFalsePositive: [
      `${session}/screening/false-positive`,
      change('POST', { falsePositive: true, matchId: 'm1', reason: 'Another person.' }),
    ],
  };
}

/** The same for the routes of a company's own server. */
function ingestRequestsFor(sessionId: string): Record<string, [string, RequestInit]> {
  const session = `/v1/sessions/${encodeURIComponent(sessionId)}`;
  const evidence = new FormData();
  evidence.set(
    'evidence',
    JSON.stringify({
      documentType: null,
      mrz: null,
      front: null,
      back: null,
      faceMatch: null,
      spoof: { idIsReal: null, fullIdDetected: null },
      livenessPassed: null,
      livenessFinished: false,
      documentFinished: false,
    }),
  );
  return {
    startAttempt: [`${session}/attempts`, { method: 'POST', body: '{}' }],
    storeEvidence: [`${session}/attempts/1/evidence`, { method: 'PUT', body: evidence }],
    finishAttempt: [`${session}/attempts/1/finish`, { method: 'POST' }],
  };
}

for (const [name, spare] of databases) {
  describe(`two companies (${name})`, () => {
    let server: TestBackend;
    let keyOfB: string;
    let agentOfA: string;
    let agentOfB: string;
    let masterOfB: string;
    let theirs: Session;
    let photoId: string;

    before(async () => {
      server = await openTestBackend(await spare(), {
        now: () => now,
        missingPhoto: () => new Blob([jpeg], { type: 'image/jpeg' }),
      });
      const keyOfA = await server.addCompany({ id: 'a', name: 'A' });
      keyOfB = await server.addCompany({ id: 'b', name: 'B' });
      const sessions = sampleSessions({ count: 60, seed: 3, now: start, companyName: 'A' });
      await seedSessions(server.backend.database, 'a', sessions);
      const awaiting = sessions.find(
        ({ status, selfie, client }) => status === 'awaiting' && selfie && client.lastName,
      );
      assert.ok(awaiting?.selfie);
      theirs = awaiting;
      photoId = awaiting.selfie.id;
      agentOfA = await server.token(keyOfA);
      agentOfB = await server.token(keyOfB);
      masterOfB = await server.token(keyOfB, 'master');
    });
    after(() => server.close());

    /** Everything that could distinguish two answers, except the time and the request id. */
    async function seen(response: Response) {
      const changing = ['date', 'x-request-id'];
      const headers = [...response.headers].filter(([field]) => !changing.includes(field));
      return { status: response.status, headers, body: await response.text() };
    }

    test('abuse case 10: every route answers for another company’s session as for a missing one', async () => {
      const requests = {
        ...requestsFor(theirs.id, photoId),
        ...ingestRequestsFor(theirs.id),
      };
      const requestsForNothing = {
        ...requestsFor('7b1c0000-0000-4000-8000-000000000000', 'p-0'),
        ...ingestRequestsFor('7b1c0000-0000-4000-8000-000000000000'),
      };
      for (const [operation, [path, init]] of Object.entries(requests)) {
        const credentials = operation in ingestRequestsFor('') ? keyOfB : agentOfB;
        const [otherPath, otherInit] = requestsForNothing[operation] ?? ['', {}];
        const [other, none] = await Promise.all([
          server.send(path, credentials, init).then(seen),
          server.send(otherPath, credentials, otherInit).then(seen),
        ]);
        assert.deepEqual(other, none, operation);
        // All callers get this answer for a capability that the backend lacks.
        assert.ok([404, 501].includes(other.status), `${operation}: ${other.status} ${other.body}`);
      }
    });

    test('the test covers every route of the contract that names a session', () => {
      const named = Object.entries(operations).flatMap(([operation, { path }]) =>
        path.includes('{sessionId}') ? [operation] : [],
      );
      assert.deepEqual(Object.keys(requestsFor('', '')).sort(), named.sort());
    });

    test('abuse case 10: lists, counts and searches include no session of another company', async () => {
      const api = server.api(agentOfB);
      const search = theirs.client.lastName ?? '';
      const ours = await server.api(agentOfA).listSessions({ search });
      assert.ok(ours.items.length > 0, 'the search finds something where it may');
      for (const query of [{}, { search }, { statuses: ['awaiting' as const] }]) {
        const page = await api.listSessions(query);
        assert.deepEqual([page.items, page.nextCursor, page.total?.count], [[], null, 0]);
        assert.deepEqual(await api.countSessions(query), { count: 0, exact: true });
      }
    });

    test('abuse case 10: the next session is never one of another company', async () => {
      assert.deepEqual(await server.api(agentOfB).claimNext({}), { next: null });
    });

    test('abuse case 13: a cursor of another company is refused', async () => {
      const { nextCursor } = await server.api(agentOfA).listSessions({ limit: 5 });
      assert.ok(nextCursor);
      const response = await server.send('/v1/session-query', agentOfB, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ cursor: nextCursor }),
      });
      assert.equal(response.status, 422);
    });

    test('abuse case 23: a photo’s URL does not work for another company, or without credentials', async () => {
      const path = `/v1/sessions/${theirs.id}/photos/${photoId}`;
      const ours = await server.send(path, agentOfA);
      assert.equal(ours.status, 200);
      assert.equal(ours.headers.get('cache-control'), 'private, no-store');
      assert.equal(ours.headers.get('etag'), null);
      assert.equal((await server.send(path, agentOfB)).status, 404);
      assert.equal((await server.send(path, undefined)).status, 401);
      assert.equal((await server.send(`${path}?access_token=${agentOfA}`, undefined)).status, 401);
    });

    test('abuse case 23: a photo’s URL does not work with an expired token', async () => {
      const path = `/v1/sessions/${theirs.id}/photos/${photoId}?size=thumbnail`;
      now = new Date(start.getTime() + 16 * 60_000);
      try {
        assert.equal((await server.send(path, agentOfA)).status, 401);
      } finally {
        now = start;
      }
      assert.equal((await server.send(path, agentOfA)).status, 200);
    });

    test('each company has its own settings and log', async () => {
      await replaceSettings(server.api(masterOfB), { acceptanceLevel: 7 });
      assert.equal((await server.api(agentOfB).getWorkspace()).acceptanceLevel, 7);
      assert.equal((await server.api(agentOfA).getWorkspace()).acceptanceLevel, 4);
      const log = await (
        await server.send('/v1/activity-chain/entries?limit=1000', masterOfB)
      ).text();
      assert.ok(log.includes('settings-changed'));
      assert.ok(!log.includes(theirs.id));
      assert.ok(!log.includes('"a"'));
    });

    test('the session is unchanged after all these requests', async () => {
      const session = await server.api(agentOfA).getSession(theirs.id);
      assert.deepEqual(
        [session.status, session.version, session.notes.length, session.claim],
        [theirs.status, '1', theirs.notes.length, undefined],
      );
    });
  });
}
