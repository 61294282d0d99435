import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { defaultSettings, type Attempt } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import sharp from 'sharp';

import { blackPng, withJpegSize } from './images/files.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases } from './support/databases.ts';

const now = new Date('2026-03-01T10:00:00.000Z');
const samples = sampleSessions({ count: 200, seed: 7, now, companyName: 'A' });

/** The evidence of an attempt with this status, as a capture service would send it. */
function evidenceOf(status: 'success' | 'awaiting') {
  const session = samples.find((sample) => sample.status === status && sample.attempts.length > 0);
  const { documentType, mrz, front, back, faceMatch, spoof, livenessPassed, livenessFinished } =
    session?.attempts.at(-1) as Attempt;
  return {
    ...{ documentType, mrz, front, back, faceMatch, spoof, livenessPassed, livenessFinished },
    documentFinished: true,
    clientIp: '203.0.113.7',
  };
}

const picture = (color: string): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 400, channels: 3, background: color } })
    .withExif({ IFD3: { GPSLatitude: '41/1 42/1 0/1' } })
    .jpeg()
    .toBuffer();

async function form(evidence: object, photos: Readonly<Record<string, Uint8Array>>) {
  const body = new FormData();
  body.set('evidence', JSON.stringify(evidence));
  for (const [kind, bytes] of Object.entries(photos)) {
    body.append(kind, new Blob([new Uint8Array(bytes)]), 'photo.jpg');
  }
  return Promise.resolve(body);
}

