import { sessionFilter, type SessionFilter } from '../../model/query.js';
import { delay, withDeadline } from '../abort.js';
import { ReviewError } from '../errors.js';
import { createIteration } from '../iteration.js';
import type { RequestOptions, ReviewApi } from '../review-api.js';
import {
  routes,
  type AnswerOf,
  type BodyInput,
  type BodyOutput,
  type OperationId,
  type PathParameters,
  type QueryOf,
} from './contract.js';
import { Failure, readAnswer } from './read-answer.js';
import { createTokenSource, type GetToken, type TokenLease } from './token.js';
import { watchEvents, type EventStream } from './watch.js';
import { resolveBase, writeMessage, type Message, type MessageInput } from './write-message.js';

/** Settings of `createHttpApi`; times in milliseconds, sizes in bytes. */
export interface HttpApiOptions {
  /** What the contract's paths are appended to; absolute, or relative to the document. */
  baseUrl: string | URL;
  /** Asked for a bearer token before the first request, and again when the backend refuses it. */
  getToken?: GetToken;
  /** Whether cookies go along (Fetch Standard, `credentials`). Default `same-origin`. */
  credentials?: RequestCredentials;
  /** Sends a request in another way; `createHandler(api)` itself will do. Default `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** How long one request may take, its token and the whole answer included. Default 15,000. */
  deadline?: number;
  /**
   * How often a request that changes nothing is sent again when the backend cannot be reached or
   * fails. One that was over its deadline is not: the user has waited long enough. Default 2.
   */
  retries?: number;
  /** The longest wait before the first retry; doubled for each that follows. Default 300. */
  retryDelay?: number;
  /** The longest JSON answer that is read. Default 8 MiB. */
  maxAnswerSize?: number;
  /** The largest photo that is read. Default 25 MiB. */
  maxPhotoSize?: number;
  /** The longest event of a stream that is read, in characters. Default 64 Ki. */
  maxEventSize?: number;
  /** How long a stream of events may be silent before it counts as broken. Default 60,000. */
  silence?: number;
}

/** What one operation needs of its caller. */
interface InputOf<Op extends OperationId> extends MessageInput {
  readonly path?: PathParameters<Op> & MessageInput['path'];
  readonly query?: QueryOf<Op> & MessageInput['query'];
  readonly body?: BodyInput<Op> | BodyOutput<Op>;
}

/** A longer wait than this, asked for by `Retry-After`, is left to the user. */
const longestWait = 10_000;

const noToken: TokenLease = Promise.resolve(null);

/** Without what a longer query holds: a list's own query may be counted. */
function filterOf(query: SessionFilter): SessionFilter {
  const known = Object.entries(query).filter(([key]) => key in sessionFilter.entries);
  return Object.fromEntries(known);
}

/**
 * A backend that speaks the kit's HTTP contract (openapi.json). Nothing but `baseUrl` is asked, and
 * redirects are refused, so that a token goes nowhere else. A change is sent again by itself only
 * where it was refused unseen (401, 429); else it ends with `outcomeUnknown`.
 * @throws TypeError when `baseUrl` is no http(s) URL.
 */
