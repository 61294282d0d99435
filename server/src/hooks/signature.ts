/**
 * Signatures of web hooks by Standard Webhooks 1.0.0 (standardwebhooks.com), for both ends: the server
 * signs, and receivers import this module as `kv-review-server/webhooks`. It uses only Node's own modules.
 *
 * The `standardwebhooks` package is not used, because it takes one secret, so a receiver cannot rotate
 * secrets. Its clock and tolerance are fixed, it does not detect replays, and it decodes the body before
 * it checks it. Both ends are tested against that package.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A type, not an interface, because only a type can be assigned to a record of headers. */
export type WebhookHeaders = Record<
  'webhook-id' | 'webhook-timestamp' | 'webhook-signature',
  string
>;

/** A delivery to be signed. */
export interface WebhookMessage {
  /** Identifies the event. Every retry has the same id. Visible ASCII without a full stop. */
  id: string;
  /** The time of this attempt. */
  timestamp: Date;
  /** The exact bytes of the request body. */
  body: string | Uint8Array;
}

/** A delivery whose signature, time and id were checked. */
export interface VerifiedWebhook {
  id: string;
  timestamp: Date;
  /** The bytes that were signed. Parse only these. */
  body: Uint8Array;
}

/**
 * Why a delivery is refused: `malformed` (a header is missing, repeated or malformed), `forged` (no
 * signature is valid), `too-old`, `too-new` or `replayed` (its id was processed before).
 */
export type WebhookErrorCode = 'malformed' | 'forged' | 'too-old' | 'too-new' | 'replayed';

export class WebhookError extends Error {
  readonly code: WebhookErrorCode;

  constructor(code: WebhookErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  override get name() {
    return 'WebhookError' as const;
  }
}

export interface VerifyOptions {
  /** The receiver's time. Default: now. */
  now?: Date;
  /** The largest difference between the two clocks. Default: 300 seconds. */
  toleranceSeconds?: number;
  /**
   * Whether the event with this id was processed before. Called only for genuine and recent deliveries.
   * Store the id together with the effects of the event, not earlier: a delivery that fails halfway is
   * sent again with the same id. You can delete an id after the last retry (`giveUpAfterSeconds`). The
   * tolerance limits what an attacker can replay.
   */
  isSeen?: (id: string) => boolean | Promise<boolean>;
}

/** Headers as `fetch` and `node:http` provide them. */
export type ReceivedHeaders = Headers | Readonly<Record<string, string | string[] | undefined>>;

const secretPrefix = 'whsec_';
const defaultToleranceSeconds = 300;
/** More than any rotation needs. Limits the work that an attacker can cause. */
const maxSignatures = 16;

/** Creates a secret of 256 random bits in the form that both ends store: `whsec_` and base64. */
export function createWebhookSecret(): string {
  return secretPrefix + randomBytes(32).toString('base64');
}

/** @throws TypeError when the secret is not `whsec_` followed by the base64 of 24 to 64 bytes. */
function decodeSecret(secret: string): Buffer {
  const encoded = secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : '';
  const key = Buffer.from(encoded, 'base64');
  const isCanonical = key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
  if (!isCanonical || key.length < 24 || key.length > 64) {
    throw new TypeError('A web hook secret is whsec_ followed by the base64 of 24 to 64 bytes.');
  }
  return key;
}

function decodeSecrets(secrets: string | readonly string[]): Buffer[] {
  const keys = [secrets].flat().map(decodeSecret);
  if (keys.length === 0) throw new TypeError('At least one web hook secret is required.');
  return keys;
}

function digest(key: Buffer, id: string, seconds: string, body: string | Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest();
}

/** A full stop separates the parts of the signed text, so an id must not contain one. */
const isMessageId = (id: string) => /^[!-\-/-~]{1,256}$/.test(id);

/**
 * Creates the headers of one delivery, with a signature for each secret. While you replace a secret, pass
 * the new one and the old one.
 * @throws TypeError when the id or a secret is malformed.
 */
export function signWebhook(
  { id, timestamp, body }: WebhookMessage,
  secrets: string | readonly string[],
): WebhookHeaders {
  if (!isMessageId(id))
    throw new TypeError('A web hook id must be visible ASCII without a full stop.');
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
    throw new WebhookError('malformed', `The request must have exactly one ${name} header.`);
  }
  return value;
}

/** Reads the symmetric signatures (`v1`) of a header, which may contain other schemes too. */
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

/** Compares every pair, so that the duration does not reveal which one is equal. */
function isSignedByAny(expected: readonly Buffer[], received: readonly Buffer[]): boolean {
  let fits = false;
  for (const one of expected) {
    for (const other of received) fits = timingSafeEqual(one, other) || fits;
  }
  return fits;
}

/**
 * Accepts a delivery that was signed with one of the secrets, is recent, and was not processed before.
 * @param rawBody The bytes of the body as received, before any parsing.
 * @param secrets The endpoint's secret. While you replace it, the new one and the old one.
 * @throws WebhookError when the delivery must be refused.
 * @throws TypeError when a secret is malformed.
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
    throw new WebhookError('malformed', 'The id or the timestamp is malformed.');
  }
  const expected = keys.map((key) => digest(key, id, seconds, rawBody));
  if (!isSignedByAny(expected, received)) {
    throw new WebhookError('forged', 'No signature is valid.');
  }
  const age = now.getTime() / 1000 - Number(seconds);
  if (age > toleranceSeconds) throw new WebhookError('too-old', 'The delivery is too old.');
  if (age < -toleranceSeconds)
    throw new WebhookError('too-new', 'The timestamp of the delivery is in the future.');
  if (await isSeen?.(id)) throw new WebhookError('replayed', 'The delivery was processed before.');
  return {
    id,
    timestamp: new Date(Number(seconds) * 1000),
    body: typeof rawBody === 'string' ? Buffer.from(rawBody) : rawBody,
  };
}
