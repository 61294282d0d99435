import * as v from 'valibot';

import { isReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import {
  activityChain,
  activityDetails,
  activityEntry,
  activityHead,
  activityPage,
  activityUser,
  activityUsers,
  type ActivityChain,
  type ActivityEntry,
  type ActivityPage,
  type ActivityQuery,
} from '../../model/activity-log.js';
import type { ActivityReport } from '../../model/activity.js';
import { activityCsvColumns } from '../../model/csv/activity-csv.js';
import { assert, assertEqual, assertRejects, assertValid, ConformanceError } from './assert.js';
import { asMaster, refusals } from './managing.js';
import { getSession, newKey, type ConformanceTest, type Subject } from './subject.js';

/** An entry with no member that could be a text. */
const strictEntry = v.strictObject({
  ...activityEntry.entries,
  actor: v.nullable(v.strictObject(activityUser.entries)),
  details: activityDetails,
});

/** Reads one page, and checks it. It returns the answer itself, with members that must not be there. */
async function getPage(api: ReviewApi, query: ActivityQuery = {}): Promise<ActivityPage> {
  const answer = await api.listActivity(query);
  assertValid(activityPage, answer, 'A page of the log');
  return answer;
}

/** Reads all entries of the query. */
async function listAll(api: ReviewApi, query: ActivityQuery = {}): Promise<ActivityEntry[]> {
  const items: ActivityEntry[] = [];
  let cursor: string | null = null;
  do {
    const page = await getPage(api, { limit: 200, ...query, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

const actionsOf = (entries: readonly ActivityEntry[]): string[] =>
  entries.map(({ action }) => action);

const sequencesOf = (entries: readonly ActivityEntry[]): number[] =>
  entries.map(({ sequence }) => sequence);

/** A report that this test can find again. */
const report = (api: ReviewApi, count: number): Promise<void> =>
  api.recordActivity({ action: 'export-csv', count });

/** A place of the log, to find what a test adds after it. */
const endOf = async (api: ReviewApi): Promise<string> => (await getPage(api, { limit: 1 })).latest;

const addedSince = async (api: ReviewApi, after: string): Promise<ActivityEntry[]> =>
  (await getPage(api, { limit: 200, after })).items;

/** Milliseconds, far more than a check of the few entries of a test needs. */
const timeout = 30_000;

async function checkedChain(api: ReviewApi): Promise<ActivityChain> {
  assertValid(activityChain, await api.checkActivityChain(), 'The state before the check');
  const end = Date.now() + timeout;
  while (Date.now() < end) {
    const chain = assertValid(activityChain, await api.getActivityChain(), 'The state of the log');
    if (chain.checking === null) return chain;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new ConformanceError('The check of the log does not end');
}

const text = 'A text that nobody may find in the log';

/** Adds a note, and returns the id of its session. */
async function addNote({ api, id }: Subject): Promise<string> {
  const { id: sessionId, version } = await getSession(api, id('awaiting'));
  await api.addNote(sessionId, { text }, { version, idempotencyKey: newKey() });
  return sessionId;
}

const hostileQueries: readonly unknown[] = [
  { user: ['agent-1'] },
  { users: [''] },
  { users: 'agent-1' },
  { users: Array.from({ length: 51 }, (_, index) => `user-${index}`) },
  { actions: ['__proto__'] },
  { from: 'yesterday' },
  { before: '2026-02-30T00:00:00' },
  { limit: 0 },
  { limit: 201 },
  { cursor: 'x', after: 'y' },
  { sessionId: 'x'.repeat(129) },
];

const hostileTexts = [
  "' OR 1=1 --",
  '__proto__',
  '..',
  '%',
  '*',
  '\u0000',
  '<img src=x onerror=alert(1)>',
  '\ud800',
];

export const activityTests: readonly ConformanceTest[] = [
  ...refusals('activity'),
  {
    title: 'abuse case 18: the refusal of an agent is in the log',
    run: async (subject) => {
      const api = await asMaster(subject);
      const after = await endOf(api);
      await assertRejects(() => subject.api.getActivityHead(), 'forbidden', 'An agent');
      const [entry] = await addedSince(api, after);
      assertEqual(entry?.action, 'forbidden', 'The action');
      assertEqual(entry?.details.operation, 'getActivityHead', 'The operation');
      assertEqual(entry?.actor, { ...subject.actors.agent }, 'The agent');
    },
  },
  {
    title: 'the log says who did what, newest first',
    capabilities: ['record-activity'],
    run: async (subject) => {
      const api = await asMaster(subject);
      const after = await endOf(api);
      await report(subject.api, 1);
      await report(api, 2);
      const added = await addedSince(api, after);
      for (const entry of added) assertValid(strictEntry, entry, 'An entry');
      assertEqual(
        added.map(({ action, actor, details }) => [action, actor, details.count]),
        [
          ['export-csv', { ...subject.actors.master }, 2],
          ['export-csv', { ...subject.actors.agent }, 1],
        ],
        'The entries',
      );
      const [newer, older] = sequencesOf(added);
      assertEqual(newer, (older ?? 0) + 1, 'The numbers');
    },
  },
  {
    title: 'the log names the session of a change, and contains no text that a user wrote',
    capabilities: ['add-note'],
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const api = await asMaster(subject);
      const after = await endOf(api);
      const sessionId = await addNote(subject);
      const added = await addedSince(api, after);
      const [note] = added.filter(({ action }) => action === 'note');
      assertEqual(note?.sessionId, sessionId, 'The session');
      assert(!JSON.stringify(added).includes(text), 'No entry contains the note');
      for (const entry of added) assertValid(strictEntry, entry, 'An entry');
    },
  },
  {
    title: 'the opening of a page is in the log, and only with the name of a page',
    capabilities: ['record-activity'],
    run: async (subject) => {
      const api = await asMaster(subject);
      const after = await endOf(api);
      await subject.api.recordActivity({ action: 'page-opened', page: 'awaiting' });
      const wrong: readonly { action: string; page?: string }[] = [
        { action: 'page-opened' },
        { action: 'page-opened', page: 'A text' },
        { action: 'export-csv', page: 'activity' },
      ];
      for (const each of wrong) {
        const call = () => subject.api.recordActivity(each as ActivityReport);
        await assertRejects(call, 'invalid', JSON.stringify(each));
      }
      const added = await addedSince(api, after);
      assertEqual(
        added.map(({ action, details }) => [action, details.view]),
        [['page-opened', 'awaiting']],
        'The entries',
      );
    },
  },
  {
    title: 'listActivity selects by user, kind, session and time, and by all of them',
    capabilities: ['add-note', 'record-activity'],
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const api = await asMaster(subject);
      const sessionId = await addNote(subject);
      await report(api, 3);
      const { agent, master } = subject.actors;
      const all = await listAll(api);
      const expected = (selects: (entry: ActivityEntry) => boolean): number[] =>
        sequencesOf(all.filter(selects));
      const newest = all[0]?.sequence ?? 0;
      // Reading the log adds to it, which these lists leave out.
      const found = async (query: ActivityQuery): Promise<number[]> =>
        sequencesOf(await listAll(api, query)).filter((sequence) => sequence <= newest);
      assert(all.length >= 2, 'The log has entries');
      assertEqual(
        await found({ users: [agent.id] }),
        expected(({ actor, details }) => (actor?.id ?? details.userId) === agent.id),
        'By user',
      );
      assertEqual(
        await found({ users: [agent.id, master.id], actions: ['note', 'export-csv'] }),
        expected(({ action }) => action === 'note' || action === 'export-csv'),
        'By users and kinds',
      );
      const bySession = await found({ sessionId });
      assertEqual(
        bySession,
        expected((entry) => entry.sessionId === sessionId),
        'By session',
      );
      assert(bySession.length > 0, 'The session has entries');
      const middle = all[Math.floor(all.length / 2)]?.at ?? '';
      const isBefore = (at: string) => Date.parse(at) < Date.parse(middle);
      assertEqual(
        await found({ before: middle }),
        expected(({ at }) => isBefore(at)),
        'Before',
      );
      assertEqual(
        await found({ from: middle }),
        expected(({ at }) => !isBefore(at)),
        'From',
      );
      assertEqual(await found({ from: middle, before: middle }), [], 'An empty time');
      const both = await found({ users: [agent.id], actions: ['note'], sessionId });
      assertEqual(both.length, 1, 'By all');
    },
  },
  {
    title: 'pages of the log follow each other without gaps, while it grows',
    capabilities: ['record-activity'],
    run: async (subject) => {
      const api = await asMaster(subject);
      for (let count = 0; count < 7; count += 1) await report(subject.api, count);
      const filter = { actions: ['export-csv' as const], users: [subject.actors.agent.id] };
      const expected = sequencesOf(await listAll(api, filter));
      const found: number[] = [];
      let cursor: string | null = null;
      do {
        const page: ActivityPage = await getPage(api, { ...filter, limit: 3, cursor });
        found.push(...sequencesOf(page.items));
        cursor = page.nextCursor;
        await report(subject.api, 99);
      } while (cursor !== null);
      assertEqual(found, expected, 'The pages');
    },
  },
  {
    title: 'a caller that asks again receives what was added since, page by page, and then nothing',
    capabilities: ['record-activity'],
    run: async (subject) => {
      const api = await asMaster(subject);
      const first = await getPage(api, { actions: ['export-csv'] });
      assertEqual((await addedSince(api, first.latest)).length, 0, 'Nothing was added');
      for (let count = 1; count <= 5; count += 1) await report(subject.api, count);
      const query = { actions: ['export-csv' as const], limit: 2 };
      const added: (number | undefined)[] = [];
      let page = await getPage(api, { ...query, after: first.latest });
      const { latest } = page;
      for (;;) {
        added.push(...page.items.map(({ details }) => details.count));
        if (page.nextCursor === null) break;
        page = await getPage(api, { ...query, cursor: page.nextCursor });
      }
      assertEqual(added, [5, 4, 3, 2, 1], 'What was added');
      assertEqual((await getPage(api, { ...query, after: latest })).items, [], 'Once more');
    },
  },
  {
    title: 'reading the log is in the log once, with the first page',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { latest } = await getPage(api, { limit: 1, actions: ['activity-read'] });
      const page = await getPage(api, { limit: 1 });
      for (let times = 0; times < 3; times += 1) {
        if (page.nextCursor !== null) await getPage(api, { limit: 1, cursor: page.nextCursor });
        await getPage(api, { after: page.latest });
      }
      const reads = (await addedSince(api, latest)).filter(
        ({ action }) => action === 'activity-read',
      );
      assertEqual(
        reads.map(({ details }) => details.fields),
        [[]],
        'One entry, of the second first page',
      );
    },
  },
  {
    title: 'listActivity refuses an unknown member, value, or cursor',
    run: async (subject) => {
      const api = await asMaster(subject);
      for (const query of hostileQueries) {
        const call = () => api.listActivity(query as ActivityQuery);
        await assertRejects(call, 'invalid', JSON.stringify(query).slice(0, 60));
      }
      for (const wrong of ['', 'x', '[]', '{"a":1}', '"', '[1,2,3]', ...hostileTexts]) {
        const written = JSON.stringify(wrong);
        await assertRejects(() => api.listActivity({ cursor: wrong }), 'invalid', written);
        await assertRejects(() => api.listActivity({ after: wrong }), 'invalid', written);
      }
      const { latest } = await getPage(api);
      const call = () => api.listActivity({ cursor: latest });
      await assertRejects(call, 'invalid', 'A place that is not a cursor');
    },
  },
  {
    title: 'abuse case 13: a user or session that nobody has selects nothing',
    run: async (subject) => {
      const api = await asMaster(subject);
      for (const wrong of hostileTexts) {
        for (const query of [{ users: [wrong] }, { sessionId: wrong }]) {
          const found = await api.listActivity(query).then(
            ({ items }) => items.length,
            (error: unknown) => (isReviewError(error) ? error.code : String(error)),
          );
          assert(found === 0 || found === 'invalid', `${JSON.stringify(query)} finds ${found}`);
        }
      }
    },
  },
  {
    title: 'listActivityUsers names the users who occur in the log',
    run: async (subject) => {
      await subject.api.getWorkspace();
      const api = await asMaster(subject);
      await getPage(api);
      const answer = await api.listActivityUsers();
      const { items } = assertValid(activityUsers, answer, 'The users');
      const { agent, master } = subject.actors;
      for (const { id, name, role } of [agent, master]) {
        const found = items.filter((user) => user.id === id);
        assertEqual(found, [{ id, name, role }], `The user ${id}`);
      }
    },
  },
  {
    title: 'exportActivity writes the selected entries, newest first, and is itself in the log',
    capabilities: ['record-activity'],
    run: async (subject) => {
      const api = await asMaster(subject);
      for (let count = 0; count < 3; count += 1) await report(subject.api, count);
      const filter = { actions: ['export-csv' as const], users: [subject.actors.agent.id] };
      const expected = await listAll(api, filter);
      const file = await api.exportActivity({ ...filter, bom: false });
      const parts: Uint8Array<ArrayBuffer>[] = [];
      let reached = 0;
      for await (const chunk of file.chunks) {
        parts.push(chunk.bytes);
        reached = chunk.count;
      }
      assertEqual([file.count, reached], [expected.length, expected.length], 'The number of rows');
      const [header, ...rows] = (await new Blob(parts).text()).split('\r\n');
      assertEqual(header, activityCsvColumns.join(','), 'The header');
      assertEqual(rows.pop(), '', 'The end of the last line');
      assertEqual(
        rows.map((row) => Number(row.split(',')[0])),
        sequencesOf(expected),
        'The rows',
      );
      const [exported] = await listAll(api, { actions: ['activity-exported'] });
      assertEqual(exported?.details.count, expected.length, 'The entry of the export');
      const refused = () => api.exportActivity({ mode: 'unsafe' as 'raw' });
      await assertRejects(refused, 'invalid', 'An unknown mode');
    },
  },
  {
    title: 'abuse case 25: a check finds that the log is as it was written',
    run: async (subject) => {
      const api = await asMaster(subject);
      await subject.api.getWorkspace();
      const { last } = assertValid(activityChain, await api.getActivityChain(), 'The state');
      const chain = await checkedChain(api);
      assertEqual(chain.fault, null, 'A fault');
      assert(chain.last >= last, 'The log only grows');
      assert((chain.verified?.sequence ?? 0) >= last, 'All entries were checked');
      assert(chain.checkedInFullAt !== null, 'The time of the check is known');
      const entries = actionsOf(await listAll(api, { users: [subject.actors.master.id] }));
      assert(entries.includes('activity-checked'), 'The check is in the log');
    },
  },
  {
    title: 'getActivityHead signs the end of the log',
    run: async (subject) => {
      const api = await asMaster(subject);
      const { last } = await api.getActivityChain();
      const head = assertValid(activityHead, await api.getActivityHead(), 'The head');
      assert(head.sequence >= last, 'The head is the end of the log');
    },
  },
];
