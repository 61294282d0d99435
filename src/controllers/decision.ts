import type { ReactiveControllerHost } from 'lit';

import { ReviewError } from '../api/errors.js';
import type { ReviewApi } from '../api/review-api.js';
import type { DecisionInput } from '../model/decision.js';
import type { Session } from '../model/session.js';

/** What a decision is about: the session in the version that the agent saw. */
export type DecisionSubject = Pick<Session, 'id' | 'version'>;

export type DecisionState =
  | { readonly status: 'idle' }
  | { readonly status: 'sending'; readonly input: DecisionInput }
  /** Nothing was decided. */
  | { readonly status: 'refused'; readonly input: DecisionInput; readonly error: ReviewError }
  /** It may have been decided; `askAgain` finds out. */
  | { readonly status: 'unknown'; readonly input: DecisionInput; readonly error: ReviewError };

/** One intent of the agent: whatever is sent for it carries the same key, version and body. */
interface Intent {
  readonly version: string;
  readonly input: DecisionInput;
  readonly idempotencyKey: string;
}

interface Entry {
  readonly state: DecisionState;
  readonly intent: Intent;
}

export interface DecisionOptions {
  /** The adapter of the moment: it may be another one when the agent asks again. */
  api: () => ReviewApi | undefined;
  /** The id of the signed-in user, to recognise a decision as their own. */
  actorId: () => string | undefined;
  onDecided: (session: Session) => void;
  onError: (error: ReviewError, sessionId: string) => void;
  /** Milliseconds after which the outcome counts as unknown, should the adapter never answer. */
  deadline?: number;
}

const idle: DecisionState = Object.freeze({ status: 'idle' });

/** After these the request itself was refused for good, so that the next one is another intent. */
const endsIntent = (error: ReviewError): boolean =>
  ['already-decided', 'conflict', 'invalid', 'not-found', 'unsupported'].includes(error.code);

/**
 * Sends decisions, each once: a second call while one is under way does nothing, a repeated one
 * carries the key of the first. Remembers by session what became of them, in memory only. What was
 * sent is not aborted when the host leaves the page: its answer still concerns the other elements.
 */
export class DecisionController {
  readonly #host: ReactiveControllerHost;
  readonly #options: DecisionOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(host: ReactiveControllerHost, options: DecisionOptions) {
    this.#host = host;
    this.#options = options;
  }

  stateOf(sessionId: string | undefined): DecisionState {
    return (sessionId !== undefined && this.#entries.get(sessionId)?.state) || idle;
  }

  /** Sends a decision, unless one for this session is under way or its outcome is unknown. */
  async decide({ id, version }: DecisionSubject, input: DecisionInput): Promise<void> {
    const { status } = this.stateOf(id);
    if (status === 'sending' || status === 'unknown') return;
    const fresh = { version, input, idempotencyKey: createKey() };
    const { state, intent } = this.#entries.get(id) ?? {};
    const isRetry =
      state?.status === 'refused' && !endsIntent(state.error) && intent && isSame(intent, fresh);
    await this.#send(id, isRetry ? intent : fresh);
  }

  /** Sends the decision whose outcome is unknown once more, unchanged. */
  async askAgain(sessionId: string): Promise<void> {
    const entry = this.#entries.get(sessionId);
    if (entry?.state.status === 'unknown') await this.#send(sessionId, entry.intent, true);
  }

  /** Forgets a refusal and its key; what is under way or unknown stays. */
  forget(sessionId: string): void {
    const { status } = this.stateOf(sessionId);
    if (status !== 'sending' && status !== 'unknown') this.#entries.delete(sessionId);
    this.#host.requestUpdate();
  }

  /** Forgets everything, for another user or company. */
  clear(): void {
    this.#entries.clear();
    this.#host.requestUpdate();
  }

  async #send(sessionId: string, intent: Intent, isRepeat = false): Promise<void> {
    const { input } = intent;
    const entry: Entry = { intent, state: { status: 'sending', input } };
    this.#set(sessionId, entry);
    try {
      const session = await this.#request(sessionId, intent, isRepeat);
      if (this.#entries.get(sessionId) !== entry) return;
      this.#entries.delete(sessionId);
      this.#host.requestUpdate();
      this.#options.onDecided(session);
    } catch (thrown) {
      if (this.#entries.get(sessionId) !== entry) return;
      const error = ReviewError.from(thrown);
      // Refused for the moment, the first attempt is as unknown as before.
      const isUnknown = error.outcomeUnknown || (isRepeat && !endsIntent(error));
      this.#set(sessionId, {
        intent,
        state: { status: isUnknown ? 'unknown' : 'refused', input, error },
      });
      this.#options.onError(error, sessionId);
    }
  }

  async #request(sessionId: string, intent: Intent, isRepeat: boolean): Promise<Session> {
    const api = this.#options.api();
    if (!api) throw new ReviewError('unauthenticated', 'There is no connection.');
    const { input, version, idempotencyKey } = intent;
    try {
      return await withDeadline(this.#options.deadline ?? 30_000, (signal) =>
        api.decideSession(sessionId, input, { version, idempotencyKey, signal }),
      );
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      if (!isRepeat || !this.#isOwn(error, input)) throw error;
      return this.#readOwn(api, sessionId, input, error);
    }
  }

  /** Whether "already decided" speaks of the very decision that was sent before. */
  #isOwn({ code, details }: ReviewError, input: DecisionInput): boolean {
    const { decision } = details;
    return (
      code === 'already-decided' &&
      decision?.verdict === input.verdict &&
      decision.by !== null &&
      decision.by.id === this.#options.actorId()
    );
  }

  /** The session, when it carries the note too; otherwise the agent is told and keeps the note. */
  async #readOwn(
    api: ReviewApi,
    sessionId: string,
    { note }: DecisionInput,
    error: ReviewError,
  ): Promise<Session> {
    const session = await api.getSession(sessionId).catch(() => undefined);
    const isNoteThere = note === null || session?.notes.some(({ text }) => text === note);
    if (!session || !isNoteThere) throw error;
    return session;
  }

  #set(sessionId: string, entry: Entry): void {
    this.#entries.set(sessionId, entry);
    this.#host.requestUpdate();
  }
}

const isSame = (a: Intent, b: Intent): boolean =>
  a.version === b.version && JSON.stringify(a.input) === JSON.stringify(b.input);

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
