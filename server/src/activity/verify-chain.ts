import { timingSafeEqual } from 'node:crypto';

import * as v from 'valibot';

import { hashEntry, startOfChain, type ChainEnd } from './chain.ts';
import { chainedEntry, type ChainedEntry } from './entry.ts';
import { readHead, type ActivityHead } from './head.ts';
import type { ActivityKeys } from './keys.ts';

/**
 * The faults of a log:
 * - `edited`: the entry is not what was written, or those around it were renumbered
 * - `missing`: the entry is gone, but later ones exist
 * - `inserted`: in its place is an entry that was never written
 * - `reordered`: the entry comes later in the log, or something was inserted before it
 * - `cut-off`: the entry and all later ones are gone, but the head includes them
 * - `other-company`: the entry belongs to another company
 * - `unknown-key`: the entry's key is not among the given ones
 * - `malformed`: the entry is unreadable
 * - `head-forged`: the head was not signed with a known key, or was changed
 * - `head-other-company`: the head belongs to another company
 * - `head-mismatch`: entry and head are both signed, but contradict each other
 */
export type ChainFault =
  | 'edited'
  | 'missing'
  | 'inserted'
  | 'reordered'
  | 'cut-off'
  | 'other-company'
  | 'unknown-key'
  | 'malformed'
  | 'head-forged'
  | 'head-other-company'
  | 'head-mismatch';

export type ChainVerdict =
  | {
      readonly ok: true;
      /** The number of entries. Those above `head.sequence` were added after the head. */
      readonly count: number;
      readonly head: ActivityHead;
    }
  | {
      readonly ok: false;
      /** The first wrong entry; `null` when the head itself is wrong. */
      readonly sequence: number | null;
      readonly reason: ChainFault;
    };

export interface ChainSource {
  /** In the order of `sequence`, from the first one. They are read once and not stored. */
  readonly entries: AsyncIterable<unknown> | Iterable<unknown>;
  /** Signed, as exported, however long ago. */
  readonly head: string;
  readonly keys: ActivityKeys;
  /** The company that the log must belong to. Default: the head's. */
  readonly companyId?: string | undefined;
}

const bad = (sequence: number | null, reason: ChainFault): ChainVerdict => ({
  ok: false,
  sequence,
  reason,
});

/** Whether a record is the entry that was written next, whatever its number is now. */
function isNext(record: ChainedEntry, end: ChainEnd, companyId: string, keys: ActivityKeys) {
  const key = keys.find(record.keyId);
  if (!key) return false;
  const entry = { ...record.entry, sequence: end.sequence + 1 };
  try {
    const hash = hashEntry(end.hash, companyId, entry, key);
    return timingSafeEqual(Buffer.from(hash), Buffer.from(record.hash));
  } catch {
    // Canonical JSON cannot represent half a surrogate pair, so such an entry was never written.
    return false;
  }
}

/** Verifies a log against a head, in constant memory, and names the first entry that is wrong. */
export async function verifyChain(source: ChainSource): Promise<ChainVerdict> {
  const { entries, keys } = source;
  const head = await readHead(source.head, keys);
  if (!head) return bad(null, 'head-forged');
  const { companyId = head.companyId } = source;
  if (head.companyId !== companyId) return bad(null, 'head-other-company');
  const start = startOfChain(companyId);
  if (head.sequence === 0 && head.hash !== start.hash) return bad(null, 'head-mismatch');
  const part = await verifyPart({ entries, keys, companyId, start, known: [head] });
  return part.ok ? { ok: true, count: part.end.sequence, head } : part;
}

/** A part of a log: the entries after a place that is known to be right. */
export interface ChainPart {
  /** In the order of `sequence`. They are read once and not stored. */
  readonly entries: AsyncIterable<unknown> | Iterable<unknown>;
  readonly keys: ActivityKeys;
  readonly companyId: string;
  readonly start: ChainEnd;
  /** Places that the log must pass. */
  readonly known: readonly ChainEnd[];
}

export type PartVerdict =
  | {
      readonly ok: true;
      /** The last entry. */
      readonly end: ChainEnd;
    }
  | { readonly ok: false; readonly sequence: number; readonly reason: ChainFault };

const badAt = (sequence: number, reason: ChainFault): PartVerdict => ({
  ok: false,
  sequence,
  reason,
});

/** Verifies a part of a log, in constant memory, and names the first entry that is wrong. */
export async function verifyPart(part: ChainPart): Promise<PartVerdict> {
  const { entries, keys, companyId, start, known } = part;
  const hashes = new Map(known.map(({ sequence, hash }) => [sequence, hash]));
  let end = start;
  /** The number of the record found in place of the next entry; later records may explain it. */
  let intruder: number | undefined;

  for await (const record of entries) {
    const expected = end.sequence + 1;
    const readable = v.is(chainedEntry, record);
    if (intruder !== undefined) {
      if (!readable || !isNext(record, end, companyId, keys)) continue;
      const twice = intruder === expected && record.entry.sequence === expected;
      return badAt(expected, twice ? 'inserted' : 'reordered');
    }
    if (!readable) return badAt(expected, 'malformed');
    if (record.companyId !== companyId) return badAt(expected, 'other-company');
    if (!keys.find(record.keyId)) return badAt(expected, 'unknown-key');
    const { sequence } = record.entry;
    const next = isNext(record, end, companyId, keys);
    if (next && sequence !== expected) return badAt(expected, 'edited');
    if (sequence < expected) return badAt(expected, 'inserted');
    if (!next) {
      intruder = sequence;
      continue;
    }
    end = { sequence, hash: record.hash };
    const hash = hashes.get(sequence);
    if (hash !== undefined && hash !== record.hash) return badAt(sequence, 'head-mismatch');
  }

  const next = end.sequence + 1;
  if (intruder !== undefined) return badAt(next, intruder === next ? 'edited' : 'missing');
  if (known.some(({ sequence }) => sequence > end.sequence)) return badAt(next, 'cut-off');
  return { ok: true, end };
}
