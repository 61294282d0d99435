import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { withDeadline } from '../api/abort.js';
import { ReviewError } from '../api/errors.js';
import type { ChangeOptions, ReviewApi } from '../api/review-api.js';
import type { Connection } from '../context/connection.js';
import type { SessionChanges } from '../context/session-changes.js';
import type { Session, SessionSummary } from '../model/session.js';
import { UserWatch } from './user-watch.js';

export type ChangeState<Input> =
  | { readonly status: 'idle' }
  | { readonly status: 'sending'; readonly input: Input }
  /** Nothing was changed. */
  | {
      readonly status: 'refused';
      readonly input: Input;
      readonly error: ReviewError;
      /** What the change needs first has failed, so it was not sent. */
      readonly isUnsent?: boolean;
    }
  /** The change may have been made; `askAgain` finds out. */
  | { readonly status: 'unknown'; readonly input: Input; readonly error: ReviewError };

/** An input, and the session as the user saw it. */
export interface Change<Input, Subject> {
  readonly session: Subject;
  readonly input: Input;
}

/** Every request for one intent of the user carries the same key, version and body. */
interface Intent<Input, Subject> extends Change<Input, Subject> {
  readonly idempotencyKey: string;
}

interface Entry<Input, Subject> {
  readonly state: ChangeState<Input>;
  readonly intent: Intent<Input, Subject>;
}

/** An element that shows a session and changes it. */
export interface ChangeHost extends ReactiveControllerHost {
  session?: SessionSummary | undefined;
}

/** How an element reaches its provider and the other elements below it. */
export interface ProviderLinks {
  connection: () => Connection;
  sessionChanges: () => SessionChanges | undefined;
  report: (error: ReviewError) => void;
}

/** How one kind of change is sent, and recognised in a session. */
export interface ChangeRequest<Input, Subject> {
  send: (api: ReviewApi, id: string, input: Input, options: ChangeOptions) => Promise<Session>;
  /** Whether the refusal of a repeated request may be due to the first one. By default, any may. */
  mayBeDone?: (refusal: ReviewError, input: Input, actorId: string) => boolean;
  /** Whether the session, loaded after such a refusal, has this user's change. */
  isDone: (session: Session, change: Change<Input, Subject>, actorId: string) => boolean;
}

export interface ChangeControllerOptions<Input, Subject>
  extends ProviderLinks, ChangeRequest<Input, Subject> {
  sendingText: () => string;
  /** Announced when the backend has confirmed a change of the session in view. */
  doneText: (session: Session, change: Change<Input, Subject>) => string;
  /** The backend has confirmed the change, and the other elements have been notified. */
  onDone: (session: Session, change: Change<Input, Subject>) => void;
  /** The change was refused, or its outcome is unknown. */
  onError?: (error: ReviewError, sessionId: string) => void;
  /** `reload` has replaced the session of the host. */
  onReload?: (session: Session) => void;
  /** Another session has come into view: discard the drafts of the last one. */
  onSession?: (state: ChangeState<Input>) => void;
  /** Another user has signed in: discard the drafts of the last one. */
  onUser?: () => void;
  /** In milliseconds. The outcome counts as unknown if the adapter has not answered by then. */
  deadline?: number;
}

const idle = Object.freeze({ status: 'idle' });

const defaultDeadline = 30_000;

/**
 * After these errors the backend will never accept the same request. The next one is a new intent.
 */
const endsIntent = ({ code }: ReviewError): boolean =>
  ['already-decided', 'claimed', 'conflict', 'invalid', 'not-found', 'unsupported'].includes(code);

/**
 * Changes the session of its host. It sends each change once, keeps its state by session (in memory
 * only), notifies the other elements, and reloads the session after a conflict.
 *
 * A change that was sent goes on when the host is disconnected, because its answer concerns the
 * other elements too. A reload ends with the host, its session or its connection.
 */
export class ChangeController<
  Input,
  Subject extends SessionSummary = Session,
