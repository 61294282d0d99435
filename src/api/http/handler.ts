import * as v from 'valibot';

import { isReviewError, ReviewError } from '../errors.js';
import type { ChangeOptions, ReviewApi } from '../review-api.js';
import { parseJson, readBytes, TooLargeError } from './body.js';
import {
  routes,
  type BodyOutput,
  type OperationId,
  type PathParameters,
  type QueryOf,
  type Route,
} from './contract.js';
import { accepts, mediaType, textOf, versionOf } from './fields.js';
import { findRoute, normalizeBasePath } from './router.js';
import { checkRequest } from './validate.js';
import { writeAnswer } from './write-answer.js';
import { writeEvents } from './write-events.js';
import { toProblem, type ProblemOptions } from './write-problem.js';

/** Settings of `createHandler`. */
export interface HandlerOptions {
  /** What stands before `/v1` in the path of every request, such as `/kyc`. Default: nothing. */
  basePath?: string;
  /**
   * Told of what the caller is not: an error that is no `ReviewError`, an answer of the adapter that
   * breaks the contract. For the server's log.
   */
  onError?: (error: unknown, request: Request) => void;
  /** The longest request body that is read, in bytes. Default 64 KiB. */
  maxBodySize?: number;
  /** Milliseconds between two signs of life in a stream of events. Default 20,000. */
  heartbeat?: number;
  /**
   * Milliseconds after which a stream of events ends, so that its caller is authenticated anew; a
   * tenth more or less, so that not all come back at once. Default 600,000.
   */
  streamLifetime?: number;
}

/**
 * The adapter behind a handler, or what finds the one for a request: it authenticates the caller,
 * and rejects with a `ReviewError` (`unauthenticated`, `forbidden`) or gives that user's adapter.
 * It is asked before anything of the request is judged, and leaves its body alone.
 */
export type ReviewApiSource = ReviewApi | ((request: Request) => ReviewApi | Promise<ReviewApi>);

/** A request that the transport itself refuses, before any adapter is asked. */
class Refusal extends Error {
  readonly error: ReviewError;
  readonly options: ProblemOptions;

  constructor(error: ReviewError, options: ProblemOptions) {
    super(error.message);
    this.error = error;
    this.options = options;
  }
}

const refusal = (options: ProblemOptions, parts?: ReviewError['details']['parts']) =>
  new Refusal(new ReviewError('invalid', options.detail ?? '', parts ? { parts } : {}), options);

/** A request, checked against its route. */
interface Call<Op extends OperationId> {
  readonly path: PathParameters<Op>;
  readonly query: QueryOf<Op>;
  readonly body: BodyOutput<Op>;
  /** Holds the signal alone where the route is no change. */
  readonly options: ChangeOptions & { readonly signal: AbortSignal };
}

const invoke: {
  readonly [Op in Exclude<OperationId, 'watchSessions'>]: (
    api: ReviewApi,
    call: Call<Op>,
  ) => Promise<unknown>;
} = {
  getWorkspace: (api, { options }) => api.getWorkspace(options),
  listSessions: (api, { body, options }) => api.listSessions(body, options),
  countSessions: (api, { body, options }) => api.countSessions(body, options),
  getSession: (api, { path, options }) => api.getSession(path.sessionId, options),
  getPhoto: (api, { path, query, options }) =>
    api.getPhoto(path.sessionId, path.photoId, { ...query, ...options }),
  decideSession: (api, { path, body, options }) => api.decideSession(path.sessionId, body, options),
  editClient: (api, { path, body, options }) => api.editClient(path.sessionId, body, options),
  addNote: (api, { path, body, options }) => api.addNote(path.sessionId, body, options),
  recheckScreening: (api, { path, options }) => api.recheckScreening(path.sessionId, options),
  markFalsePositive: (api, { path, body, options }) =>
    api.markFalsePositive(path.sessionId, body, options),
  recordActivity: (api, { body, options }) => api.recordActivity(body, options),
};

const answerTypes = {
  json: ['application/json'],
  image: ['image/jpeg', 'image/png', 'image/webp'],
  events: ['text/event-stream'],
} as const;

function checkAcceptable(route: Route, headers: Headers): void {
  const { kind } = route.answer;
  if (kind === 'empty') return;
  const types = answerTypes[kind];
  if (!accepts(headers, types)) {
    throw refusal({ status: 406, detail: `Only ${types.join(', ')} can be answered.` });
  }
}

