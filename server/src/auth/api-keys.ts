import { randomBytes } from 'node:crypto';

import { readBearer, unauthenticated } from './bearer.ts';
import { digestOf, hasDigest, readCredential, writeCredential } from './credential-text.ts';

/** An API key as its owner sends it. */
export interface ParsedApiKey {
  readonly companyId: string;
  readonly id: string;
  /** The whole key. Never store or log it. */
  readonly text: string;
}

/** The stored form of a key, which cannot be used in its place. */
export interface StoredApiKey {
  readonly companyId: string;
  readonly id: string;
  /** SHA-256 of the whole key in hexadecimal, so a record is useless for another company. */
  readonly secretHash: string;
  /** RFC 3339; `null` while the key is in use. */
  readonly revokedAt: string | null;
}

/** A new key: its text, which is shown once, and its stored form. */
export interface NewApiKey {
  readonly text: string;
  readonly stored: StoredApiKey;
}

const kind = 'kvk';
const idLength = 16;

/** Creates a key for a company's own server: `kvk_<company>_<id>_<secret>_<checksum>`. */
export function createApiKey(companyId: string): NewApiKey {
  const id = randomBytes(idLength / 2).toString('hex');
  const text = writeCredential(kind, companyId, [id]);
  const secretHash = digestOf(text).toString('hex');
  return { text, stored: { companyId, id, secretHash, revokedAt: null } };
}

/** Parses a key; `undefined` when it is malformed or mistyped. */
export function parseApiKey(text: string): ParsedApiKey | undefined {
  const { companyId, parts: [id] = [] } = readCredential(text, kind, [idLength]) ?? {};
  return companyId === undefined || id === undefined ? undefined : { companyId, id, text };
}

/**
 * The API key in the `Authorization: Bearer` field of a request.
 * @throws ReviewError `unauthenticated` when there is none.
 */
export function readApiKey(request: Request): ParsedApiKey {
  const key = parseApiKey(readBearer(request));
  if (!key) throw unauthenticated();
  return key;
}

/** Whether a key is the stored one and not revoked. Takes the same time whatever the difference. */
export function matchesApiKey(stored: StoredApiKey | undefined, shown: ParsedApiKey): boolean {
  const isSame = hasDigest(shown.text, stored?.secretHash ?? '');
  return (
    isSame &&
    stored?.revokedAt === null &&
    stored.companyId === shown.companyId &&
    stored.id === shown.id
  );
}
