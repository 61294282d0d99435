import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { isReviewError, type ReviewError, type ReviewErrorCode } from 'kv-review/api';
import { defaultSettings, type Session } from 'kv-review/model';
import sharp from 'sharp';

import { inCompany, type Database } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import {
  createIngest,
  type Ingest,
  type IngestOptions,
  type Upload,
} from '../src/ingest/ingest.ts';
import type { Evidence } from '../src/ingest/requests.ts';
import type { ObjectStore } from '../src/objects/object-store.ts';
import { createCompany } from '../src/store/companies.ts';
import { photoKey } from '../src/store/photos.ts';
import { readSession } from '../src/store/sessions.ts';
import { onEachDatabase } from './support/databases.ts';
import { activityKeys, memoryObjects } from './support/store.ts';

const sender = { companyId: 'a', keyId: 'k1' };
const start = new Date('2026-03-01T10:00:00.000Z');

const evidenceOf = (lastName: string): Evidence => ({
  documentType: 'passport',
  mrz: null,
  front: { ...noClient, lastName },
  back: null,
  faceMatch: null,
  spoof: { idIsReal: null, fullIdDetected: null },
  livenessPassed: null,
  livenessFinished: false,
  documentFinished: true,
});

const noClient = {
  firstName: null,
  lastName: null,
  documentNumber: null,
  personalNumber: null,
  sex: null,
  birthDate: null,
  expirationDate: null,
  nationality: null,
};

const refused = (call: Promise<unknown>, code: ReviewErrorCode): Promise<void> =>
  assert.rejects(call, (error) => isReviewError(error) && error.code === code);

