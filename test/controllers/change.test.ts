import { expect } from '@open-wc/testing';
import {
  ReviewError,
  type ChangeOptions,
  type ReviewApi,
  type ReviewErrorCode,
} from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';
import type { Decision, DecisionInput, Session, SessionSummary } from 'kv-review/model';
import { edgeSessions } from 'kv-review/testing';

import { absent, type Connection } from '../../src/context/connection.js';
import { SessionChanges } from '../../src/context/session-changes.js';
import { ChangeController, createKey, type ChangeHost } from '../../src/controllers/change.js';
import { decisionRequest } from '../../src/controllers/decision.js';

const [session, another] = edgeSessions() as [Session, Session];
const verify: DecisionInput = { verdict: 'verify', note: null };
const reject: DecisionInput = { verdict: 'reject', reasons: ['fake'], note: null };

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

/** A controller with an adapter that gives one answer after the other. */
async function setUp(...answers: Answer[]) {
  const memory = createMemoryApi({ sessions: [session, another] });
  const sent: Sent[] = [];
  const done: Session[] = [];
  const announced: Session[] = [];
  const current: Session[] = [];
  const errors: ReviewErrorCode[] = [];
  const drafts: string[] = [];
  const api: ReviewApi = {
    ...memory,
    decideSession: (id, input, options) => {
      sent.push({ id, input, ...options });
      return (answers.shift() ?? decided)(() => memory.decideSession(id, input, options));
    },
  };
  const workspace = await memory.getWorkspace();
  const signIn = (id = workspace.actor.id): Connection => {
    const actor = { ...workspace.actor, id };
    return { status: 'connected', api, workspace: { ...workspace, actor } };
  };
  const state = { connection: signIn() };
  const sessionChanges = new SessionChanges();
  sessionChanges.subscribe((changed) => announced.push(changed));
  const host: ChangeHost = {
    session,
    updateComplete: Promise.resolve(true),
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => undefined,
  };
  const controller = new ChangeController<DecisionInput, SessionSummary>(host, {
    ...decisionRequest,
    connection: () => state.connection,
    sessionChanges: () => sessionChanges,
    report: ({ code }) => errors.push(code),
    sendingText: () => 'sending',
    doneText: () => 'done',
    onDone: (result) => done.push(result),
    onReload: (result) => current.push(result),
    onSession: ({ status }) => drafts.push(status),
    onUser: () => drafts.push('another user'),
    deadline: 200,
  });
  const update = (): void => controller.hostUpdate();
  update();
  return {
    api,
    controller,
    host,
    memory,
    signIn,
    state,
    update,
    sent,
    done,
    announced,
    current,
    errors,
    drafts,
  };
}

/** The adapter returns the session on demand, whatever the signal. */
function holdReload(api: ReviewApi, read: ReviewApi['getSession']) {
  let release = (): void => undefined;
  const signals: (AbortSignal | undefined)[] = [];
  const held = new Promise<void>((resolve) => (release = resolve));
  api.getSession = async (id, options) => {
    signals.push(options?.signal);
    await held;
    return read(id);
  };
  return { release: () => release(), signals };
}

