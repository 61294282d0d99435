import { ReviewError } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import type { MemoryApi } from 'kv-review/api/memory';
import type { Actor } from 'kv-review/model';
import type { ConformanceCodes } from 'kv-review/testing';

const refused = (): ReviewError => new ReviewError('unauthenticated', 'It gives no access.');

/** Single-use codes for the users of a memory adapter, which the handler exchanges. */
export function createMemoryCodes(memory: MemoryApi): ConformanceCodes {
  const codes = new Map<string, { readonly actor: Actor; readonly issuedAt: number }>();
  const users = new Map<string, Actor>();
  let now = 0;
  const handle = createHandler(memory, {
    redeemCode: async (code) => {
      const found = codes.get(code);
      codes.delete(code);
      if (!found || now - found.issuedAt >= 60_000) throw refused();
      const token = crypto.randomUUID();
      users.set(token, found.actor);
      return { token, expiresIn: 900 };
    },
  });
  return {
    issue: (actor) => {
      const code = crypto.randomUUID();
      codes.set(code, { actor, issuedAt: now });
      return code;
    },
    send: (path, init) => handle(new Request(new URL(path, 'https://backend.example'), init)),
    signIn: (token) => {
      const actor = users.get(token);
      if (!actor) throw refused();
      return memory.as(actor);
    },
    passMinute: () => (now += 60_000),
  };
}
