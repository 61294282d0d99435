import * as v from 'valibot';

import { maxLogoSize } from '../../model/branding.js';
import { isReviewError, ReviewError } from '../errors.js';
import { changeHeaders } from '../http/change-headers.js';
import { accepts, textOf, versionOf } from '../http/fields.js';
import { answerTypes } from '../http/media-types.js';
import { callMethod, type Call } from '../operations/call.js';
import type { Operation } from '../operations/operation.js';
import { operationOf } from '../operations/operations.js';
import { loadChecks, type OperationChecks } from '../operations/schemas.js';
import type { ChangeOptions, ReviewApi } from '../review-api.js';
import { createRequestId, isFailure, saysAborted, type HandlerFailure } from './failure.js';
import { checkMediaType, readImageBody, readJsonBody } from './read-body.js';
import { answerCode, type RedeemCode } from './redeem-code.js';
import { Refusal, refusal } from './refusal.js';
import { findRoute, normalizeBasePath, type Found } from './router.js';
import { writeAnswer, type Report } from './write-answer.js';
import { writeEvents } from './write-events.js';
import { writeProgress, type Work } from './write-progress.js';
import { toProblem } from './write-problem.js';

/** Settings of `createHandler`. */
export interface HandlerOptions {
  /** The path before `/v1` in every request, such as `/kyc`. Default: nothing. */
  basePath?: string;
  /**
   * Receives, for the server's log, the error behind every answer of 500, 502, 503 and 504, because the
   * caller must not see it: whatever is not a `ReviewError`, the codes `unavailable`, `timeout` and
   * `aborted`, and answers that break the contract. Also streams that break off. A refusal such as
   * `not-found` or `unsupported` is an ordinary answer, and so is the end of a request whose caller left.
   */
  onError?: (error: unknown, failure: HandlerFailure) => unknown;
  /** Returns the `X-Request-Id` of the answer. Default: a random id for each request. */
  requestId?: (request: Request) => string;
  /**
   * Exchanges single-use codes for tokens. It is called before the adapter is found, because the caller is
   * not signed in yet. Without it, `POST /v1/code-exchange` answers 501.
   */
  redeemCode?: RedeemCode;
  /** The longest request body that is read, in bytes. Default 64 KiB. */
  maxBodySize?: number;
  /** Milliseconds between two comments that keep a stream of events open. Default 20,000. */
  heartbeat?: number;
  /**
   * Milliseconds after which a stream of events ends, so that the caller is authenticated again. It
   * varies by a tenth, so that callers do not reconnect at the same time. Default 600,000.
   */
  streamLifetime?: number;
}

/**
 * The adapter behind a handler, or a function that finds the adapter for a request. The function
 * authenticates the caller, and returns that user's adapter or rejects with a `ReviewError`
 * (`unauthenticated`, `forbidden`). It is called before anything else in the request is checked, and
 * must not read the body.
 */
export type ReviewApiSource = ReviewApi | ((request: Request) => ReviewApi | Promise<ReviewApi>);

function checkAcceptable({ answer }: Operation, headers: Headers): void {
  if (answer === 'empty') return;
  const types = answerTypes[answer];
  if (!accepts(headers, types)) {
    throw refusal({ status: 406, detail: `The answer is only available as ${types.join(', ')}.` });
  }
}

function checkFields(fields: v.ObjectEntries, sent: object): void {
  const result = v.safeParse(v.object(fields), sent);
  if (result.success) return;
  const parts = result.issues.map((issue) => ({
    pointer: v.getDotPath(issue) ?? '',
    message: 'expected one strong entity tag, or one structured string',
  }));
  throw refusal({ status: 400, detail: 'A request header is malformed.' }, parts);
}

/** @throws Refusal 428 when a field is missing, 400 when it is malformed. */
function readChangeFields(
  { effect }: Operation,
  headers: Headers,
): Partial<Omit<ChangeOptions, 'signal'>> {
  if (effect !== 'change' && effect !== 'save') return {};
  const ifMatch = headers.get('if-match');
  const key = headers.get('idempotency-key');
  // `*` matches any version, so it does not say which one the user saw.
  const lacksVersion = ifMatch === null || ifMatch.trim() === '*';
  if (effect === 'save') {
    if (lacksVersion) throw refusal({ status: 428, detail: 'This change needs If-Match.' });
    checkFields({ 'if-match': changeHeaders['if-match'] }, { 'if-match': ifMatch });
    return { version: versionOf(ifMatch) };
  }
  if (lacksVersion || key === null) {
    throw refusal({ status: 428, detail: 'A change needs If-Match and Idempotency-Key.' });
  }
  checkFields(changeHeaders, { 'if-match': ifMatch, 'idempotency-key': key });
  return { version: versionOf(ifMatch), idempotencyKey: textOf(key) };
}

