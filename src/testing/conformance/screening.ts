import type { ReviewApi } from '../../api/review-api.js';
import {
  openMatches,
  type FalsePositiveInput,
  type ScreeningMatch,
} from '../../model/screening.js';
import { session, type Session } from '../../model/session.js';
import { assert, assertEqual, assertRejects, assertValid } from './assert.js';
import { screenedNames } from './fixture.js';
import { unreadableTexts } from './hostile.js';
import { getSession, newKey, type ConformanceTest } from './subject.js';

interface Options {
  readonly version?: string;
  readonly idempotencyKey?: string;
}

async function optionsFor(api: ReviewApi, id: string, options: Options) {
  return {
    version: options.version ?? (await api.getSession(id)).version,
    idempotencyKey: options.idempotencyKey ?? newKey(),
  };
}

async function mark(
  api: ReviewApi,
  id: string,
  input: FalsePositiveInput,
  options: Options = {},
): Promise<Session> {
  const answer = await api.markFalsePositive(id, input, await optionsFor(api, id, options));
  return assertValid(session, answer, 'The session with the mark');
}

async function recheck(api: ReviewApi, id: string, options: Options = {}): Promise<Session> {
  const answer = await api.recheckScreening(id, await optionsFor(api, id, options));
  return assertValid(session, answer, 'The session that was checked again');
}

const matchesOf = ({ screening }: Session): readonly ScreeningMatch[] =>
  screening.status === 'match' ? screening.matches : [];

const reasonsOf = (of: Session) =>
  matchesOf(of).map(({ id, falsePositive }) => [id, falsePositive?.reason ?? null]);

const marking = (reason = 'Another birth date.') =>
  ({ falsePositive: true, matchId: 'entry-1', reason }) as const;
const unmarking = { falsePositive: false, matchId: 'entry-1' } as const;

/** Invalid marks. Abuse case 14: the backend sets the author and the time. */
const invalidMarks: readonly string[] = [
  '{}',
  '{"falsePositive":true,"matchId":"entry-1"}',
  '{"falsePositive":true,"matchId":"entry-1","reason":""}',
  '{"falsePositive":true,"matchId":"entry-1","reason":"  \\n"}',
  '{"falsePositive":true,"matchId":"entry-1","reason":null}',
  `{"falsePositive":true,"matchId":"entry-1","reason":"${'x'.repeat(2001)}"}`,
  ...unreadableTexts.map((reason) => JSON.stringify({ ...marking(), reason })),
  '{"falsePositive":true,"matchId":"entry-1","reason":"x","by":{"id":"x","name":"X"}}',
  '{"falsePositive":true,"matchId":"entry-1","reason":"x","status":"clear"}',
  '{"falsePositive":false,"matchId":"entry-1","reason":"x"}',
  '{"falsePositive":"yes","matchId":"entry-1","reason":"x"}',
  '{"falsePositive":true,"reason":"x"}',
  '{"falsePositive":true,"matchId":"","reason":"x"}',
  '{"falsePositive":true,"matchId":"no-such-entry","reason":"x"}',
  '{"falsePositive":true,"matchId":"__proto__","reason":"x"}',
];

async function refusesClosed(
  api: ReviewApi,
  idOf: (status: 'processing' | 'success' | 'rejected') => string,
  attempt: (id: string) => Promise<unknown>,
): Promise<void> {
  for (const status of ['processing', 'success', 'rejected'] as const) {
    const before = await getSession(api, idOf(status));
    const code = status === 'processing' ? 'conflict' : 'already-decided';
    await assertRejects(() => attempt(before.id), code, `A session ${status}`);
    assertEqual(await getSession(api, before.id), before, 'The session read again');
  }
}

export const markingTests: readonly ConformanceTest[] = [
  {
    title:
      'markFalsePositive records the reason, author and time for one match, and never makes the result clear',
    sessions: { awaiting: 1 },
    fixtureOnly: true,
    run: async ({ api, actors, id }) => {
      const before = await getSession(api, id('awaiting'));
      const reason = 'Another birth date. <script>alert(1)</script> \u2067მეორე\u2069';
      const after = await mark(api, before.id, marking(`  ${reason} `));
      const [first, second] = matchesOf(after);
      const { id: by, name } = actors.agent;
      assertEqual(first?.falsePositive?.reason, reason, 'The reason');
      assertEqual(first?.falsePositive?.by, { id: by, name }, 'Who');
      assertEqual(second?.falsePositive ?? null, null, 'The other match');
      assertEqual(after.screening.status, 'match', 'The result of the check');
      assert(after.version !== before.version, 'A mark makes a new version');
      assertEqual([after.status, after.client], [before.status, before.client], 'All else');
      assertEqual(await getSession(api, before.id), after, 'The session read again');
      const both = await mark(api, before.id, { ...marking(), matchId: 'entry-2' });
      assertEqual(both.screening.status, 'match', 'The result when all matches are marked');
      assertEqual(openMatches(both.screening), [], 'Open matches');
    },
  },
  {
    title: 'markFalsePositive removes a mark, and changes nothing without one',
    sessions: { awaiting: 1 },
    fixtureOnly: true,
    run: async ({ api, id }) => {
      const before = await getSession(api, id('awaiting'));
      const none = await mark(api, before.id, unmarking);
      assertEqual(none.version, before.version, 'The version where nothing was marked');
      const marked = await mark(api, before.id, marking());
      const back = await mark(api, before.id, unmarking);
      assertEqual(
        openMatches(back.screening).length,
        openMatches(before.screening).length,
        'Open matches',
      );
      assert(back.version !== marked.version, 'Taking it back makes a new version');
    },
  },
  {
    title: 'markFalsePositive refuses a missing reason, an unknown match, and unknown fields',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const before = await getSession(api, id('awaiting'));
      for (const written of invalidMarks) {
        const attempt = () => mark(api, before.id, JSON.parse(written) as FalsePositiveInput);
        await assertRejects(attempt, 'invalid', `Mark ${written.slice(0, 60)}`);
      }
      assertEqual(await getSession(api, before.id), before, 'The session read again');
    },
  },
  {
    title:
      'a retried mark is made once, another one with its key is invalid, and a stale one is a conflict',
    sessions: { awaiting: 1 },
    fixtureOnly: true,
    run: async ({ api, actors, signIn, id }) => {
      const { version } = await getSession(api, id('awaiting'));
      const options = { version, idempotencyKey: newKey() };
      const first = await mark(api, id('awaiting'), marking(), options);
      assertEqual(await mark(api, id('awaiting'), marking(), options), first, 'The retry');
      const other = () => mark(api, id('awaiting'), marking('Other.'), options);
      await assertRejects(other, 'invalid', 'Another reason');
      const colleague = await signIn(actors.colleague);
      const stale = () => mark(colleague, id('awaiting'), unmarking, { version });
      await assertRejects(stale, 'conflict', 'A stale version');
      assertEqual(await getSession(api, id('awaiting')), first, 'The session read again');
    },
  },
  {
    title:
      'markFalsePositive refuses a processing session as a conflict, and a decided one as already-decided',
    sessions: { processing: 1, success: 1, rejected: 1 },
    run: ({ api, id }) => refusesClosed(api, id, (closed) => mark(api, closed, marking())),
  },
];

