import { hkdfSync } from 'node:crypto';

import { indexSecrets, type NamedSecret } from '../auth/named-secrets.ts';

/** One key of the activity log: a key for entries, one for heads, and one for the cursors of its pages. */
export interface ActivityKey {
  readonly id: string;
  readonly entry: Uint8Array;
  readonly head: Uint8Array;
  readonly cursor: Uint8Array;
}

/** The keys of the activity log. One signs new entries, all verify theirs. */
export interface ActivityKeys {
  readonly writing: ActivityKey;
  find(id: string): ActivityKey | undefined;
}

/** Derives a key for each use (HKDF, RFC 5869), so that an entry cannot pass for a head. */
function derive(secret: Uint8Array, use: 'entry' | 'head' | 'cursor'): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `kv-review activity ${use}`, 32));
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
      entry: derive(secret, 'entry'),
      head: derive(secret, 'head'),
      cursor: derive(secret, 'cursor'),
    });
  }
  const [writing] = byId.values();
  if (!writing) throw new Error('The activity log needs at least one secret.');
  return { writing, find: (id) => byId.get(id) };
}
