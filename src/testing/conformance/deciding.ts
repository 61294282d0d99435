import { isReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { DecisionInput } from '../../model/decision.js';
import { findReasons } from '../../model/rejection.js';
import { session, type Session } from '../../model/session.js';
import { assert, assertEqual, assertRejects, assertValid } from './assert.js';
import { unreadableTexts } from './hostile.js';
import { getSession, newKey, selectIds, type ConformanceTest } from './subject.js';

const verify: DecisionInput = { verdict: 'verify', note: null };

async function decide(
  api: ReviewApi,
  id: string,
  input: DecisionInput,
  options: { version?: string; idempotencyKey?: string } = {},
): Promise<Session> {
  const version = options.version ?? (await api.getSession(id)).version;
  const idempotencyKey = options.idempotencyKey ?? newKey();
  const answer = await api.decideSession(id, input, { version, idempotencyKey });
  return assertValid(session, answer, 'The decided session');
}

/** The first reason of each of the first two groups. */
async function anyReasons(api: ReviewApi): Promise<string[]> {
  const { rejection } = await api.getWorkspace();
  return rejection.groups
    .flatMap(({ reasons }) => reasons.slice(0, 1).map(({ id }) => id))
    .slice(0, 2);
}

const invalidInputs = (reasons: string[]): readonly Record<string, unknown>[] => [
  {},
  { verdict: 'maybe', note: null },
  { verdict: 'verify' },
  { verdict: 'verify', note: null, status: 'success' },
  { verdict: 'verify', note: null, reasons },
  { verdict: 'verify', note: '' },
  { verdict: 'verify', note: '  \n ' },
  { verdict: 'verify', note: 'x'.repeat(2001) },
  ...unreadableTexts.map((note) => ({ verdict: 'verify', note })),
  { verdict: 'verify', note: 7 },
  { verdict: 'reject', note: null },
  { verdict: 'reject', note: null, reasons: ['no-such-reason'] },
  { verdict: 'reject', note: null, reasons: [...reasons, 'no-such-reason'] },
  { verdict: 'reject', note: null, reasons: ['__proto__'] },
  { verdict: 'reject', note: null, reasons: [...reasons, ...reasons] },
  { verdict: 'reject', note: null, reasons: 'spam' },
];

/** Spec A2–A7 and the decisions of table T; abuse cases 14 to 17. */
export const decidingTests: readonly ConformanceTest[] = [
  {
    title: 'verify: the session is Success, decided by the actor, with a new version',
    sessions: { awaiting: 1 },
    run: async ({ api, actors, id }) => {
      const before = await getSession(api, id('awaiting'));
      const decided = await decide(api, before.id, verify);
      const { id: by, name } = actors.agent;
      assertEqual(decided.status, 'success', 'Status');
      assertEqual(decided.decision?.verdict, 'verify', 'Verdict');
      assertEqual(decided.decision?.reasons, [], 'Reasons');
      assertEqual(decided.decision?.by, { id: by, name }, 'Who decided');
      assert(decided.completedAt !== null, 'A decided session is completed');
      assert(decided.version !== before.version, 'A decision makes a new version');
      assertEqual(decided.notes, before.notes, 'No note was written');
      assertEqual(decided.client, before.client, 'The client');
      assertEqual(await getSession(api, before.id), decided, 'The session read again');
      const awaiting = await selectIds(api, { statuses: ['awaiting'] });
      const success = await selectIds(api, { statuses: ['success'] });
      assert(!awaiting.includes(before.id), 'It awaits action no longer');
      assert(success.includes(before.id), 'It is listed as Success');
    },
  },
  {
    title: 'reject: the reasons are attached with their labels, and the note is stored',
    sessions: { awaiting: 1 },
    run: async ({ api, actors, id }) => {
      const reasons = await anyReasons(api);
      const note = 'Two lines\nwith <b>markup</b>, ქართული and \u2067isolated\u2069.';
      const decided = await decide(api, id('awaiting'), { verdict: 'reject', reasons, note });
      const { rejection } = await api.getWorkspace();
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      assertEqual(decided.status, 'rejected', 'Status');
      assertEqual(
        decided.decision?.reasons.toSorted(byId),
        findReasons(rejection.groups, reasons)?.toSorted(byId),
        'Attached reasons',
      );
      const written = decided.notes.at(-1);
      const { id: by, name } = actors.agent;
      assertEqual(written?.text, note, 'The note');
      assertEqual(
        [written?.verdict, written?.by],
        ['reject', { id: by, name }],
        'Its verdict and author',
      );
      const rejected = await selectIds(api, { statuses: ['rejected'] });
      assert(rejected.includes(decided.id), 'It is listed as rejected');
    },
  },
  {
    title: 'reject without a reason is invalid if the company requires one',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const { rejection } = await api.getWorkspace();
      const attempt = () =>
        decide(api, id('awaiting'), { verdict: 'reject', reasons: [], note: null });
      if (rejection.reasonRequired) await assertRejects(attempt, 'invalid', 'No reason');
      else assertEqual((await attempt()).status, 'rejected', 'Status');
    },
  },
  {
    title: 'decideSession refuses unknown fields and values, and changes nothing',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const before = await getSession(api, id('awaiting'));
      for (const input of invalidInputs(await anyReasons(api))) {
        const attempt = () => decide(api, before.id, input as unknown as DecisionInput);
        await assertRejects(attempt, 'invalid', `Decision ${JSON.stringify(input).slice(0, 80)}`);
      }
      assertEqual(await getSession(api, before.id), before, 'The session read again');
    },
  },
  {
    title: 'the same idempotency key and body return the stored answer',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const { version } = await getSession(api, id('awaiting'));
      const options = { version, idempotencyKey: newKey() };
      const input: DecisionInput = { verdict: 'verify', note: 'Once.' };
      const first = await decide(api, id('awaiting'), input, options);
      const second = await decide(api, id('awaiting'), input, options);
      assertEqual(second, first, 'The answer to the retry');
      assertEqual(await getSession(api, first.id), first, 'The session read again');
    },
  },
  {
    title: 'the same idempotency key with another body is invalid',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const { version } = await getSession(api, id('awaiting'));
      const options = { version, idempotencyKey: newKey() };
      const first = await decide(api, id('awaiting'), verify, options);
      const other: DecisionInput = { verdict: 'verify', note: 'Another body.' };
      await assertRejects(() => decide(api, first.id, other, options), 'invalid', 'Another body');
      assertEqual(await getSession(api, first.id), first, 'The session read again');
    },
  },
  {
    title: 'fifty requests at once with one key decide once',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const { version } = await getSession(api, id('awaiting'));
      const options = { version, idempotencyKey: newKey() };
      const input: DecisionInput = { verdict: 'verify', note: 'A double click.' };
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => decide(api, id('awaiting'), input, options)),
      );
      for (const answer of answers) assertEqual(answer, answers[0], 'Each answer');
      const { notes } = await getSession(api, id('awaiting'));
      const written = notes.filter((note) => note.text === input.note).length;
      assertEqual(written, 1, 'Notes written');
    },
  },
  {
    title: 'two agents at once: one decides, the other receives that decision',
    sessions: { awaiting: 1 },
    run: async ({ api, actors, signIn, id }) => {
      const { version } = await getSession(api, id('awaiting'));
      const colleague = await signIn(actors.colleague);
      const reasons = await anyReasons(api);
      const outcomes = await Promise.allSettled([
        decide(api, id('awaiting'), verify, { version }),
        decide(colleague, id('awaiting'), { verdict: 'reject', reasons, note: null }, { version }),
      ]);
      const won = outcomes.findIndex(({ status }) => status === 'fulfilled');
      const lost = outcomes[1 - won];
      assert(lost?.status === 'rejected', 'One of the two decisions is made and one refused');
      const error: unknown = lost.reason;
      assert(isReviewError(error) && error.code === 'already-decided', `Refused: ${String(error)}`);
      const { decision } = await getSession(api, id('awaiting'));
      const winner = won === 0 ? actors.agent : actors.colleague;
      assertEqual(decision?.by?.id, winner.id, 'Who decided');
      assertEqual(error.details.decision, decision, 'The decision that the other agent receives');
    },
  },
  {
    title: 'a decided session is refused as already-decided, whatever the version',
    sessions: { awaiting: 1 },
    run: async ({ api, actors, signIn, id }) => {
      const { version } = await getSession(api, id('awaiting'));
      const decided = await decide(api, id('awaiting'), verify, { version });
      const colleague = await signIn(actors.colleague);
      for (const seen of [version, decided.version, 'never-was']) {
        const attempt = () => decide(colleague, decided.id, verify, { version: seen });
        const { details } = await assertRejects(attempt, 'already-decided', `Version ${seen}`);
        assertEqual(details.decision, decided.decision, 'Who, what and when');
      }
      assertEqual(await getSession(api, decided.id), decided, 'The session read again');
    },
  },
  {
    title: 'a stale version is a conflict, and the session still awaits action',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const attempt = () => decide(api, id('awaiting'), verify, { version: 'never-was' });
      const { details } = await assertRejects(attempt, 'conflict', 'A version that never was');
      assert(Array.isArray(details.changes), 'A stale version is refused with the changes since');
      assertEqual((await getSession(api, id('awaiting'))).status, 'awaiting', 'Status');
    },
  },
  {
    title: 'no version and no idempotency key are invalid',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const before = await getSession(api, id('awaiting'));
      const { version } = before;
      const incomplete: Record<string, unknown>[] = [
        {},
        { version },
        { idempotencyKey: newKey() },
        { version: '', idempotencyKey: newKey() },
        { version, idempotencyKey: '' },
        { version, idempotencyKey: 'with space' },
        { version, idempotencyKey: 'ქართული' },
        { version, idempotencyKey: 'x'.repeat(129) },
      ];
      for (const options of incomplete) {
        const attempt = () => api.decideSession(before.id, verify, options as never);
        await assertRejects(attempt, 'invalid', `Options ${Object.keys(options).join(' and ')}`);
      }
      assertEqual(await getSession(api, before.id), before, 'The session read again');
    },
  },
  {
    title: 'a processing session is a conflict without changes',
    sessions: { processing: 1 },
    run: async ({ api, id }) => {
      const attempt = () => decide(api, id('processing'), verify);
      const { details } = await assertRejects(attempt, 'conflict', 'A processing session');
      assertEqual(details.changes, undefined, 'Changes');
    },
  },
  {
    title: 'sessions that were decided before are refused as already-decided',
    sessions: { success: 1, rejected: 1 },
    run: async ({ api, id }) => {
      for (const status of ['success', 'rejected'] as const) {
        const before = await getSession(api, id(status));
        const attempt = () => decide(api, before.id, verify);
        const { details } = await assertRejects(attempt, 'already-decided', `A session ${status}`);
        if (before.decision) {
          // A backend of its own need not keep how much the policy could judge.
          const { judgedInPart, ...told } = before.decision;
          assertEqual(
            { judgedInPart, ...details.decision },
            { judgedInPart, ...told },
            'Who, what and when',
          );
        }
        assertEqual(await getSession(api, before.id), before, 'The session read again');
      }
    },
  },
];