/** @throws Refusal 428 when a field is missing, 400 when it is not written as the contract says. */
function readChangeFields(
  route: Route,
  headers: Headers,
): Omit<ChangeOptions, 'signal'> | undefined {
  if (!route.headers) return undefined;
  const ifMatch = headers.get('if-match');
  const key = headers.get('idempotency-key');
  // `*` matches whatever there is, and so names no version.
  if (ifMatch === null || ifMatch.trim() === '*' || key === null) {
    throw refusal({ status: 428, detail: 'A change needs If-Match and Idempotency-Key.' });
  }
  const fields = { 'if-match': ifMatch, 'idempotency-key': key };
  const result = v.safeParse(v.object(route.headers), fields);
  if (!result.success) {
    const parts = result.issues.map((issue) => ({
      pointer: v.getDotPath(issue) ?? '',
      message: 'expected one strong entity tag, or one structured string',
    }));
    throw refusal({ status: 400, detail: 'A request header is malformed.' }, parts);
  }
  return { version: versionOf(ifMatch), idempotencyKey: textOf(key) };
}

function readQuery(route: Route, parameters: URLSearchParams): unknown {
  if (!route.query) return undefined;
  const query = [...new Set(parameters.keys())].map((name) => {
    const values = parameters.getAll(name);
    return [name, values.length === 1 ? values[0] : values];
  });
  return checkRequest(route.query, Object.fromEntries(query), 'parameters');
}

async function readBody(route: Route, request: Request, limit: number): Promise<unknown> {
  const { body } = route;
  if (!body) return undefined;
  const { headers } = request;
  if (mediaType(headers) !== body.type || headers.has('content-encoding')) {
    throw refusal({ status: 415, detail: `Only ${body.type} is read, not compressed.` });
  }
  let value: unknown;
  try {
    value = parseJson(await readBytes(request, limit));
  } catch (error) {
    throw error instanceof TooLargeError
      ? refusal({ status: 413, detail: `No body above ${limit} bytes is read.` })
      : refusal({ status: 400, detail: 'The body is no JSON.' });
  }
  return checkRequest(body.schema, value);
}

/**
 * Turns a `ReviewApi` into a backend: a function of the Fetch Standard from `Request` to `Response`,
 * which any server and MSW can mount. It never rejects. CORS, rate limits and the authentication of
 * callers are the server's own, the latter in `source`.
 */
export function createHandler(
  source: ReviewApiSource,
  options: HandlerOptions = {},
): (request: Request) => Promise<Response> {
  const { maxBodySize = 64 * 1024, heartbeat = 20_000, streamLifetime = 600_000 } = options;
  const basePath = normalizeBasePath(options.basePath);

  function report(error: unknown, request: Request): void {
    try {
      options.onError?.(error, request);
    } catch {
      // A log that fails must not change the answer.
    }
  }

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const found = findRoute(url.pathname, request.method, basePath);
    if (found.kind === 'no-path') return toProblem(new ReviewError('not-found', 'no route'));
    const api = typeof source === 'function' ? await source(request) : source;
    if (found.kind === 'no-method') {
      const headers = { allow: found.allowed.join(', ') };
      throw refusal({ status: 405, detail: 'This resource has no such method.', headers });
    }
    const { operation, path } = found;
    const route: Route = routes[operation];
    checkAcceptable(route, request.headers);
    if (operation === 'watchSessions') {
      return writeEvents(api, request, {
        heartbeat,
        lifetime: streamLifetime * (0.9 + Math.random() * 0.2),
        report: (error) => report(error, request),
      });
    }
    const call = {
      path,
      query: readQuery(route, url.searchParams),
      options: { ...readChangeFields(route, request.headers), signal: request.signal },
      body: await readBody(route, request, maxBodySize),
    };
    // Each part was read by the route that the operation's types are made of.
    const result = await invoke[operation](api, call as never);
    const response = await writeAnswer(route, result, (error) => report(error, request));
    return request.method === 'HEAD' ? new Response(null, response) : response;
  }

  function refuse(thrown: unknown, request: Request): Response {
    if (thrown instanceof Refusal) return toProblem(thrown.error, thrown.options);
    if (isReviewError(thrown)) return toProblem(thrown);
    if (request.signal.aborted) return toProblem(new ReviewError('aborted', 'The caller left.'));
    report(thrown, request);
    const error = new ReviewError('unavailable', 'The adapter failed unexpectedly.');
    return toProblem(error, { status: 500, detail: 'The backend failed.' });
  }

  return async (request) => {
    const response = await answer(request).catch((thrown: unknown) => refuse(thrown, request));
    response.headers.set('cache-control', 'private, no-store');
    response.headers.set('x-content-type-options', 'nosniff');
    return response;
  };
}