describe('ChangeController', () => {
  it('sends the version that was seen and a key, once on a double click', async () => {
    const { controller, sent, done } = await setUp();
    await Promise.all([controller.change(session, verify), controller.change(session, verify)]);
    expect(sent).to.have.length(1);
    expect(sent[0]!.version).to.equal(session.version);
    expect(sent[0]!.idempotencyKey).to.match(/^[\x21-\x7e]{16,128}$/);
    expect(done.map(({ status }) => status)).to.deep.equal(['success']);
    expect(controller.stateOf(session.id).status).to.equal('idle');
  });

  it('has an unknown outcome when the answer is lost, and asks again with the same key, version and body', async () => {
    const { controller, sent, done } = await setUp(lost);
    await controller.change(session, verify);
    expect(controller.stateOf(session.id).status).to.equal('unknown');
    await controller.change(session, reject);
    expect(sent, 'another decision while the first is unknown').to.have.length(1);
    await controller.askAgain();
    const [first, second] = sent.map(({ signal: _, ...rest }) => rest);
    expect(second).to.deep.equal(first);
    expect(done.map(({ status }) => status)).to.deep.equal(['success']);
  });

  it('has an unknown outcome when the adapter never answers', async () => {
    const { controller, sent } = await setUp(() => new Promise(() => {}));
    await controller.change(session, verify);
    expect(controller.stateOf(session.id).status).to.equal('unknown');
    expect(sent[0]!.signal!.aborted).to.equal(true);
  });

  it('keeps an unknown outcome when asking again is refused temporarily', async () => {
    const { controller } = await setUp(lost, refuse('rate-limited'), refuse('unauthenticated'));
    await controller.change(session, verify);
    for (let times = 0; times < 2; times += 1) {
      await controller.askAgain();
      expect(controller.stateOf(session.id).status).to.equal('unknown');
    }
    await controller.askAgain();
    expect(controller.stateOf(session.id).status).to.equal('idle');
  });

  it('completes when asking again finds the decision of the same user', async () => {
    const { controller, done, errors } = await setUp(lost, async () => {
      const { decision } = await memory.getSession(session.id);
      throw new ReviewError('already-decided', 'decided', { decision: decision! });
    });
    const { memory } = await setUp();
    await memory.decideSession(session.id, verify, {
      version: session.version,
      idempotencyKey: 'x',
    });
    await controller.change(session, verify);
    await controller.askAgain();
    expect(done.map(({ status }) => status)).to.deep.equal(['success']);
    expect(errors).to.deep.equal(['unavailable']);
  });

  it('does not complete when the note of the decision is missing', async () => {
    const { controller, memory, done } = await setUp(refuse('timeout'));
    await controller.change(session, { verdict: 'verify', note: 'mine' });
    await memory.decideSession(session.id, verify, {
      version: session.version,
      idempotencyKey: 'x',
    });
    await controller.askAgain();
    const state = controller.stateOf(session.id);
    expect(state.status === 'refused' && state.error.code).to.equal('already-decided');
    expect(done).to.have.length(0);
  });

  it('keeps the key after a temporary refusal', async () => {
    for (const code of ['rate-limited', 'unauthenticated', 'forbidden'] as const) {
      const { controller, sent } = await setUp(refuse(code));
      await controller.change(session, verify);
      expect(controller.stateOf(session.id).status).to.equal('refused');
      await controller.change(session, verify);
      expect(sent[1]!.idempotencyKey, code).to.equal(sent[0]!.idempotencyKey);
    }
  });

  it('uses a new key for another input or another version', async () => {
    const { controller, sent } = await setUp(
      refuse('rate-limited'),
      refuse('conflict', { changes: [] }),
    );
    await controller.change(session, verify);
    await controller.change(session, { verdict: 'verify', note: 'another' });
    await controller.change(session, { verdict: 'verify', note: 'another' });
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).to.equal(3);
  });

  it('keeps one state per session, and discards all for another user', async () => {
    const { controller, signIn, state, update, drafts } = await setUp(lost);
    await controller.change(session, verify);
    expect(controller.stateOf(another.id).status).to.equal('idle');
    controller.forget(session.id);
    expect(controller.stateOf(session.id).status, 'an unknown outcome').to.equal('unknown');
    state.connection = absent;
    update();
    expect(controller.stateOf(session.id).status, 'signed out').to.equal('unknown');
    state.connection = signIn();
    update();
    expect(controller.stateOf(session.id).status, 'the same user').to.equal('unknown');
    state.connection = signIn('colleague');
    update();
    expect(controller.stateOf(session.id).status).to.equal('idle');
    expect(drafts).to.deep.equal(['idle', 'another user']);
  });

  it('creates unique keys without crypto.randomUUID', () => {
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

  it('replaces the session of its host, announces it and notifies the other elements', async () => {
    const { controller, host, announced, done } = await setUp();
    const change = controller.change(session, verify);
    expect(controller.announcement).to.equal('sending');
    await change;
    expect(controller.announcement).to.equal('done');
    expect(host.session?.status).to.equal('success');
    expect(announced).to.deep.equal(done);
  });

  it('does not complete with the answer about another session', async () => {
    const { controller, host, done, errors } = await setUp(() => Promise.resolve(another));
    await controller.change(session, verify);
    expect(controller.stateOf(session.id).status).to.equal('unknown');
    expect(host.session).to.equal(session);
    expect(done).to.deep.equal([]);
    expect(errors).to.deep.equal(['unavailable']);
    await controller.askAgain();
    expect(done.map(({ id }) => id)).to.deep.equal([session.id]);
  });

  it('announces nothing about a session that is no longer in view', async () => {
    const { controller, host, update, announced, done, drafts } = await setUp();
    const change = controller.change(session, verify);
    host.session = another;
    update();
    expect(controller.announcement).to.equal('');
    await change;
    expect(controller.announcement).to.equal('');
    expect(host.session).to.equal(another);
    expect(announced).to.deep.equal(done);
    expect(drafts).to.deep.equal(['idle', 'idle']);
  });

  it('completes although the host was disconnected in the meantime', async () => {
    const { controller, sent, done, announced } = await setUp();
    const change = controller.change(session, verify);
    controller.hostDisconnected();
    expect(sent[0]!.signal!.aborted).to.equal(false);
    await change;
    expect(done.map(({ status }) => status)).to.deep.equal(['success']);
    expect(announced).to.have.length(1);
  });

  it('ignores the answer when another user has signed in', async () => {
    const { controller, signIn, state, update, done, announced } = await setUp();
    const change = controller.change(session, verify);
    state.connection = signIn('colleague');
    update();
    await change;
    expect(done).to.deep.equal([]);
    expect(announced).to.deep.equal([]);
    expect(controller.announcement).to.equal('');
  });

  it('does not complete after a sign-out', async () => {
    const at = '2026-06-15T09:06:00Z';
    const decision: Decision = { verdict: 'verify', reasons: [], by: null, at };
    const { controller, state, done } = await setUp(lost, async () => {
      state.connection = absent;
      throw new ReviewError('already-decided', 'decided', { decision });
    });
    await controller.change(session, verify);
    await controller.askAgain();
    expect(done).to.deep.equal([]);
    expect(controller.stateOf(session.id).status).to.equal('refused');
  });

  it('stays refused when the session cannot be loaded to recognise the change', async () => {
    const { api, controller, memory } = await setUp(lost, async () => {
      const { decision } = await memory.getSession(session.id);
      throw new ReviewError('already-decided', 'decided', { decision: decision! });
    });
    api.getSession = () => new Promise(() => {});
    await controller.change(session, verify);
    await controller.askAgain();
    expect(controller.stateOf(session.id).status).to.equal('refused');
  });
});

describe('ChangeController.reload', () => {
  it('replaces the session in every element, and forgets the refusal', async () => {
    const { controller, host, announced, current } = await setUp(refuse('conflict'));
    await controller.change(session, verify);
    await controller.reload();
    expect(controller.stateOf(session.id).status).to.equal('idle');
    expect(host.session).not.to.equal(session);
    expect(announced).to.deep.equal([host.session]);
    expect(current).to.deep.equal(announced);
    expect(controller.isReloading).to.equal(false);
  });

  it('loads once, however often it is called', async () => {
    const { api, controller, memory } = await setUp();
    const { release, signals } = holdReload(api, memory.getSession);
    const readings = [controller.reload(), controller.reload()];
    expect(controller.isReloading).to.equal(true);
    release();
    await Promise.all(readings);
    expect(signals).to.have.length(1);
  });

  it('changes nothing on failure, and reports the error', async () => {
    const { api, controller, host, errors } = await setUp(refuse('conflict'));
    await controller.change(session, verify);
    api.getSession = () => Promise.reject(new ReviewError('unavailable', 'down'));
    await controller.reload();
    expect(controller.reloadError?.code).to.equal('unavailable');
    expect(controller.stateOf(session.id).status).to.equal('refused');
    expect(host.session).to.equal(session);
    expect(errors).to.deep.equal(['conflict', 'unavailable']);
  });

  for (const [when, leave] of [
    ['the host leaves', ({ controller }) => controller.hostDisconnected()],
    [
      'another session comes into view',
      ({ host, update }) => {
        host.session = another;
        update();
      },
    ],
    ['the session was replaced, but not yet shown', ({ host }) => (host.session = another)],
    [
      'the user is signed out',
      ({ state, update }) => {
        state.connection = absent;
        update();
      },
    ],
    [
      'another user signs in',
      ({ signIn, state, update }) => {
        state.connection = signIn('colleague');
        update();
      },
    ],
    ['the dialog is closed', ({ controller }) => controller.abortReload()],
  ] as readonly [string, (setup: Awaited<ReturnType<typeof setUp>>) => void][]) {
    it(`ignores a late answer when ${when} in the meantime`, async () => {
      const setup = await setUp();
      const { api, controller, host, memory, announced, current, errors } = setup;
      const { release, signals } = holdReload(api, memory.getSession);
      const reading = controller.reload();
      leave(setup);
      const inView = host.session;
      release();
      await reading;
      expect(controller.isReloading).to.equal(false);
      expect(signals[0]!.aborted).to.equal(true);
      expect(host.session).to.equal(inView);
      expect([announced, current, errors]).to.deep.equal([[], [], []]);
    });
  }
});
