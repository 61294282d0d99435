/** One attempt to deliver a web hook, and what came of it as data. */
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
  /** For all of it, from the name server to the end of the answer; by default 10,000 ms. */
  timeoutMs?: number;
  /** Ends the attempt, as when the server stops. */
  signal?: AbortSignal;
  resolve?: ResolveHost;
  /** The clock whose time is signed; by default now. */
  now?: () => Date;
  /** Certificate authorities to trust instead of Node's, for receivers of one's own (PEM). */
  ca?: string;
}

/**
 * Why nothing was answered: an address that may not be used, `timeout`, `aborted`, `tls` (the
 * certificate does not fit), `connection` (refused, reset or ended early).
 */
export type DeliveryErrorCode = HookAddressErrorCode | 'timeout' | 'aborted' | 'tls' | 'connection';

/** For the delivery log; holds nothing that the receiver wrote. */
export interface DeliveryResult {
  /** True for a status of 200–299; redirects are not followed, so they count as failures. */
  delivered: boolean;
  /** The HTTP status, or `null` when none came. */
  status: number | null;
  error: DeliveryErrorCode | null;
  /** The `Retry-After` of a failure in seconds, or `null`. */
  retryAfterSeconds: number | null;
  durationMs: number;
}

export const defaultTimeoutMs = 10_000;
/** An answer is read so far, so that the connection ends in good order, and then cut off. */
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

/** Neither follows redirects nor goes through a proxy of the environment, nor keeps connections. */
function send(sending: Sending): Promise<Answer> {
  const { url, method, headers, body, addresses, signal, now, ca } = sending;
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const request = client.request(url, {
      method,
      agent: new client.Agent({ keepAlive: false, ...(ca !== undefined && { ca }) }),
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: pinnedLookup(addresses),
      signal,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const answer = {
        status: response.statusCode ?? 0,
        retryAfterSeconds: readRetryAfter(response.headers['retry-after'], now),
      };
      let received = 0;
      response.on('data', (chunk: Buffer) => {
        received += chunk.length;
        if (received <= maxAnswerBytes) return;
        resolve(answer);
        request.destroy();
      });
      response.on('end', () => resolve(answer));
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

/** What the signal ends, ends for the caller at once: a name server's answer cannot be called off. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Sends the event once, signed for this moment. Never rejects because of the receiver. */
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
    const { status, retryAfterSeconds } = await send({
      ...sending,
      now: timestamp,
      ca: options.ca,
    });
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
