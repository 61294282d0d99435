import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { after, before, beforeEach, describe, test } from 'node:test';

import { readActivity } from '../../src/activity/log.ts';
import { inCompany, openDatabase, type Database } from '../../src/database/index.ts';
import { jobTables } from '../../src/job-tables.ts';
import { runJobsCommand } from '../../src/jobs/command.ts';
import type { JobKind } from '../../src/jobs/job.ts';
import { perform } from '../../src/jobs/perform.ts';
import { claim, type QueueContext, type SetAsideNotice } from '../../src/jobs/queue.ts';
import { startJobs, type JobRunner } from '../../src/jobs/runner.ts';
import { countSetAside, listSetAside } from '../../src/jobs/set-aside.ts';
import type { ObjectStore } from '../../src/objects/object-store.ts';
import { storeFailure } from '../../src/objects/object-store.ts';
import { createCompany } from '../../src/store/companies.ts';
import {
  cancelDeletion,
  createPhotoRemovals,
  photoRemovals,
  planDeletion,
} from '../../src/store/object-deletions.ts';
import { databases, emptyDatabase } from '../support/databases.ts';
import { activityKeys, memoryObjects } from '../support/store.ts';

/** Longer than any delay of a schedule. */
const day = 25 * 60 * 60 * 1000;

