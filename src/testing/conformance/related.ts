import type { ReviewApi } from '../../api/review-api.js';
import type { ClientEdit } from '../../model/client.js';
import {
  maxRelatedSessions,
  relatedSessions,
  type RelatedSession,
  type RelatedSessions,
} from '../../model/related.js';
import { duplicateReasonId } from '../../model/rejection.js';
import type { Session } from '../../model/session.js';
import { assert, assertEqual, assertRejects, assertValid } from './assert.js';
import { getSession, listAll, newKey, type ConformanceTest } from './subject.js';

async function readRelated(api: ReviewApi, id: string): Promise<RelatedSessions> {
  const answer = assertValid(
    relatedSessions,
    await api.listRelatedSessions(id),
    'The related sessions',
  );
  const ids = answer.sessions.map((session) => session.id);
  assert(!ids.includes(id), 'A session is not related to itself');
  assertEqual(new Set(ids).size, ids.length, 'Sessions, each once');
  return answer;
}

async function edit(api: ReviewApi, id: string, change: ClientEdit): Promise<void> {
  const { version } = await getSession(api, id);
  await api.editClient(id, change, { version, idempotencyKey: newKey() });
}

async function findRelated(
  api: ReviewApi,
  id: string,
  other: string,
): Promise<RelatedSession | undefined> {
  return (await readRelated(api, id)).sessions.find((session) => session.id === other);
}

/** What two sessions have in common, seen from both. */
async function assertSame(
  api: ReviewApi,
  [one, other]: readonly [string, string],
  same: readonly string[],
): Promise<void> {
  for (const [id, related] of [
    [one, other],
    [other, one],
  ] as const) {
    const found = (await findRelated(api, id, related))?.same ?? [];
    const strong = found.filter((kind) => kind !== 'device' && kind !== 'address');
    assertEqual(strong, [...same], 'What is the same');
  }
}

const hasDuplicateReason = async (api: ReviewApi): Promise<boolean> =>
  (await api.getWorkspace()).rejection.groups.some(({ reasons }) =>
    reasons.some((reason) => reason.id === duplicateReasonId),
  );

async function rejectAs(
  api: ReviewApi,
  id: string,
  reasons: string[],
  duplicateOf: string,
): Promise<Session> {
  const { version } = await getSession(api, id);
  const input = { verdict: 'reject', reasons, note: null, duplicateOf } as const;
  return api.decideSession(id, input, { version, idempotencyKey: newKey() });
}

/** A number that no other session has. */
const newNumber = (): string => `Q${newKey().slice(0, 12)}`.toUpperCase();

