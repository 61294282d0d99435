import { createHash, createHmac } from 'node:crypto';

import canonicalize from 'canonicalize';
import * as v from 'valibot';

import { activity, type Activity, type ActivityEntry, type ChainedEntry } from './entry.ts';
import type { ActivityKey } from './keys.ts';

/** The end of a chain, to which the next entry is linked. */
export interface ChainEnd {
  /** The number of the last entry; 0 before the first. */
  readonly sequence: number;
  /** The hash of the last entry; before the first, a value that depends on the company. */
  readonly hash: string;
}

/** Canonical JSON (RFC 8785), which does not depend on the order of members in the database. */
function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('The value cannot be written as JSON.');
  return text;
}

/** The start of a company's chain: SHA-256 of `["kv-review activity",1,companyId]`. */
export function startOfChain(companyId: string): ChainEnd {
  const text = canonicalJson(['kv-review activity', 1, companyId]);
  return { sequence: 0, hash: createHash('sha256').update(text).digest('hex') };
}

/**
 * HMAC-SHA-256 (RFC 2104) of `[previousHash,companyId,keyId,entry]` in canonical JSON (RFC 8785,
 * UTF-8), in hexadecimal. It links an entry to its company, its place, and all entries before it.
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
 * Adds an activity to the end of a chain. Store the entry and the new end in the transaction that read
 * and locked `end`: two entries at one place break the chain.
 * @throws TypeError that names the invalid member, without its value.
 */
export function chainEntry(
  companyId: string,
  end: ChainEnd,
  content: Activity,
  key: ActivityKey,
): ChainedEntry {
  const checked = v.safeParse(activity, content);
  if (!checked.success) {
    const part = v.getDotPath(checked.issues[0]) ?? 'as a whole';
    throw new TypeError(`The activity log does not accept this member: ${part}.`);
  }
  const entry = { sequence: end.sequence + 1, ...checked.output };
  return { companyId, entry, keyId: key.id, hash: hashEntry(end.hash, companyId, entry, key) };
}