> implements ReactiveController {
  /** The text of the host's live region, about the session in view. */
  announcement = '';
  /** Why `reload` has failed. */
  reloadError: ReviewError | undefined;

  readonly #host: ChangeHost;
  readonly #options: ChangeControllerOptions<Input, Subject>;
  readonly #entries = new Map<string, Entry<Input, Subject>>();
  readonly #users = new UserWatch();
  #sessionId: string | undefined;
  #reload: { readonly api: ReviewApi; readonly abort: AbortController } | undefined;

  constructor(host: ChangeHost, options: ChangeControllerOptions<Input, Subject>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdate(): void {
    const connection = this.#options.connection();
    if (this.#reload && this.#reload.api !== connection.api) this.abortReload();
    const workspace = connection.status === 'connected' ? connection.workspace : undefined;
    if (this.#users.hasChanged(workspace)) this.#startOver();
    const id = this.#host.session?.id;
    // A session that disappears for a moment, for example at sign-out, keeps its draft and its key.
    if (id !== undefined && id !== this.#sessionId) this.#follow(id);
  }

  hostDisconnected(): void {
    this.abortReload();
  }

  get isReloading(): boolean {
    return this.#reload !== undefined;
  }

  stateOf(sessionId: string | undefined): ChangeState<Input> {
    return (sessionId !== undefined && this.#entries.get(sessionId)?.state) || idle;
  }

  announce(text: string): void {
    this.announcement = text;
    this.#host.requestUpdate();
  }

  /**
   * Sends a change, unless one for this session is under way or its outcome is unknown.
   * @param prepare - Resolves with the input to send instead. If it rejects, nothing is sent.
   */
  async change(session: Subject, input: Input, prepare?: () => Promise<Input>): Promise<void> {
    const { status } = this.stateOf(session.id);
    if (status === 'sending' || status === 'unknown') return;
    const { state, intent } = this.#entries.get(session.id) ?? {};
    const prepared = prepare ? await this.#prepare(session, input, prepare) : input;
    if (prepared === undefined) return;
    const fresh = { session, input: prepared, idempotencyKey: createKey() };
    const isRetry =
      state?.status === 'refused' && !endsIntent(state.error) && intent && isSame(intent, fresh);
    await this.#send(isRetry ? intent : fresh);
  }

  /** Sends the change whose outcome is unknown once more, as it was. */
  async askAgain(): Promise<void> {
    const entry = this.#entries.get(this.#host.session?.id ?? '');
    if (entry?.state.status === 'unknown') await this.#send(entry.intent, true);
  }

  /** Reloads the session for every element that shows it, and forgets a refusal. */
  async reload(): Promise<void> {
    const { connection, sessionChanges, report, onReload } = this.#options;
    const { api } = connection();
    const id = this.#host.session?.id;
    if (!api || id === undefined || this.isReloading) return;
    const abort = new AbortController();
    const current = { api, abort };
    const isOver = (): boolean => this.#reload !== current || this.#host.session?.id !== id;
    this.#reload = current;
    this.reloadError = undefined;
    this.#host.requestUpdate();
    try {
      const session = await api.getSession(id, { signal: abort.signal });
      if (isOver()) return;
      this.forget(id);
      this.#host.session = session;
      sessionChanges()?.announce(session);
      onReload?.(session);
    } catch (thrown) {
      if (isOver()) return;
      this.reloadError = ReviewError.from(thrown);
      report(this.reloadError);
    } finally {
      if (this.#reload === current) this.abortReload();
    }
  }

  /** Aborts the reload. A late answer is ignored, even if the adapter does not heed the signal. */
  abortReload(): void {
    if (!this.#reload) return;
    this.#reload.abort.abort();
    this.#reload = undefined;
    this.#host.requestUpdate();
  }

  /** Aborts the reload and clears the announcement. The state of each change stays. */
  reset(): void {
    this.abortReload();
    this.reloadError = undefined;
    this.announce('');
  }

  /** Forgets a refusal and its key. A change that is under way or has an unknown outcome stays. */
  forget(sessionId: string): void {
    if (this.stateOf(sessionId).status === 'refused') this.#entries.delete(sessionId);
    this.#host.requestUpdate();
  }

  /** For another user or company: the changes of the last one are no longer tracked. */
  #startOver(): void {
    this.#entries.clear();
    this.reset();
    this.#options.onUser?.();
  }

  #follow(id: string): void {
    if (this.#sessionId !== undefined) {
      this.forget(this.#sessionId);
      this.reset();
    }
    this.#sessionId = id;
    this.#options.onSession?.(this.stateOf(id));
  }

  /** @returns `undefined` if nothing can be sent. */
  async #prepare(
    session: Subject,
    input: Input,
    prepare: () => Promise<Input>,
  ): Promise<Input | undefined> {
    const { id } = session;
    const intent = { session, input, idempotencyKey: createKey() };
    const entry: Entry<Input, Subject> = { intent, state: { status: 'sending', input } };
    this.#set(id, entry);
    if (this.#isInView(id)) this.announcement = this.#options.sendingText();
    try {
      const { deadline = defaultDeadline } = this.#options;
      const prepared = await withDeadline(deadline, undefined, prepare);
      return this.#entries.get(id) === entry ? prepared : undefined;
    } catch (thrown) {
      if (this.#entries.get(id) !== entry) return undefined;
      const error = ReviewError.from(thrown);
      this.#set(id, { intent, state: { status: 'refused', input, error, isUnsent: true } });
      if (this.#isInView(id)) this.announcement = '';
      this.#options.onError?.(error, id);
      return undefined;
    }
  }

  async #send(intent: Intent<Input, Subject>, isRepeat = false): Promise<void> {
    const { input, session: subject } = intent;
    const { id } = subject;
    const entry: Entry<Input, Subject> = { intent, state: { status: 'sending', input } };
    this.#set(id, entry);
    if (this.#isInView(id)) this.announcement = this.#options.sendingText();
    try {
      const session = await this.#request(intent, isRepeat);
      if (this.#entries.get(id) === entry) this.#complete(session, intent);
    } catch (thrown) {
      if (this.#entries.get(id) !== entry) return;
      const error = ReviewError.from(thrown);
      // If the repeated request is refused only for now, the outcome of the first is still unknown.
      const isUnknown = error.outcomeUnknown || (isRepeat && !endsIntent(error));
      this.#set(id, { intent, state: { status: isUnknown ? 'unknown' : 'refused', input, error } });
      if (this.#isInView(id)) this.announcement = '';
      this.#options.onError?.(error, id);
      this.#options.report(error);
    }
  }

  #complete(session: Session, intent: Intent<Input, Subject>): void {
    const { doneText, sessionChanges, onDone } = this.#options;
    this.#entries.delete(intent.session.id);
    if (this.#isInView(session.id)) {
      this.#host.session = session;
      this.announcement = doneText(session, intent);
    }
    this.#host.requestUpdate();
    sessionChanges()?.announce(session);
    onDone(session, intent);
  }

  async #request(intent: Intent<Input, Subject>, isRepeat: boolean): Promise<Session> {
    const { connection, send, deadline = defaultDeadline } = this.#options;
    const { api } = connection();
    if (!api)
      throw new ReviewError('unauthenticated', 'The element is not connected to a backend.');
    const { session, input, idempotencyKey } = intent;
    const { id, version } = session;
    try {
      const session = await withDeadline(deadline, undefined, (signal) =>
        send(api, id, input, { version, idempotencyKey, signal }),
      );
      if (session.id === id) return session;
      throw new ReviewError('unavailable', 'The answer is about another session.');
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      if (!isRepeat || !this.#mayBeDone(error, input)) throw error;
      const current = await withDeadline(deadline, undefined, (signal) =>
        api.getSession(id, { signal }),
      ).catch(() => undefined);
      if (!current || !this.#isDone(current, intent)) throw error;
      return current;
    }
  }

  /** A backend that no longer has the key may refuse a repeated change that it has already made. */
  #mayBeDone(refusal: ReviewError, input: Input): boolean {
    const actorId = this.#actorId;
    if (actorId === undefined || !endsIntent(refusal)) return false;
    return this.#options.mayBeDone?.(refusal, input, actorId) ?? true;
  }

  #isDone(session: Session, change: Change<Input, Subject>): boolean {
    const actorId = this.#actorId;
    return actorId !== undefined && this.#options.isDone(session, change, actorId);
  }

  get #actorId(): string | undefined {
    const connection = this.#options.connection();
    return connection.status === 'connected' ? connection.workspace.actor.id : undefined;
  }

  #isInView(sessionId: string): boolean {
    return this.#host.session?.id === sessionId;
  }

  #set(sessionId: string, entry: Entry<Input, Subject>): void {
    this.#entries.set(sessionId, entry);
    this.#host.requestUpdate();
  }
}

const isSame = (a: Intent<unknown, SessionSummary>, b: Intent<unknown, SessionSummary>): boolean =>
  a.session.version === b.session.version && JSON.stringify(a.input) === JSON.stringify(b.input);

/** `crypto.randomUUID` exists in secure contexts only. */
export function createKey(): string {
  const { randomUUID } = crypto as Partial<Pick<Crypto, 'randomUUID'>>;
  if (randomUUID) return randomUUID.call(crypto);
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
