import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { isReviewError, type ReviewApi, type ReviewErrorCode } from 'kv-review/api';
import type { Actor, DecisionInput, NextClaim, Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { exportHead } from '../src/activity/head.ts';
import { readAllActivity, readChainEnd } from '../src/activity/log.ts';
import { verifyChain } from '../src/activity/verify-chain.ts';
import { inCompany, type Database } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import { createUserAdapters } from '../src/review/review-api.ts';
import { lastPlace } from '../src/store/change-log.ts';
import { claimLeaseSeconds, handoverLeaseSeconds } from '../src/store/claims.ts';
import { createCompany } from '../src/store/companies.ts';
import { eraseSession } from '../src/store/erase.ts';
import { seedSessions } from '../src/store/seed.ts';
import { checkStory, outcomesOf, passLeases, tracesOf } from './support/claims.ts';
import { onEachDatabase } from './support/databases.ts';
import { activityKeys, memoryObjects, serve, type TestServer } from './support/store.ts';

const agent = (index: number): Actor => ({
  id: `agent-${index}`,
  name: `Agent ${index}`,
  role: 'agent',
});
const [ana, ben] = [agent(0), agent(1)];
const reason = 'She is at lunch.';
const verify: DecisionInput = { verdict: 'verify', note: 'All fine.' };

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

async function refusal(call: Promise<unknown>, code: ReviewErrorCode) {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isReviewError(error), `expected ${code}, got ${String(error)}`);
  assert.equal(error.code, code);
  return error.details;
}

