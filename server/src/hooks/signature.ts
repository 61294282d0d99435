/**
 * Web hook signatures by Standard Webhooks 1.0.0 (standardwebhooks.com), for both ends: the server
 * signs with it, and receivers import it as `kv-review-server/webhooks`. Node's own modules only.
 *
 * Why not the `standardwebhooks` package: it takes one secret, so a receiver cannot rotate; its
 * clock and tolerance are fixed; it leaves replays to the caller; and it decodes the body before
 * it checks it. Each end is tested against it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A type, not an interface, so that it fits wherever headers are taken as a record. */
export type WebhookHeaders = Record<
  'webhook-id' | 'webhook-timestamp' | 'webhook-signature',
  string
>;

/** What is sent. */
export interface WebhookMessage {
  /** Names the event, the same on every retry: visible ASCII without a full stop. */
  id: string;
  /** When this attempt is made. */
  timestamp: Date;
  /** Exactly the bytes of the request's body. */
  body: string | Uint8Array;
}

/** What was received and found good. */
export interface VerifiedWebhook {
  id: string;
  timestamp: Date;
  /** The bytes that were signed: parse these, and nothing else. */
  body: Uint8Array;
}

/**
 * Why a delivery was refused: `malformed` (a header is missing, doubled or not in its form),
 * `forged` (no signature fits), `too-old`, `too-new`, `replayed` (its id was handled before).
 */
export type WebhookErrorCode = 'malformed' | 'forged' | 'too-old' | 'too-new' | 'replayed';

export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly code: WebhookErrorCode;

  constructor(code: WebhookErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export interface VerifyOptions {
  /** The receiver's clock; by default now. */
  now?: Date;
  /** How far the sender's clock may be off, either way; by default 300 seconds. */
  toleranceSeconds?: number;
  /**
   * Whether the event of this id was handled before. Asked only about deliveries that are genuine
   * and recent. Store the id together with what the event causes, not earlier: a delivery that
   * fails half-way is sent again under the same id. Ids may be forgotten when the last retry is
   * past (`giveUpAfterSeconds`); the tolerance bounds what a stranger can replay.
   */
  isSeen?: (id: string) => boolean | Promise<boolean>;
}

/** What `fetch` and `node:http` give. */
export type ReceivedHeaders = Headers | Readonly<Record<string, string | string[] | undefined>>;

const secretPrefix = 'whsec_';
const defaultToleranceSeconds = 300;
/** Nobody rotates through more; bounds the work that a stranger can ask for. */
const maxSignatures = 16;

/** A secret of 256 random bits in the form that both ends store: `whsec_` and base64. */
export function createWebhookSecret(): string {
  return secretPrefix + randomBytes(32).toString('base64');
}

/** @throws TypeError when the secret is not `whsec_` and the base64 of 24 to 64 bytes. */
function decodeSecret(secret: string): Buffer {
  const encoded = secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : '';
  const key = Buffer.from(encoded, 'base64');
  const isCanonical = key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
  if (!isCanonical || key.length < 24 || key.length > 64) {
    throw new TypeError('A web hook secret is whsec_ and the base64 of 24 to 64 bytes.');
  }
  return key;
}

function decodeSecrets(secrets: string | readonly string[]): Buffer[] {
  const keys = [secrets].flat().map(decodeSecret);
  if (keys.length === 0) throw new TypeError('At least one web hook secret is needed.');
  return keys;
}

function digest(key: Buffer, id: string, seconds: string, body: string | Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest();
}

/** A full stop would let the id reach into what follows it in the signed text. */
const isMessageId = (id: string) => /^[!-\-/-~]{1,256}$/.test(id);

/**
 * The headers of one delivery, with a signature by each secret: while a secret is being replaced,
 * pass the new one and the old one.
 * @throws TypeError when the id or a secret is not in its form.
 */
export function signWebhook(
  { id, timestamp, body }: WebhookMessage,
  secrets: string | readonly string[],
): WebhookHeaders {
  if (!isMessageId(id)) throw new TypeError('A web hook id is visible ASCII without a full stop.');
  const seconds = String(Math.floor(timestamp.getTime() / 1000));
  const signatures = decodeSecrets(secrets).map(
    (key) => `v1,${digest(key, id, seconds, body).toString('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': signatures.join(' '),
  };
}

function readHeader(headers: ReceivedHeaders, name: keyof WebhookHeaders): string {
  const named =
    headers instanceof Headers
      ? [headers.get(name) ?? []]
      : Object.entries(headers).flatMap(([key, value]) =>
          key.toLowerCase() === name ? [value ?? []] : [],
        );
  const [value, ...others] = named.flat();
  if (!value || others.length > 0) {
    throw new WebhookError('malformed', `The request needs one ${name} header.`);
  }
  return value;
}

/** The symmetric signatures of a header; of the schemes that it may hold, `v1` is ours. */
function readSignatures(header: string): Buffer[] {
  const listed = header.split(' ');
  if (listed.length > maxSignatures) {
    throw new WebhookError('malformed', 'The request has too many signatures.');
  }
  return listed
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice(3), 'base64'))
    .filter((signature) => signature.length === 32);
}

/** Compares every pair, so that the time taken does not tell which one fits. */
function isSignedByAny(expected: readonly Buffer[], received: readonly Buffer[]): boolean {
  let fits = false;
  for (const one of expected) {
    for (const other of received) fits = timingSafeEqual(one, other) || fits;
  }
  return fits;
}

/**
 * Accepts a delivery that one of the secrets signed, that was sent just now, and that was not
 * handled before.
 * @param rawBody The body as received: bytes, before any parsing.
 * @param secrets The endpoint's secret; while it is being replaced, the new one and the old one.
 * @throws WebhookError when the delivery is to be refused.
 * @throws TypeError when a secret is not in its form.
 */
export async function verifyWebhook(
  headers: ReceivedHeaders,
  rawBody: string | Uint8Array,
  secrets: string | readonly string[],
  options: VerifyOptions = {},
): Promise<VerifiedWebhook> {
  const { now = new Date(), toleranceSeconds = defaultToleranceSeconds, isSeen } = options;
  const keys = decodeSecrets(secrets);
  const id = readHeader(headers, 'webhook-id');
  const seconds = readHeader(headers, 'webhook-timestamp');
  const received = readSignatures(readHeader(headers, 'webhook-signature'));
  if (!isMessageId(id) || !/^\d{1,12}$/.test(seconds)) {
    throw new WebhookError('malformed', 'The id or the timestamp is not in its form.');
  }
  const expected = keys.map((key) => digest(key, id, seconds, rawBody));
  if (!isSignedByAny(expected, received)) {
    throw new WebhookError('forged', 'No signature fits.');
  }
  const age = now.getTime() / 1000 - Number(seconds);
  if (age > toleranceSeconds) throw new WebhookError('too-old', 'The delivery is too old.');
  if (age < -toleranceSeconds) throw new WebhookError('too-new', 'The delivery is from later.');
  if (await isSeen?.(id)) throw new WebhookError('replayed', 'The delivery was handled before.');
  return {
    id,
    timestamp: new Date(Number(seconds) * 1000),
    body: typeof rawBody === 'string' ? Buffer.from(rawBody) : rawBody,
  };
}
