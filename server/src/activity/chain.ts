import { createHash, createHmac } from 'node:crypto';

import canonicalize from 'canonicalize';
import * as v from 'valibot';

import { activity, type Activity, type ActivityEntry, type ChainedEntry } from './entry.ts';
import type { ActivityKey } from './keys.ts';

/** How far a chain goes: what its next entry is tied to. */
export interface ChainEnd {
  /** The number of the last entry; 0 before the first. */
  readonly sequence: number;
  /** The hash of the last entry; before the first, one that only this company has. */
  readonly hash: string;
}

/** JSON in the one writing of RFC 8785, whatever a database did to the order of its members. */
function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('This value has no form in JSON.');
  return text;
}

/** Where the chain of a company begins: SHA-256 of `["kv-review activity",1,companyId]`. */
export function startOfChain(companyId: string): ChainEnd {
  const text = canonicalJson(['kv-review activity', 1, companyId]);
  return { sequence: 0, hash: createHash('sha256').update(text).digest('hex') };
}

/**
 * HMAC-SHA-256 (RFC 2104) of `[previousHash,companyId,keyId,entry]` in canonical JSON (RFC 8785,
 * UTF-8), in hexadecimal. It ties an entry to its company, to its place, and to all before it.
 */
export function hashEntry(
  previousHash: string,
  companyId: string,
  entry: ActivityEntry,
  key: ActivityKey,
): string {
  const text = canonicalJson([previousHash, companyId, key.id, entry]);
  return createHmac('sha256', key.entry).update(text).digest('hex');
}

/**
 * Gives something that happened its place at the end of a chain. To be stored, with the new end, in
 * the transaction that `end` was read and locked in: two entries of one place are a broken chain.
 * @throws TypeError that names the wrong part, and not what it holds.
 */
export function chainEntry(
  companyId: string,
  end: ChainEnd,
  happened: Activity,
  key: ActivityKey,
): ChainedEntry {
  const checked = v.safeParse(activity, happened);
  if (!checked.success) {
    const part = v.getDotPath(checked.issues[0]) ?? 'as a whole';
    throw new TypeError(`This cannot be written to the activity log: ${part}.`);
  }
  const entry = { sequence: end.sequence + 1, ...checked.output };
  return { companyId, entry, keyId: key.id, hash: hashEntry(end.hash, companyId, entry, key) };
}