onEachDatabase('claims', (open) => {
  let database: Database;
  let server: TestServer;
  let awaiting: Session[];
  /** The only session of company c. */
  let only: string | undefined;
  let keyCount = 0;
  const errors: unknown[] = [];

  before(async () => {
    database = await open();
    const sessions = sampleSessions({ count: 1800, seed: 'claims' });
    await createCompany(database, { id: 'a', name: 'Company A' });
    await createCompany(database, { id: 'b', name: 'Company B' });
    awaiting = sessions
      .filter(({ status }) => status === 'awaiting')
      .map((session) => ({ ...session, notes: [], changes: [] }));
    await seedSessions(database, 'a', awaiting);
    await seedSessions(database, 'b', awaiting.slice(0, 40));
    await createCompany(database, { id: 'c', name: 'Company C' });
    await seedSessions(database, 'c', awaiting.slice(0, 1));
    only = awaiting[0]?.id;
    const store = createUserAdapters({
      ...{ database, objects: memoryObjects(), activityKey: activityKeys.writing, followUps },
      onError: (error) => errors.push(error),
    });
    server = await serve(store, (error) => errors.push(error));
  });
  after(async () => {
    await server.close();
    assert.deepEqual(errors, [], 'nothing failed that no caller caused');
  });

  const as = (actor: Actor, company = 'a'): ReviewApi => server.signIn(company, actor);

  /** Sessions that await action, for one test only. */
  function take(count: number): string[] {
    const taken = awaiting.splice(0, count).map(({ id }) => id);
    assert.equal(taken.length, count, 'the samples have enough sessions');
    return taken;
  }
  const takeOne = (): string => take(1)[0] ?? '';

  const decide = (actor: Actor, id: string, claim?: number): Promise<Session> =>
    as(actor).decideSession(
      id,
      { ...verify, ...(claim !== undefined && { claim }) },
      { version: '1', idempotencyKey: `key-${(keyCount += 1)}` },
    );

  async function checkSession(id: string) {
    const traces = await tracesOf(database, 'a', id);
    checkStory(traces);
    return traces;
  }

  test('fifty agents claim a session at once: one has it, and the others learn who', async () => {
    const id = takeOne();
    const requests = range(50).map((index) => as(agent(index)).claimSession(id));
    const { answers, kinds } = await outcomesOf(requests);
    assert.equal(answers.length, 1);
    assert.deepEqual(kinds, ['claimed']);
    const [claim] = answers;
    const { claims, session } = await checkSession(id);
    assert.deepEqual(claims, [{ number: 1, user_id: claim?.by.id, ending: null }]);
    assert.equal(session.version, 1, 'a claim changes no version');
    const other = claim?.by.id === ana.id ? ben : ana;
    assert.deepEqual((await refusal(as(other).claimSession(id), 'claimed')).claim, claim);
    assert.deepEqual((await as(other).getSession(id)).claim, claim);
    const lease = Date.parse(claim?.until ?? '') - Date.parse(claim?.since ?? '');
    assert.equal(Math.round(lease / 1000), claimLeaseSeconds);
  });

  test('fifty agents take over a claim at once: one has it', async () => {
    const id = takeOne();
    const { number } = await as(ana).claimSession(id);
    const requests = range(50).map((index) =>
      as(agent(index + 1)).takeOverClaim(id, { number, reason }),
    );
    const { answers, kinds } = await outcomesOf(requests);
    assert.equal(answers.length, 1);
    assert.deepEqual(kinds, ['claimed']);
    assert.deepEqual(answers[0]?.takenOver, { from: { id: ana.id, name: ana.name }, reason });
    const { claims } = await checkSession(id);
    assert.deepEqual(
      claims.map(({ ending }) => ending),
      ['taken-over', null],
    );
  });

  test('claim, renewal, takeover, release and decision at once leave one story in fifty sessions', async () => {
    const ids = take(50);
    await Promise.all(ids.map((id) => as(ana).claimSession(id)));
    await Promise.all(
      ids.flatMap((id, index) => [
        outcomesOf([as(ana).renewClaim(id, { number: 1 })]),
        outcomesOf([as(ben).takeOverClaim(id, { number: 1, reason })]),
        outcomesOf([as(agent(2)).claimSession(id)]),
        ...(index % 2 === 0
          ? [outcomesOf([as(ana).releaseClaim(id, { number: 1 })])]
          : [outcomesOf([decide(ana, id, 1)]), outcomesOf([decide(ben, id, 2)])]),
      ]),
    );
    for (const id of ids) {
      const { claims, session } = await checkSession(id);
      const isDecided = session.status === 'success';
      const decider = claims.find(({ ending }) => ending === 'decided')?.user_id;
      assert.equal(
        isDecided,
        decider !== undefined,
        'a decision ends the claim under which it is made',
      );
      const shown = await as(ana).getSession(id);
      assert.equal(shown.decision?.by?.id, decider);
      assert.equal(
        shown.claim?.number,
        isDecided ? undefined : claims.find((one) => !one.ending)?.number,
      );
    }
  });

  test('abuse case 28: fifty decisions and takeovers at once: each decision is made under its claim, or refused with who has it', async () => {
    const ids = take(50);
    await Promise.all(ids.map((id) => as(ana).claimSession(id)));
    await Promise.all(
      ids.map(async (id) => {
        const [decided, taken] = await Promise.allSettled([
          decide(ana, id, 1),
          as(ben).takeOverClaim(id, { number: 1, reason }),
        ]);
        if (decided.status === 'fulfilled') {
          assert.equal(taken.status, 'rejected');
          assert.equal((taken.reason as { code: string }).code, 'already-decided');
        } else {
          const { code, details } = decided.reason as { code: string; details: { claim?: object } };
          assert.equal(taken.status, 'fulfilled');
          assert.equal(code, 'claimed');
          assert.deepEqual(details.claim, taken.value);
        }
        await checkSession(id);
      }),
    );
  });

  test('abuse case 28: fifty hand-overs, decisions, releases and takeovers at once: one outcome each', async () => {
    const ids = take(50);
    await as(ben).claimSession(takeOne());
    await Promise.all(ids.map((id) => as(ana).claimSession(id)));
    await Promise.all(
      ids.map(async (id, index) => {
        const rivals = [
          () => decide(ana, id, 1),
          () => as(ana).releaseClaim(id, { number: 1 }),
          () => as(agent(2)).takeOverClaim(id, { number: 1, reason }),
        ] as const;
        const rival = index % 3;
        const [handed, other] = await Promise.allSettled([
          as(ana).handOverClaim(id, { number: 1, to: ben.id }),
          rivals[rival]!(),
        ]);
        const { claims, session } = await checkSession(id);
        if (handed.status === 'fulfilled') {
          assert.deepEqual(handed.value.by, { id: ben.id, name: ben.name });
          assert.deepEqual(handed.value.handedOver, { from: { id: ana.id, name: ana.name } });
          assert.deepEqual(claims, [
            { number: 1, user_id: ana.id, ending: 'handed-over' },
            { number: 2, user_id: ben.id, ending: null },
          ]);
          // A release of a claim that has ended is not an error.
          assert.equal(other.status, rival === 1 ? 'fulfilled' : 'rejected');
          assert.equal(session.status, 'awaiting');
          const late = await refusal(decide(ana, id, 1), 'claimed');
          assert.deepEqual(late.claim, handed.value);
        } else {
          assert.equal(other.status, 'fulfilled');
          const { code } = handed.reason as { code: string };
          assert.equal(code, rival === 0 ? 'already-decided' : 'claimed');
        }
      }),
    );
  });

  test('a claim that was handed over lasts longer, is in the log without names, and can be handed on', async () => {
    const id = takeOne();
    await as(ben).claimSession(takeOne());
    await as(ana).claimSession(id);
    const given = await as(ana).handOverClaim(id, { number: 1, to: ben.id });
    const lease = Date.parse(given.until) - Date.parse(given.since);
    assert.equal(Math.round(lease / 1000), handoverLeaseSeconds);
    const renewed = await as(ben).renewClaim(id, { number: 2 });
    assert.ok(renewed.until >= given.until, 'a renewal does not shorten it');
    assert.deepEqual(renewed.handedOver, given.handedOver);
    const back = await as(ben).handOverClaim(id, { number: 2, to: ana.id });
    assert.deepEqual([back.number, back.by.id], [3, ana.id]);
    const { session } = await checkSession(id);
    assert.equal(session.version, 1, 'a hand-over changes no version');
    const entries = [];
    for await (const { entry } of readAllActivity(database, 'a')) entries.push(entry);
    const ours = entries.filter(
      ({ action, sessionId }) => action === 'claim-handed-over' && sessionId === id,
    );
    assert.deepEqual(
      ours.map(({ details }) => details),
      [
        { claim: 2, userId: ben.id },
        { claim: 3, userId: ana.id },
      ],
    );
    const { items } = await as(ana).getTimeline(id);
    assert.deepEqual(
      items.flatMap((entry) => (entry.kind === 'claim-handed-over' ? [entry.to] : [])),
      [
        { id: ana.id, name: ana.name },
        { id: ben.id, name: ben.name },
      ],
    );
  });

  test('colleagues in the list are of the company, and were seen lately', async () => {
    const id = takeOne();
    await as(ben).claimSession(takeOne());
    await as(ana).claimSession(id);
    const stranger = { id: 'agent-of-b', name: 'Agent of B', role: 'agent' } as const;
    await as(stranger, 'b').listSessions({});
    const namesFor = async (actor: Actor, company = 'a') =>
      (await as(actor, company).listClaimReceivers()).items.map(({ id: userId }) => userId);
    const seen = await namesFor(ana);
    assert.ok(seen.includes(ben.id));
    assert.ok(!seen.includes(ana.id), 'not the caller');
    assert.ok(!seen.includes(stranger.id), 'not a user of another company');
    const { parts } = await refusal(
      as(ana).handOverClaim(id, { number: 1, to: stranger.id }),
      'invalid',
    );
    assert.deepEqual(
      parts?.map(({ pointer }) => pointer),
      ['/to'],
    );
    await inCompany(database, 'a', (transaction) =>
      sql`update activity_users set seen_on = seen_on - 60 where id = ${ben.id}`.execute(
        transaction,
      ),
    );
    assert.ok(!(await namesFor(ana)).includes(ben.id), 'not one who was not seen for long');
    await refusal(as(ana).handOverClaim(id, { number: 1, to: ben.id }), 'invalid');
    await checkSession(id);
  });

  test('abuse case 28: decisions as the lease ends are made under the claim, or refused', async () => {
    const ids = take(60);
    await Promise.all(ids.map((id) => as(ana).claimSession(id)));
    await inCompany(database, 'a', (transaction) =>
      sql`
        update session_claims set
          until = clock_timestamp() + array_position(${ids}::text[], session_id) * interval '5 milliseconds'
        where session_id = any(${ids}::text[])
      `.execute(transaction),
    );
    await Promise.all(
      ids.map(async (id) => {
        const [decided, claimed] = await Promise.allSettled([
          decide(ana, id, 1),
          as(ben).claimSession(id),
        ]);
        const { session, claims } = await checkSession(id);
        const endings = claims.map(({ ending }) => ending);
        if (decided.status === 'fulfilled') {
          assert.equal(claimed.status, 'rejected', 'a decided session cannot be claimed');
          assert.deepEqual([session.status, endings], ['success', ['decided']]);
        } else {
          assert.equal((decided.reason as { code: string }).code, 'claimed');
          const after = claimed.status === 'fulfilled' ? ['expired', null] : [null];
          assert.deepEqual([session.status, endings], ['awaiting', after]);
        }
      }),
    );
  });

  test('after its time, a claim is renewed by nobody and shown to nobody, and is free for one of fifty', async () => {
    const id = takeOne();
    await as(ana).claimSession(id);
    await passLeases(database, 'a');
    const late = await refusal(as(ana).renewClaim(id, { number: 1 }), 'claimed');
    assert.equal(late.claim, undefined);
    assert.equal((await as(ben).getSession(id)).claim, undefined);
    assert.equal((await refusal(decide(ana, id, 1), 'claimed')).claim, undefined);
    const { answers } = await outcomesOf(
      range(50).map((index) => as(agent(index)).claimSession(id)),
    );
    assert.deepEqual(
      answers.map(({ number, takenOver }) => [number, takenOver]),
      [[2, undefined]],
    );
    const { claims } = await checkSession(id);
    assert.deepEqual(
      claims.map(({ ending }) => ending),
      ['expired', null],
    );
  });

  test('fifty agents ask for the next session at once: each gets another one, until none is left', async () => {
    const api = (index: number) => as(agent(index), 'b');
    const answers = await Promise.all(range(50).map((index) => api(index).claimNext({})));
    const given = answers.flatMap(({ next }) => (next ? [next.sessionId] : []));
    assert.equal(given.length, 40);
    assert.equal(new Set(given).size, 40);
    for (const id of given) checkStory(await tracesOf(database, 'b', id));
    const [first] = given;
    assert.ok(first);
    const holder = answers.findIndex(({ next }) => next?.sessionId === first);
    await api(holder).releaseClaim(first, { number: 1 });
    const again = await Promise.all(range(50).map((index) => api(index).claimNext({})));
    assert.deepEqual(
      again.flatMap(({ next }) => (next ? [[next.sessionId, next.claim.number]] : [])),
      [[first, 2]],
    );
  });

  test('a session that is locked for a moment is still the next one', async (context) => {
    // PGlite has a single session, so nothing is asked during a transaction.
    if (database.kind === 'pglite') {
      context.skip();
      return;
    }
    let asked: Promise<NextClaim> | undefined;
    await inCompany(database, 'c', async (transaction) => {
      await sql`select from sessions for update`.execute(transaction);
      asked ??= as(ana, 'c').claimNext({});
      for (let isWaiting = false; !isWaiting;) {
        const { rows } = await sql<{ count: number }>`
          select count(*) as count from pg_locks
          where not granted and pid in (select pid from pg_stat_activity where datname = current_database())
        `.execute(database.kysely);
        isWaiting = (rows[0]?.count ?? 0) > 0;
      }
    });
    assert.equal((await asked)?.next?.sessionId, only);
    assert.deepEqual(await as(ben, 'c').claimNext({}), { next: null });
  });

  test('renewals are neither in the log nor told, and claims, releases and takeovers are', async () => {
    const id = takeOne();
    const sequence = () =>
      inCompany(database, 'a', async (transaction) => (await lastPlace(transaction, 'a')).sequence);
    const before = await sequence();
    const { number } = await as(ana).claimSession(id);
    assert.equal(await sequence(), before + 1, 'a claim is reported');
    await as(ana).renewClaim(id, { number });
    await as(ana).claimSession(id);
    await outcomesOf([as(ben).claimSession(id), as(ben).renewClaim(id, { number })]);
    assert.equal(await sequence(), before + 1, 'renewals and refusals are not');
    const taken = await as(ben).takeOverClaim(id, { number, reason });
    assert.equal(await sequence(), before + 2, 'a takeover is reported');
    await as(ben).releaseClaim(id, { number: taken.number });
    assert.equal(await sequence(), before + 3, 'a release is reported');
    await as(ben).releaseClaim(id, { number: taken.number });
    assert.equal(await sequence(), before + 3, 'a release of nothing is not');
    const { log, session } = await checkSession(id);
    assert.deepEqual(
      log.map(({ action }) => action),
      ['claim-made', 'claim-taken-over', 'claim-released'],
    );
    assert.equal(session.version, 1);
  });

  test('the log says from whom a claim was taken over, and never why', async () => {
    const entries = [];
    for await (const { entry } of readAllActivity(database, 'a')) entries.push(entry);
    const takeovers = entries.filter(({ action }) => action === 'claim-taken-over');
    assert.ok(takeovers.length > 0);
    for (const { details } of takeovers) {
      assert.deepEqual(Object.keys(details as object).sort(), ['claim', 'userId']);
    }
    assert.ok(!JSON.stringify(entries).includes(reason));
  });

  test('a user of another company sees no claim, and cannot end one', async () => {
    const id = takeOne();
    await as(ana).claimSession(id);
    const other = as(ana, 'b');
    await refusal(other.claimSession(id), 'not-found');
    await refusal(other.renewClaim(id, { number: 1 }), 'not-found');
    await refusal(other.releaseClaim(id, { number: 1 }), 'not-found');
    await refusal(other.takeOverClaim(id, { number: 1, reason }), 'not-found');
    await refusal(other.handOverClaim(id, { number: 1, to: ana.id }), 'not-found');
    const { claims } = await checkSession(id);
    assert.deepEqual(claims, [{ number: 1, user_id: ana.id, ending: null }]);
    const seen = await inCompany(database, 'b', (transaction) =>
      transaction.selectFrom('session_claims').selectAll().where('company_id', '=', 'a').execute(),
    );
    assert.deepEqual(seen, []);
  });

  test('no statement of a request deletes a claim, makes a second one, or claims a decided session', async () => {
    const id = takeOne();
    await as(ana).claimSession(id);
    const inserting = (number: number, sessionId = id) =>
      inCompany(database, 'a', (transaction) =>
        sql`
          insert into session_claims (company_id, session_id, number, user_id, user_name, since, until)
          values ('a', ${sessionId}, ${number}, 'x', 'X', now(), now())
        `.execute(transaction),
      );
    await assert.rejects(inserting(2), { code: '23505' }, 'a second open claim');
    await assert.rejects(inserting(1), { code: '23505' }, 'a number that is taken');
    const deleting = inCompany(database, 'a', (transaction) =>
      transaction.deleteFrom('session_claims').where('session_id', '=', id).execute(),
    );
    await assert.rejects(deleting, { code: '42501' });
    await decide(ana, id, 1);
    await assert.rejects(inserting(2), { code: 'KV001' }, 'a claim of a decided session');
  });

  test('erasing a session erases its claims, and the reasons with them', async () => {
    const id = takeOne();
    const { number } = await as(ana).claimSession(id);
    await as(ben).takeOverClaim(id, { number, reason });
    const objects = memoryObjects();
    const activityKey = activityKeys.writing;
    assert.ok(await eraseSession({ database, objects, activityKey, followUps }, 'a', id));
    const left = await inCompany(database, 'a', (transaction) =>
      transaction.selectFrom('session_claims').selectAll().where('session_id', '=', id).execute(),
    );
    assert.deepEqual(left, []);
  });

  test('the log is intact after all of it', async () => {
    for (const companyId of ['a', 'b']) {
      const end = await inCompany(database, companyId, (transaction) =>
        readChainEnd(transaction, companyId),
      );
      const at = new Date().toISOString();
      const verdict = await verifyChain({
        entries: readAllActivity(database, companyId),
        head: await exportHead({ companyId, ...end, at }, activityKeys.writing),
        keys: activityKeys,
      });
      assert.ok(verdict.ok, JSON.stringify(verdict));
    }
  });
});
