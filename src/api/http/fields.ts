/** An entity tag (RFC 9110, 8.8.3) of `Session.version`. */
export const entityTag = (version: string): string => `"${version}"`;

/** One strong entity tag (RFC 9110, 13.1.1). */
export const entityTagPattern = /^"[\x21\x23-\x7e]{1,128}"$/;

/** A string of RFC 9651, 3.3.3 (draft-ietf-httpapi-idempotency-key-header), without spaces. */
export const keyPattern = /^"(?:[\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,128}"$/;

/** The version in a strong entity tag. Expects a field that matches `entityTagPattern`. */
export const versionOf = (field: string): string => field.slice(1, -1);

/** Writes a string of a structured field (RFC 9651, 3.3.3). */
export const structuredString = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** The text of a structured string. Expects a field that matches `keyPattern`. */
export const textOf = (field: string): string => field.slice(1, -1).replace(/\\(.)/g, '$1');

/** The media type without parameters, in lower case. */
export function mediaType(headers: Headers): string {
  return (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** A backend cannot ask for a longer delay than this. */
const longestRetryAfter = 86_400_000;

/** The delay in milliseconds that `Retry-After` asks for, in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const field = headers.get('retry-after')?.trim();
  if (!field) return undefined;
  const wait = /^\d+$/.test(field) ? Number(field) * 1000 : Date.parse(field) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestRetryAfter);
}

/** Whether a range of `Accept` (RFC 9110, 12.5.1) includes one of the types. */
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