export const recheckingTests: readonly ConformanceTest[] = [
  {
    title: 'recheckScreening returns the session with a new result',
    sessions: { awaiting: 1 },
    fixtureOnly: true,
    run: async ({ api, id }) => {
      const before = await getSession(api, id('awaiting'));
      const after = await recheck(api, before.id);
      assertEqual(after.screening.status, 'match', 'The result');
      const checkedAt = (of: Session) =>
        'checkedAt' in of.screening ? Date.parse(of.screening.checkedAt ?? '') : NaN;
      assert(checkedAt(after) > checkedAt(before), 'The check is later than the one before');
      assert(after.version !== before.version, 'A new result makes a new version');
      assertEqual([after.status, after.client], [before.status, before.client], 'All else');
      assertEqual(await getSession(api, before.id), after, 'The session read again');
    },
  },
  {
    title: 'a retried screening is made once, and a stale one is a conflict',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const { version } = await getSession(api, id('awaiting'));
      const options = { version, idempotencyKey: newKey() };
      const first = await recheck(api, id('awaiting'), options);
      assertEqual(await recheck(api, id('awaiting'), options), first, 'The retry');
      assertEqual(await getSession(api, id('awaiting')), first, 'The session read again');
      if (first.version === version) return;
      const stale = () => recheck(api, id('awaiting'), { version });
      await assertRejects(stale, 'conflict', 'A stale version');
    },
  },
  {
    title:
      'recheckScreening refuses a processing session as a conflict, and a decided one as already-decided',
    sessions: { processing: 1, success: 1, rejected: 1 },
    run: ({ api, id }) => refusesClosed(api, id, (closed) => recheck(api, closed)),
  },
];

const editing = { capabilities: ['recheck-screening', 'edit-client'], fixtureOnly: true } as const;
const both = {
  capabilities: ['recheck-screening', 'mark-false-positive'],
  fixtureOnly: true,
} as const;

async function rename(api: ReviewApi, id: string, lastName: string): Promise<void> {
  await api.editClient(id, { lastName }, await optionsFor(api, id, {}));
}

export const screeningTests: readonly ConformanceTest[] = [
  {
    ...editing,
    title: 'a failed screening is unknown, never clear, and removes no match',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const before = await getSession(api, id('awaiting'));
      await rename(api, before.id, screenedNames.unknown);
      const kept = await recheck(api, before.id);
      assertEqual(kept.screening, before.screening, 'The match that was found before');
      await rename(api, before.id, screenedNames.clear);
      assertEqual((await recheck(api, before.id)).screening.status, 'clear', 'Of somebody else');
      await rename(api, before.id, screenedNames.unknown);
      assertEqual((await recheck(api, before.id)).screening.status, 'unknown', 'Once it fails');
    },
  },
  {
    ...both,
    title:
      'a false positive applies to later screenings of the same person, until the mark is removed',
    sessions: { awaiting: 1 },
    run: async ({ api, actors, signIn, id }) => {
      const marked = await mark(api, id('awaiting'), marking());
      const colleague = await signIn(actors.colleague);
      const again = await recheck(colleague, id('awaiting'));
      assertEqual(reasonsOf(again), reasonsOf(marked), 'The marks after the check');
      const [first] = matchesOf(again);
      assertEqual(first?.falsePositive, matchesOf(marked)[0]?.falsePositive, 'Who and when');
      await mark(colleague, id('awaiting'), unmarking);
      const after = await recheck(api, id('awaiting'));
      assertEqual(openMatches(after.screening).length, 2, 'Open matches');
    },
  },
  {
    ...both,
    capabilities: [...both.capabilities, 'edit-client'],
    title: 'a false positive does not apply to another person',
    sessions: { awaiting: 2 },
    run: async ({ api, id }) => {
      await mark(api, id('awaiting'), marking());
      const other = await recheck(api, id('awaiting', 1));
      assertEqual(openMatches(other.screening).length, 2, 'Open matches of somebody else');
      await rename(api, id('awaiting'), 'Somebody-Else');
      const renamed = await recheck(api, id('awaiting'));
      assertEqual(openMatches(renamed.screening).length, 2, 'Open matches under another name');
    },
  },
];
