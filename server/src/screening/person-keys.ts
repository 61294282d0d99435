import { createHmac, hkdfSync } from 'node:crypto';

import { screenedPersonKey, type Session } from 'kv-review/model';

import { indexSecrets, type NamedSecret } from '../auth/named-secrets.ts';

/** The members of a session that identify its client. */
export type IdentifiedSession = Pick<Session, 'id' | 'client'>;

export interface PersonKeys {
  /**
   * The keys under which a company remembers the person of a session; the first one is for writing.
   * They are keyed digests: a copy of the database reveals neither the person, nor whether two
   * companies know the same person.
   */
  of(companyId: string, session: IdentifiedSession): readonly [string, ...string[]];
}

/**
 * @param secrets The first one writes, all of them find. Marks under a removed secret are lost.
 * @throws Error when the list is empty, a secret is shorter than 32 bytes, or two share an id.
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
      if (first === undefined) throw new Error('Screening has no key.');
      return [first, ...others];
    },
  };
}
