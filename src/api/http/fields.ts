/** Values of HTTP header fields, written and read. */

/** An entity tag (RFC 9110, 8.8.3) of `Session.version`. */
export const entityTag = (version: string): string => `"${version}"`;

/** One strong entity tag (RFC 9110, 13.1.1). */
export const entityTagPattern = /^"[\x21\x23-\x7e]{1,128}"$/;

/** A string of RFC 9651, 3.3.3 (draft-ietf-httpapi-idempotency-key-header), without spaces. */
export const keyPattern = /^"(?:[\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,128}"$/;

/** What a strong entity tag holds; the field was checked against the contract before. */
export const versionOf = (field: string): string => field.slice(1, -1);

/** A string as a structured field writes it (RFC 9651, 3.3.3). */
export const structuredString = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** The text of a structured string; the field was checked against the contract before. */
export const textOf = (field: string): string => field.slice(1, -1).replace(/\\(.)/g, '$1');

/** The media type without parameters, in lower case. */
export function mediaType(headers: Headers): string {
  return (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The longest wait that a backend is believed. */
const longestRetryAfter = 86_400_000;

/** Milliseconds that `Retry-After` (RFC 9110, 10.2.3) asks to wait, from seconds or a date. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const field = headers.get('retry-after')?.trim();
  if (!field) return undefined;
  const wait = /^\d+$/.test(field) ? Number(field) * 1000 : Date.parse(field) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestRetryAfter);
}

/** Whether a range of `Accept` (RFC 9110, 12.5.1) takes one of the types. */
export function accepts(headers: Headers, types: readonly string[]): boolean {
  const field = headers.get('accept');
  if (field === null || field.trim() === '') return true;
  return field.split(',').some((part) => {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) return false;
    return types.some(
      (type) => range === '*/*' || range === type || range === `${type.split('/', 1)[0]}/*`,
    );
  });
}
