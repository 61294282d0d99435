import type { ReviewApi } from '../../api/review-api.js';
import type { Session } from '../../model/session.js';
import {
  timelinePage,
  type TimelineEntry,
  type TimelineOrder,
  type TimelinePage,
  type TimelineQuery,
} from '../../model/timeline.js';
import { assert, assertEqual, assertRejects, assertValid } from './assert.js';
import { getSession, newKey, type ConformanceTest } from './subject.js';

/** Reads one page, and checks it. */
async function getPage(
  api: ReviewApi,
  sessionId: string,
  query: TimelineQuery = {},
): Promise<TimelinePage> {
  return assertValid(timelinePage, await api.getTimeline(sessionId, query), 'A page');
}

/** Reads the whole timeline. */
async function readAll(
  api: ReviewApi,
  sessionId: string,
  order: TimelineOrder = 'oldest',
): Promise<TimelineEntry[]> {
  const items: TimelineEntry[] = [];
  const cursors = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: TimelinePage = await getPage(api, sessionId, {
      order,
      ...(cursor !== null && { cursor }),
    });
    items.push(...page.items);
    cursor = page.nextCursor;
    assert(cursor === null || !cursors.has(cursor), 'No cursor leads back to a page before');
    if (cursor !== null) cursors.add(cursor);
  } while (cursor !== null);
  return items;
}

const ofKind = <Kind extends TimelineEntry['kind']>(items: readonly TimelineEntry[], kind: Kind) =>
  items.filter((entry): entry is Extract<TimelineEntry, { kind: Kind }> => entry.kind === kind);

const options = ({ version }: Session) => ({ version, idempotencyKey: newKey() });

const hostileCursors = [
  '',
  'x',
  '-1',
  '[]',
  '["newest",0,-1]',
  '["newest",1e300,0]',
  "' OR 1=1 --",
  '\u0000',
];

