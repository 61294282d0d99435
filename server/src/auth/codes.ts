import { digestOf, readCredential, writeCredential } from './credential-text.ts';

/** A single-use code: its text, which is shown once, and the digest that is stored. */
export interface NewCode {
  readonly text: string;
  readonly digest: string;
}

/** A code as a page sends it. */
export interface ParsedCode {
  readonly companyId: string;
  /** SHA-256 of the whole code in hexadecimal. */
  readonly digest: string;
}

/** How long a code is valid, in seconds: long enough to load a page, too short to be found in its markup. */
export const codeLifetime = 60;

const kind = 'kvc';

/** Creates a code: `kvc_<company>_<secret>_<checksum>`. */
export function createCode(companyId: string): NewCode {
  const text = writeCredential(kind, companyId);
  return { text, digest: digestOf(text).toString('hex') };
}

/** Parses a code; `undefined` when it is malformed or mistyped. */
export function parseCode(text: string): ParsedCode | undefined {
  const found = readCredential(text, kind);
  return found && { companyId: found.companyId, digest: digestOf(text).toString('hex') };
}
