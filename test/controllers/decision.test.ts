import { expect } from '@open-wc/testing';
import {
  ReviewError,
  type ChangeOptions,
  type ReviewApi,
  type ReviewErrorCode,
} from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import type { DecisionInput, Session } from 'kv-review/model';
import { edgeSessions } from 'kv-review/testing';

import { createKey } from '../../src/controllers/change.js';
import { DecisionController } from '../../src/controllers/decision.js';

const session = edgeSessions()[0]!;
const subject = { id: session.id, version: session.version };
const verify: DecisionInput = { verdict: 'verify', note: null };

interface Sent extends ChangeOptions {
  id: string;
  input: DecisionInput;
}

type Answer = (send: () => Promise<Session>) => Promise<Session>;

const decided: Answer = (send) => send();
const lost: Answer = async (send) => {
  await send();
  throw new ReviewError('unavailable', 'lost');
};
const refuse =
  (code: ReviewErrorCode, details = {}): Answer =>
  () =>
    Promise.reject(new ReviewError(code, code, details));

/** A controller before an adapter that answers one way after the other. */
function setUp(...answers: Answer[]) {
  const memory = createMemoryApi({ sessions: [session] });
  const sent: Sent[] = [];
  const confirmed: Session[] = [];
  const errors: ReviewErrorCode[] = [];
  const api: ReviewApi = {
    ...memory,
    decideSession: (id, input, options) => {
      sent.push({ id, input, ...options });
      return (answers.shift() ?? decided)(() => memory.decideSession(id, input, options));
    },
  };
  const controller = new DecisionController(
    { requestUpdate() {} } as ConstructorParameters<typeof DecisionController>[0],
    {
      api: () => api,
      actorId: () => 'agent',
      onDecided: (result) => confirmed.push(result),
      onError: ({ code }) => errors.push(code),
      deadline: 200,
    },
  );
  return { controller, memory, sent, confirmed, errors };
}

describe('A decision on its way', () => {
  it('carries the version that was seen and a key, and is sent once by a double click', async () => {
    const { controller, sent, confirmed } = setUp();
    await Promise.all([controller.decide(subject, verify), controller.decide(subject, verify)]);
    expect(sent).to.have.length(1);
    expect(sent[0]!.version).to.equal(session.version);
    expect(sent[0]!.idempotencyKey).to.match(/^[\x21-\x7e]{16,128}$/);
    expect(confirmed.map(({ status }) => status)).to.deep.equal(['success']);
    expect(controller.stateOf(subject.id).status).to.equal('idle');
  });

  it('is unknown when its answer is lost, and asked for again with the same key, version and body', async () => {
    const { controller, sent, confirmed } = setUp(lost);
    await controller.decide(subject, verify);
    expect(controller.stateOf(subject.id).status).to.equal('unknown');
    await controller.decide(subject, { verdict: 'reject', reasons: ['fake'], note: null });
    expect(sent, 'another decision while the first is unknown').to.have.length(1);
    await controller.askAgain(subject.id);
    const [first, second] = sent.map(({ signal: _, ...rest }) => rest);
    expect(second).to.deep.equal(first);
    expect(confirmed.map(({ status }) => status)).to.deep.equal(['success']);
  });

  it('is unknown when the adapter never answers', async () => {
    const { controller, sent } = setUp(() => new Promise(() => {}));
    await controller.decide(subject, verify);
    expect(controller.stateOf(subject.id).status).to.equal('unknown');
    expect(sent[0]!.signal!.aborted).to.equal(true);
  });

  it('stays unknown when asking again is refused for the moment', async () => {
    const { controller } = setUp(lost, refuse('rate-limited'), refuse('unauthenticated'));
    await controller.decide(subject, verify);
    for (let times = 0; times < 2; times += 1) {
      await controller.askAgain(subject.id);
      expect(controller.stateOf(subject.id).status).to.equal('unknown');
    }
    await controller.askAgain(subject.id);
    expect(controller.stateOf(subject.id).status).to.equal('idle');
  });

  it('is known to be made when asking again finds it decided by the same user', async () => {
    const { controller, confirmed, errors } = setUp(lost, async () => {
      const { decision } = await memory.getSession(session.id);
      throw new ReviewError('already-decided', 'decided', { decision: decision! });
    });
    const { memory } = setUp();
    await memory.decideSession(session.id, verify, {
      version: session.version,
      idempotencyKey: 'x',
    });
    await controller.decide(subject, verify);
    await controller.askAgain(subject.id);
    expect(confirmed.map(({ status }) => status)).to.deep.equal(['success']);
    expect(errors).to.deep.equal(['unavailable']);
  });

  it('is not taken for made when the note of this decision is not there', async () => {
    const { controller, memory, confirmed } = setUp(refuse('timeout'));
    await controller.decide(subject, { verdict: 'verify', note: 'mine' });
    await memory.decideSession(session.id, verify, {
      version: session.version,
      idempotencyKey: 'x',
    });
    await controller.askAgain(subject.id);
    const state = controller.stateOf(subject.id);
    expect(state.status === 'refused' && state.error.code).to.equal('already-decided');
    expect(confirmed).to.have.length(0);
  });

  it('keeps its key when nothing but the moment was wrong', async () => {
    for (const code of ['rate-limited', 'unauthenticated', 'forbidden'] as const) {
      const { controller, sent } = setUp(refuse(code));
      await controller.decide(subject, verify);
      expect(controller.stateOf(subject.id).status).to.equal('refused');
      await controller.decide(subject, verify);
      expect(sent[1]!.idempotencyKey, code).to.equal(sent[0]!.idempotencyKey);
    }
  });

  it('has a new key when it says something else, or when the session has changed', async () => {
    const { controller, sent } = setUp(refuse('rate-limited'), refuse('conflict', { changes: [] }));
    await controller.decide(subject, verify);
    await controller.decide(subject, { verdict: 'verify', note: 'another' });
    await controller.decide(subject, { verdict: 'verify', note: 'another' });
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).to.equal(3);
  });

  it('is kept apart by session, and forgotten for another user', async () => {
    const { controller } = setUp(lost);
    await controller.decide(subject, verify);
    expect(controller.stateOf('another').status).to.equal('idle');
    controller.forget(subject.id);
    expect(controller.stateOf(subject.id).status, 'an unknown outcome').to.equal('unknown');
    controller.clear();
    expect(controller.stateOf(subject.id).status).to.equal('idle');
  });

  it('has a key of its own also where crypto.randomUUID is missing', () => {
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    try {
      const keys = Array.from({ length: 20 }, () => createKey());
      expect(new Set(keys).size).to.equal(20);
      for (const key of keys) expect(key).to.match(/^[0-9a-f]{32}$/);
    } finally {
      Reflect.deleteProperty(crypto, 'randomUUID');
    }
    expect(crypto.randomUUID()).to.be.a('string');
  });
});
