import { expect } from '@open-wc/testing';
import { ReviewError, type ReviewErrorCode } from 'kv-review/api';
import { createMemoryApi, type FaultRule } from 'kv-review/api/memory';
import { session, sessionPage } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import * as v from 'valibot';

const sessions = sampleSessions({ count: 40, seed: 2 });
const awaiting = sessions.find(({ status }) => status === 'awaiting');
if (!awaiting) throw new Error('The sample holds no such session.');
const { id, version } = awaiting;
const verify = { verdict: 'verify', note: 'Looks right.' } as const;

type Outcome = ReviewErrorCode | 'done';

async function outcomeOf(promise: Promise<unknown>): Promise<Outcome> {
  try {
    await promise;
    return 'done';
  } catch (error) {
    expect(error).to.be.instanceOf(ReviewError);
    return (error as ReviewError).code;
  }
}

/** The outcomes of this many calls, one after the other. */
async function outcomes(rule: FaultRule, count: number, seed = 1): Promise<Outcome[]> {
  const api = createMemoryApi({ sessions, faults: [rule], seed });
  const ends: Outcome[] = [];
  for (let call = 0; call < count; call += 1) ends.push(await outcomeOf(api.getSession(id)));
  return ends;
}

describe('faults of createMemoryApi', () => {
  it('fail the calls of a method with the given numbers', async () => {
    const rule: FaultRule = {
      kind: 'error',
      code: 'unavailable',
      method: 'getSession',
      calls: [2, 3],
    };
    const api = createMemoryApi({ sessions, faults: [rule] });
    await api.listSessions({});
    const ends = [];
    for (let call = 0; call < 4; call += 1) ends.push(await outcomeOf(api.getSession(id)));
    expect(ends).to.deep.equal(['done', 'unavailable', 'unavailable', 'done']);
    expect(await outcomeOf(api.listSessions({}))).to.equal('done');
  });

  for (const code of ['unauthenticated', 'conflict', 'rate-limited', 'unavailable'] as const) {
    it(`fail with ${code} before anything is done`, async () => {
      const rule: FaultRule = {
        kind: 'error',
        code,
        method: ['decideSession', 'editClient'],
        calls: [1],
      };
      const api = createMemoryApi({ sessions, faults: [rule] });
      const options = { version, idempotencyKey: 'a' };
      expect(await outcomeOf(api.decideSession(id, verify, options))).to.equal(code);
      expect(await api.getSession(id)).to.deep.include(awaiting);
      expect(await outcomeOf(api.decideSession(id, verify, options))).to.equal('done');
    });
  }

  it('can say when to retry', async () => {
    const rule: FaultRule = { kind: 'error', code: 'rate-limited', retryAfter: 1500 };
    const api = createMemoryApi({ sessions, faults: [rule] });
    const error: unknown = await api.getWorkspace().catch((thrown: unknown) => thrown);
    expect((error as ReviewError).details.retryAfter).to.equal(1500);
  });

  it('affect the same calls for the same seed, and about as many as their probability', async () => {
    const rule: FaultRule = { kind: 'error', code: 'unavailable', probability: 0.3 };
    const ends = await outcomes(rule, 400);
    expect(await outcomes(rule, 400)).to.deep.equal(ends);
    expect(await outcomes(rule, 400, 2)).not.to.deep.equal(ends);
    expect(ends.filter((end) => end !== 'done').length).to.be.within(80, 160);
  });

  it('do not depend on calls of other methods', async () => {
    const rule: FaultRule = {
      kind: 'error',
      code: 'unavailable',
      method: 'getSession',
      probability: 0.5,
    };
    const api = createMemoryApi({ sessions, faults: [rule] });
    const ends: Outcome[] = [];
    for (let call = 0; call < 40; call += 1) {
      await api.getWorkspace();
      ends.push(await outcomeOf(api.getSession(id)));
    }
    expect(ends).to.deep.equal(await outcomes(rule, 40));
  });

  it('lose the answer after the decision was made, which stays made', async () => {
    const rule: FaultRule = { kind: 'dropped-answer', method: 'decideSession', calls: [1] };
    const api = createMemoryApi({ sessions, faults: [rule] });
    const options = { version, idempotencyKey: 'a' };
    const lost: unknown = await api
      .decideSession(id, verify, options)
      .catch((error: unknown) => error);
    expect(lost).to.be.instanceOf(ReviewError).with.property('outcomeUnknown', true);
    const decided = await api.getSession(id);
    expect(decided.status).to.equal('success');
    expect(await api.decideSession(id, verify, options)).to.deep.equal(decided);
    expect(decided.notes.filter(({ text }) => text === verify.note)).to.have.length(1);
  });

  it('can make an answer malformed', async () => {
    const api = createMemoryApi({ sessions, faults: [{ kind: 'malformed-answer' }] });
    expect(v.is(session, await api.getSession(id))).to.equal(false);
    expect(v.is(sessionPage, await api.listSessions({}))).to.equal(false);
  });

  it('can be switched off by emptying the array', async () => {
    const faults: FaultRule[] = [{ kind: 'error', code: 'unavailable' }];
    const api = createMemoryApi({ sessions, faults });
    expect(await outcomeOf(api.getSession(id))).to.equal('unavailable');
    faults.length = 0;
    expect(await outcomeOf(api.getSession(id))).to.equal('done');
  });

  for (const options of [
    { latency: Infinity },
    { latency: 3_600_000 },
    { faults: [{ kind: 'delay', milliseconds: Infinity }] satisfies FaultRule[] },
  ]) {
    it(`can be aborted during the delay: ${JSON.stringify(options)}`, async () => {
      const api = createMemoryApi({ sessions, ...options });
      const controller = new AbortController();
      const waiting = outcomeOf(
        api.decideSession(id, verify, { version, idempotencyKey: 'a', signal: controller.signal }),
      );
      setTimeout(() => controller.abort(), 5);
      expect(await waiting).to.equal('aborted');
    });
  }
});
