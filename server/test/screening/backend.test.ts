import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';

import type { ReviewApi } from 'kv-review/api';
import {
  defaultSettings,
  isJudgedInPart,
  openMatches,
  type CheckedScreening,
  type Session,
  type Settings,
} from 'kv-review/model';
import { sql } from 'kysely';

import { inCompany } from '../../src/database/index.ts';
import { findReady } from '../../src/jobs/queue.ts';
import { listSetAside, retrySetAside } from '../../src/jobs/set-aside.ts';
import { firstDelay, longestDelay, screeningJobs } from '../../src/screening/due.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { finishSession, goodEvidence } from '../support/finished-session.ts';
import { databases } from '../support/databases.ts';
import { activityKeys } from '../support/store.ts';
import { startYente, type YenteStub } from '../support/yente.ts';

const start = new Date('2026-03-01T10:00:00.000Z');

const good = goodEvidence(start);

/** Front and zone would contradict each other: companies of these tests do not compare them. */
const somebodyElse = {
  ...good,
  front: good.front && { ...good.front, birthDate: '1961-07-08', personalNumber: null },
  back: good.back && { ...good.back, birthDate: '1961-07-08', personalNumber: null },
};

const found = (...ids: string[]): CheckedScreening => ({
  status: 'match',
  checkedAt: start.toISOString(),
  lists: ['default'],
  matches: ids.map((id) => ({
    ...{ id, list: 'Example List', authority: null, name: `LISTED ${id}`, alias: null },
    score: 0.93,
  })),
});
const clear: CheckedScreening = { status: 'clear', checkedAt: start.toISOString(), lists: [] };
const unknown: CheckedScreening = { status: 'unknown', checkedAt: null };

