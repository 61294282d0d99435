import * as v from 'valibot';

/** A token and its lifetime, as in RFC 6749, 5.1. */
export const accessToken = v.object({
  /** A bearer token (RFC 6750, 2.1). */
  token: v.pipe(v.string(), v.regex(/^[\w.~+/-]+=*$/)),
  /** Seconds, not a time: the clock of the page may be wrong. */
  expiresIn: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
export type AccessToken = v.InferOutput<typeof accessToken>;

export const redeemCode = {
  input: v.strictObject({
    /** Opaque, in visible ASCII. */
    code: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,1024}$/)),
  }),
  answer: accessToken,
};
