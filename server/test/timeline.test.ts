import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { ReviewApi } from 'kv-review/api';
import {
  timelineActions,
  type TimelineEntry,
  type TimelineOrder,
  type TimelinePage,
} from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { listSessionEntries, sessionEntries } from '../src/activity/listing.ts';
import { inCompany } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import { eraseSession } from '../src/store/erase.ts';
import { seedSessions } from '../src/store/seed.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases } from './support/databases.ts';
import { finishSession, goodEvidence } from './support/finished-session.ts';
import { activityKeys } from './support/store.ts';
import { startYente, type YenteStub } from './support/yente.ts';

const start = Date.UTC(2026, 2, 1, 10);
const minute = 60_000;

async function readAll(
  api: ReviewApi,
  id: string,
  order: TimelineOrder = 'oldest',
): Promise<{ readonly items: TimelineEntry[]; readonly pages: number }> {
  const items: TimelineEntry[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const page: TimelinePage = await api.getTimeline(id, {
      order,
      ...(cursor !== null && { cursor }),
    });
    items.push(...page.items);
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor !== null);
  return { items, pages };
}

const kindsOf = (items: readonly TimelineEntry[]): string[] => items.map(({ kind }) => kind);

for (const [name, spare] of databases) {
  describe(`the timeline of a session (${name})`, () => {
    let server: TestBackend;
    let yente: YenteStub;
    let time = start;

    before(async () => {
      yente = await startYente();
      yente.answer = () => ({ results: [] });
      server = await openTestBackend(await spare(), {
        ...{ now: () => new Date(time), config: { screening: yente.settings } },
        findIpCountry: () => Promise.resolve({ kind: 'country', code: 'GE' }),
      });
    });
    after(() => Promise.all([server.close(), yente.close()]));

    let companies = 0;

    /** A new company with an agent, and how its users sign in. */
    async function newCompany() {
      companies += 1;
      const id = `company-${companies}`;
      const key = await server.addCompany({ id, name: id });
      const signIn = async (userId: string, role: 'agent' | 'master' = 'agent') =>
        server.api(await server.token(key, role, userId));
      return { id, key, signIn, api: await signIn('ana') };
    }

    const download = (api: ReviewApi, sessionId: string): Promise<void> =>
      api.recordActivity({ action: 'download-pdf', sessionIds: [sessionId] });

    const evidence = () => ({
      ...goodEvidence(new Date(start)),
      faceMatch: { level: 1, confidence: 30 },
    });

    test('tells what happened from the first request to the decision, and who did it', async () => {
      const { key, api, signIn } = await newCompany();
      const ben = await signIn('ben');
      const id = await finishSession(server, key, evidence());
      time += minute;
      const first = await api.getSession(id);
      const noted = await api.addNote(
        id,
        { text: 'The photo is dark.' },
        { version: first.version, idempotencyKey: 'note' },
      );
      time += minute;
      const again = { version: noted.version, idempotencyKey: 'again' };
      const rechecked = await ben.recheckScreening(id, again);
      time += minute;
      const { version } = await ben.editClient(
        id,
        { firstName: 'Nino' },
        { version: rechecked.version, idempotencyKey: 'edit' },
      );
      time += minute;
      await ben.decideSession(
        id,
        { verdict: 'verify', note: 'It is her.' },
        { version, idempotencyKey: 'decide' },
      );
      time += minute;
      await download(api, id);
      const { items } = await readAll(api, id);
      assert.deepEqual(
        items.map(({ kind, by }) => [kind, by && by.id]),
        [
          ['session-created', null],
          ['attempt-started', null],
          ['attempt-finished', null],
          ['screening', null],
          ['judgement', null],
          ['note', 'ana'],
          ['screening', 'ben'],
          ['edit', 'ben'],
          ['decision', 'ben'],
          ['download', 'ana'],
        ],
      );
      assert.equal(items.at(-1)?.by?.name, 'Test ana');
      const judgement = items.find((entry) => entry.kind === 'judgement');
      assert.equal(judgement?.outcome, 'awaiting');
      assert.deepEqual(
        judgement.failedConditions.map(({ condition }) => condition),
        ['face-match-level'],
      );
      const decision = items.find((entry) => entry.kind === 'decision');
      assert.deepEqual([decision?.verdict, decision?.note], ['verify', 'It is her.']);
    });

    test('has the outcome of the policy, when it decided alone', async () => {
      const { key, api } = await newCompany();
      const id = await finishSession(server, key, goodEvidence(new Date(start)));
      const { items } = await readAll(api, id);
      assert.deepEqual(kindsOf(items), [
        'session-created',
        'attempt-started',
        'attempt-finished',
        'screening',
        'judgement',
      ]);
      const judgement = items.find((entry) => entry.kind === 'judgement');
      assert.deepEqual([judgement?.outcome, judgement?.failedConditions], ['success', []]);
    });

    test('has claims, and of a take-over from whom and why', async () => {
      const { key, api, signIn } = await newCompany();
      const ben = await signIn('ben');
      const id = await finishSession(server, key, evidence());
      time += minute;
      const claim = await api.claimSession(id);
      time += minute;
      await ben.takeOverClaim(id, { number: claim.number, reason: 'Ana is ill.' });
      const { items } = await readAll(api, id);
      assert.deepEqual(
        items.slice(-2).map((entry) => ({ ...entry, at: null })),
        [
          { kind: 'claim-made', at: null, by: { id: 'ana', name: 'Test ana' } },
          {
            kind: 'claim-taken-over',
            at: null,
            by: { id: 'ben', name: 'Test ben' },
            from: { id: 'ana', name: 'Test ana' },
            reason: 'Ana is ill.',
          },
        ],
      );
    });

    test('does not tell an agent who opened the session or looked at it, or was refused', async () => {
      const { key, api, signIn } = await newCompany();
      const id = await finishSession(server, key, evidence());
      const ben = await signIn('ben');
      await ben.getSession(id);
      await readAll(ben, id);
      await ben.recordActivity({ action: 'page-opened', page: 'session', sessionIds: [id] });
      const master = await signIn('mia', 'master');
      for (const reader of [api, master]) {
        const { items } = await readAll(reader, id);
        assert.deepEqual(
          items.filter(({ by }) => by !== null),
          [],
        );
      }
      const log = await master.listActivity({ sessionId: id });
      const bens = log.items.filter(({ actor }) => actor?.id === 'ben');
      assert.deepEqual(
        bens.map(({ action, details }) => [action, details.view]),
        [
          ['page-opened', 'session'],
          ['session-read', 'timeline'],
          ['session-read', undefined],
        ],
        'but the log has it, and that somebody read the timeline',
      );
    });

    for (const order of ['oldest', 'newest'] as const) {
      test(`pages lose and repeat nothing, even of one instant: ${order} first`, async () => {
        const { key, api, signIn } = await newCompany();
        const ben = await signIn('ben');
        const id = await finishSession(server, key, evidence());
        time += minute;
        const count = 130;
        for (let number = 0; number < count; number += 10) {
          const ten = Array.from({ length: 10 }, (_, index) =>
            download(index % 2 === 0 ? api : ben, id),
          );
          await Promise.all(ten);
        }
        time += minute;
        await download(api, id);
        const { items, pages } = await readAll(api, id, order);
        assert.equal(items.filter(({ kind }) => kind === 'download').length, count + 1);
        assert.equal(items.filter(({ by }) => by?.id === 'ben').length, count / 2);
        assert.equal(pages, 3);
        const times = items.map(({ at }) => Date.parse(at));
        const sorted = times.toSorted((a, b) => (order === 'oldest' ? a - b : b - a));
        assert.deepEqual(times, sorted);
      });
    }

    test('abuse case 11: two companies with the same session id see nothing of each other', async () => {
      const [ours, theirs] = [await newCompany(), await newCompany()];
      const sessions = sampleSessions({ count: 20, seed: 2, now: new Date(start) });
      const { database } = server.backend;
      for (const { id } of [ours, theirs]) await seedSessions(database, id, sessions);
      const sessionId = sessions[0]?.id ?? '';
      const before = await readAll(ours.api, sessionId);
      await download(await theirs.signIn('spy'), sessionId);
      assert.deepEqual(await readAll(ours.api, sessionId), before);
      const seen = await readAll(theirs.api, sessionId);
      assert.equal(seen.items.at(-1)?.by?.id, 'spy');
      const theirEntries = await inCompany(database, ours.id, (transaction) =>
        listSessionEntries(transaction, theirs.id, {
          ...{ sessionId, actions: ['download-pdf'], order: 'newest', at: null, size: 10 },
        }),
      );
      // PGlite has one role, which sees the rows of every company.
      if (name === 'PostgreSQL') assert.deepEqual(theirEntries, [], 'row-level security');
    });

    test('is gone once the session is erased', async () => {
      const { id: companyId, api } = await newCompany();
      const [session] = sampleSessions({ count: 1, seed: 4, now: new Date(start) });
      assert.ok(session);
      const { database, objects } = server.backend;
      await seedSessions(database, companyId, [session]);
      assert.ok((await readAll(api, session.id)).items.length > 0);
      const options = { database, objects, activityKey: activityKeys.writing, followUps };
      await eraseSession(options, companyId, session.id);
      await assert.rejects(api.getTimeline(session.id), { code: 'not-found' });
    });

    test('is found by an index without the reads of the session', async () => {
      const { id: companyId, key, api } = await newCompany();
      const id = await finishSession(server, key, evidence());
      await download(api, id);
      const { database } = server.backend;
      for (const order of ['oldest', 'newest'] as const) {
        const query = sessionEntries(companyId, {
          ...{ sessionId: id, actions: timelineActions, order, at: start, size: 51 },
        });
        const { rows } = await inCompany(database, companyId, async (transaction) => {
          await sql`set local enable_seqscan = off`.execute(transaction);
          return sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(transaction);
        });
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        assert.match(plan, /Index Scan.* using activity_of_session/);
        assert.match(plan, /Index Cond:.*session_id.*at/);
      }
    });
  });
}
