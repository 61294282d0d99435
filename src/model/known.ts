/**
 * A value in an answer: a known one, or one that a newer backend added. TypeScript distinguishes the
 * two: a `switch` needs a `default`, and a table of the known values needs `lookUp`.
 */
export type Open<Known extends string> = Known | (string & {});

/** The entry of a known value; `undefined` for any other. */
export function lookUp<Known extends string, Entry>(
  table: Readonly<Record<Known, Entry>>,
  value: Open<Known>,
): Entry | undefined {
  return isKnown(table, value) ? table[value] : undefined;
}

/** Whether a table has the value as its own key; members of `Object.prototype` do not count. */
export function isKnown<Known extends string>(
  table: Readonly<Record<Known, unknown>>,
  value: Open<Known>,
): value is Known {
  return Object.hasOwn(table, value);
}
