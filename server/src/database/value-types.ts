/** How values of PostgreSQL read in JavaScript, the same over PGlite and over a network. */

/** An `int8`; ours are counters, which stay below 2^53. */
export function parseWholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error('An int8 is beyond what a number can hold.');
  return number;
}

/** A `timestamptz` as an instant of RFC 3339 in UTC. */
export function parseInstant(text: string): string {
  return new Date(text).toISOString();
}
