import { createHmac, hkdfSync } from 'node:crypto';

import { screenedPersonKey, type Session } from 'kv-review/model';

import { indexSecrets, type NamedSecret } from '../auth/named-secrets.ts';

/** The part of a session that says who its client is. */
export type IdentifiedSession = Pick<Session, 'id' | 'client'>;

export interface PersonKeys {
  /**
   * By what a company remembers the person of a session, the key to write first. A keyed digest:
   * a copy of the database does not tell whom it is of, nor whether two companies know the same.
   */
  of(companyId: string, session: IdentifiedSession): readonly [string, ...string[]];
}

/**
 * @param secrets The first one writes, all find. What was marked under one that is gone is forgotten.
 * @throws Error when there is none, one is shorter than 32 bytes, or two share an id.
 */
export function createPersonKeys(secrets: readonly NamedSecret[]): PersonKeys {
  const keys = Array.from(
    indexSecrets(secrets, 'The keys of screening'),
    ([id, secret]) =>
      [id, hkdfSync('sha256', secret, '', 'kv-review screened person', 32)] as const,
  );
  return {
    of(companyId, session) {
      const person = JSON.stringify([companyId, screenedPersonKey(session)]);
      const [first, ...others] = keys.map(([id, key]) => {
        const digest = createHmac('sha256', new Uint8Array(key)).update(person).digest('hex');
        return `${id}:${digest}`;
      });
      if (first === undefined) throw new Error('There is no key for people.');
      return [first, ...others];
    },
  };
}