export function createHttpApi(options: HttpApiOptions): ReviewApi {
  const {
    credentials = 'same-origin',
    fetch = (request: Request) => globalThis.fetch(request),
    deadline = 15_000,
    retries = 2,
    retryDelay = 300,
    maxAnswerSize = 8 * 2 ** 20,
    maxPhotoSize = 25 * 2 ** 20,
    maxEventSize = 64 * 2 ** 10,
    silence = 60_000,
  } = options;
  const limits = { json: maxAnswerSize, image: maxPhotoSize };
  const base = resolveBase(options.baseUrl);
  const tokens = options.getToken && createTokenSource(options.getToken);

  async function exchange(message: Message, token: string | null, signal: AbortSignal) {
    const headers = new Headers(message.headers);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    const { method } = message.route;
    const { url, body } = message;
    const init = { method, headers, body, credentials, signal } as const;
    try {
      const request = new Request(url, { ...init, redirect: 'error', cache: 'no-store' });
      return await readAnswer(message.route, await fetch(request), limits);
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      const error = new ReviewError('unavailable', 'The backend cannot be reached.', { cause });
      throw new Failure(error, true);
    }
  }

  async function attempt(
    message: Message,
    lease: TokenLease,
    signal: AbortSignal | undefined,
    connection?: AbortSignal,
  ) {
    let waitsForToken = true as boolean;
    try {
      return await withDeadline(deadline, signal, async (inner) => {
        const token = await lease;
        waitsForToken = false;
        return exchange(message, token, connection ?? inner);
      });
    } catch (error) {
      if (waitsForToken && !signal?.aborted) tokens?.drop(lease);
      throw error;
    }
  }

  /** `connection`, when given, takes the place of a signal that ends with the head of the answer. */
  async function send<Op extends OperationId>(
    operation: Op,
    input: InputOf<Op>,
    { signal }: RequestOptions = {},
    connection?: AbortSignal,
  ): Promise<AnswerOf<Op>> {
    const route = routes[operation];
    const message = writeMessage(base, route, input);
    for (let retry = 0, renewed = false; ;) {
      const lease = tokens?.current() ?? noToken;
      try {
        // The answer was checked against the schema that its type is made of.
        return (await attempt(message, lease, signal, connection)) as AnswerOf<Op>;
      } catch (thrown) {
        if (!(thrown instanceof Failure)) throw ReviewError.from(thrown);
        const { error, transient } = thrown;
        if (error.code === 'unauthenticated' && tokens && !renewed) {
          renewed = true;
          tokens.renew(lease);
          continue;
        }
        const asked = error.details.retryAfter ?? 0;
        const mayRepeat = transient && (route.safe || error.code === 'rate-limited');
        if (!mayRepeat || retry >= (connection ? 0 : retries) || asked > longestWait) throw error;
        const jitter = Math.random() * Math.min(retryDelay * 2 ** retry, longestWait);
        retry += 1;
        await delay(asked + jitter, signal);
      }
    }
  }

  /** Its deadline is for the head of the answer; then it lives until it is closed. */
  async function openStream(after: string | undefined, signal: AbortSignal): Promise<EventStream> {
    const connection = new AbortController();
    const close = (): void => {
      signal.removeEventListener('abort', close);
      connection.abort();
    };
    signal.addEventListener('abort', close);
    try {
      return {
        body: await send('watchSessions', { after }, { signal }, connection.signal),
        close,
      };
    } catch (error) {
      close();
      throw error;
    }
  }
  const watching = { open: openStream, silence, maxEventSize };

  return {
    getWorkspace: (options) => send('getWorkspace', {}, options),
    listSessions: (body, options) => send('listSessions', { body }, options),
    countSessions: (filter, options) => send('countSessions', { body: filterOf(filter) }, options),
    getSession: (sessionId, options) => send('getSession', { path: { sessionId } }, options),
    getPhoto: (sessionId, photoId, { size, ...options } = {}) =>
      send('getPhoto', { path: { sessionId, photoId }, query: size ? { size } : {} }, options),
    decideSession: (sessionId, body, change) =>
      send('decideSession', { path: { sessionId }, body, change }, change),
    editClient: (sessionId, body, change) =>
      send('editClient', { path: { sessionId }, body, change }, change),
    addNote: (sessionId, body, change) =>
      send('addNote', { path: { sessionId }, body, change }, change),
    recheckScreening: (sessionId, change) =>
      send('recheckScreening', { path: { sessionId }, change }, change),
    markFalsePositive: (sessionId, body, change) =>
      send('markFalsePositive', { path: { sessionId }, body, change }, change),
    recordActivity: (body, options) => send('recordActivity', { body }, options),
    watchSessions: ({ signal, after } = {}) =>
      createIteration(signal, (inner) => watchEvents(after, inner, watching)),
  };
}
