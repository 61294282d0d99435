import { isReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import { claim, type Claim } from '../../model/claim.js';
import { claimReceivers, nextClaim } from '../../model/claim-requests.js';
import type { DecisionInput } from '../../model/decision.js';
import type { Session } from '../../model/session.js';
import { assert, assertEqual, assertRejects, assertValid } from './assert.js';
import { unreadableTexts } from './hostile.js';
import {
  getSession,
  listAll,
  newKey,
  selectIds,
  type ConformanceTest,
  type Subject,
} from './subject.js';
import { Watch } from './watching.js';

const verify: DecisionInput = { verdict: 'verify', note: null };

const claimSession = async (api: ReviewApi, id: string): Promise<Claim> =>
  assertValid(claim, await api.claimSession(id), 'The claim');

async function decide(
  api: ReviewApi,
  id: string,
  input: DecisionInput,
  idempotencyKey = newKey(),
): Promise<Session> {
  const { version } = await getSession(api, id);
  return api.decideSession(id, input, { version, idempotencyKey });
}

/** Who has the session, as a user reads it in the session and in the list. */
async function holderOf(api: ReviewApi, id: string): Promise<Claim | null> {
  const current = (await getSession(api, id)).claim ?? null;
  const listed = (await listAll(api)).find((item) => item.id === id);
  assertEqual(listed?.claim ?? null, current, 'The claim in the list');
  return current;
}

/** Makes every claim end as if its time had passed. */
async function passLease({ leases }: Subject): Promise<void> {
  assert(leases !== undefined, 'The backend lacks `leases`');
  await leases.pass();
}

const colleagueOf = ({ signIn, actors }: Subject): Promise<ReviewApi> => signIn(actors.colleague);

/** A colleague whom the backend has seen: one who has claimed another session, and released it. */
async function seenColleague(subject: Subject, otherId: string): Promise<ReviewApi> {
  const colleague = await colleagueOf(subject);
  const { number } = await claimSession(colleague, otherId);
  await colleague.releaseClaim(otherId, { number });
  return colleague;
}

/** The requests that have succeeded, and the codes of the others. */
async function outcomesOf<T>(requests: readonly Promise<T>[]) {
  const settled = await Promise.allSettled(requests);
  const codes = settled.flatMap((outcome) =>
    outcome.status === 'rejected'
      ? [isReviewError(outcome.reason) ? outcome.reason.code : String(outcome.reason)]
      : [],
  );
  const answers = settled.flatMap((outcome) =>
    outcome.status === 'fulfilled' ? [outcome.value] : [],
  );
  return { answers, codes };
}

const invalidReferences: readonly unknown[] = [
  {},
  { number: 0 },
  { number: -1 },
  { number: 1.5 },
  { number: '1' },
  { number: null },
  { number: 2 ** 53 },
  { number: 1, by: { id: 'x', name: 'X' } },
];

const invalidTakeovers: readonly unknown[] = [
  ...invalidReferences.map((given) => ({ reason: 'x', ...(given as object) })),
  { number: 1 },
  { number: 1, reason: null },
  { number: 1, reason: '' },
  { number: 1, reason: ' \n' },
  { number: 1, reason: 'x'.repeat(2001) },
  ...unreadableTexts.map((reason) => ({ number: 1, reason })),
];

/** Spec W2. */
export const claimingTests: readonly ConformanceTest[] = [
  {
    title: 'the workspace says whether a decision requires a claim',
    run: async ({ api }) => {
      const { claims } = await api.getWorkspace();
      assertEqual(typeof claims?.required, 'boolean', 'Whether claims are required');
    },
  },
  {
    title: 'a claim is shown to everybody, in the session and in the list, and changes no version',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, actors, id } = subject;
      const before = await getSession(api, id('awaiting'));
      assertEqual(before.claim ?? null, null, 'The claim before');
      const made = await claimSession(api, before.id);
      const { id: userId, name } = actors.agent;
      assertEqual(made.by, { id: userId, name }, 'Who has it');
      assert(Date.parse(made.until) > Date.parse(made.since), 'A claim ends after it was made');
      const colleague = await colleagueOf(subject);
      assertEqual(await holderOf(colleague, before.id), made, 'What a colleague reads');
      const { claim: _, ...after } = await getSession(api, before.id);
      const { claim: __, ...unclaimed } = before;
      assertEqual(after, unclaimed, 'All else, the version included');
    },
  },
  {
    title: 'the user who has the claim gets it again, and a colleague learns who has it',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const first = await claimSession(api, id('awaiting'));
      const again = await claimSession(api, id('awaiting'));
      assertEqual([again.number, again.since], [first.number, first.since], 'The claim again');
      const colleague = await colleagueOf(subject);
      const attempt = () => colleague.claimSession(id('awaiting'));
      const { details } = await assertRejects(attempt, 'claimed', 'A colleague');
      assertEqual(details.claim, again, 'Who has it');
    },
  },
  {
    title: 'fifty claims of one user and fifty of another at once: one of the two has the session',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const colleague = await colleagueOf(subject);
      const { answers, codes } = await outcomesOf(
        Array.from({ length: 100 }, (_, index) =>
          (index % 2 === 0 ? api : colleague).claimSession(id('awaiting')),
        ),
      );
      const current = await holderOf(api, id('awaiting'));
      assertEqual(answers.length, 50, 'Requests of the one who has it');
      for (const answer of answers) {
        assertEqual([answer.number, answer.by], [current?.number, current?.by], 'Each answer');
      }
      assertEqual([...new Set(codes)], ['claimed'], 'What the other one gets');
    },
  },
  {
    title: 'a renewal moves the end of the claim, and nothing else',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const first = await claimSession(api, id('awaiting'));
      const { number } = first;
      const renewed = assertValid(
        claim,
        await api.renewClaim(id('awaiting'), { number }),
        'The renewed claim',
      );
      assert(Date.parse(renewed.until) >= Date.parse(first.until), 'The end does not move back');
      assertEqual({ ...renewed, until: '' }, { ...first, until: '' }, 'All else');
      assertEqual(await holderOf(api, id('awaiting')), renewed, 'The claim read again');
      const colleague = await colleagueOf(subject);
      const theirs = () => colleague.renewClaim(id('awaiting'), { number });
      const { details } = await assertRejects(theirs, 'claimed', 'A colleague’s renewal');
      assertEqual(details.claim, renewed, 'Who has it');
      const other = () => api.renewClaim(id('awaiting'), { number: number + 1 });
      await assertRejects(other, 'claimed', 'A claim that never was');
    },
  },
  {
    title: 'a released session is free for a colleague, whose claim has a higher number',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const { number } = await claimSession(api, id('awaiting'));
      const colleague = await colleagueOf(subject);
      await colleague.releaseClaim(id('awaiting'), { number });
      assertEqual(
        (await holderOf(api, id('awaiting')))?.number,
        number,
        'A claim of somebody else',
      );
      await api.releaseClaim(id('awaiting'), { number });
      assertEqual(await holderOf(api, id('awaiting')), null, 'The claim after its release');
      await api.releaseClaim(id('awaiting'), { number });
      const next = await claimSession(colleague, id('awaiting'));
      assert(next.number > number, 'Numbers grow');
      await api.releaseClaim(id('awaiting'), { number });
      assertEqual(await holderOf(api, id('awaiting')), next, 'A release of the earlier claim');
      const renewal = () => api.renewClaim(id('awaiting'), { number });
      const { details } = await assertRejects(renewal, 'claimed', 'A renewal of the earlier claim');
      assertEqual(details.claim, next, 'Who has it');
    },
  },
  {
    title: 'a claim is taken over with a reason, which everybody sees',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, actors, id } = subject;
      const first = await claimSession(api, id('awaiting'));
      const colleague = await colleagueOf(subject);
      const reason = 'Ana is at lunch. <b>x</b> \u2067ჩემია\u2069';
      const takeover = { number: first.number, reason: `  ${reason} ` };
      const taken = assertValid(
        claim,
        await colleague.takeOverClaim(id('awaiting'), takeover),
        'The new claim',
      );
      assert(taken.number > first.number, 'Numbers grow');
      assertEqual(taken.by.id, actors.colleague.id, 'Who has it');
      assertEqual(taken.takenOver, { from: first.by, reason }, 'From whom, and why');
      assertEqual(await holderOf(api, id('awaiting')), taken, 'What the other one reads');
      const again = await colleague.takeOverClaim(id('awaiting'), takeover);
      assertEqual([again.number, again.since], [taken.number, taken.since], 'The request repeated');
      const renewal = () => api.renewClaim(id('awaiting'), { number: first.number });
      const { details } = await assertRejects(renewal, 'claimed', 'A renewal of the first');
      assertEqual(details.claim?.number, taken.number, 'Who has it now');
    },
  },
  {
    title: 'fifty requests of two users to take over one claim: one of them gets it',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, actors, id } = subject;
      const { number } = await claimSession(api, id('awaiting'));
      const others = [await colleagueOf(subject), await subject.signIn(actors.master)] as const;
      const { answers, codes } = await outcomesOf(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 === 0 ? others[0] : others[1]).takeOverClaim(id('awaiting'), {
            number,
            reason: 'Mine.',
          }),
        ),
      );
      const current = await holderOf(api, id('awaiting'));
      assertEqual(answers.length, 25, 'Requests of the one who has it');
      for (const answer of answers) {
        assertEqual([answer.number, answer.by], [number + 1, current?.by], 'Each answer');
      }
      assertEqual([...new Set(codes)], ['claimed'], 'What the other one gets');
    },
  },
  {
    title: 'a takeover of a claim that has ended claims the session',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const { number } = await claimSession(api, id('awaiting'));
      await api.releaseClaim(id('awaiting'), { number });
      const colleague = await colleagueOf(subject);
      const made = await colleague.takeOverClaim(id('awaiting'), { number, reason: 'Mine.' });
      assertEqual(made.takenOver, undefined, 'From whom');
      assertEqual(await holderOf(api, id('awaiting')), made, 'The claim');
    },
  },
  {
    title: 'a claim is handed over to a colleague from the list, which everybody sees',
    sessions: { awaiting: 2 },
    run: async (subject) => {
      const { api, actors, id } = subject;
      const colleague = await seenColleague(subject, id('awaiting', 1));
      const { items } = assertValid(
        claimReceivers,
        await api.listClaimReceivers(),
        'The colleagues',
      );
      const receiver = items.find((user) => user.id === actors.colleague.id);
      assertEqual(receiver?.name, actors.colleague.name, 'The name of the colleague');
      assert(
        items.every((user) => user.id !== actors.agent.id),
        'The caller is not in the list',
      );
      const first = await claimSession(api, id('awaiting'));
      const handover = { number: first.number, to: actors.colleague.id };
      const theirs = assertValid(
        claim,
        await api.handOverClaim(id('awaiting'), handover),
        'The new claim',
      );
      assert(theirs.number > first.number, 'Numbers grow');
      assertEqual(theirs.by, receiver, 'Who has it');
      assertEqual(theirs.handedOver, { from: first.by }, 'By whom it was handed over');
      assertEqual(await holderOf(colleague, id('awaiting')), theirs, 'What the colleague reads');
      const again = await api.handOverClaim(id('awaiting'), handover);
      assertEqual([again.number, again.since], [theirs.number, theirs.since], 'Repeated');
      const renewal = () => api.renewClaim(id('awaiting'), { number: first.number });
      const { details } = await assertRejects(renewal, 'claimed', 'A renewal by the first');
      assertEqual(details.claim?.number, theirs.number, 'Who has it now');
      const renewed = await colleague.renewClaim(id('awaiting'), { number: theirs.number });
      assert(Date.parse(renewed.until) >= Date.parse(theirs.until), 'The end does not move back');
    },
  },
  {
    title: 'only the user who has a claim can hand it over, and only to a colleague from the list',
    sessions: { awaiting: 2, processing: 1, success: 1 },
    run: async (subject) => {
      const { api, actors, id } = subject;
      const colleague = await seenColleague(subject, id('awaiting', 1));
      const to = actors.colleague.id;
      const missing = () => api.handOverClaim(id('awaiting'), { number: 1, to });
      await assertRejects(missing, 'claimed', 'A claim that nobody has');
      const { number } = await claimSession(api, id('awaiting'));
      const other = () => api.handOverClaim(id('awaiting'), { number: number + 1, to });
      await assertRejects(other, 'claimed', 'Another number');
      const theirs = () => colleague.handOverClaim(id('awaiting'), { number, to: actors.agent.id });
      await assertRejects(theirs, 'claimed', 'The claim of somebody else');
      for (const receiver of ['nobody', actors.agent.id, "' OR 1=1 --", '__proto__']) {
        const attempt = () => api.handOverClaim(id('awaiting'), { number, to: receiver });
        await assertRejects(attempt, 'invalid', `To ${receiver}`);
      }
      for (const given of [{ number }, { number, to: '' }, { number, to: null }, { to }]) {
        const attempt = () => api.handOverClaim(id('awaiting'), given as never);
        await assertRejects(attempt, 'invalid', JSON.stringify(given));
      }
      assertEqual((await holderOf(api, id('awaiting')))?.number, number, 'The claim');
      for (const status of ['processing', 'success'] as const) {
        const code = status === 'processing' ? 'conflict' : 'already-decided';
        const attempt = () => api.handOverClaim(id(status), { number: 1, to });
        await assertRejects(attempt, code, `A session ${status}`);
      }
    },
  },
  {
    title: 'fifty hand-overs, releases and takeovers at once: one of them has its way',
    sessions: { awaiting: 2 },
    run: async (subject) => {
      const { api, actors, id } = subject;
      const colleague = await seenColleague(subject, id('awaiting', 1));
      const master = await subject.signIn(actors.master);
      const { number } = await claimSession(api, id('awaiting'));
      const reason = 'Mine.';
      const hand = () => api.handOverClaim(id('awaiting'), { number, to: actors.colleague.id });
      const release = () => api.releaseClaim(id('awaiting'), { number }).then(() => null);
      const take = () => master.takeOverClaim(id('awaiting'), { number, reason });
      await outcomesOf(Array.from({ length: 17 }, () => [hand(), release(), take()]).flat());
      const current = await holderOf(colleague, id('awaiting'));
      assertEqual(current?.number, number + 1, 'One new claim');
      assertEqual(
        current?.by.id,
        current?.handedOver ? actors.colleague.id : actors.master.id,
        'Who has it',
      );
      const renewal = () => api.renewClaim(id('awaiting'), { number });
      await assertRejects(renewal, 'claimed', 'A renewal of the first');
    },
  },
  {
    title: 'malformed requests about a claim are invalid, and change nothing',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const before = await claimSession(api, id('awaiting'));
      for (const given of invalidReferences) {
        const written = JSON.stringify(given);
        for (const name of ['renewClaim', 'releaseClaim'] as const) {
          const attempt = async () => api[name](id('awaiting'), given as never);
          await assertRejects(attempt, 'invalid', `${name} ${written}`);
        }
      }
      const colleague = await colleagueOf(subject);
      for (const given of invalidTakeovers) {
        const attempt = () => colleague.takeOverClaim(id('awaiting'), given as never);
        await assertRejects(attempt, 'invalid', JSON.stringify(given).slice(0, 60));
      }
      for (const given of [{ skip: 'x' }, { skip: [''] }, { status: 'success' }]) {
        const attempt = () => api.claimNext(given as never);
        await assertRejects(attempt, 'invalid', JSON.stringify(given));
      }
      assertEqual(await holderOf(api, id('awaiting')), before, 'The claim');
    },
  },
  {
    title: 'only a session that awaits action can be claimed',
    sessions: { processing: 1, success: 1, rejected: 1 },
    run: async ({ api, id }) => {
      const reason = 'x';
      for (const status of ['processing', 'success', 'rejected'] as const) {
        const before = await getSession(api, id(status));
        const code = status === 'processing' ? 'conflict' : 'already-decided';
        const claiming = () => api.claimSession(before.id);
        await assertRejects(claiming, code, `Claiming a session ${status}`);
        const taking = () => api.takeOverClaim(before.id, { number: 1, reason });
        await assertRejects(taking, code, `Taking over a session ${status}`);
        assertEqual(await getSession(api, before.id), before, 'The session read again');
      }
    },
  },
  {
    title:
      'claimNext gives each caller another session, in the order of the queue, until none is left',
    fixtureOnly: true,
    run: async (subject) => {
      const { api, queries } = subject;
      const colleague = await colleagueOf(subject);
      const sort = queries.sorts.includes('dueAt') ? 'dueAt' : 'createdAt';
      const awaiting = await listAll(api, { statuses: ['awaiting'], sort });
      const [first, second, third] = awaiting;
      assert(!!first && !!second && !!third, 'The fixture has sessions that await action');
      await claimSession(colleague, second.id);
      const { next } = assertValid(nextClaim, await api.claimNext({}), 'The next session');
      assertEqual(next?.sessionId, first.id, 'The first');
      assertEqual(await holderOf(colleague, first.id), next?.claim, 'Its claim');
      const skipping = await api.claimNext({ skip: [third.id] });
      assertEqual(skipping.next?.sessionId, awaiting[3]?.id, 'The first that is not skipped');
      const given = [second.id, first.id, skipping.next?.sessionId];
      while (given.length < awaiting.length) {
        const rest = awaiting.length - given.length;
        const answers = await Promise.all(
          Array.from({ length: Math.min(rest, 20) }, (_, index) =>
            (index % 2 === 0 ? api : colleague).claimNext({}),
          ),
        );
        given.push(...answers.map(({ next: one }) => one?.sessionId));
      }
      assertEqual([...given].sort(), awaiting.map(({ id }) => id).sort(), 'The sessions given');
      assertEqual(await api.claimNext({}), { next: null }, 'When none is left');
    },
  },
  {
    title: 'a watch reports a claim, its takeover and its release, but no renewal',
    capabilities: ['push', 'add-note'],
    sessions: { awaiting: 2 },
    run: async (subject) => {
      const { api, id } = subject;
      const colleague = await colleagueOf(subject);
      const watch = new Watch(colleague);
      const other = id('awaiting', 1);
      try {
        await watch.event();
        const { number } = await claimSession(api, id('awaiting'));
        await watch.eventOf(id('awaiting'));
        await api.renewClaim(id('awaiting'), { number });
        await api.claimSession(id('awaiting'));
        const { version } = await getSession(api, other);
        await api.addNote(other, { text: 'Later.' }, { version, idempotencyKey: newKey() });
        const { sessionIds } = await watch.eventOf(other);
        assertEqual(sessionIds, [other], 'What changed since the claim');
        const takeover = { number, reason: 'Mine.' };
        const taken = await colleague.takeOverClaim(id('awaiting'), takeover);
        await watch.eventOf(id('awaiting'));
        await colleague.releaseClaim(id('awaiting'), { number: taken.number });
        await watch.eventOf(id('awaiting'));
      } finally {
        await watch.leave();
      }
    },
  },
  {
    title: 'a list has the sessions that nobody has claimed, or those of the user',
    fixtureOnly: true,
    isFor: ({ filters }) => filters.includes('claim'),
    sessions: { awaiting: 3 },
    run: async (subject) => {
      const { api, id } = subject;
      const colleague = await colleagueOf(subject);
      const [mine, theirs] = [id('awaiting', 0), id('awaiting', 1)];
      await claimSession(api, mine);
      await claimSession(colleague, theirs);
      const awaiting = await selectIds(api, { statuses: ['awaiting'] });
      const free = awaiting.filter((one) => one !== mine && one !== theirs);
      assertEqual(await selectIds(api, { claims: ['mine'] }), [mine], 'Those of the user');
      assertEqual(await selectIds(colleague, { claims: ['mine'] }), [theirs], 'A colleague’s');
      assertEqual(await selectIds(api, { claims: ['unclaimed'] }), free, 'Those of nobody');
      assertEqual(
        await selectIds(api, { claims: ['unclaimed', 'mine'] }),
        [...free, mine].sort(),
        'Both',
      );
      const decided = await selectIds(api, { claims: ['unclaimed'], statuses: ['success'] });
      assertEqual(decided, [], 'Decided sessions');
      assertEqual(
        await api.countSessions({ claims: ['mine'] }),
        { count: 1, exact: true },
        'The number of those of the user',
      );
    },
  },
  {
    title: 'after its time, a claim is none: it is not shown, and a colleague gets the session',
    usesLeases: true,
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const first = await claimSession(api, id('awaiting'));
      await passLease(subject);
      assertEqual(await holderOf(api, id('awaiting')), null, 'The claim after its time');
      if (subject.queries.filters.includes('claim')) {
        assertEqual(await selectIds(api, { claims: ['mine'] }), [], 'The sessions of the user');
        const free = await selectIds(api, { claims: ['unclaimed'] });
        assert(free.includes(id('awaiting')), 'The session is free');
      }
      const renewal = () => api.renewClaim(id('awaiting'), { number: first.number });
      const { details } = await assertRejects(renewal, 'claimed', 'A renewal that comes late');
      assertEqual(details.claim, undefined, 'Who has it');
      const colleague = await colleagueOf(subject);
      const next = await claimSession(colleague, id('awaiting'));
      assert(next.number > first.number, 'Numbers grow');
      assertEqual(next.takenOver, undefined, 'From whom it was taken over');
      assertEqual(await holderOf(api, id('awaiting')), next, 'Who has it');
    },
  },
  {
    title: 'a session whose claim has ended is next again',
    usesLeases: true,
    fixtureOnly: true,
    run: async (subject) => {
      const { api } = subject;
      const first = await api.claimNext({});
      await passLease(subject);
      const colleague = await colleagueOf(subject);
      const again = await colleague.claimNext({});
      assertEqual(again.next?.sessionId, first.next?.sessionId, 'The first session');
    },
  },
];