onEachDatabase('ingest during concurrent requests and failures', (open) => {
  let database: Database;
  let uploads: readonly [Upload, Upload];

  before(async () => {
    database = await open();
    const settings = { ...defaultSettings, sessionMinutes: 30 };
    await createCompany(database, { id: 'a', name: 'Company A', settings });
    const picture = await sharp({
      create: { width: 64, height: 40, channels: 3, background: 'red' },
    })
      .jpeg()
      .toBuffer();
    const bytes = new Uint8Array(picture);
    uploads = [
      { kind: 'selfie', bytes, pointer: '/selfie' },
      { kind: 'document-front', bytes, pointer: '/document-front' },
    ];
  });

  function ingestWith(options: Partial<IngestOptions> = {}): Ingest & { objects: ObjectStore } {
    const objects = options.objects ?? memoryObjects();
    const ingest = createIngest({
      ...{ database, objects, activityKey: activityKeys.writing, followUps, now: () => start },
      ...options,
    });
    return { ...ingest, objects };
  }

  async function read(id: string): Promise<Session> {
    const stored = await inCompany(database, 'a', (transaction) =>
      readSession(transaction, 'a', id),
    );
    assert.ok(stored);
    return stored.session;
  }

  async function started(ingest: Ingest): Promise<{ sessionId: string; attempt: number }> {
    const { id: sessionId } = await ingest.createSession(sender, { extra: [] });
    await ingest.startAttempt(sender, sessionId, { clientIp: null });
    return { sessionId, attempt: 1 };
  }

  test('a client is not screened with evidence that was replaced in the meantime', async () => {
    const checked: (string | null)[] = [];
    const ingest = ingestWith({
      screening: {
        ask: async ({ lastName }) => {
          checked.push(lastName);
          // The evidence is sent again during the screening.
          if (checked.length === 1) {
            await ingest.storeEvidence(sender, place, evidenceOf('New'), []);
          }
          return lastName === 'Old'
            ? { status: 'clear', checkedAt: start.toISOString(), lists: [] }
            : { status: 'unknown', checkedAt: null };
        },
        recall: (...[, , , found]) => Promise.resolve(found),
        remember: () => Promise.resolve(),
      },
    });
    const place = await started(ingest);
    await ingest.storeEvidence(sender, place, evidenceOf('Old'), []);
    await ingest.finishAttempt(sender, place);
    const session = await read(place.sessionId);
    assert.equal(session.client.lastName, 'New');
    assert.equal(session.screening.status, 'unknown');
    assert.deepEqual(checked, ['Old', 'New']);
  });

  test('evidence that is sent again without photos has no photos', async () => {
    const ingest = ingestWith();
    const place = await started(ingest);
    await ingest.storeEvidence(sender, place, evidenceOf('A'), uploads);
    const { selfie } = await read(place.sessionId);
    assert.ok(selfie);
    await ingest.storeEvidence(sender, place, evidenceOf('A'), []);
    const session = await read(place.sessionId);
    assert.equal(session.selfie, null);
    assert.deepEqual(session.attempts[0]?.photos, []);
    const name = { companyId: 'a', sessionId: place.sessionId, photoId: selfie.id };
    assert.equal(await ingest.objects.get(photoKey(name, 'full')), null);
  });

  test('new photos stay even when the former ones cannot be removed', async () => {
    const objects = memoryObjects();
    const errors: unknown[] = [];
    let isBroken = false;
    const ingest = ingestWith({
      objects: {
        ...objects,
        deleteAll: (prefix) => {
          if (!isBroken) return objects.deleteAll(prefix);
          isBroken = false;
          return Promise.reject(new Error('The disk failed once.'));
        },
      },
      onError: (error) => errors.push(error),
    });
    const place = await started(ingest);
    await ingest.storeEvidence(sender, place, evidenceOf('A'), uploads);
    isBroken = true;
    await ingest.storeEvidence(sender, place, evidenceOf('A'), uploads);
    const { attempts } = await read(place.sessionId);
    assert.equal(attempts[0]?.photos.length, 2);
    for (const { id: photoId } of attempts[0].photos) {
      const name = { companyId: 'a', sessionId: place.sessionId, photoId };
      assert.ok(await objects.get(photoKey(name, 'full')));
    }
    assert.equal(errors.length, 1);
  });

  test('nothing of a refused upload is stored, including the photos before the bad one', async () => {
    const objects = memoryObjects();
    const objectsLeft = new Set<string>();
    const ingest = ingestWith({
      objects: {
        ...objects,
        put: (key, bytes) => {
          objectsLeft.add(key.slice(0, 3).join());
          return objects.put(key, bytes);
        },
        deleteAll: (prefix) => {
          objectsLeft.delete(prefix.join());
          return objects.deleteAll(prefix);
        },
      },
    });
    const place = await started(ingest);
    const damaged = { ...uploads[1], bytes: uploads[1].bytes.slice(0, 100) };
    await refused(
      ingest.storeEvidence(sender, place, evidenceOf('A'), [uploads[0], damaged]),
      'invalid',
    );
    assert.deepEqual([...objectsLeft], []);
  });

  test('when the store refuses a photo, none is left behind', async () => {
    const objects = memoryObjects();
    const objectsLeft = new Set<string>();
    const ingest = ingestWith({
      objects: {
        ...objects,
        put: (key, bytes) => {
          if (objectsLeft.size === 1) return Promise.reject(new Error('The disk is full.'));
          objectsLeft.add(key.slice(0, 3).join());
          return objects.put(key, bytes);
        },
        deleteAll: (prefix) => {
          objectsLeft.delete(prefix.join());
          return objects.deleteAll(prefix);
        },
      },
    });
    const place = await started(ingest);
    await assert.rejects(ingest.storeEvidence(sender, place, evidenceOf('A'), uploads));
    assert.deepEqual([...objectsLeft], []);
  });

  test('one of two concurrent requests for an id creates the session', async () => {
    const ingest = ingestWith();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => ingest.createSession(sender, { id: 'same', extra: [] })),
    );
    const failures = results.filter((result) => result.status === 'rejected');
    assert.equal(failures.length, 7);
    for (const { reason } of failures) assert.equal((reason as ReviewError).code, 'conflict');
  });

  test('a request that is repeated with its key counts once', async () => {
    const ingest = ingestWith();
    const { id } = await ingest.createSession(sender, { extra: [] }, 'create');
    const again = await ingest.createSession(sender, { extra: [] }, 'create');
    assert.equal(again.id, id);
    const states = await Promise.all(
      Array.from({ length: 5 }, () => ingest.startAttempt(sender, id, { clientIp: null }, 'start')),
    );
    for (const state of states) assert.deepEqual(state, states[0]);
    assert.equal((await read(id)).attemptCount, 1);
    await ingest.startAttempt(sender, id, { clientIp: null }, 'start-2');
    assert.equal((await read(id)).attemptCount, 2);
    await refused(ingest.startAttempt(sender, id, { clientIp: '203.0.113.7' }, 'start'), 'invalid');
    const others = await ingest.createSession({ ...sender, keyId: 'k2' }, { extra: [] }, 'create');
    assert.notEqual(others.id, id);
  });

  test('concurrent attempts each count, and cannot exceed the limit', async () => {
    const ingest = ingestWith();
    const { id } = await ingest.createSession(sender, { extra: [] });
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () => ingest.startAttempt(sender, id, { clientIp: null })),
    );
    const numbers = results.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value.attemptCount] : [],
    );
    assert.deepEqual(numbers.toSorted(), [1, 2, 3]);
    assert.equal((await read(id)).attempts.length, 3);
  });

  test('an attempt that was started in time must also be finished in time', async () => {
    let now = start;
    const ingest = ingestWith({ now: () => now });
    const place = await started(ingest);
    now = new Date(start.getTime() + 30 * 60_000 - 1);
    await ingest.storeEvidence(sender, place, evidenceOf('A'), []);
    now = new Date(start.getTime() + 30 * 60_000);
    await refused(ingest.startAttempt(sender, place.sessionId, { clientIp: null }), 'conflict');
    await refused(ingest.storeEvidence(sender, place, evidenceOf('B'), []), 'conflict');
    await refused(ingest.finishAttempt(sender, place), 'conflict');
    assert.equal((await read(place.sessionId)).status, 'processing');
  });

  test('a repeated request gets the outcome even after the time is over', async () => {
    let now = start;
    const ingest = ingestWith({ now: () => now });
    const place = await started(ingest);
    const finished = await ingest.finishAttempt(sender, place);
    now = new Date(start.getTime() + 24 * 60 * 60_000);
    assert.deepEqual(await ingest.finishAttempt(sender, place), finished);
  });
});
