import type { ReactiveControllerHost } from 'lit';

import { ReviewError } from '../api/errors.js';
import type { ChangeOptions, ReviewApi } from '../api/review-api.js';
import type { Session, SessionSummary } from '../model/session.js';

/** What a change is about: the session in the version that the user saw. */
export type ChangeSubject = Pick<SessionSummary, 'id' | 'version'>;

export type ChangeState<Input> =
  | { readonly status: 'idle' }
  | { readonly status: 'sending'; readonly input: Input }
  /** Nothing was changed. */
  | { readonly status: 'refused'; readonly input: Input; readonly error: ReviewError }
  /** It may have been changed; `askAgain` finds out. */
  | { readonly status: 'unknown'; readonly input: Input; readonly error: ReviewError };

/** One intent of the user: whatever is sent for it carries the same key, version and body. */
interface Intent<Input, Subject> {
  /** As the user saw it. */
  readonly session: Subject;
  readonly input: Input;
  readonly idempotencyKey: string;
}

interface Entry<Input, Subject> {
  readonly state: ChangeState<Input>;
  readonly intent: Intent<Input, Subject>;
}

export interface ChangeControllerOptions<Input, Subject = Session> {
  /** The adapter of the moment: it may be another one when the user asks again. */
  api: () => ReviewApi | undefined;
  send: (api: ReviewApi, id: string, input: Input, options: ChangeOptions) => Promise<Session>;
  /** Whether the refusal of a repeated request may speak of what was sent before; if left out, any may. */
  mayBeDone?: (refusal: ReviewError, input: Input) => boolean;
  /** Whether the session, read after such a refusal, has the change that was sent. */
  isDone: (session: Session, input: Input, before: Subject) => boolean;
  onDone: (session: Session) => void;
  onError: (error: ReviewError, sessionId: string) => void;
  /** Milliseconds after which the outcome counts as unknown, should the adapter never answer. */
  deadline?: number;
}

const idle = Object.freeze({ status: 'idle' });

/** After these the request itself was refused for good, so that the next one is another intent. */
const endsIntent = ({ code }: ReviewError): boolean =>
  ['already-decided', 'conflict', 'invalid', 'not-found', 'unsupported'].includes(code);

/**
 * Sends changes of sessions, each once: a second call while one is under way does nothing, a
 * repeated one carries the key of the first. Remembers by session what became of them, in memory
 * only. What was sent is not aborted when the host leaves: its answer concerns other elements too.
 */
export class ChangeController<Input, Subject extends ChangeSubject = Session> {
  readonly #host: ReactiveControllerHost;
  readonly #options: ChangeControllerOptions<Input, Subject>;
  readonly #entries = new Map<string, Entry<Input, Subject>>();

  constructor(host: ReactiveControllerHost, options: ChangeControllerOptions<Input, Subject>) {
    this.#host = host;
    this.#options = options;
  }

  stateOf(sessionId: string | undefined): ChangeState<Input> {
    return (sessionId !== undefined && this.#entries.get(sessionId)?.state) || idle;
  }

  /** Sends a change, unless one for this session is under way or its outcome is unknown. */
  async change(session: Subject, input: Input): Promise<void> {
    const { status } = this.stateOf(session.id);
    if (status === 'sending' || status === 'unknown') return;
    const fresh = { session, input, idempotencyKey: createKey() };
    const { state, intent } = this.#entries.get(session.id) ?? {};
    const isRetry =
      state?.status === 'refused' && !endsIntent(state.error) && intent && isSame(intent, fresh);
    await this.#send(isRetry ? intent : fresh);
  }

  /** Sends the change whose outcome is unknown once more, as it was. */
  async askAgain(sessionId: string): Promise<void> {
    const entry = this.#entries.get(sessionId);
    if (entry?.state.status === 'unknown') await this.#send(entry.intent, true);
  }

  /** Forgets a refusal and its key; what is under way or unknown stays. */
  forget(sessionId: string): void {
    if (this.stateOf(sessionId).status === 'refused') this.#entries.delete(sessionId);
    this.#host.requestUpdate();
  }

  /** Forgets everything, for another user or company. */
  clear(): void {
    this.#entries.clear();
    this.#host.requestUpdate();
  }

  async #send(intent: Intent<Input, Subject>, isRepeat = false): Promise<void> {
    const { input } = intent;
    const { id } = intent.session;
    const entry: Entry<Input, Subject> = { intent, state: { status: 'sending', input } };
    this.#set(id, entry);
    try {
      const session = await this.#request(intent, isRepeat);
      if (this.#entries.get(id) !== entry) return;
      this.#entries.delete(id);
      this.#host.requestUpdate();
      this.#options.onDone(session);
    } catch (thrown) {
      if (this.#entries.get(id) !== entry) return;
      const error = ReviewError.from(thrown);
      // Refused for the moment, the first request is as unknown as before.
      const isUnknown = error.outcomeUnknown || (isRepeat && !endsIntent(error));
      this.#set(id, { intent, state: { status: isUnknown ? 'unknown' : 'refused', input, error } });
      this.#options.onError(error, id);
    }
  }

  async #request(intent: Intent<Input, Subject>, isRepeat: boolean): Promise<Session> {
    const { api: currentApi, send, mayBeDone, isDone, deadline = 30_000 } = this.#options;
    const api = currentApi();
    if (!api) throw new ReviewError('unauthenticated', 'There is no connection.');
    const { session, input, idempotencyKey } = intent;
    const { id, version } = session;
    try {
      return await withDeadline(deadline, (signal) =>
        send(api, id, input, { version, idempotencyKey, signal }),
      );
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      if (!isRepeat || !endsIntent(error) || mayBeDone?.(error, input) === false) throw error;
      // A backend that forgot the key refuses what it has done itself.
      const current = await api.getSession(id).catch(() => undefined);
      if (!current || !isDone(current, input, session)) throw error;
      return current;
    }
  }

  #set(sessionId: string, entry: Entry<Input, Subject>): void {
    this.#entries.set(sessionId, entry);
    this.#host.requestUpdate();
  }
}

const isSame = (a: Intent<unknown, ChangeSubject>, b: Intent<unknown, ChangeSubject>): boolean =>
  a.session.version === b.session.version && JSON.stringify(a.input) === JSON.stringify(b.input);

/** `crypto.randomUUID` exists in secure contexts only. */
export function createKey(): string {
  const { randomUUID } = crypto as Partial<Pick<Crypto, 'randomUUID'>>;
  if (randomUUID) return randomUUID.call(crypto);
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Settles by then even when the adapter does not heed the signal. */
async function withDeadline<Value>(
  milliseconds: number,
  request: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      abort.abort();
      reject(new ReviewError('timeout', 'The adapter did not answer in time.'));
    }, milliseconds);
  });
  try {
    return await Promise.race([request(abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