for (const [name, spare] of databases) {
  describe(`screening of sessions (${name})`, () => {
    let server: TestBackend;
    let yente: YenteStub;
    let key: string;
    let api: ReviewApi;
    let companyId: string;
    let companies = 0;
    let time = start.getTime();

    before(async () => {
      yente = await startYente();
      server = await openTestBackend(await spare(), {
        now: () => new Date(time),
        config: { screening: { ...yente.settings, timeoutMs: 900 } },
      });
    });
    after(async () => {
      await server.close();
      await yente.close();
    });

    beforeEach(async () => {
      ({ companyId, key } = await addCompany());
      api = server.api(await server.token(key));
      yente.answer = () => clear;
      yente.asked.length = 0;
    });

    async function addCompany(settings: Partial<Settings> = {}) {
      companies += 1;
      const id = `company-${companies}`;
      const added = await server.addCompany({
        id,
        name: `Company ${companies}`,
        settings: { ...defaultSettings, frontToBackCompare: false, ...settings },
      });
      return { companyId: id, key: added };
    }

    const finish = (evidence: object = good, apiKey = key) =>
      finishSession(server, apiKey, evidence);

    const statusOf = ({ screening }: Session) => screening.status;
    const openIds = ({ screening }: Session) => openMatches(screening).map(({ id }) => id);

    async function change<T>(
      id: string,
      work: (options: { version: string; idempotencyKey: string }) => Promise<T>,
    ): Promise<T> {
      const { version } = await api.getSession(id);
      return work({ version, idempotencyKey: randomUUID() });
    }
    const mark = (id: string, matchId: string, reason = 'Another birth date.') =>
      change(id, (options) =>
        api.markFalsePositive(id, { falsePositive: true, matchId, reason }, options),
      );
    const recheck = (id: string) => change(id, (options) => api.recheckScreening(id, options));

    const logOf = (id: string) =>
      inCompany(server.backend.database, companyId, (transaction) =>
        transaction
          .selectFrom('activity')
          .select(['action', 'actor', 'details'])
          .where('company_id', '=', companyId)
          .where('session_id', '=', id)
          .where('action', 'in', [
            'screening-rechecked',
            'false-positive-marked',
            'false-positive-taken-back',
          ])
          .orderBy('sequence')
          .execute(),
      );

    /** Lets the clock go on, and the background look at what is due then. */
    async function screenAfter(milliseconds: number): Promise<void> {
      time += milliseconds;
      // A token lasts for minutes, and the clock leaps.
      api = server.api(await server.token(key));
      await server.backend.jobs.settled();
    }

    /** Companies with a session that will be screened again. */
    const due = async () => {
      const options = { after: '', limit: 100, now: new Date(time + longestDelay) };
      return (await findReady(server.backend.database, screeningJobs, options)).companyIds;
    };

    test('somebody whom no list names is clear, and passes', async () => {
      const session = await api.getSession(await finish());
      assert.deepEqual([session.status, statusOf(session)], ['success', 'clear']);
      assert.deepEqual(yente.asked, [session.client.lastName]);
    });

    test('an entry that resembles a client makes the session wait, and is shown', async () => {
      yente.answer = () => found('Q1', 'Q2');
      const session = await api.getSession(await finish());
      assert.equal(session.status, 'awaiting');
      assert.deepEqual(session.failedConditions, [
        { condition: 'screening', observed: 'match', required: 'clear' },
      ]);
      assert.deepEqual(openIds(session), ['Q1', 'Q2']);
      assert.ok(session.screening.status === 'match');
      assert.equal(session.screening.matches[0]?.list, 'Example List');
    });

    test('without Awaiting Action an entry rejects, and lists that do not answer do not', async () => {
      ({ companyId, key } = await addCompany({ awaitingAction: false }));
      api = server.api(await server.token(key));
      yente.answer = () => found('Q1');
      assert.equal((await api.getSession(await finish())).status, 'rejected');
      yente.answer = () => unknown;
      const session = await api.getSession(await finish());
      assert.deepEqual([session.status, statusOf(session)], ['success', 'unknown']);
      assert.equal(isJudgedInPart(session), true);
      const { items } = await api.listSessions({ judged: ['in-part'] });
      assert.deepEqual(
        items.map(({ id }) => id),
        [session.id],
      );
      assert.equal((await api.countSessions({ judged: ['in-part'] })).count, 1);
      assert.deepEqual(await due(), []);
    });

    test('lists that do not answer in time are unknown; the background asks them again', async () => {
      yente.answer = () => 'hang';
      const id = await finish();
      const waiting = await api.getSession(id);
      assert.deepEqual([waiting.status, statusOf(waiting)], ['awaiting', 'unknown']);
      assert.deepEqual(waiting.failedConditions, [
        { condition: 'screening', observed: 'unknown', required: 'clear' },
      ]);

      await screenAfter(firstDelay);
      assert.equal(yente.asked.length, 2);
      const still = await api.getSession(id);
      assert.deepEqual([statusOf(still), still.version], ['unknown', waiting.version]);

      yente.answer = () => found('Q1');
      await screenAfter(firstDelay);
      assert.equal(yente.asked.length, 2, 'it waits longer after each time');
      await screenAfter(firstDelay);
      const after = await api.getSession(id);
      assert.deepEqual([after.status, openIds(after)], ['awaiting', ['Q1']]);
      assert.notEqual(after.version, waiting.version);
      assert.deepEqual(await logOf(id), [
        { action: 'screening-rechecked', actor: null, details: { outcome: 'match', count: 1 } },
      ]);
      assert.deepEqual(await due(), []);
    });

    test('a screening that cannot be kept is set aside, and holds up no other', async () => {
      const { database } = server.backend;
      yente.answer = () => unknown;
      const [bad, other] = [await finish(), await finish()];
      const poison = 'refuse_poisoned_session';
      await sql
        .raw(
          `create function ${poison}() returns trigger language plpgsql
             as $$ begin raise exception 'poisoned'; end $$`,
        )
        .execute(database.kysely);
      await sql
        .raw(
          `create trigger ${poison} before update on sessions for each row
             when (new.id = '${bad}') execute function ${poison}()`,
        )
        .execute(database.kysely);
      yente.answer = () => found('Q1');
      await screenAfter(firstDelay);
      assert.deepEqual(openIds(await api.getSession(other)), ['Q1']);
      const setAside = () => listSetAside(database, screeningJobs, companyId);
      for (let faults = 1; faults < 8; faults += 1) {
        assert.deepEqual(await setAside(), []);
        await screenAfter(longestDelay);
      }
      assert.deepEqual(
        (await setAside()).map(({ key, error }) => [key, error]),
        [[[bad], 'P0001']],
      );
      assert.equal(statusOf(await api.getSession(bad)), 'unknown');

      await sql.raw(`drop function ${poison} cascade`).execute(database.kysely);
      const name = { companyId, key: [bad] };
      const operator = { database, activityKey: activityKeys.writing, now: () => new Date(time) };
      assert.ok(await retrySetAside(operator, screeningJobs, name));
      await server.backend.jobs.settled();
      assert.deepEqual(openIds(await api.getSession(bad)), ['Q1']);
    });

    test('the background leaves a session alone that an agent has decided', async () => {
      yente.answer = () => unknown;
      const id = await finish();
      const decided = await change(id, (options) =>
        api.decideSession(id, { verdict: 'verify', note: null }, options),
      );
      yente.answer = () => found('Q1');
      await screenAfter(firstDelay);
      assert.deepEqual(await api.getSession(id), decided);
      assert.equal(yente.asked.length, 1);
      assert.deepEqual(await due(), []);
    });

    test('what the background found of a client who was edited meanwhile is not kept', async () => {
      yente.answer = () => unknown;
      const id = await finish();
      yente.answer = async ({ lastName }) => {
        if (lastName === 'Other') return clear;
        await change(id, (options) => api.editClient(id, { lastName: 'Other' }, options));
        return found('Q1');
      };
      await screenAfter(firstDelay);
      assert.equal(statusOf(await api.getSession(id)), 'unknown');
      await screenAfter(longestDelay);
      assert.equal(statusOf(await api.getSession(id)), 'clear');
    });

    test('a false positive stays one after another check, and in the person’s next session', async () => {
      yente.answer = () => found('Q1', 'Q2');
      const id = await finish();
      const marked = await mark(id, 'Q1', 'Born in another country.');
      assert.deepEqual(openIds(marked), ['Q2']);
      const again = await recheck(id);
      assert.deepEqual(openIds(again), ['Q2']);

      const next = await api.getSession(await finish());
      assert.deepEqual([next.status, openIds(next)], ['awaiting', ['Q2']]);
      assert.ok(next.screening.status === 'match' && marked.screening.status === 'match');
      const [mine, theirs] = [marked, next].map(({ screening }) =>
        screening.status === 'match' ? screening.matches[0]?.falsePositive : undefined,
      );
      assert.deepEqual(theirs, mine);
      assert.equal(mine?.reason, 'Born in another country.');
      assert.equal(mine.by.id, 'agent-1');
      const details = (await logOf(id)).map(({ action, details: told }) => [action, told]);
      assert.deepEqual(details, [
        ['false-positive-marked', { matchId: 'Q1', count: 1 }],
        ['screening-rechecked', { outcome: 'match', count: 1 }],
      ]);
    });

    test('somebody of whom all entries are false positives passes, also through the background', async () => {
      yente.answer = () => found('Q1');
      await mark(await finish(), 'Q1');
      assert.equal((await api.getSession(await finish())).status, 'success');
      yente.answer = () => unknown;
      const id = await finish();
      yente.answer = () => found('Q1');
      await screenAfter(firstDelay);
      const session = await api.getSession(id);
      assert.deepEqual([statusOf(session), openIds(session)], ['match', []]);
    });

    test('the same entry stays open for another person, and another entry for the same one', async () => {
      yente.answer = () => found('Q1');
      await mark(await finish(), 'Q1');
      assert.deepEqual(openIds(await api.getSession(await finish(somebodyElse))), ['Q1']);
      yente.answer = () => found('Q1', 'Q3');
      assert.deepEqual(openIds(await api.getSession(await finish())), ['Q3']);
    });

    test('a mark that is taken back is forgotten', async () => {
      yente.answer = () => found('Q1');
      const id = await finish();
      await mark(id, 'Q1');
      await change(id, (options) =>
        api.markFalsePositive(id, { falsePositive: false, matchId: 'Q1' }, options),
      );
      assert.deepEqual(openIds(await recheck(id)), ['Q1']);
      assert.deepEqual(openIds(await api.getSession(await finish())), ['Q1']);
    });

    test('a check that fails takes no match away, and is in the log', async () => {
      yente.answer = () => found('Q1');
      const id = await finish();
      const before = await api.getSession(id);
      yente.answer = () => 'hang';
      assert.deepEqual(await recheck(id), before);
      assert.deepEqual(
        (await logOf(id)).map(({ details }) => details),
        [{ outcome: 'unknown', count: 0 }],
      );
    });

    test('a check does not hold the session: who changes it meanwhile is first', async () => {
      yente.answer = () => found('Q1');
      const id = await finish();
      yente.answer = async () => {
        await change(id, (options) => api.addNote(id, { text: 'Meanwhile.' }, options));
        return found('Q2');
      };
      await assert.rejects(recheck(id), { code: 'conflict' });
      const session = await api.getSession(id);
      assert.equal(session.notes.length, 1);
      assert.deepEqual(openIds(session), ['Q1']);
    });

    test('after the decision nobody is checked again, and nothing is marked', async () => {
      yente.answer = () => found('Q1');
      const id = await finish();
      await change(id, (options) =>
        api.decideSession(id, { verdict: 'verify', note: null }, options),
      );
      const decided = await api.getSession(id);
      await assert.rejects(recheck(id), { code: 'already-decided' });
      await assert.rejects(mark(id, 'Q1'), { code: 'already-decided' });
      assert.deepEqual(await api.getSession(id), decided);
      assert.equal(yente.asked.length, 1);
    });

    test('abuse case 10: what one company has marked, another one knows nothing of', async () => {
      yente.answer = () => found('Q1');
      const id = await finish();
      await mark(id, 'Q1');
      const other = await addCompany();
      const theirs = server.api(await server.token(other.key));
      const session = await theirs.getSession(await finish(good, other.key));
      assert.deepEqual([session.status, openIds(session)], ['awaiting', ['Q1']]);
      const options = { version: '1', idempotencyKey: randomUUID() };
      const input = { falsePositive: true, matchId: 'Q1', reason: 'x' } as const;
      await assert.rejects(theirs.markFalsePositive(id, input, options), { code: 'not-found' });
      await assert.rejects(theirs.recheckScreening(id, options), { code: 'not-found' });

      const { database } = server.backend;
      const rows = (company: string) =>
        inCompany(database, company, (transaction) =>
          transaction.selectFrom('screening_false_positives').selectAll().execute(),
        );
      const [mine] = await rows(companyId);
      assert.equal(mine?.company_id, companyId);
      assert.deepEqual(await rows(other.companyId), []);
      assert.deepEqual(await rows(''), []);
      assert.doesNotMatch(mine.person_key, new RegExp(good.front?.lastName ?? '-', 'i'));
      // The same person and entry, marked by both: nothing tells that it is the same person.
      const { version } = session;
      await theirs.markFalsePositive(session.id, input, { ...options, version });
      const [their] = await rows(other.companyId);
      assert.notEqual(their?.person_key, mine.person_key);
    });

    test('the role of the worker sees which companies have jobs, and nothing of anybody', async () => {
      yente.answer = () => unknown;
      await finish();
      const { kysely } = server.backend.database;
      const asWorker = (statement: string) =>
        kysely.transaction().execute(async (transaction) => {
          await sql`select set_config('role', 'kv_worker', true)`.execute(transaction);
          return (await sql.raw(statement).execute(transaction)).rows;
        });
      const rows = await asWorker('select company_id, ready_at from screenings_due');
      const readyAt = new Date(time + firstDelay).toISOString();
      assert.deepEqual(rows.at(-1), { company_id: companyId, ready_at: readyAt });
      for (const statement of [
        'select session_id from screenings_due',
        'select failures from screenings_due',
        'select * from screening_false_positives',
        'delete from screenings_due',
        'select id from sessions',
      ]) {
        await assert.rejects(asWorker(statement), { code: '42501' }, statement);
      }
    });
  });
}
