import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { ReviewApi } from 'kv-review/api';
import type { Actor, Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { inCompany, type Database } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import { startJobs } from '../src/jobs/runner.ts';
import { createUserAdapters } from '../src/review/review-api.ts';
import { lastPlace } from '../src/store/change-log.ts';
import { createClaimEnds } from '../src/store/claim-ends.ts';
import { claimLeaseSeconds } from '../src/store/claims.ts';
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
const ana = agent(0);
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

onEachDatabase('the end of a claim by its time', (open) => {
  let database: Database;
  let server: TestServer;
  let awaiting: Session[];
  const errors: unknown[] = [];

  before(async () => {
    database = await open();
    awaiting = sampleSessions({ count: 200, seed: 'claim ends' })
      .filter(({ status }) => status === 'awaiting')
      .map((session) => ({ ...session, notes: [], changes: [] }));
    for (const id of ['a', 'b']) {
      await createCompany(database, { id, name: id });
      await seedSessions(database, id, awaiting);
    }
    const store = createUserAdapters({
      ...{ database, objects: memoryObjects(), activityKey: activityKeys.writing, followUps },
      onError: (error) => errors.push(error),
    });
    server = await serve(store, (error) => errors.push(error));
  });
  after(async () => {
    await server.close();
    assert.deepEqual(errors, []);
  });

  const as = (actor: Actor, company = 'a'): ReviewApi => server.signIn(company, actor);
  const takeOne = (): string => awaiting.shift()?.id ?? '';
  const sequence = (company = 'a') =>
    inCompany(
      database,
      company,
      async (transaction) => (await lastPlace(transaction, company)).sequence,
    );
  const endingsOf = async (id: string) => {
    const traces = await tracesOf(database, 'a', id);
    checkStory(traces);
    return traces.claims.map(({ ending }) => ending);
  };
  const jobsOf = async (id: string) => {
    const { rows } = await inCompany(database, 'a', (transaction) =>
      sql<{ due_at: string }>`select due_at from claim_ends where session_id = ${id}`.execute(
        transaction,
      ),
    );
    return rows.map(({ due_at: dueAt }) => Date.parse(dueAt));
  };

  /** A clock by which the time of every claim that was made until now is over. */
  const later = () => new Date(Date.now() + 2 * claimLeaseSeconds * 1000);

  /** Runs the jobs until none is ready, while `work` goes on. */
  async function runJobs(work: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    const kinds = [createClaimEnds({ database, followUps })];
    const onError = (error: unknown) => errors.push(error);
    const jobs = await startJobs({ database, now: later, kinds, onError });
    try {
      await Promise.all([work(), jobs.settled()]);
      await jobs.settled();
    } finally {
      await jobs.stop();
    }
  }

  test('is reported to all who watch, in its company alone', async () => {
    const id = takeOne();
    await as(ana).claimSession(id);
    await as(ana, 'b').claimSession(id);
    await passLeases(database, 'a');
    const [before, beforeB] = [await sequence(), await sequence('b')];
    await runJobs();
    assert.equal(await sequence(), before + 1);
    assert.equal(await sequence('b'), beforeB, 'the claim in company b is in force');
    assert.deepEqual(await endingsOf(id), ['expired']);
    assert.deepEqual(await jobsOf(id), []);
  });

  test('comes later after a renewal, even for a process whose clock is ahead', async () => {
    const id = takeOne();
    const { number } = await as(ana).claimSession(id);
    await as(ana).renewClaim(id, { number });
    const before = await sequence();
    await runJobs();
    assert.equal(await sequence(), before);
    assert.deepEqual(await endingsOf(id), [null]);
    const [dueAt] = await jobsOf(id);
    assert.ok(dueAt && dueAt > Date.now(), 'the job waits');
    await passLeases(database, 'a');
    await inCompany(database, 'a', (transaction) =>
      sql`update claim_ends set due_at = now()`.execute(transaction),
    );
    await runJobs();
    assert.equal(await sequence(), before + 1);
    assert.deepEqual(await endingsOf(id), ['expired']);
  });

  test('is not reported for a claim that ended before, or for an erased session', async () => {
    const [released, erased] = [takeOne(), takeOne()];
    const { number } = await as(ana).claimSession(released);
    await as(ana).releaseClaim(released, { number });
    await as(ana).claimSession(erased);
    const objects = memoryObjects();
    const tools = { database, objects, activityKey: activityKeys.writing, followUps };
    assert.ok(await eraseSession(tools, 'a', erased));
    const before = await sequence();
    await runJobs();
    assert.equal(await sequence(), before);
    assert.deepEqual(await endingsOf(released), ['released']);
    assert.deepEqual([...(await jobsOf(released)), ...(await jobsOf(erased))], []);
  });

  test('while fifty agents claim the session leaves one story, and the next end is reported', async () => {
    const id = takeOne();
    await as(ana).claimSession(id);
    await passLeases(database, 'a');
    await runJobs(() => outcomesOf(range(50).map((index) => as(agent(index)).claimSession(id))));
    assert.deepEqual(await endingsOf(id), ['expired', null]);
    assert.equal((await jobsOf(id)).length, 1);
    await passLeases(database, 'a');
    await inCompany(database, 'a', (transaction) =>
      sql`update claim_ends set due_at = now()`.execute(transaction),
    );
    const before = await sequence();
    await runJobs();
    assert.equal(await sequence(), before + 1);
    assert.deepEqual(await endingsOf(id), ['expired', 'expired']);
  });
});