/** Decisions under a claim. Abuse case 28. */
export const decidingUnderClaimTests: readonly ConformanceTest[] = [
  {
    title: 'a decision under its claim is made, and ends the claim',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const { number } = await claimSession(api, id('awaiting'));
      const decided = await decide(api, id('awaiting'), { ...verify, claim: number });
      assertEqual(decided.status, 'success', 'The status');
      assertEqual(decided.claim ?? null, null, 'The claim in the answer');
      assertEqual(await holderOf(api, id('awaiting')), null, 'The claim');
      const renewal = () => api.renewClaim(id('awaiting'), { number });
      await assertRejects(renewal, 'claimed', 'A renewal after the decision');
      await api.releaseClaim(id('awaiting'), { number });
    },
  },
  {
    title: 'the same decision again has the stored answer, whatever claim it names',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const { number } = await claimSession(api, id('awaiting'));
      const { version } = await getSession(api, id('awaiting'));
      const options = { version, idempotencyKey: newKey() };
      const first = await api.decideSession(id('awaiting'), { ...verify, claim: number }, options);
      for (const claimed of [{ claim: number }, { claim: number + 1 }, {}]) {
        const again = await api.decideSession(id('awaiting'), { ...verify, ...claimed }, options);
        assertEqual(again, first, 'The answer again');
      }
    },
  },
  {
    title: 'abuse case 28: a decision while a colleague has the claim is refused, with who has it',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const colleague = await colleagueOf(subject);
      const theirs = await claimSession(colleague, id('awaiting'));
      const before = await getSession(api, id('awaiting'));
      const key = newKey();
      const input: DecisionInput = { ...verify, note: 'Kept by the agent.' };
      for (const claimed of [{}, { claim: theirs.number }, { claim: theirs.number + 1 }]) {
        const attempt = () => decide(api, before.id, { ...input, ...claimed }, key);
        const { details } = await assertRejects(attempt, 'claimed', JSON.stringify(claimed));
        assertEqual(details.claim, theirs, 'Who has it');
      }
      assertEqual(await getSession(api, before.id), before, 'The session read again');
      await colleague.releaseClaim(before.id, { number: theirs.number });
      // A refused decision is not stored under its key, so the same intent can be sent again.
      const { number } = await claimSession(api, before.id);
      const decided = await decide(api, before.id, { ...input, claim: number }, key);
      assertEqual([decided.status, decided.notes.at(-1)?.text], ['success', input.note], 'Later');
    },
  },
  {
    title: 'abuse case 28: a decision after its claim was taken over is refused, with who has it',
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const { number } = await claimSession(api, id('awaiting'));
      const colleague = await colleagueOf(subject);
      const taken = await colleague.takeOverClaim(id('awaiting'), { number, reason: 'Urgent.' });
      const attempt = () => decide(api, id('awaiting'), { ...verify, claim: number });
      const { details } = await assertRejects(attempt, 'claimed', 'The decision');
      assertEqual(details.claim, taken, 'Who has it');
      const decided = await decide(colleague, id('awaiting'), { ...verify, claim: taken.number });
      assertEqual(decided.status, 'success', 'The decision of the one who has it');
    },
  },
  {
    title: 'abuse case 28: a decision after its claim was released is refused, and nobody has it',
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const { number } = await claimSession(api, id('awaiting'));
      await api.releaseClaim(id('awaiting'), { number });
      const attempt = () => decide(api, id('awaiting'), { ...verify, claim: number });
      const { details } = await assertRejects(attempt, 'claimed', 'The decision');
      assertEqual(details.claim, undefined, 'Who has it');
    },
  },
  {
    title: 'abuse case 28: a decision after its claim was handed over is refused',
    sessions: { awaiting: 2 },
    run: async (subject) => {
      const { api, actors, id } = subject;
      const colleague = await seenColleague(subject, id('awaiting', 1));
      const { number } = await claimSession(api, id('awaiting'));
      const to = actors.colleague.id;
      const theirs = await api.handOverClaim(id('awaiting'), { number, to });
      const attempt = () => decide(api, id('awaiting'), { ...verify, claim: number });
      const { details } = await assertRejects(attempt, 'claimed', 'The late decision');
      assertEqual(details.claim, theirs, 'Who has it');
      const input = { ...verify, claim: theirs.number };
      const decided = await decide(colleague, id('awaiting'), input);
      assertEqual(decided.decision?.by?.id, to, 'Who decided');
    },
  },
  {
    title: 'abuse case 28: a decision after the time of its claim is refused',
    usesLeases: true,
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const { number } = await claimSession(api, id('awaiting'));
      await passLease(subject);
      const attempt = () => decide(api, id('awaiting'), { ...verify, claim: number });
      const { details } = await assertRejects(attempt, 'claimed', 'Nobody else has it');
      assertEqual(details.claim, undefined, 'Who has it');
      const colleague = await colleagueOf(subject);
      const theirs = await claimSession(colleague, id('awaiting'));
      const other = await assertRejects(attempt, 'claimed', 'A colleague has it');
      assertEqual(other.details.claim, theirs, 'Who has it');
    },
  },
  {
    title: 'if the company requires a claim, a decision without one is refused',
    capabilities: ['settings'],
    fixtureOnly: true,
    sessions: { awaiting: 2 },
    run: async (subject) => {
      const { api, actors, id } = subject;
      const master = await subject.signIn(actors.master);
      const { version } = await master.getSettings();
      await master.saveSettings({ section: 'queue', values: { claimRequired: true } }, { version });
      assertEqual((await api.getWorkspace()).claims, { required: true }, 'What the workspace says');
      const attempt = () => decide(api, id('awaiting'), verify);
      const { details } = await assertRejects(attempt, 'claimed', 'A decision without a claim');
      assertEqual(details.claim, undefined, 'Who has it');
      const { number } = await claimSession(api, id('awaiting'));
      const decided = await decide(api, id('awaiting'), { ...verify, claim: number });
      assertEqual(decided.status, 'success', 'A decision under a claim');
      // The user has the claim, even if the caller does not name it.
      await claimSession(api, id('awaiting', 1));
      const unnamed = await decide(api, id('awaiting', 1), verify);
      assertEqual(unnamed.status, 'success', 'A decision that names no claim');
    },
  },
  {
    title: 'a claim is checked before the version, and after the status',
    capabilities: ['add-note'],
    sessions: { awaiting: 1, success: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const colleague = await colleagueOf(subject);
      await claimSession(colleague, id('awaiting'));
      const idempotencyKey = newKey();
      const stale = () =>
        api.decideSession(id('awaiting'), verify, { version: 'never-was', idempotencyKey });
      await assertRejects(stale, 'claimed', 'A stale version');
      const decided = () => decide(api, id('success'), { ...verify, claim: 7 });
      await assertRejects(decided, 'already-decided', 'A decided session');
    },
  },
  {
    title: 'a note of somebody without the claim is made, and the claim stays',
    capabilities: ['add-note'],
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const theirs = await claimSession(await colleagueOf(subject), id('awaiting'));
      const { version } = await getSession(api, id('awaiting'));
      const options = { version, idempotencyKey: newKey() };
      const noted = await api.addNote(id('awaiting'), { text: 'Seen.' }, options);
      assertEqual(noted.claim, theirs, 'The claim in the answer');
      assertEqual(await holderOf(api, id('awaiting')), theirs, 'The claim');
    },
  },
  {
    title: 'an edit of somebody without the claim is made, and the claim stays',
    capabilities: ['edit-client'],
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const { api, id } = subject;
      const theirs = await claimSession(await colleagueOf(subject), id('awaiting'));
      const { version } = await getSession(api, id('awaiting'));
      const options = { version, idempotencyKey: newKey() };
      const edited = await api.editClient(id('awaiting'), { lastName: 'Newly' }, options);
      assertEqual(edited.claim, theirs, 'The claim in the answer');
      assertEqual(await holderOf(api, id('awaiting')), theirs, 'The claim');
    },
  },
];