export const relatedTests: readonly ConformanceTest[] = [
  {
    title: 'listRelatedSessions finds nothing where sessions share only the address of many',
    fixtureOnly: true,
    run: async ({ api }) => {
      for (const { id } of (await listAll(api)).slice(0, 5)) {
        assertEqual(await readRelated(api, id), { sessions: [], hasMore: false }, 'The answer');
      }
    },
  },
  {
    title: 'listRelatedSessions finds the same document number, however it is written',
    capabilities: ['edit-client'],
    sessions: { awaiting: 2 },
    run: async ({ api, id }) => {
      const pair = [id('awaiting', 0), id('awaiting', 1)] as const;
      const number = newNumber();
      await edit(api, pair[0], { documentNumber: number });
      await assertSame(api, pair, []);
      const written = `${number.slice(0, 5).toLowerCase()} ${number.slice(5)}`;
      await edit(api, pair[1], { documentNumber: written });
      await assertSame(api, pair, ['document-number']);
    },
  },
  {
    title: 'listRelatedSessions compares the numbers as they are after an edit',
    capabilities: ['edit-client'],
    sessions: { awaiting: 2 },
    run: async ({ api, id }) => {
      const pair = [id('awaiting', 0), id('awaiting', 1)] as const;
      const shared = { documentNumber: newNumber(), personalNumber: newNumber() };
      for (const one of pair) await edit(api, one, shared);
      await assertSame(api, pair, ['document-number', 'personal-number']);
      await edit(api, pair[1], { documentNumber: newNumber() });
      await assertSame(api, pair, ['personal-number']);
      await edit(api, pair[0], { personalNumber: null });
      await assertSame(api, pair, []);
    },
  },
  {
    title: 'a document number that equals a personal number is not the same',
    capabilities: ['edit-client'],
    sessions: { awaiting: 2 },
    run: async ({ api, id }) => {
      const number = newNumber();
      await edit(api, id('awaiting', 0), { documentNumber: number, personalNumber: null });
      await edit(api, id('awaiting', 1), { documentNumber: null, personalNumber: number });
      await assertSame(api, [id('awaiting', 0), id('awaiting', 1)], []);
    },
  },
  {
    title: 'a related session has its name, its status and its decision with the reasons',
    capabilities: ['edit-client', 'decide'],
    sessions: { awaiting: 2 },
    run: async ({ api, id }) => {
      const [one, other] = [id('awaiting', 0), id('awaiting', 1)];
      const shared = { documentNumber: newNumber() };
      for (const each of [one, other]) await edit(api, each, shared);
      const { version } = await getSession(api, other);
      const { rejection } = await api.getWorkspace();
      const reasons = rejection.groups
        .flatMap((group) => group.reasons)
        .slice(0, 2)
        .map((reason) => reason.id);
      const decided = await api.decideSession(
        other,
        { verdict: 'reject', reasons, note: null },
        { version, idempotencyKey: newKey() },
      );
      const { same: _, ...found } = (await findRelated(api, one, other)) ?? { same: [] };
      const { createdAt, status, client, decision } = decided;
      const { firstName, lastName } = client;
      assertEqual(
        found,
        { id: other, createdAt, status, client: { firstName, lastName }, decision },
        'The related session',
      );
    },
  },
  {
    title: `listRelatedSessions answers with at most ${maxRelatedSessions}, the newest first`,
    capabilities: ['edit-client'],
    fixtureOnly: true,
    run: async ({ api }) => {
      const listed = await listAll(api, { statuses: ['awaiting'], sort: '-createdAt' });
      const shared = { personalNumber: newNumber() };
      const chosen = listed.slice(0, maxRelatedSessions + 2).map(({ id }) => id);
      const [first = '', ...others] = chosen;
      for (const id of chosen.slice(0, -1)) await edit(api, id, shared);
      const exact = await readRelated(api, first);
      assertEqual([exact.sessions.length, exact.hasMore], [maxRelatedSessions, false], 'Just 20');
      await edit(api, chosen.at(-1) ?? '', shared);
      const { sessions, hasMore } = await readRelated(api, first);
      const times = sessions.map(({ createdAt }) => Date.parse(createdAt));
      assertEqual(
        times,
        times.toSorted((a, b) => b - a),
        'The order',
      );
      const shown = new Set(sessions.map(({ id }) => id));
      const left = listed.filter(({ id }) => others.includes(id) && !shown.has(id));
      assertEqual([left.length, hasMore], [1, true], 'One is left out');
      const newestLeft = Math.max(...left.map(({ createdAt }) => Date.parse(createdAt)));
      assert(newestLeft <= Math.min(...times), 'The oldest is left out');
    },
  },
  {
    title: 'a rejection as a duplicate keeps the session that it duplicates',
    capabilities: ['decide'],
    sessions: { awaiting: 2 },
    run: async ({ api, id }) => {
      if (!(await hasDuplicateReason(api))) return;
      const [one, other] = [id('awaiting', 0), id('awaiting', 1)];
      const decided = await rejectAs(api, one, [duplicateReasonId], other);
      const read = await getSession(api, one);
      assertEqual(
        [decided.decision?.duplicateOf, read.decision?.duplicateOf],
        [other, other],
        'The session that it duplicates',
      );
    },
  },
  {
    title: 'a session duplicates neither itself nor a missing one, and only by that reason',
    capabilities: ['decide'],
    sessions: { awaiting: 2 },
    run: async ({ api, id }) => {
      if (!(await hasDuplicateReason(api))) return;
      const [one, other] = [id('awaiting', 0), id('awaiting', 1)];
      const { rejection } = await api.getWorkspace();
      const ids = rejection.groups.flatMap(({ reasons }) => reasons.map((reason) => reason.id));
      const unlike = ids.filter((reason) => reason !== duplicateReasonId).slice(0, 1);
      const wrong: readonly [what: string, reasons: string[], duplicateOf: string][] = [
        ['itself', [duplicateReasonId], one],
        ['a missing session', [duplicateReasonId], 'no-such-session'],
        ['a name that is hostile', [duplicateReasonId], '__proto__'],
        ['another reason', unlike, other],
      ];
      for (const [what, reasons, duplicateOf] of wrong) {
        await assertRejects(() => rejectAs(api, one, reasons, duplicateOf), 'invalid', what);
      }
      assertEqual((await getSession(api, one)).status, 'awaiting', 'The status');
    },
  },
];
