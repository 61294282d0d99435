import { instant, newIdentifier, role } from 'kv-review/model';
import * as v from 'valibot';

import { userName } from '../../auth/claims.ts';
import type { ServerFacet } from './operation.ts';

const tokenRequest = v.strictObject({
  userId: newIdentifier,
  name: userName,
  role,
  lifetimeSeconds: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
});

/** Access tokens for the users of a company, which the company's own server requests. */
export const tokenOperations = {
  /**
   * Issues an access token for a user of the company. A page passes it to the elements through `getToken`.
   * It expires after fifteen minutes at most and cannot be revoked.
   * @summary Issue an access token
   * @returns The token and its expiry.
   */
  issueToken: {
    caller: 'company',
    method: 'POST',
    path: '/v1/tokens',
    input: { type: 'application/json', schema: tokenRequest },
    answer: {
      status: 201,
      content: {
        type: 'application/json',
        schema: v.object({ token: v.string(), expiresAt: instant }),
      },
    },
  },
} as const satisfies ServerFacet;
