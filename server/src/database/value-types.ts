/** Parses PostgreSQL's values, in the same way for PGlite and for a server. */
import pg from 'pg';

/** An `int8`. Ours are counters, which stay below 2^53. */
export function parseWholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number))
    throw new Error('An int8 is too large for a JavaScript number.');
  return number;
}

/** As PostgreSQL writes an instant, alone or in JSON, in a session whose time zone is UTC. */
const inUtc = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d{1,3})?\+00(?::00)?$/;

/** A `timestamptz`, also one in JSON, as an instant of RFC 3339 in UTC. */
export function parseInstant(text: string): string {
  const [, day, time, fraction = ''] = inUtc.exec(text) ?? [];
  // Ten times as fast as a `Date`, which every other form needs.
  if (day !== undefined) return `${day}T${time}.${fraction.slice(1).padEnd(3, '0')}Z`;
  return new Date(text).toISOString();
}

const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, parseWholeNumber],
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.TIMESTAMPTZ, parseInstant],
]);

/** For `types` of a pool: the driver's parsers, but for these. */
export const poolTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    (pg.types.getTypeParser as (oid: number, format?: string) => unknown)(oid, format),
};
