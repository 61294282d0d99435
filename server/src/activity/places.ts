import { createHmac, timingSafeEqual } from 'node:crypto';

import * as v from 'valibot';

import type { ActivityKey } from './keys.ts';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const content = v.strictTuple([
  /** Only entries with a higher number are listed. */
  whole,
  /** The time and the number of the last entry of the page before; `null` for a first page. */
  v.nullable(v.strictTuple([v.string(), whole])),
  /** When the reading was recorded, in milliseconds. */
  whole,
]);

/** A place in a list of the log. */
export interface LogPlace {
  readonly since: number;
  readonly last: { readonly at: string; readonly sequence: number } | null;
  readonly recordedAt: number;
}

const seal = (text: string, context: unknown, key: ActivityKey): Buffer =>
  createHmac('sha256', key.cursor)
    .update(JSON.stringify([context, text]))
    .digest();

/**
 * Writes a cursor that only this server can make, for one user and one filter: who has it has read a page
 * before, which is in the log. Without that, a forged cursor would read the log without an entry.
 */
export function writePlace(place: LogPlace, context: unknown, key: ActivityKey): string {
  const { since, last, recordedAt } = place;
  const values: v.InferOutput<typeof content> = [
    since,
    last && [last.at, last.sequence],
    recordedAt,
  ];
  const text = Buffer.from(JSON.stringify(values)).toString('base64url');
  return `${text}.${seal(text, context, key).toString('base64url')}`;
}

/** Reads a cursor; `undefined` when it was not made by `writePlace` for the same context. */
export function readPlace(
  cursor: string,
  context: unknown,
  key: ActivityKey,
): LogPlace | undefined {
  const [text = '', mac = '', ...rest] = cursor.split('.');
  const expected = seal(text, context, key);
  const given = Buffer.from(mac, 'base64url');
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return undefined;
  }
  const [since, last, recordedAt] = v.parse(
    content,
    JSON.parse(Buffer.from(text, 'base64url').toString()),
  );
  return { since, last: last && { at: last[0], sequence: last[1] }, recordedAt };
}
