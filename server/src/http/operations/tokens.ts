import { instant, newIdentifier, role } from 'kv-review/model';
import * as v from 'valibot';

import { userName } from '../../auth/claims.ts';
import { isOrigin } from '../../store/companies.ts';
import type { ServerFacet } from './operation.ts';

export const tokenRequest = v.strictObject({
  userId: newIdentifier,
  name: userName,
  role,
  lifetimeSeconds: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
});

const codeRequest = v.strictObject({
  ...tokenRequest.entries,
  /** The only origin whose pages may use the code. Default: all origins of the company. */
  origin: v.exactOptional(v.pipe(v.string(), v.check(isOrigin, 'not an origin'))),
});

/** Access tokens for the users of a company, and codes that pages exchange for them, which the company's own server requests. */
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

  /**
   * Issues a single-use code for a user of the company. A page passes it to an element in the attribute
   * `code`, and the element exchanges it for an access token (`POST /v1/code-exchange`). It expires after a
   * minute. `lifetimeSeconds` is that of the token.
   * @summary Issue a single-use code
   * @returns The code and its expiry.
   */
  issueCode: {
    caller: 'company',
    method: 'POST',
    path: '/v1/codes',
    input: { type: 'application/json', schema: codeRequest },
    answer: {
      status: 201,
      content: {
        type: 'application/json',
        schema: v.object({ code: v.string(), expiresAt: instant }),
      },
    },
  },
} as const satisfies ServerFacet;
