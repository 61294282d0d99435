import type * as v from 'valibot';

import { checkAnswer } from '../check.js';
import type { ReviewError } from '../errors.js';
import { resolveBase } from './base-url.js';
import { problemType } from './media-types.js';
import { answerLimits, readError, readImage, readJson } from './read-response.js';
import { createSender, type SenderOptions } from './sender.js';
import { urlBelow, writeBody } from './write-request.js';

/** Settings of `createFetcher`; times in milliseconds, sizes in bytes. */
export interface FetcherOptions extends SenderOptions {
  /** The URL that all paths are appended to; absolute, or relative to the document. */
  baseUrl: string | URL;
  /**
   * Makes the error of an answer whose status does not say enough. `undefined` leaves it to the status:
   * then it must not have read the body.
   */
  errorOf?: (response: Response) => ReviewError | undefined | Promise<ReviewError | undefined>;
  /** The longest JSON answer that is read. Default 8 MiB. */
  maxAnswerSize?: number;
  /** The largest photo that is read. Default 25 MiB. */
  maxPhotoSize?: number;
}

/** One request of an adapter. */
export interface FetcherRequest {
  /** Default `GET`, or `POST` if there is a body. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Parameters of the URL; one that is `undefined` is left out. Never personal data: proxies log URLs. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a `Blob` as it is. */
  readonly body?: unknown;
  /**
   * Whether the request changes nothing (RFC 9110, 9.2.1), so that it may be sent again when the backend
   * fails. Default: whether the method is GET.
   */
  readonly isSafe?: boolean;
  /** Aborting rejects the promise with code `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** A request whose answer is checked. */
export interface CheckedRequest<Schema extends v.GenericSchema> extends FetcherRequest {
  /** The schema of the answer, such as `session` of `kv-review/model`. */
  readonly answer: Schema;
}

/** The segments of a path below the base URL. Each is encoded, so no id can lead to another resource. */
export type Path = readonly string[];

/**
 * Sends the requests of an adapter to one backend. Every method rejects with a `ReviewError`, never with
 * anything else.
 */
export interface Fetcher {
  /** Reads JSON, and checks it. */
  json<Schema extends v.GenericSchema>(
    path: Path,
    request: CheckedRequest<Schema>,
  ): Promise<v.InferOutput<Schema>>;
  /** Reads a photo: a JPEG, PNG or WebP, by its bytes. */
  image(path: Path, request?: FetcherRequest): Promise<Blob>;
  /** Reads an answer in a way of its own. An error of `read` that is no `ReviewError` is `unavailable`. */
  read<Answer>(
    path: Path,
    request: FetcherRequest,
    read: (response: Response) => Promise<Answer>,
  ): Promise<Answer>;
}

/**
 * Makes what an adapter needs to speak to a backend with its own routes: `fetch` with the user's token, a
 * deadline, retries, and errors of the port. It sends requests to `baseUrl` only and refuses redirects,
 * so a token goes nowhere else. It repeats a change by itself only if the backend refused it before doing
 * anything (401, 429). `createHttpApi` sends its requests in the same way.
 * @throws TypeError when `baseUrl` is not an http(s) URL.
 * @example
 * const acme = createFetcher({ baseUrl: '/acme', getToken });
 * const found = await acme.json(['sessions', id], { answer: session, signal });
 */
export function createFetcher({
  baseUrl,
  errorOf,
  maxAnswerSize = answerLimits.json,
  maxPhotoSize = answerLimits.image,
  ...options
}: FetcherOptions): Fetcher {
  const base = resolveBase(baseUrl);
  const send = createSender(options);

  async function exchange<Answer>(
    accept: string,
    path: Path,
    { query = {}, body: given, ...request }: FetcherRequest,
    read: (response: Response) => Promise<Answer>,
  ): Promise<Answer> {
    const url = urlBelow(base, path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const headers = new Headers({ accept });
    const body = given === undefined ? null : writeBody(given, headers, 'application/json');
    for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value);
    const { method = body === null ? 'GET' : 'POST', signal } = request;
    const { isSafe = method === 'GET' } = request;
    return send(
      { url, method, headers, body, isSafe, signal },
      {
        read,
        toError: async (response) =>
          (await errorOf?.(response)) ?? readError(response, maxAnswerSize),
      },
    );
  }

  return {
    json: (path, { answer, ...request }) =>
      exchange(`application/json, ${problemType}`, path, request, async (response) =>
        checkAnswer(answer, await readJson(response, maxAnswerSize), `/${path[0] ?? ''}`),
      ),
    image: (path, request = {}) =>
      exchange(`image/*, ${problemType}`, path, request, (response) =>
        readImage(response, maxPhotoSize),
      ),
    read: (path, request, read) => exchange('*/*', path, request, read),
  };
}
