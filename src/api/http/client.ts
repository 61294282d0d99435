import type { CsvFile } from '../../model/csv/csv-file.js';
import { abortable, delay, withDeadline } from '../abort.js';
import { ReviewError } from '../errors.js';
import { createIteration } from '../iteration.js';
import { apiOf, type Call } from '../operations/call.js';
import { loadChecks } from '../operations/schemas.js';
import type { ReviewApi } from '../review-api.js';
import { resolveBase } from './base-url.js';
import { Failure, readAnswer, type StreamedAnswer } from './read-answer.js';
import { toReviewError } from './read-problem.js';
import { createTokenSource, type GetToken, type TokenLease } from './token.js';
import type { OpenStream } from './watch.js';
import { writeMessage, type Message } from './write-message.js';

/** Settings of `createHttpApi`; times in milliseconds, sizes in bytes. */
export interface HttpApiOptions {
  /** The URL that the contract's paths are appended to; absolute, or relative to the document. */
  baseUrl: string | URL;
  /** Called for a bearer token before the first request, and again when the backend refuses it. */
  getToken?: GetToken;
  /** Whether requests carry cookies (Fetch Standard, `credentials`). Default `same-origin`. */
  credentials?: RequestCredentials;
  /** Sends a request in another way, for example with `createHandler(api)`. Default `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** How long one request may take, including its token and the whole answer. Default 15,000. */
  deadline?: number;
  /**
   * How often a request that changes nothing is retried when the backend cannot be reached or fails.
   * A request that exceeded its deadline is not retried: the user has waited long enough. Default 2.
   */
  retries?: number;
  /** The longest delay before the first retry. It doubles with each further retry. Default 300. */
  retryDelay?: number;
  /** The longest JSON answer that is read. Default 8 MiB. */
  maxAnswerSize?: number;
  /** The largest photo that is read. Default 25 MiB. */
  maxPhotoSize?: number;
  /** The longest event of a stream that is read, in characters. Default 64 Ki. */
  maxEventSize?: number;
  /** How long a stream of events, or a file, may send nothing before it counts as broken. Default 60,000. */
  silence?: number;
}

/** When `Retry-After` asks for a longer delay than this, the user decides whether to retry. */
const longestWait = 10_000;

const noToken: TokenLease = Promise.resolve(null);

/**
 * Makes the client of a backend that serves the kit's HTTP contract (openapi.json). It sends requests
 * to `baseUrl` only and refuses redirects, so a token goes nowhere else. It repeats a change by itself
 * only if the backend refused it before doing anything (401, 429). Otherwise the change ends with
 * `outcomeUnknown`.
 * @throws TypeError when `baseUrl` is not an http(s) URL.
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
    const { method } = message.operation;
    const { url, body } = message;
    const init = { method, headers, body, credentials, signal } as const;
    try {
      const request = new Request(url, { ...init, redirect: 'error', cache: 'no-store' });
      return await readAnswer(message, await fetch(request), limits);
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      const error = new ReviewError('unavailable', 'The backend cannot be reached.', { cause });
      throw new Failure(error, true);
    }
  }

  async function attempt(message: Message, lease: TokenLease, connection?: AbortSignal) {
    const { signal } = message.call.options;
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

  /** `connection` replaces the signal of the deadline, which ends with the head of the answer. */
  async function send(call: Call, connection?: AbortSignal): Promise<unknown> {
    const { signal } = call.options;
    // The deadline is for the backend: code that loads slowly does not count.
    const message = writeMessage(base, call, await abortable(loadChecks(call.name), signal));
    const isSafe = message.operation.effect === 'read';
    for (let retry = 0, renewed = false; ;) {
      const lease = tokens?.current() ?? noToken;
      try {
        return await attempt(message, lease, connection);
      } catch (thrown) {
        if (!(thrown instanceof Failure)) throw ReviewError.from(thrown);
        const { error, transient } = thrown;
        if (error.code === 'unauthenticated' && tokens && !renewed) {
          renewed = true;
          tokens.renew(lease);
          continue;
        }
        const asked = error.details.retryAfter ?? 0;
        const mayRepeat = transient && (isSafe || error.code === 'rate-limited');
        if (!mayRepeat || retry >= (connection ? 0 : retries) || asked > longestWait) throw error;
        const jitter = Math.random() * Math.min(retryDelay * 2 ** retry, longestWait);
        retry += 1;
        await delay(asked + jitter, signal);
      }
    }
  }

  /** The deadline applies to the head of the answer. After that, the stream has no deadline. */
  async function openStream(call: Call, signal: AbortSignal): Promise<OpenStream> {
    const connection = new AbortController();
    const close = (): void => {
      signal.removeEventListener('abort', close);
      connection.abort();
    };
    signal.addEventListener('abort', close);
    try {
      const answer = await send(
        { ...call, options: { ...call.options, signal } },
        connection.signal,
      );
      // `readAnswer` returns a stream when the answer is a file or consists of events.
      return { ...(answer as StreamedAnswer), close };
    } catch (error) {
      close();
      throw error;
    }
  }

  async function openFile(call: Call): Promise<CsvFile> {
    const { signal = new AbortController().signal } = call.options;
    const { readFile } = await load(() => import('./read-file.js'));
    return readFile(await openStream(call, signal), signal, silence);
  }

  async function openProgress(call: Call): Promise<unknown> {
    const { signal = new AbortController().signal, onProgress } = call.options;
    const { readProgress } = await load(() => import('./read-progress.js'));
    const stream = await openStream(call, signal);
    return readProgress(stream, {
      ...{ signal, onProgress, silence, maxSize: maxAnswerSize },
      check: (await loadChecks(call.name)).answer,
      toError: (problem) => toReviewError(problem.status ?? 500, problem, undefined),
    });
  }

  async function* watch(call: Call, signal: AbortSignal): AsyncGenerator<unknown, void> {
    const { watchEvents } = await load(() => import('./watch.js'));
    yield* watchEvents(call.options.after, signal, {
      open: (after, inner) => openStream({ ...call, options: withPlace(after) }, inner),
      silence,
      maxEventSize,
    });
  }

  return apiOf({
    answer(call) {
      const { answer } = call.operation;
      if (answer === 'csv') return openFile(call);
      return answer === 'progress' ? openProgress(call) : send(call);
    },
    watch: (call) => createIteration(call.options.signal, (signal) => watch(call, signal)),
  });
}

const withPlace = (after: string | undefined): Call['options'] =>
  after === undefined ? {} : { after };

/** Only a page that needs a stream loads the reader of that stream. */
async function load<Module>(module: () => Promise<Module>): Promise<Module> {
  try {
    return await module();
  } catch (cause) {
    throw new ReviewError('unavailable', 'The reader of a stream could not be loaded.', { cause });
  }
}
