import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { readBearer, unauthenticated } from './bearer.ts';

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

/**
 * `kvk_<company>_<key>_<secret>_<checksum>`, all lower-case hexadecimal: the company's id in UTF-8,
 * 8 and 32 random bytes, and the CRC-32 of the text before it. A double click selects all of it, and a
 * secret scanner recognises it without asking a server.
 */
export const apiKeyPattern = /^kvk_((?:[0-9a-f]{2})+)_([0-9a-f]{16})_[0-9a-f]{64}_([0-9a-f]{8})$/;

/** A company's id has at most 128 UTF-16 code units, of at most three bytes each. */
const maximumLength = 4 + 2 * 384 + 1 + 16 + 1 + 64 + 1 + 8;

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

/** The secret has 256 random bits, so it needs no slow hash, unlike a password. */
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Creates a key for a company's own server. */
export function createApiKey(companyId: string): NewApiKey {
  const id = randomBytes(8).toString('hex');
  const company = Buffer.from(companyId).toString('hex');
  const body = `kvk_${company}_${id}_${randomBytes(32).toString('hex')}`;
  const text = `${body}_${checksum(body)}`;
  return {
    text,
    stored: { companyId, id, secretHash: hash(text).toString('hex'), revokedAt: null },
  };
}

/** Parses a key; `undefined` when it is malformed or mistyped. */
export function parseApiKey(text: string): ParsedApiKey | undefined {
  if (text.length > maximumLength) return undefined;
  const [, company, id, sum] = apiKeyPattern.exec(text) ?? [];
  if (company === undefined || id === undefined || sum === undefined) return undefined;
  if (checksum(text.slice(0, -9)) !== sum) return undefined;
  try {
    const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { companyId: utf8.decode(Buffer.from(company, 'hex')), id, text };
  } catch {
    return undefined;
  }
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
  const shownHash = hash(shown.text);
  const storedHash = Buffer.from(stored?.secretHash ?? '', 'hex');
  return (
    stored?.revokedAt === null &&
    stored.companyId === shown.companyId &&
    stored.id === shown.id &&
    storedHash.length === shownHash.length &&
    timingSafeEqual(storedHash, shownHash)
  );
}
