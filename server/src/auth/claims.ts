import { actor, identifier, newIdentifier, role } from 'kv-review/model';
import * as v from 'valibot';

/** PostgreSQL stores neither NUL nor a lone surrogate, and no name has another control character. */
const printable = v.check<string, string>(
  (text) => !/\p{Cc}|\p{Cs}/u.test(text),
  'contains a character that does not print',
);

const printableIdentifier = v.pipe(identifier, printable);
export const userName = v.pipe(v.string(), v.minLength(1), v.maxLength(200), printable);

/** The claims of a token (RFC 7519, 4) that this server reads; others are ignored. */
export const claims = v.object({
  /** The user's id within the company. */
  sub: printableIdentifier,
  name: userName,
  /** The company's id. */
  company: printableIdentifier,
  role,
  jti: v.exactOptional(printableIdentifier),
  iat: v.number(),
  exp: v.number(),
});

/** A request for a token. */
export const tokenGrant = v.strictObject({
  companyId: printableIdentifier,
  // The model accepts unknown roles in answers. A grant of an unknown role is refused.
  actor: v.strictObject({ ...actor.entries, role, id: newIdentifier, name: userName }),
  lifetimeSeconds: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
});
export type TokenGrant = v.InferOutput<typeof tokenGrant>;
