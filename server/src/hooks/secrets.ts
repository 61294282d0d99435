/**
 * Secrets of web hooks as they are kept: they have to be read again to sign, so they are encrypted
 * and not hashed. Whoever has a copy of the database alone forges no delivery.
 */
import { hkdfSync } from 'node:crypto';

import { CompactEncrypt, compactDecrypt, type CompactJWEHeaderParameters } from 'jose';
import * as v from 'valibot';

import { indexSecrets, type NamedSecret } from '../auth/named-secrets.ts';

/** To which hook a secret belongs: at any other it is not opened. */
export interface SecretPlace {
  readonly companyId: string;
  readonly hookId: string;
}

export interface HookSecrets {
  /** A text of ASCII to be kept (JWE, RFC 7516). */
  seal(place: SecretPlace, secret: string): Promise<string>;
  /** @throws Error when it was sealed by a key that is gone, elsewhere, or is not whole. */
  open(place: SecretPlace, sealed: string): Promise<string>;
}

const content = v.tuple([v.string(), v.string(), v.string()]);

/**
 * @param keys The first one seals, all open.
 * @throws Error when there is none, one is shorter than 32 bytes, or two share an id.
 */
export function createHookSecrets(keys: readonly NamedSecret[]): HookSecrets {
  const byId = new Map<string, Uint8Array>();
  for (const [id, bytes] of indexSecrets(keys, 'The keys of web hooks')) {
    byId.set(id, new Uint8Array(hkdfSync('sha256', bytes, '', 'kv-review web hook secrets', 32)));
  }
  const [first] = byId;
  if (!first) throw new Error('There is no key for the secrets of web hooks.');
  const [kid, sealing] = first;

  function keyOf({ kid: id = '' }: CompactJWEHeaderParameters): Uint8Array {
    const key = byId.get(id);
    if (!key) throw new Error('A web hook was sealed by a key that is not here.');
    return key;
  }

  return {
    seal: ({ companyId, hookId }, secret) =>
      new CompactEncrypt(new TextEncoder().encode(JSON.stringify([companyId, hookId, secret])))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid })
        .encrypt(sealing),

    async open({ companyId, hookId }, sealed) {
      const { plaintext } = await compactDecrypt(sealed, keyOf, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      const [company, hook, secret] = v.parse(
        content,
        JSON.parse(new TextDecoder().decode(plaintext)),
      );
      if (company !== companyId || hook !== hookId) {
        throw new Error('A secret belongs to another web hook.');
      }
      return secret;
    },
  };
}
