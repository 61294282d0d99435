/**
 * How the secrets of web hooks are stored. Signing needs them in plain text, so they are encrypted
 * and not hashed. A copy of the database alone does not let anyone forge a delivery.
 */
import { hkdfSync } from 'node:crypto';

import { CompactEncrypt, compactDecrypt, type CompactJWEHeaderParameters } from 'jose';
import * as v from 'valibot';

import { indexSecrets, type NamedSecret } from '../auth/named-secrets.ts';

/** Names a hook; a secret is opened at the hook that it was sealed for, and at no other. */
export interface HookKey {
  readonly companyId: string;
  readonly hookId: string;
}

export interface HookSecrets {
  /** The secret as ASCII text that may be stored (JWE, RFC 7516). */
  seal(hook: HookKey, secret: string): Promise<string>;
  /** @throws Error when its key is gone, it was sealed for another hook, or it is damaged. */
  open(hook: HookKey, sealed: string): Promise<string>;
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
    if (!key)
      throw new Error(
        'The secret of a web hook was sealed with a key that the server does not have.',
      );
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
        throw new Error('The secret belongs to another web hook.');
      }
      return secret;
    },
  };
}
