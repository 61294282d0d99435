import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * The text of a secret that this server hands out once and stores as a digest:
 * `<kind>_<company>_…_<secret>_<checksum>`, all lower-case hexadecimal. The company's id is in UTF-8, the
 * secret has 32 random bytes, and the checksum is the CRC-32 of the text before it. A double click selects
 * all of it, and a secret scanner recognises it without asking a server.
 */
export interface CredentialText {
  readonly companyId: string;
  /** The parts between the company and the secret. */
  readonly parts: readonly string[];
}

/** A company's id has at most 128 UTF-16 code units, of at most three bytes each. */
const maxCompanyLength = 2 * 384;
const secretLength = 64;
const checksumLength = 8;

const checksum = (text: string): string => crc32(text).toString(16).padStart(checksumLength, '0');

/** The secret has 256 random bits, so it needs no slow hash, unlike a password. */
export const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a text has this digest, in hexadecimal. Takes the same time whatever the difference. */
export function hasDigest(text: string, digest: string): boolean {
  const [shown, stored] = [digestOf(text), Buffer.from(digest, 'hex')];
  return stored.length === shown.length && timingSafeEqual(stored, shown);
}

/** Makes the text of a new secret. */
export function writeCredential(
  kind: string,
  companyId: string,
  parts: readonly string[] = [],
): string {
  const company = Buffer.from(companyId).toString('hex');
  const secret = randomBytes(secretLength / 2).toString('hex');
  const body = [kind, company, ...parts, secret].join('_');
  return `${body}_${checksum(body)}`;
}

/**
 * Parses a text of this kind; `undefined` when it is malformed or mistyped.
 * @param partLengths - The lengths of the parts between the company and the secret.
 */
export function readCredential(
  text: string,
  kind: string,
  partLengths: readonly number[] = [],
): CredentialText | undefined {
  const lengths = [...partLengths, secretLength, checksumLength];
  const rest = lengths.reduce((sum, length) => sum + 1 + length, 0);
  if (text.length > kind.length + 1 + maxCompanyLength + rest) return undefined;
  const [found, company = '', ...others] = text.split('_');
  const isHex = (part: string) => /^[0-9a-f]*$/.test(part);
  const fits =
    found === kind &&
    company.length > 0 &&
    company.length % 2 === 0 &&
    isHex(company) &&
    others.length === lengths.length &&
    others.every((part, index) => part.length === lengths[index] && isHex(part));
  if (!fits || checksum(text.slice(0, -checksumLength - 1)) !== others.at(-1)) return undefined;
  try {
    const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const companyId = utf8.decode(Buffer.from(company, 'hex'));
    return { companyId, parts: others.slice(0, partLengths.length) };
  } catch {
    return undefined;
  }
}
