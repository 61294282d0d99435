import type { CsvFile } from '../../model/csv/csv-file.js';
import { abortable } from '../abort.js';
import { ReviewError } from '../errors.js';
import { createIteration } from '../iteration.js';
import { apiOf, type Call } from '../operations/call.js';
import { loadChecks } from '../operations/schemas.js';
import type { ReviewApi } from '../review-api.js';
import { resolveBase } from './base-url.js';
import { readAnswer, readFailure, type StreamedAnswer } from './read-answer.js';
import { toReviewError } from './read-problem.js';
import { answerLimits } from './read-response.js';
import { createSender, type SenderOptions } from './sender.js';
import type { OpenStream } from './watch.js';
import { writeMessage } from './write-message.js';

/** Settings of `createHttpApi`; times in milliseconds, sizes in bytes. */
export interface HttpApiOptions extends SenderOptions {
  /** The URL that the contract's paths are appended to; absolute, or relative to the document. */
  baseUrl: string | URL;
  /** The longest JSON answer that is read. Default 8 MiB. */
  maxAnswerSize?: number;
  /** The largest photo that is read. Default 25 MiB. */
  maxPhotoSize?: number;
  /** The longest event of a stream that is read, in characters. Default 64 Ki. */
  maxEventSize?: number;
  /** How long a stream of events, or a file, may send nothing before it counts as broken. Default 60,000. */
  silence?: number;
}

/**
 * Makes the client of a backend that serves the kit's HTTP contract (openapi.json). It sends requests
 * to `baseUrl` only, as `createSender` describes.
 * @throws TypeError when `baseUrl` is not an http(s) URL.
 */
export function createHttpApi(options: HttpApiOptions): ReviewApi {
  const {
    maxAnswerSize = answerLimits.json,
    maxPhotoSize = answerLimits.image,
    maxEventSize = 64 * 2 ** 10,
    silence = 60_000,
  } = options;
  const limits = { json: maxAnswerSize, image: maxPhotoSize };
  const base = resolveBase(options.baseUrl);
  const sendRequest = createSender(options);

  /** `connection` is the signal of a stream, which has no deadline. */
  async function send(call: Call, connection?: AbortSignal): Promise<unknown> {
    const { signal } = call.options;
    // The deadline is for the backend: code that loads slowly does not count.
    const checks = await abortable(loadChecks(call.name), signal);
    const message = writeMessage(base, call, checks);
    return sendRequest(message, {
      read: (response) => readAnswer(message, response, limits),
      toError: (response) => readFailure(message, response, limits),
      connection,
    });
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
      toError: (problem) => toReviewError(problem.status ?? 500, problem),
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
