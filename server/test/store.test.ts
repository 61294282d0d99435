import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { sql } from 'kysely';
import { isReviewError, type ReviewApi, type ReviewErrorCode } from 'kv-review/api';
import { defaultSettings, queueFactsOf, type Actor, type Session } from 'kv-review/model';
import { edgeSessions, sampleSessions } from 'kv-review/testing';

import { readActivity, readChainEnd } from '../src/activity/log.ts';
import { matchesApiKey, parseApiKey } from '../src/auth/api-keys.ts';
import { inCompany, type Database } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import type { ObjectStore } from '../src/objects/object-store.ts';
import { createUserAdapters } from '../src/review/review-api.ts';
import {
  addApiKey,
  createCompany,
  findApiKey,
  readCompany,
  revokeApiKey,
} from '../src/store/companies.ts';
import { photoKey } from '../src/store/photos.ts';
import { insertSettings, lockSettings } from '../src/store/settings.ts';
import { seedSessions } from '../src/store/seed.ts';
import { readSession, updateSession } from '../src/store/sessions.ts';
import { onEachDatabase } from './support/databases.ts';
import { activityKeys, memoryObjects } from './support/store.ts';

const ana: Actor = { id: 'ana', name: 'Ana Agent', role: 'agent' };

async function refused(call: Promise<unknown>, code: ReviewErrorCode): Promise<void> {
  await assert.rejects(call, (error) => isReviewError(error) && error.code === code);
}

/** A session as the store returns it: with its own version, instants in UTC, and without NUL. */
function asStored(session: Session): Session {
  const instants = new Set(['createdAt', 'completedAt', 'startedAt', 'finishedAt', 'at']);
  const text = JSON.stringify(session, (key, value: unknown) =>
    typeof value !== 'string'
      ? value
      : instants.has(key)
        ? new Date(value).toISOString()
        : value.replaceAll('\0', '\ufffd'),
  );
  return { ...(JSON.parse(text) as Session), version: '1' };
}

