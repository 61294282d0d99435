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

/** A controller before an adapter that answers one way after the other. */
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

/** The adapter answers the reading of a session when it is told to, whatever the signal says. */
function holdReading(api: ReviewApi, read: ReviewApi['getSession']) {
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

describe('A change on its way', () => {
  it('carries the version that was seen and a key, and is sent once by a double click', async () => {
    const { controller, sent, done } = await setUp();
    await Promise.all([controller.change(session, verify), controller.change(session, verify)]);
    expect(sent).to.have.length(1);
    expect(sent[0]!.version).to.equal(session.version);
    expect(sent[0]!.idempotencyKey).to.match(/^[\x21-\x7e]{16,128}$/);
    expect(done.map(({ status }) => status)).to.deep.equal(['success']);
    expect(controller.stateOf(session.id).status).to.equal('idle');
  });

  it('is unknown when its answer is lost, and asked for again with the same key, version and body', async () => {
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

  it('is unknown when the adapter never answers', async () => {
    const { controller, sent } = await setUp(() => new Promise(() => {}));
    await controller.change(session, verify);
    expect(controller.stateOf(session.id).status).to.equal('unknown');
    expect(sent[0]!.signal!.aborted).to.equal(true);
  });

  it('stays unknown when asking again is refused for the moment', async () => {
    const { controller } = await setUp(lost, refuse('rate-limited'), refuse('unauthenticated'));
    await controller.change(session, verify);
    for (let times = 0; times < 2; times += 1) {
      await controller.askAgain();
      expect(controller.stateOf(session.id).status).to.equal('unknown');
    }
    await controller.askAgain();
    expect(controller.stateOf(session.id).status).to.equal('idle');
  });

  it('is known to be made when asking again finds it decided by the same user', async () => {
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

  it('is not taken for made when the note of this decision is not there', async () => {
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

  it('keeps its key when nothing but the moment was wrong', async () => {
    for (const code of ['rate-limited', 'unauthenticated', 'forbidden'] as const) {
      const { controller, sent } = await setUp(refuse(code));
      await controller.change(session, verify);
      expect(controller.stateOf(session.id).status).to.equal('refused');
      await controller.change(session, verify);
      expect(sent[1]!.idempotencyKey, code).to.equal(sent[0]!.idempotencyKey);
    }
  });

  it('has a new key when it says something else, or when the session has changed', async () => {
    const { controller, sent } = await setUp(
      refuse('rate-limited'),
      refuse('conflict', { changes: [] }),
    );
    await controller.change(session, verify);
    await controller.change(session, { verdict: 'verify', note: 'another' });
    await controller.change(session, { verdict: 'verify', note: 'another' });
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).to.equal(3);
  });

  it('is kept apart by session, and forgotten for another user', async () => {
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

  it('replaces the session of its host, says so and tells the other elements', async () => {
    const { controller, host, announced, done } = await setUp();
    const change = controller.change(session, verify);
    expect(controller.announcement).to.equal('sending');
    await change;
    expect(controller.announcement).to.equal('done');
    expect(host.session?.status).to.equal('success');
    expect(announced).to.deep.equal(done);
  });

  it('says nothing of a session that is no longer in view', async () => {
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

  it('goes on when the host leaves while it is sent', async () => {
    const { controller, sent, done, announced } = await setUp();
    const change = controller.change(session, verify);
    controller.hostDisconnected();
    expect(sent[0]!.signal!.aborted).to.equal(false);
    await change;
    expect(done.map(({ status }) => status)).to.deep.equal(['success']);
    expect(announced).to.have.length(1);
  });

  it('is no longer followed when another user signs in while it is sent', async () => {
    const { controller, signIn, state, update, done, announced } = await setUp();
    const change = controller.change(session, verify);
    state.connection = signIn('colleague');
    update();
    await change;
    expect(done).to.deep.equal([]);
    expect(announced).to.deep.equal([]);
    expect(controller.announcement).to.equal('');
  });

  it('takes nothing for made when nobody is signed in any more', async () => {
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

  it('stays refused when the session cannot be read to recognise it', async () => {
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

describe('The current session, read after a conflict', () => {
  it('takes the place of the old one in every element, and the refusal is forgotten', async () => {
    const { controller, host, announced, current } = await setUp(refuse('conflict'));
    await controller.change(session, verify);
    await controller.reload();
    expect(controller.stateOf(session.id).status).to.equal('idle');
    expect(host.session).not.to.equal(session);
    expect(announced).to.deep.equal([host.session]);
    expect(current).to.deep.equal(announced);
    expect(controller.isReloading).to.equal(false);
  });

  it('is read once, however often it is asked for', async () => {
    const { api, controller, memory } = await setUp();
    const { release, signals } = holdReading(api, memory.getSession);
    const readings = [controller.reload(), controller.reload()];
    expect(controller.isReloading).to.equal(true);
    release();
    await Promise.all(readings);
    expect(signals).to.have.length(1);
  });

  it('leaves everything as it is when it cannot be read, and says why', async () => {
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
    it(`is ignored when ${when} meanwhile, although the adapter answers`, async () => {
      const setup = await setUp();
      const { api, controller, host, memory, announced, current, errors } = setup;
      const { release, signals } = holdReading(api, memory.getSession);
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
