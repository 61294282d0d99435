import { hkdfSync } from 'node:crypto';

import { indexSecrets, type NamedSecret } from '../auth/named-secrets.ts';

/**
 * One key of the activity log: a key for entries, one for heads, and one for the cursors of its pages. It
 * also has the key of the digests by which related sessions are found, so that a server needs no further
 * secret for them.
 */
export interface ActivityKey {
  readonly id: string;
  readonly entry: Uint8Array;
  readonly head: Uint8Array;
  readonly cursor: Uint8Array;
  readonly likeness: Uint8Array;
}

/** The keys of the activity log. One signs new entries, all verify theirs. */
export interface ActivityKeys {
  readonly writing: ActivityKey;
  /** The writing one comes first. */
  readonly all: readonly ActivityKey[];
  find(id: string): ActivityKey | undefined;
}

type Use = 'activity entry' | 'activity head' | 'activity cursor' | 'likeness';

/** Derives a key for each use (HKDF, RFC 5869), so that an entry cannot pass for a head. */
function derive(secret: Uint8Array, use: Use): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `kv-review ${use}`, 32));
}

/**
 * @param secrets - The first one signs. Remove a secret only when its entries are gone.
 * @throws Error when there is none, one is shorter than 32 bytes, or two share an id.
 */
export function createActivityKeys(secrets: readonly NamedSecret[]): ActivityKeys {
  const byId = new Map<string, ActivityKey>();
  for (const [id, secret] of indexSecrets(secrets, 'The secrets of the activity log')) {
    byId.set(id, {
      id,
      entry: derive(secret, 'activity entry'),
      head: derive(secret, 'activity head'),
      cursor: derive(secret, 'activity cursor'),
      likeness: derive(secret, 'likeness'),
    });
  }
  const [writing] = byId.values();
  if (!writing) throw new Error('The activity log needs at least one secret.');
  return { writing, all: [...byId.values()], find: (id) => byId.get(id) };
}
