import * as v from 'valibot';

import { instant, settingsVersion } from './primitives.js';
import { screening } from './screening.js';

/**
 * The country of the client's IP address:
 * - `absent`: the backend does not look up addresses
 * - `unknown`: the address is missing, or was not found
 * - `country`: its two-letter code (ISO 3166-1), or its code on documents (ICAO Doc 9303-3, section 5)
 */
export const ipCountry = v.variant('kind', [
  v.object({ kind: v.picklist(['absent', 'unknown']) }),
  v.object({ kind: v.literal('country'), code: v.string() }),
]);
export type IpCountry = Readonly<v.InferOutput<typeof ipCountry>>;

/**
 * What the policy saw besides the evidence when it judged the session (spec S11), so that the session
 * can be judged again. A session that is older than a member does not know it: `null`.
 */
export const judgementRecord = v.object({
  at: instant,
  /** The settings by which it was judged. */
  settingsVersion: v.nullable(settingsVersion),
  ipCountry: v.nullable(ipCountry),
  screening: v.nullable(screening),
});
export type JudgementRecord = v.InferOutput<typeof judgementRecord>;
