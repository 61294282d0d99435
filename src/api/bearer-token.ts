/**
 * Returns the bearer token (RFC 6750) of the signed-in user, or `null` if a cookie authenticates the
 * user. `refresh` is true when the backend refused the previous token. A `ReviewError` that it rejects
 * with is passed on; any other error ends the request as `unauthenticated`.
 */
export type GetToken = (options: { refresh: boolean }) => string | null | Promise<string | null>;

/** RFC 6750, 2.1. For any other text, `Headers` would throw an error that quotes it. */
export const isBearerToken = (text: unknown): text is string =>
  typeof text === 'string' && /^[\w.~+/-]+=*$/.test(text);
