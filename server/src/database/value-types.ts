/** Parses PostgreSQL's values, in the same way for PGlite and for a server. */

/** An `int8`. Ours are counters, which stay below 2^53. */
export function parseWholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number))
    throw new Error('An int8 is too large for a JavaScript number.');
  return number;
}

/** A `timestamptz` as an instant of RFC 3339 in UTC. */
export function parseInstant(text: string): string {
  return new Date(text).toISOString();
}