function readQuery(
  { query }: Operation,
  checks: OperationChecks,
  parameters: URLSearchParams,
): Record<string, unknown> {
  if (!query) return {};
  const given = [...new Set(parameters.keys())].map((name) => {
    const values = parameters.getAll(name);
    return [name, values.length === 1 ? values[0] : values];
  });
  return checks.query(Object.fromEntries(given));
}

/**
 * Turns a `ReviewApi` into a backend: a function from `Request` to `Response` (Fetch Standard), which
 * any server and MSW can mount. It never rejects. `source` authenticates callers; CORS and rate
 * limits are the server's task.
 */
export function createHandler(
  source: ReviewApiSource,
  options: HandlerOptions = {},
): (request: Request) => Promise<Response> {
  const { maxBodySize = 64 * 1024, heartbeat = 20_000, streamLifetime = 600_000 } = options;
  const { onError, redeemCode, requestId = createRequestId } = options;
  const basePath = normalizeBasePath(options.basePath);

  async function report(error: unknown, failure: HandlerFailure): Promise<void> {
    try {
      await onError?.(error, failure);
    } catch {
      // A log that fails must not change the answer.
    }
  }

  async function answer(request: Request, found: Found, report: Report): Promise<Response> {
    if (found.kind === 'no-path') return toProblem(new ReviewError('not-found', 'no route'));
    if (found.kind === 'sign-in') return answerCode(redeemCode, request, maxBodySize);
    const api = typeof source === 'function' ? await source(request) : source;
    if (found.kind === 'no-method') {
      const headers = { allow: found.allowed.join(', ') };
      const detail = `This resource allows ${headers.allow}.`;
      throw refusal({ status: 405, detail, headers });
    }
    const { name, ids } = found;
    const operation = operationOf(name);
    checkAcceptable(operation, request.headers);
    if (name === 'watchSessions') {
      return writeEvents(api, request, {
        heartbeat,
        lifetime: streamLifetime * (0.9 + Math.random() * 0.2),
        report,
      });
    }
    const change = readChangeFields(operation, request.headers);
    let value: unknown;
    if (operation.input === 'image') {
      value = await readImageBody(request, maxLogoSize);
    } else if (operation.input) {
      checkMediaType(request, operation.input);
      // Read first, because some servers fail when an unread body is cancelled.
      value = await readJsonBody(request, maxBodySize);
    }
    const checks = await loadChecks(name);
    const query = readQuery(operation, checks, new URL(request.url).searchParams);
    const input = operation.input && checks.input(value);
    const options: Call['options'] = { ...query, ...change, signal: request.signal };
    const call: Call = { name, operation, ids, input, options };
    if (operation.answer === 'progress') {
      const work: Work = (signal, onProgress) =>
        callMethod(api, { ...call, options: { ...options, signal, onProgress } });
      return writeProgress(request, work, { heartbeat, check: checks.answer, report });
    }
    const result = await callMethod(api, call);
    const response = await writeAnswer(name, result, report);
    return request.method === 'HEAD' ? new Response(null, response) : response;
  }

  function refuse(thrown: unknown, report: Report): Response {
    if (isFailure(thrown)) report(thrown);
    if (thrown instanceof Refusal) return toProblem(thrown.error, thrown.options);
    return isReviewError(thrown) ? toProblem(thrown) : failed();
  }

  /** The server's own function may fail too, or return what no field can contain. */
  function requestIdOf(request: Request, report: (error: unknown, id: string) => void): string {
    try {
      const id = requestId(request);
      return new Headers({ 'x-request-id': id }).get('x-request-id') ?? id;
    } catch (error) {
      const id = createRequestId();
      report(error, id);
      return id;
    }
  }

  return async (request) => {
    const found = findRoute(new URL(request.url).pathname, request.method, basePath);
    const operation = 'name' in found ? found.name : undefined;
    const id = requestIdOf(request, (error, own) => {
      void report(error, { operation, requestId: own });
    });
    const tell: Report = (error) => {
      if (!saysAborted(error, request.signal)) void report(error, { operation, requestId: id });
    };
    const response = await answer(request, found, tell)
      .catch((thrown: unknown) => refuse(thrown, tell))
      .catch((thrown: unknown) => {
        // A refusal of the server's own code, with a status that does not exist.
        tell(thrown);
        return failed();
      });
    response.headers.set('x-request-id', id);
    response.headers.set('cache-control', 'private, no-store');
    response.headers.set('x-content-type-options', 'nosniff');
    return response;
  };
}

const failed = (): Response =>
  toProblem(new ReviewError('unavailable', 'The adapter failed unexpectedly.'), {
    status: 500,
    detail: 'The backend failed.',
  });