onEachDatabase('store', (open) => {
  const sessions = [...sampleSessions({ count: 2000, seed: 'store' }), ...edgeSessions()];
  let database: Database;
  let objects: ObjectStore;
  let api: ReviewApi;

  before(async () => {
    database = await open();
    objects = memoryObjects();
    for (const id of ['a', 'b']) await createCompany(database, { id, name: `Company ${id}` });
    await seedSessions(database, 'a', sessions);
    const store = createUserAdapters({
      database,
      objects,
      activityKey: activityKeys.writing,
      followUps,
    });
    api = store.as({ companyId: 'a', actor: ana });
  });

  test('sessions are read as they were stored, including hostile ones', async () => {
    const chosen = sessions.filter((_, index) => index % 10 === 0 || index >= 2000);
    for (const session of chosen) {
      const expected = { ...asStored(session), ...queueFactsOf(session, { dueHours: {} }) };
      assert.deepEqual(await api.getSession(session.id), expected);
    }
    const count = await api.countSessions({});
    assert.ok(count.exact ? count.count === sessions.length : count.count <= sessions.length);
  });

  test('a change of an outdated version is rolled back completely', async () => {
    const [session] = sessions.filter(({ status }) => status === 'awaiting');
    assert.ok(session);
    const seen = await inCompany(database, 'a', (transaction) =>
      readSession(transaction, 'a', session.id),
    );
    assert.ok(seen);
    const note = {
      id: 'n-late',
      text: 'Late.',
      by: { id: 'ana', name: 'Ana' },
      at: '2026-06-15T12:00:00.000Z',
      verdict: null,
    };
    const write = (notes: Session['notes']) =>
      inCompany(database, 'a', (transaction) =>
        updateSession(transaction, 'a', seen, { ...seen.session, notes }),
      );
    await write(seen.session.notes);
    await assert.rejects(write([...seen.session.notes, note]), /changed 0/);
    assert.deepEqual((await api.getSession(session.id)).notes, seen.session.notes);
  });

  describe('photos', () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
    const markup = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');

    function twoWithSelfie() {
      const [first, second] = sessions.filter(({ selfie }) => selfie !== null);
      assert.ok(first?.selfie && second?.selfie);
      return { sessionId: first.id, photoId: first.selfie.id, otherId: second.id };
    }

    test('are returned in the requested size, and only for their session and company', async () => {
      const { sessionId, photoId, otherId } = twoWithSelfie();
      await refused(api.getPhoto(sessionId, photoId), 'not-found');
      const name = { companyId: 'a', sessionId, photoId };
      await objects.put(photoKey(name, 'full'), png);
      const blob = await api.getPhoto(sessionId, photoId);
      assert.deepEqual([blob.type, blob.size], ['image/png', png.length]);
      await refused(api.getPhoto(sessionId, photoId, { size: 'thumbnail' }), 'not-found');
      await objects.put(photoKey({ ...name, sessionId: otherId }, 'full'), png);
      await refused(api.getPhoto(otherId, photoId), 'not-found');
      const store = createUserAdapters({
        database,
        objects,
        activityKey: activityKeys.writing,
        followUps,
      });
      const stranger = store.as({ companyId: 'b', actor: ana });
      await objects.put(photoKey({ ...name, companyId: 'b' }, 'full'), png);
      await refused(stranger.getPhoto(sessionId, photoId), 'not-found');
    });

    test('abuse case 4: markup that was stored as a photo is not returned', async () => {
      const { sessionId, photoId } = twoWithSelfie();
      await objects.put(photoKey({ companyId: 'a', sessionId, photoId }, 'full'), markup);
      await refused(api.getPhoto(sessionId, photoId), 'unavailable');
    });

    test('of a page are returned together, with one log entry that names the sessions', async () => {
      const own = sessions
        .filter(({ selfie }) => selfie !== null)
        .slice(5, 9)
        .map(({ id, selfie }) => ({ sessionId: id, photoId: selfie?.id ?? '' }));
      const [first, second, broken, absent] = own;
      assert.ok(first && second && broken && absent);
      const bytes = [png, png, markup];
      for (const [index, name] of [first, second, broken].entries()) {
        await objects.put(
          photoKey({ companyId: 'a', ...name }, 'thumbnail'),
          bytes[index] ?? new Uint8Array(),
        );
      }
      const readLog = (companyId: string, after: number) =>
        inCompany(database, companyId, (transaction) =>
          readActivity(transaction, companyId, { after }),
        );
      const { sequence } = await inCompany(database, 'a', (transaction) =>
        readChainEnd(transaction, 'a'),
      );
      const swapped = { sessionId: first.sessionId, photoId: second.photoId };
      const photos = [second, swapped, absent, broken, first, second];
      const found = ['image/png', png.length];
      const thumbnails = await api.listThumbnails({ photos });
      assert.deepEqual(
        thumbnails.map((blob) => blob && [blob.type, blob.size]),
        [found, null, null, null, found, found],
      );
      const entries = await readLog('a', sequence);
      assert.deepEqual(
        entries.map(({ entry: { action, sessionId, details, actor } }) => ({
          ...{ action, sessionId, details, actor },
        })),
        [
          {
            action: 'thumbnails-read',
            sessionId: null,
            details: { count: 3, sessionIds: [second.sessionId, first.sessionId] },
            actor: { id: ana.id, role: ana.role },
          },
        ],
      );
      const store = createUserAdapters({
        database,
        objects,
        activityKey: activityKeys.writing,
        followUps,
      });
      const stranger = store.as({ companyId: 'b', actor: ana });
      const before = (await readLog('b', 0)).length;
      assert.deepEqual(await stranger.listThumbnails({ photos: own }), [null, null, null, null]);
      assert.equal((await readLog('b', 0)).length, before, 'nothing was read');
    });

    test('that are missing can be drawn', async () => {
      const { sessionId, photoId } = twoWithSelfie();
      const store = createUserAdapters({
        database,
        objects: memoryObjects(),
        activityKey: activityKeys.writing,
        followUps,
        missingPhoto: (session, photo, size) =>
          new Blob([`${session.id} ${photo.id} ${size}`], { type: 'image/png' }),
      });
      const blob = await store
        .as({ companyId: 'a', actor: ana })
        .getPhoto(sessionId, photoId, { size: 'thumbnail' });
      assert.equal(await blob.text(), `${sessionId} ${photoId} thumbnail`);
    });
  });

  describe('companies', () => {
    test('that were stored without a time zone have the days of UTC', async () => {
      await inCompany(database, 'b', (transaction) =>
        sql`
          insert into settings_versions
          select company_id, number + 1, at, author, settings - 'timeZone'
          from settings_versions where company_id = 'b'
        `.execute(transaction),
      );
      assert.equal((await readCompany(database, 'b'))?.settings.timeZone, 'UTC');
      const store = createUserAdapters({
        database,
        objects,
        activityKey: activityKeys.writing,
        followUps,
      });
      const workspace = await store.as({ companyId: 'b', actor: ana }).getWorkspace();
      assert.equal(workspace.timeZone, 'UTC');
    });

    test('have the kit’s defaults, and the settings of their master user', async () => {
      const settings = { ...defaultSettings, acceptanceLevel: 6, maxAttempts: 5 } as const;
      await inCompany(database, 'b', async (transaction) => {
        const current = await lockSettings(transaction, 'b');
        assert.ok(current);
        await insertSettings(transaction, 'b', {
          ...current,
          version: '3',
          settings,
        });
      });
      assert.deepEqual((await readCompany(database, 'a'))?.settings, defaultSettings);
      assert.deepEqual((await readCompany(database, 'b'))?.settings, settings);
      const store = createUserAdapters({
        database,
        objects,
        activityKey: activityKeys.writing,
        followUps,
      });
      const workspace = await store.as({ companyId: 'b', actor: ana }).getWorkspace();
      assert.equal(workspace.acceptanceLevel, 6);
      assert.deepEqual(workspace.actor, ana);
    });

    test('that do not exist have no users', async () => {
      const store = createUserAdapters({
        database,
        objects,
        activityKey: activityKeys.writing,
        followUps,
      });
      for (const companyId of ['c', 'A', 'a ', '', "a' or '1'='1"]) {
        const nobody = store.as({ companyId, actor: ana });
        await refused(nobody.getWorkspace(), 'unauthenticated');
        await refused(nobody.listSessions({}), 'unauthenticated');
        await refused(nobody.recordActivity({ action: 'export-csv' }), 'unauthenticated');
        await refused(nobody.getSession(sessions[0]?.id ?? ''), 'not-found');
        assert.equal(await readCompany(database, companyId), undefined);
      }
      assert.equal(await readCompany(database, 'a\0'), undefined);
    });

    test('abuse case 11: can use an id that another company uses, and learn nothing from it', async () => {
      const [session] = sessions;
      assert.ok(session);
      await seedSessions(database, 'b', [{ ...session, companyName: 'Of company b' }]);
      const store = createUserAdapters({
        database,
        objects,
        activityKey: activityKeys.writing,
        followUps,
      });
      const own = await store.as({ companyId: 'b', actor: ana }).getSession(session.id);
      assert.equal(own.companyName, 'Of company b');
      assert.equal((await api.getSession(session.id)).companyName, session.companyName);
    });

    test('cannot be added twice, without a name, or with an invalid origin', async () => {
      await assert.rejects(createCompany(database, { id: 'a', name: 'Again' }));
      await assert.rejects(createCompany(database, { id: 'd', name: '' }));
      for (const origin of ['*', 'null', 'portal.example', 'https://portal.example/']) {
        const allowedOrigins = [origin];
        await assert.rejects(createCompany(database, { id: 'd', name: 'D', allowedOrigins }));
      }
    });

    test('have keys that can be revoked, and only a hash of each is stored', async () => {
      const { text, stored } = await addApiKey(database, 'a', 'Backend');
      const shown = parseApiKey(text);
      assert.ok(shown);
      assert.ok(matchesApiKey(await findApiKey(database, 'a', stored.id), shown));
      assert.equal(await findApiKey(database, 'b', stored.id), undefined);
      const at = new Date('2026-06-15T12:00:00.000Z');
      assert.equal(await revokeApiKey(database, 'b', stored.id, { now: at }), false);
      assert.equal((await findApiKey(database, 'a', stored.id))?.revokedAt, null);
      assert.equal(await revokeApiKey(database, 'a', stored.id, { now: at }), true);
      assert.equal(await revokeApiKey(database, 'a', stored.id), true);
      const revoked = await findApiKey(database, 'a', stored.id);
      assert.equal(revoked?.revokedAt, at.toISOString());
      assert.ok(!matchesApiKey(revoked, shown));
    });
  });
});