for (const [name, spare] of databases) {
  describe(`ingest (${name})`, () => {
    let server: TestBackend;
    let key: string;
    let otherKey: string;
    let red: Buffer;

    before(async () => {
      server = await openTestBackend(await spare(), { now: () => now });
      key = await server.addCompany({
        id: 'a',
        name: 'Company A',
        settings: {
          ...defaultSettings,
          extraFields: [{ key: 'phone', label: { en: 'Phone' }, type: 'phone', inList: true }],
        },
      });
      otherKey = await server.addCompany({ id: 'b', name: 'Company B' });
      red = await picture('red');
    });
    after(() => server.close());

    const post = (path: string, body: object = {}, credentials = key) =>
      server.send(path, credentials, { method: 'POST', body: JSON.stringify(body) });
    const read = async (response: Response) => (await response.json()) as Record<string, unknown>;

    test('the client hints of a browser are stored and answered, without what nobody reads', async () => {
      const { id } = await read(await post('/v1/sessions'));
      const clientHints = {
        brands: [{ brand: 'Chromium', version: '141' }],
        mobile: true,
        model: 'Pixel 9',
        platform: 'Android',
        platformVersion: '16.0.0',
      };
      const unread = { name: null, type: null, browser: null, os: null, userAgent: null };
      const send = (hints: object) =>
        post(`/v1/sessions/${String(id)}/attempts`, { device: { ...unread, clientHints: hints } });
      assert.equal((await send({ ...clientHints, model: 'x'.repeat(201) })).status, 422);
      assert.equal((await send({ ...clientHints, bitness: '64', wow64: false })).status, 201);
      const session = await (await agent()).getSession(String(id));
      assert.deepEqual(session.device, { ...unread, clientHints });
    });

    async function startedSession(body: object = {}): Promise<string> {
      const { id } = await read(await post('/v1/sessions', body));
      const started = await post(`/v1/sessions/${String(id)}/attempts`);
      assert.equal(started.status, 201);
      return String(id);
    }

    const putEvidence = async (
      id: string,
      evidence: object,
      photos: Readonly<Record<string, Uint8Array>> = {},
      attempt = 1,
    ) =>
      server.send(`/v1/sessions/${id}/attempts/${attempt}/evidence`, key, {
        method: 'PUT',
        body: await form(evidence, photos),
      });

    async function agent() {
      return server.api(await server.token(key));
    }

    test('an extra value that nobody can read is refused with its place; a pasted number is accepted', async () => {
      for (const value of [
        'a\u0000b',
        'a\u001bb',
        '\ud800',
        '\u202emoc.',
        `e${'\u0301'.repeat(40)}`,
      ]) {
        const refused = await post('/v1/sessions', { extra: [{ key: 'phone', value }] });
        assert.equal(refused.status, 422, JSON.stringify(value));
        const parts = (await read(refused))['parts'] as { pointer: string }[];
        assert.deepEqual(
          parts.map(({ pointer }) => pointer),
          ['/extra/0/value'],
        );
      }
      // As address books copy it.
      const value = '\u202d+995 555\u202c';
      const id = await startedSession({ extra: [{ key: 'phone', value }] });
      const session = await (await agent()).getSession(id);
      assert.deepEqual(session.extra, [{ key: 'phone', value }]);
    });

    test('a client who meets the conditions is verified, and agents see the evidence', async () => {
      const id = await startedSession({ extra: [{ key: 'phone', value: '+995 555 123456' }] });
      const evidence = evidenceOf('success');
      const stored = await putEvidence(id, evidence, { selfie: red, 'document-front': red });
      assert.equal(stored.status, 200, await stored.clone().text());
      const finished = await read(await post(`/v1/sessions/${id}/attempts/1/finish`));
      assert.deepEqual([finished['status'], finished['failedConditions']], ['success', []]);

      const session = await (await agent()).getSession(id);
      assert.equal(session.status, 'success');
      assert.equal(session.decision?.verdict, 'verify');
      assert.equal(session.decision.by, null);
      assert.equal(session.completedAt, now.toISOString());
      assert.deepEqual(session.extra, [{ key: 'phone', value: '+995 555 123456' }]);
      assert.equal(session.client.lastName, evidence.front?.lastName ?? evidence.back?.lastName);
      assert.deepEqual(
        session.attempts[0]?.photos.map(({ kind }) => kind),
        ['selfie', 'document-front'],
      );
      assert.equal(session.screening.status, 'absent');
    });

    test('photos are re-encoded, have thumbnails, and are not cached', async () => {
      const id = await startedSession();
      await putEvidence(id, evidenceOf('awaiting'), { selfie: red });
      const api = await agent();
      const { selfie } = await api.getSession(id);
      assert.ok(selfie);
      const [full, thumbnail] = await Promise.all([
        api.getPhoto(id, selfie.id),
        api.getPhoto(id, selfie.id, { size: 'thumbnail' }),
      ]);
      assert.equal((await sharp(await full.arrayBuffer()).metadata()).width, 640);
      assert.equal((await sharp(await full.arrayBuffer()).metadata()).exif, undefined);
      assert.ok(thumbnail.size < full.size);
      const token = await server.token(key);
      const response = await server.send(`/v1/sessions/${id}/photos/${selfie.id}`, token);
      assert.equal(response.headers.get('cache-control'), 'private, no-store');
    });

    test('a client who does not meet a condition awaits action, and nothing undoes an agent’s decision', async () => {
      const id = await startedSession();
      await putEvidence(id, evidenceOf('awaiting'), { selfie: red });
      const finish = () => post(`/v1/sessions/${id}/attempts/1/finish`);
      const first = await read(await finish());
      assert.equal(first['status'], 'awaiting');
      assert.notDeepEqual(first['failedConditions'], []);
      assert.deepEqual(await read(await finish()), first);

      const api = await agent();
      const { version } = await api.getSession(id);
      await api.decideSession(
        id,
        { verdict: 'verify', note: null },
        { version, idempotencyKey: 'once' },
      );
      assert.equal((await read(await finish()))['status'], 'success');
      for (const response of [
        await putEvidence(id, evidenceOf('success')),
        await post(`/v1/sessions/${id}/attempts`),
      ]) {
        assert.equal(response.status, 409);
      }
      const session = await api.getSession(id);
      assert.deepEqual([session.status, session.decision?.by?.id], ['success', 'agent-1']);
    });

    test('an interrupted attempt counts, and the number of attempts is limited', async () => {
      const id = await startedSession();
      assert.equal((await read(await post(`/v1/sessions/${id}/attempts`)))['attemptCount'], 2);
      assert.equal((await post(`/v1/sessions/${id}/attempts`)).status, 201);
      assert.equal((await post(`/v1/sessions/${id}/attempts`)).status, 409);
      assert.equal((await putEvidence(id, evidenceOf('success'), {}, 1)).status, 409);
      assert.equal((await putEvidence(id, evidenceOf('success'), {}, 4)).status, 404);
      const session = await (await agent()).getSession(id);
      assert.equal(session.attempts.length, 3);
      assert.equal(session.attempts[0]?.finishedAt, null);
    });

    test('evidence that is sent again replaces the former, including photos', async () => {
      const id = await startedSession();
      await putEvidence(id, evidenceOf('awaiting'), { selfie: red });
      const api = await agent();
      const before = (await api.getSession(id)).selfie;
      await putEvidence(id, evidenceOf('success'), { selfie: await picture('blue') });
      const after = (await api.getSession(id)).selfie;
      assert.ok(before && after && before.id !== after.id);
      await assert.rejects(api.getPhoto(id, before.id), { code: 'not-found' });
      assert.ok((await api.getPhoto(id, after.id)).size > 0);
    });

    test('abuse case 4: a file that is not a photo is refused by its bytes, and nothing is stored', async () => {
      const id = await startedSession();
      const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
      const response = await putEvidence(id, evidenceOf('success'), {
        selfie: red,
        'document-front': svg,
      });
      assert.equal(response.status, 422);
      assert.deepEqual((await read(response))['parts'], [
        { pointer: '/document-front', message: 'neither JPEG, PNG nor WebP' },
      ]);
      const session = await (await agent()).getSession(id);
      assert.equal(session.selfie, null);
      assert.equal(session.documentType, null);
    });

    test('a photo that is too long or too narrow is refused before it is decoded', async () => {
      const id = await startedSession();
      for (const [photo, message] of [
        [blackPng(1, 50_000_000), /^1 × 50000000 pixels; at most 12000 are allowed on each side$/],
        [blackPng(25_000_000, 2), /^25000000 × 2 pixels; at most 12000/],
        [withJpegSize(red, 65_500, 700), /^65500 × 700 pixels; at most 12000/],
        [blackPng(9, 1), /^9 × 1 pixels; a side may have at most 8 times the other$/],
      ] as const) {
        const response = await putEvidence(id, evidenceOf('success'), { selfie: photo });
        assert.equal(response.status, 422);
        const [part] = (await read(response))['parts'] as { pointer: string; message: string }[];
        assert.equal(part?.pointer, '/selfie');
        assert.match(part.message, message);
      }
    });

    test('reports what is wrong with a request without quoting it', async () => {
      const wrong: readonly [Promise<Response>, string][] = [
        [post('/v1/sessions', { status: 'success' }), '/status'],
        [post('/v1/sessions', { extra: [{ key: 'secret', value: 'x' }] }), '/extra/0/key'],
        [post('/v1/sessions', { id: 'a\0b' }), '/id'],
        [
          startedSession().then((id) =>
            putEvidence(id, { ...evidenceOf('success'), verified: true }),
          ),
          '/verified',
        ],
        [
          startedSession().then((id) => putEvidence(id, evidenceOf('success'), { face: red })),
          '/part',
        ],
      ];
      for (const [request, pointer] of wrong) {
        const response = await request;
        assert.equal(response.status, 422, pointer);
        const { parts } = (await response.json()) as { parts: { pointer: string }[] };
        assert.equal(parts[0]?.pointer, pointer);
      }
    });

    test('abuse case 11: an id that another company uses is free, and reveals nothing', async () => {
      const id = 'shared';
      assert.equal((await post('/v1/sessions', { id })).status, 201);
      assert.equal((await post('/v1/sessions', { id }, otherKey)).status, 201);
      assert.equal((await post('/v1/sessions', { id })).status, 409);
    });

    test('abuse case 10: another company’s session gets the answer of a missing one', async () => {
      const id = await startedSession();
      const [theirs, none] = await Promise.all([
        post(`/v1/sessions/${id}/attempts`, {}, otherKey),
        post('/v1/sessions/nothing/attempts', {}, otherKey),
      ]);
      assert.deepEqual([theirs.status, none.status], [404, 404]);
      assert.equal(await theirs.text(), await none.text());
    });

    test('a user’s token cannot add a session, and an API key cannot read one', async () => {
      const token = await server.token(key, 'master');
      assert.equal((await post('/v1/sessions', {}, token)).status, 401);
      assert.equal((await server.send('/v1/workspace', key)).status, 401);
      const fromPage = await server.send('/v1/sessions', key, {
        method: 'POST',
        body: '{}',
        headers: { origin: 'https://portal.example' },
      });
      assert.equal(fromPage.status, 403);
    });
  });
}
