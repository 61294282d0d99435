/** Makes one attempt to deliver a web hook, and returns the outcome as data. */
import http from 'node:http';
import https from 'node:https';
import { performance } from 'node:perf_hooks';
import {
  HookAddressError,
  parseHookUrl,
  pinnedLookup,
  resolveHookHost,
  type HookAddressErrorCode,
  type HookAddressRules,
  type ResolveHost,
} from './address.ts';
import { signWebhook } from './signature.ts';

export interface Delivery {
  url: string;
  /** By default `POST`. */
  method?: 'POST' | 'PUT';
  /** Names the event, the same on every attempt. */
  id: string;
  /** The event as JSON. */
  body: string;
  /** The endpoint's secret; while it is being replaced, the new one and the old one. */
  secrets: string | readonly string[];
}

export interface DeliverOptions extends HookAddressRules {
  /** For the whole attempt, from the name lookup to the end of the answer; by default 10,000 ms. */
  timeoutMs?: number;
  /** Ends the attempt, for example when the server stops. */
  signal?: AbortSignal;
  resolve?: ResolveHost;
  /** The clock for the signed timestamp; by default the system's. */
  now?: () => Date;
  /** Certificate authorities to trust instead of Node's (PEM), for a company's own receivers. */
  ca?: string;
}

/**
 * Why a delivery failed without an answer: the address is not allowed, `timeout`, `aborted`, `tls` (the
 * certificate is not valid for the host), or `connection` (refused, reset, closed early, or not HTTP/1.1).
 */
export type DeliveryErrorCode = HookAddressErrorCode | 'timeout' | 'aborted' | 'tls' | 'connection';

/** For the delivery log. Contains no text of the receiver. */
export interface DeliveryResult {
  /** True for a status of 200–299; redirects are not followed, so they count as failures. */
  delivered: boolean;
  /** The HTTP status, or `null` without an answer. */
  status: number | null;
  error: DeliveryErrorCode | null;
  /** The `Retry-After` of a failure in seconds, or `null`. */
  retryAfterSeconds: number | null;
  durationMs: number;
}

export const defaultTimeoutMs = 10_000;
/** The part of an answer that is read, so that the connection closes in good order. */
const maxAnswerBytes = 16_384;

interface Answer {
  status: number;
  retryAfterSeconds: number | null;
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function readRetryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}

interface Sending {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string;
  addresses: Awaited<ReturnType<typeof resolveHookHost>>;
  signal: AbortSignal;
  now: Date;
  ca: string | undefined;
}

/** Informational answers (RFC 9110, 15.2) that are read before the answer; a flood ends the attempt. */
const maxInformational = 8;

/**
 * Sends one request, without redirects, proxies or kept connections. Whatever the receiver does, the
 * promise settles no later than the connection closes, and the connection closes when it settles.
 */
function send(sending: Sending): Promise<Answer> {
  const { url, method, headers, body, addresses, signal, now, ca } = sending;
  const client = url.protocol === 'https:' ? https : http;
  return new Promise<Answer>((resolve, reject) => {
    const request = client.request(url, {
      method,
      agent: new client.Agent({ keepAlive: false, ...(ca !== undefined && { ca }) }),
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: pinnedLookup(addresses),
      signal,
    });
    const answerWith = (status: number, retryAfter?: string): void => {
      resolve({ status, retryAfterSeconds: readRetryAfter(retryAfter, now) });
      request.destroy();
    };
    request.on('error', reject);
    // Last of all events. Node emits neither `response` nor `error` for some answers.
    request.on('close', () => reject(new Error('The connection closed without an answer.')));
    // A 101 that names a protocol. No request of ours offers one (RFC 9110, 7.8).
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      answerWith(101);
    });
    let informational = 0;
    request.on('information', ({ statusCode }) => {
      informational += 1;
      if (statusCode === 101) answerWith(101);
      else if (informational > maxInformational) {
        request.destroy(new Error('The receiver sent too many informational answers.'));
      }
    });
    request.on('response', (response) => {
      const finish = () => answerWith(response.statusCode ?? 0, response.headers['retry-after']);
      let received = 0;
      response.on('data', (chunk: Buffer) => {
        received += chunk.length;
        if (received > maxAnswerBytes) finish();
      });
      response.on('end', finish);
      response.on('error', reject);
    });
    request.end(body);
  });
}

const isTlsError = (code: string) =>
  /^(ERR_TLS|ERR_SSL|CERT_|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code);

function errorCode(error: unknown, deadline: AbortSignal, signal?: AbortSignal): DeliveryErrorCode {
  if (error instanceof HookAddressError) return error.code;
  if (deadline.aborted) return 'timeout';
  if (signal?.aborted) return 'aborted';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return isTlsError(code) ? 'tls' : 'connection';
}

/** Settles like the promise, or rejects when the signal aborts: a name lookup cannot be cancelled. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Sends the event once, with the current time signed. Never rejects because of the receiver. */
export async function deliverWebhook(
  { url: text, method = 'POST', id, body, secrets }: Delivery,
  options: DeliverOptions = {},
): Promise<DeliveryResult> {
  const { timeoutMs = defaultTimeoutMs, resolve, now = () => new Date() } = options;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
  const timestamp = now();
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'kv-review-server',
    ...signWebhook({ id, timestamp, body }, secrets),
  };
  const startedAt = performance.now();
  const durationMs = () => Math.round(performance.now() - startedAt);
  try {
    const url = parseHookUrl(text, options);
    const addresses = await orAborted(resolveHookHost(url, options, resolve), signal);
    const sending = { url, method, headers, body, addresses, signal };
    const answered = send({ ...sending, now: timestamp, ca: options.ca });
    const { status, retryAfterSeconds } = await orAborted(answered, signal);
    const delivered = status >= 200 && status <= 299;
    return {
      delivered,
      status,
      error: null,
      retryAfterSeconds: delivered ? null : retryAfterSeconds,
      durationMs: durationMs(),
    };
  } catch (error) {
    return {
      delivered: false,
      status: null,
      error: errorCode(error, deadline, options.signal),
      retryAfterSeconds: null,
      durationMs: durationMs(),
    };
  }
}
