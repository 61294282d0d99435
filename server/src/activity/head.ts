import { CompactSign, compactVerify } from 'jose';
import { identifier, instant } from 'kv-review/model';
import * as v from 'valibot';

import type { ActivityKey, ActivityKeys } from './keys.ts';

const activityHead = v.strictObject({
  companyId: identifier,
  /** The number of the last entry; 0 for an empty log. */
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** The time of the export. */
  at: instant,
});
/** The end of a company's log at a point in time. */
export type ActivityHead = v.InferOutput<typeof activityHead>;

const type = 'kv-activity-head';

/**
 * Signs a head (JWS compact serialization, RFC 7515, HS256): one line of text without personal data.
 * Stored outside this server, it proves that no entry up to it was removed. Later entries can be cut
 * off unnoticed until the next head is stored.
 */
export function exportHead(head: ActivityHead, key: ActivityKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(head)))
    .setProtectedHeader({ alg: 'HS256', kid: key.id, typ: type })
    .sign(key.head);
}

/** Reads a signed head; `undefined` when it is malformed, not authentic, or of an unknown key. */
export async function readHead(
  text: string,
  keys: ActivityKeys,
): Promise<ActivityHead | undefined> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      text.trim(),
      ({ kid = '' }) => {
        const key = keys.find(kid);
        if (!key) throw new Error('unknown key');
        return key.head;
      },
      { algorithms: ['HS256'] },
    );
    const head: unknown = JSON.parse(new TextDecoder().decode(payload));
    return protectedHeader.typ === type && v.is(activityHead, head) ? head : undefined;
  } catch {
    return undefined;
  }
}