for (const [name, spare] of databases) {
  describe(`background jobs (${name})`, () => {
    let opened: Database[];
    let database: Database;
    let objects: ObjectStore;
    let drop: () => Promise<void>;
    let time = Date.parse('2026-06-15T12:00:00.000Z');
    const errors: unknown[] = [];
    const notices: SetAsideNotice[] = [];
    const now = () => new Date(time);

    before(async () => {
      const made = await spare();
      ({ drop } = made);
      // Only one process can use a PGlite folder. Two processes share PostgreSQL.
      opened = [await openDatabase(made.location)];
      if (name === 'PostgreSQL') opened.push(await openDatabase(made.location));
      [database] = opened as [Database];
    });
    after(async () => {
      for (const one of opened) await one.close();
      await drop();
    });
    beforeEach(async () => {
      await emptyDatabase(database);
      objects = memoryObjects();
      errors.length = 0;
      notices.length = 0;
      for (const id of ['a', 'b', 'c']) await createCompany(database, { id, name: id });
    });

    const context = (on = database): QueueContext => ({
      ...{ database: on, now, random: () => 0 },
      onError: (error) => errors.push(error),
      onSetAside: (notice) => notices.push(notice),
    });

    async function plan(companyId: string, sessionId: string, photoIds: readonly string[]) {
      for (const id of photoIds) {
        await objects.put([companyId, sessionId, id, 'full'], Uint8Array.of(1));
      }
      await inCompany(database, companyId, (transaction) =>
        planDeletion(transaction, { companyId, sessionId, photoIds }, now()),
      );
    }

    const hasBytes = async (companyId: string, sessionId: string, id: string) =>
      (await objects.get([companyId, sessionId, id, 'full'])) !== null;

    async function withRunner<T>(
      kinds: readonly JobKind[],
      work: (runner: JobRunner) => Promise<T>,
      on = database,
    ): Promise<T> {
      const runner = await startJobs({ ...context(on), kinds });
      try {
        return await work(runner);
      } finally {
        await runner.stop();
      }
    }

    /** Runs all jobs that are ready. */
    const runAll = (kind: JobKind) => withRunner([kind], (runner) => runner.settled());

    /** A store that cannot remove this photo. */
    const poisoned = (photoId: string): ObjectStore => ({
      ...objects,
      deleteAll: (prefix) =>
        prefix[2] === photoId
          ? Promise.reject(storeFailure(Object.assign(new Error('p/s-1'), { code: 'EACCES' })))
          : objects.deleteAll(prefix),
    });

    async function command(...args: readonly string[]): Promise<string[]> {
      const lines: string[] = [];
      const say = (line: string) => void lines.push(line);
      const activityKey = activityKeys.writing;
      const settings = { database, activityKey, tables: jobTables, now, say };
      await runJobsCommand(settings, args[0], args[1]);
      return lines;
    }

    test('jobs of every company are done in time after the clock was set back', async () => {
      const hour = 60 * 60 * 1000;
      const planAt = async (companyId: string, photoId: string, dueAt: number) => {
        await objects.put([companyId, 's-1', photoId, 'full'], Uint8Array.of(1));
        await inCompany(database, companyId, (transaction) =>
          planDeletion(
            transaction,
            { companyId, sessionId: 's-1', photoIds: [photoId] },
            new Date(dueAt),
          ),
        );
      };
      await withRunner([createPhotoRemovals(objects)], async (runner) => {
        await runner.settled();
        for (const id of ['a', 'b', 'c']) await planAt(id, 'soon', time + 1000);
        await planAt('a', 'later', time + 2 * hour);
        time -= hour;
        await runner.settled();
        time += 2000;
        await runner.settled();
        for (const id of ['a', 'b', 'c'])
          assert.equal(await hasBytes(id, 's-1', 'soon'), false, id);
        // What was to wait longer still does.
        assert.equal(await hasBytes('a', 's-1', 'later'), true);
        time += 2 * hour;
        await runner.settled();
        assert.equal(await hasBytes('a', 's-1', 'later'), false);
      });
      assert.deepEqual(errors, []);
    });

    test('a job that failed is repeated in time after the clock was set back', async () => {
      let attempts = 0;
      const failing = {
        ...objects,
        deleteAll: () => {
          attempts += 1;
          return Promise.reject(storeFailure(new Error('down')));
        },
      };
      const kind = createPhotoRemovals(failing);
      await plan('a', 's-1', ['p1']);
      await withRunner([kind], async (runner) => {
        await runner.settled();
        assert.equal(attempts, 1);
        time -= 24 * 60 * 60 * 1000;
        await runner.settled();
        time += Math.max(...kind.schedule.delays.slice(0, 1)) * 2;
        await runner.settled();
        assert.equal(attempts, 2);
      });
    });

    test('a photo that cannot be removed does not hold up others, is set aside, and is listed', async () => {
      await plan('a', 's 1/ა', ['p1', 'bad', 'p2']);
      await plan('b', 's-2', ['p3']);
      await plan('c', 's-3', ['p4']);
      const kind = createPhotoRemovals(poisoned('bad'));
      await runAll(kind);
      for (const [company, session, photo] of [
        ['a', 's 1/ა', 'p1'],
        ['a', 's 1/ა', 'p2'],
        ['b', 's-2', 'p3'],
        ['c', 's-3', 'p4'],
      ] as const) {
        assert.equal(await hasBytes(company, session, photo), false, photo);
      }
      assert.deepEqual(await command(), ['No job is set aside.']);

      let attempts = 1;
      while (notices.length === 0) {
        time += day;
        await runAll(kind);
        attempts += 1;
      }
      assert.equal(attempts, 8);
      assert.equal(await hasBytes('a', 's 1/ა', 'bad'), true);
      assert.deepEqual(notices, [{ kind: 'photo-removal', companyId: 'a', error: 'EACCES' }]);
      const count = {
        'web-hook': 0,
        'photo-removal': 1,
        screening: 0,
        'activity-check': 0,
        'likeness-fill': 0,
        'claim-end': 0,
      };
      assert.deepEqual(await countSetAside(database, jobTables), count);
      const path = 'photo-removal/a/s%201%2F%E1%83%90/bad';
      assert.deepEqual(await command(), [
        'SET ASIDE                 ATTEMPTS  LAST ERROR  JOB',
        `${now().toISOString()}  8         EACCES      ${path}`,
      ]);

      // No runner takes a job that was set aside.
      time += day;
      await runAll(createPhotoRemovals(objects));
      assert.equal(await hasBytes('a', 's 1/ა', 'bad'), true);
      await assert.rejects(
        command('retry', 'photo-removal/b'),
        /^Error: No job named "photo-removal\/b"/,
      );
      assert.deepEqual(await command('retry', 'photo-removal/a'), [
        'A running server will now retry the job.',
      ]);
      await runAll(createPhotoRemovals(objects));
      assert.equal(await hasBytes('a', 's 1/ა', 'bad'), false);
      assert.deepEqual(await command(), ['No job is set aside.']);
    });

    test('a job that was set aside is dropped by its full name', async () => {
      await plan('a', 's-1', ['p1', 'p2']);
      const kind = createPhotoRemovals({
        ...objects,
        deleteAll: () => Promise.reject(new Error()),
      });
      while (notices.length < 2) {
        await runAll(kind);
        time += day;
      }
      await assert.rejects(command('drop', 'photo-removal/a/s-1'), /matches 2 jobs/);
      await assert.rejects(command('drop', 'photo-removal/b/s-1/p1'), /^Error: No job/);
      await assert.rejects(
        command('drop', 'photo/a'),
        /The kinds are web-hook, photo-removal, screening, activity-check/,
      );
      await assert.rejects(command('forget', 'photo-removal'), /Unknown command "jobs forget"/);
      assert.equal((await command('drop', 'photo-removal/a/s-1/p1')).length, 1);
      const left = await listSetAside(database, photoRemovals);
      assert.deepEqual(
        left.map(({ key }) => key),
        [['s-1', 'p2']],
      );
    });

    test('the activity log records each job that a command retried or dropped, by its ids', async () => {
      await plan('a', 's-1', ['p1', 'p2']);
      await plan('b', 's-2', ['p3']);
      const failing = { ...objects, deleteAll: () => Promise.reject(new Error()) };
      while (notices.length < 3) {
        await runAll(createPhotoRemovals(failing));
        time += day;
      }
      await assert.rejects(command('drop', 'photo-removal/a'));
      await assert.rejects(command('retry', 'photo-removal/c'));
      await command('drop', 'photo-removal/a/s-1/p2');
      await assert.rejects(command('drop', 'photo-removal/a/s-1/p2'));
      await command('retry', 'photo-removal');
      await assert.rejects(command('retry', 'photo-removal'));

      const entriesOf = async (companyId: string) => {
        const read = await inCompany(database, companyId, (transaction) =>
          readActivity(transaction, companyId),
        );
        return read.map(({ entry: { sequence: _, ...entry } }) => entry);
      };
      const entry = (action: string, sessionId: string, photoId: string) => ({
        ...{ at: now().toISOString(), actor: null, action, sessionId },
        details: { jobKind: 'photo-removal', jobKey: [sessionId, photoId] },
      });
      assert.deepEqual(await entriesOf('a'), [
        entry('job-dropped', 's-1', 'p2'),
        entry('job-retried', 's-1', 'p1'),
      ]);
      assert.deepEqual(await entriesOf('b'), [entry('job-retried', 's-2', 'p3')]);
      assert.deepEqual(await entriesOf('c'), []);
    });

    test('no transaction is open while photos are removed', async () => {
      await plan('a', 's-1', ['p1']);
      const asking: ObjectStore = {
        ...objects,
        deleteAll: async (prefix) => {
          // A row lock refuses this. On PGlite, an open transaction would block its only connection.
          await inCompany(database, 'a', (transaction) =>
            transaction
              .selectFrom('object_deletions')
              .select('photo_id')
              .forUpdate()
              .noWait()
              .execute(),
          );
          await objects.deleteAll(prefix);
        },
      };
      await runAll(createPhotoRemovals(asking));
      assert.deepEqual(errors, []);
      assert.equal(await hasBytes('a', 's-1', 'p1'), false);
    });

    test('a company with many jobs gets no more turns than the others', async () => {
      const many = Array.from({ length: 20 }, (_, index) => `p${index}`);
      await plan('a', 's-1', many);
      time += 1;
      await plan('b', 's-2', ['p']);
      await plan('c', 's-3', ['p']);
      const order: string[] = [];
      const recording: ObjectStore = {
        ...objects,
        deleteAll: async (prefix) => {
          order.push(prefix[0]);
          await objects.deleteAll(prefix);
        },
      };
      await runAll({ ...createPhotoRemovals(recording), concurrency: 1 });
      assert.deepEqual(order.slice(0, 4), ['a', 'b', 'c', 'a']);
      assert.equal(order.length, 22);
    });

    test('the job of a killed process is taken over when its lease ends, and not before', async () => {
      await plan('a', 's-1', ['p1']);
      const kind = createPhotoRemovals(objects);
      assert.ok(await claim(context(), kind, 'a'));
      await runAll(kind);
      assert.equal(await hasBytes('a', 's-1', 'p1'), true);
      time += kind.leaseMs;
      await runAll(kind);
      assert.equal(await hasBytes('a', 's-1', 'p1'), false);
    });

    test('a job that kills its process again and again is set aside', async () => {
      await plan('a', 's-1', ['p1']);
      await plan('a', 's-2', ['p2']);
      const kind = createPhotoRemovals(objects);
      for (let kills = 0; kills < 8; kills += 1) {
        const claimed = await claim(context(), kind, 'a', [['s-1', 'p1']]);
        assert.ok(claimed, `${kills}`);
        time += kind.leaseMs;
      }
      await runAll(kind);
      assert.deepEqual(notices, [{ kind: 'photo-removal', companyId: 'a', error: 'interrupted' }]);
      assert.equal(await hasBytes('a', 's-1', 'p1'), true);
      assert.equal(await hasBytes('a', 's-2', 'p2'), false);
    });

    test('a process that has lost its lease changes nothing', async () => {
      await plan('a', 's-1', ['p1']);
      const failing = createPhotoRemovals({
        ...objects,
        deleteAll: () => Promise.reject(new Error()),
      });
      const claimed = await claim(context(), failing, 'a');
      assert.ok(claimed);
      time += failing.leaseMs;
      await runAll(createPhotoRemovals(objects));
      const { signal } = new AbortController();
      assert.equal(await perform(context(), failing, claimed, signal), 'fault');
      assert.deepEqual(await listSetAside(database, photoRemovals), []);
      const rows = await inCompany(database, 'a', (transaction) =>
        transaction.selectFrom('object_deletions').selectAll().execute(),
      );
      assert.deepEqual(rows, []);
    });

    test('an upload cannot keep photos whose removal has started', async () => {
      await plan('a', 's-1', ['p1']);
      const names = { companyId: 'a', sessionId: 's-1', photoIds: ['p1'] };
      assert.ok(await claim(context(), createPhotoRemovals(objects), 'a'));
      const keep = () =>
        inCompany(database, 'a', (transaction) => cancelDeletion(transaction, names));
      assert.equal(await keep(), false);
    });

    test('two runners do each job once', async () => {
      const photos = Array.from({ length: 30 }, (_, index) => `p${index}`);
      for (const company of ['a', 'b']) await plan(company, 's', photos);
      const removed: string[] = [];
      const counting: ObjectStore = {
        ...objects,
        deleteAll: (prefix) => {
          removed.push(prefix.join('/'));
          return objects.deleteAll(prefix);
        },
      };
      const kind = createPhotoRemovals(counting);
      const others = opened.length > 1 ? opened : [database, database];
      await Promise.all(others.map((on) => withRunner([kind], (runner) => runner.settled(), on)));
      assert.deepEqual(errors, []);
      assert.equal(removed.length, 60);
      assert.equal(new Set(removed).size, 60);
    });

    test('a runner that stops cancels jobs that outlast its grace period, for the next runner', async () => {
      await plan('a', 's-1', ['p1']);
      const { promise: isStarted, resolve: start } = Promise.withResolvers<undefined>();
      const kind: JobKind = {
        ...createPhotoRemovals(objects),
        load: () =>
          Promise.resolve(
            (signal) =>
              new Promise((_, reject) => {
                signal.addEventListener('abort', () => reject(signal.reason as Error));
                start(undefined);
              }),
          ),
      };
      const runner = await startJobs({ ...context(), kinds: [kind] });
      await isStarted;
      await runner.stop(0);
      assert.deepEqual(errors, []);
      await runAll(createPhotoRemovals(objects));
      assert.equal(await hasBytes('a', 's-1', 'p1'), false);
    });

    test('work that ignores its signal keeps neither a runner from stopping nor its place', async () => {
      await plan('a', 's-1', ['p1']);
      const { promise: isStarted, resolve: start } = Promise.withResolvers<undefined>();
      const endless: ObjectStore = {
        ...objects,
        deleteAll: () => {
          start(undefined);
          return new Promise(() => undefined);
        },
      };
      const runner = await startJobs({ ...context(), kinds: [createPhotoRemovals(endless)] });
      await isStarted;
      await runner.stop(0);
      assert.deepEqual(errors, []);

      await runAll({ ...createPhotoRemovals(endless), leaseMs: 50 });
      assert.deepEqual(
        errors.map((error) => (error as Error).name),
        ['TimeoutError'],
      );
      time += day;
      await runAll(createPhotoRemovals(objects));
      assert.equal(await hasBytes('a', 's-1', 'p1'), false);
    });

    test('a company whose jobs last has only its share of the places', async () => {
      await plan('a', 's-1', ['p1', 'p2', 'p3']);
      const { promise: isReleased, resolve: release } = Promise.withResolvers<undefined>();
      const begun = new EventEmitter();
      let ofFirst = 0;
      const slow: ObjectStore = {
        ...objects,
        deleteAll: async ([companyId]) => {
          if (companyId === 'a') ofFirst += 1;
          begun.emit(companyId === 'a' ? `a${ofFirst}` : companyId);
          if (companyId === 'a') await isReleased;
        },
      };
      const kind = { ...createPhotoRemovals(slow), concurrency: 3, concurrencyPerCompany: 2 };
      const [hasShare, hasMore, isServed] = ['a2', 'a3', 'b'].map((name) => once(begun, name));
      await withRunner([kind], async (runner) => {
        await hasShare;
        await plan('b', 's-2', ['p4']);
        time += 1;
        await Promise.race([hasMore, isServed]);
        assert.equal(ofFirst, 2);
        release(undefined);
        await runner.settled();
        assert.equal(ofFirst, 3);
      });
    });

    test('a service that is down gets no requests after twenty failures in a row', async () => {
      const photos = Array.from({ length: 60 }, (_, index) => `p${index}`);
      await plan('a', 's-1', photos);
      let removals = 0;
      const down: ObjectStore = {
        ...objects,
        deleteAll: () => {
          removals += 1;
          return Promise.reject(new Error('down'));
        },
      };
      await runAll(createPhotoRemovals(down));
      assert.ok(removals >= 20 && removals <= 21, `${removals}`);
    });
  });
}