export const timelineTests: readonly ConformanceTest[] = [
  {
    title: 'a timeline has the attempts of the session, from its creation on',
    sessions: { rejected: 1 },
    run: async ({ api, id }) => {
      const { createdAt, attempts } = await getSession(api, id('rejected'));
      const items = await readAll(api, id('rejected'));
      const [first] = items;
      assert(first?.kind === 'session-created', 'The first entry is the creation');
      assertEqual(Date.parse(first.at), Date.parse(createdAt), 'Its time');
      assertEqual(
        ofKind(items, 'attempt-started').map(({ attempt }) => attempt),
        attempts.map(({ number }) => number),
        'The attempts',
      );
    },
  },
  {
    title: 'the first page is the newest unless another order is requested',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const [none, newest] = [
        await getPage(api, id('awaiting')),
        await getPage(api, id('awaiting'), { order: 'newest' }),
      ];
      assertEqual(none.items, newest.items, 'Without an order');
      const times = none.items.map(({ at }) => Date.parse(at));
      assertEqual(
        times,
        times.toSorted((a, b) => b - a),
        'The times',
      );
    },
  },
  {
    title:
      'a timeline has each note with its author, and both orders and all pages have the same entries',
    capabilities: ['add-note'],
    sessions: { awaiting: 1 },
    run: async ({ api, actors, id, signIn }) => {
      const colleague = await signIn(actors.colleague);
      const texts = Array.from({ length: 54 }, (_, index) => `Note ${index} of the timeline.`);
      let session = await getSession(api, id('awaiting'));
      for (const [index, text] of texts.entries()) {
        const author = index % 2 === 0 ? api : colleague;
        session = await author.addNote(id('awaiting'), { text }, options(session));
      }
      const oldest = await readAll(api, id('awaiting'), 'oldest');
      const newest = await readAll(api, id('awaiting'), 'newest');
      assertEqual(newest.toReversed(), oldest, 'The order from the newest, reversed');
      const notes = ofKind(oldest, 'note').filter(({ text }) => texts.includes(text));
      assertEqual([...notes.map(({ text }) => text)].sort(), [...texts].sort(), 'The notes');
      for (const { text, by } of notes) {
        const isOwn = texts.indexOf(text) % 2 === 0;
        assertEqual(by?.id, (isOwn ? actors.agent : actors.colleague).id, `The author of ${text}`);
      }
    },
  },
  {
    title: 'a timeline has an edit with the values before and after',
    capabilities: ['edit-client'],
    sessions: { awaiting: 1 },
    run: async ({ api, actors, id }) => {
      const before = await getSession(api, id('awaiting'));
      const edit = { firstName: 'Timea', lastName: 'Line' };
      await api.editClient(id('awaiting'), edit, options(before));
      const edits = ofKind(await readAll(api, id('awaiting')), 'edit').filter(({ changes }) =>
        changes.some(({ after }) => after === edit.lastName),
      );
      const { firstName, lastName } = before.client;
      assertEqual(
        edits.map(({ by, changes }) => [by?.id, [...changes].sort(byField)]),
        [
          [
            actors.agent.id,
            [
              { field: 'firstName', before: firstName, after: edit.firstName },
              { field: 'lastName', before: lastName, after: edit.lastName },
            ],
          ],
        ],
        'The edit, as one entry',
      );
    },
  },
  {
    title: 'a timeline has the decision with its reasons and its note, once',
    capabilities: ['decide'],
    sessions: { awaiting: 1 },
    run: async ({ api, actors, id }) => {
      const session = await getSession(api, id('awaiting'));
      const { rejection } = await api.getWorkspace();
      const reason = rejection.groups.flatMap(({ reasons }) => reasons)[0];
      assert(reason !== undefined, 'The company has reasons');
      const note = 'Why it was rejected.';
      await api.decideSession(
        id('awaiting'),
        { verdict: 'reject', reasons: [reason.id], note },
        options(session),
      );
      const items = await readAll(api, id('awaiting'));
      assertEqual(
        ofKind(items, 'decision').map(({ by, verdict, reasons, note: written }) => [
          by?.id,
          verdict,
          reasons.map((each) => each.id),
          written,
        ]),
        [[actors.agent.id, 'reject', [reason.id], note]],
        'The decision',
      );
      assertEqual(
        ofKind(items, 'note').filter(({ text }) => text === note),
        [],
        'The note apart from its decision',
      );
    },
  },
  {
    title:
      'a timeline has who made a file of the session, and neither who opened it nor other sessions',
    capabilities: ['record-activity'],
    sessions: { success: 1, rejected: 1 },
    run: async ({ api, actors, id, signIn }) => {
      const colleague = await signIn(actors.colleague);
      const before = await readAll(api, id('success'));
      const other = await readAll(api, id('rejected'));
      await getSession(colleague, id('success'));
      await colleague.recordActivity({ action: 'download-pdf', sessionIds: [id('success')] });
      const added = (await readAll(colleague, id('success'))).slice(before.length);
      assertEqual(
        added.map((entry) => [entry.kind, entry.by?.id, entry.kind === 'download' && entry.file]),
        [['download', actors.colleague.id, 'pdf']],
        'What the timeline has since',
      );
      assertEqual(await readAll(api, id('rejected')), other, 'The timeline of another session');
    },
  },
  {
    title: 'a timeline has a new screening with its author, and false positives',
    capabilities: ['recheck-screening', 'mark-false-positive'],
    sessions: { awaiting: 1 },
    fixtureOnly: true,
    run: async ({ api, actors, id }) => {
      const screened = await api.recheckScreening(
        id('awaiting'),
        options(await getSession(api, id('awaiting'))),
      );
      assert(screened.screening.status === 'match', 'The client resembles an entry');
      const [match] = screened.screening.matches;
      assert(match !== undefined, 'There is a match');
      const mark = { falsePositive: true, matchId: match.id, reason: 'Another person.' } as const;
      const marked = await api.markFalsePositive(id('awaiting'), mark, options(screened));
      const back = { falsePositive: false, matchId: match.id } as const;
      await api.markFalsePositive(id('awaiting'), back, options(marked));
      const items = await readAll(api, id('awaiting'));
      assertEqual(
        ofKind(items, 'screening')
          .filter(({ by }) => by !== null)
          .map(({ by, result, openMatches }) => [by?.id, result, openMatches]),
        [[actors.agent.id, 'match', screened.screening.matches.length]],
        'The screening',
      );
      for (const kind of ['false-positive-marked', 'false-positive-taken-back'] as const) {
        assertEqual(
          ofKind(items, kind).map(({ by, name }) => [by?.id, name]),
          [[actors.agent.id, match.name]],
          kind,
        );
      }
    },
  },
  {
    title: 'a cursor of the other order is invalid, and so is one that nobody made',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      for (const cursor of hostileCursors) {
        await assertRejects(
          () => api.getTimeline(id('awaiting'), { cursor }),
          'invalid',
          `The cursor ${JSON.stringify(cursor)}`,
        );
      }
      for (const order of ['', 'random', '__proto__'] as const) {
        await assertRejects(
          () => api.getTimeline(id('awaiting'), { order: order as TimelineOrder }),
          'invalid',
          `The order ${JSON.stringify(order)}`,
        );
      }
    },
  },
];

const byField = (a: { field: string }, b: { field: string }): number =>
  a.field < b.field ? -1 : 1;
