const warned = new Set<string>();

/**
 * The value of an attribute if it is allowed, otherwise the fallback. Logs a warning for a value
 * that is not allowed, once per page.
 */
export function choose<Value extends string | number>(
  tag: string,
  attribute: string,
  value: string | number | null | undefined,
  isAllowed: (value: unknown) => value is Value,
  fallback: Value,
): Value {
  if (isAllowed(value)) return value;
  if (value === null || value === undefined) return fallback;
  warnOnce(`<${tag}>: ${attribute}="${String(value)}" is not allowed; "${fallback}" is used.`);
  return fallback;
}

/**
 * The allowed words of an attribute, without duplicates, in the order of `allowed`. Logs a warning
 * for each other word, once per page.
 */
export function chooseWords(
  tag: string,
  attribute: string,
  value: string | null | undefined,
  allowed: readonly string[],
): string {
  const words = new Set(wordsOf(value));
  const chosen = allowed.filter((word) => words.delete(word));
  for (const word of words) {
    warnOnce(`<${tag}>: "${word}" in ${attribute} is not allowed; it is left out.`);
  }
  return chosen.join(' ');
}

/** Splits the words of an attribute. */
export const wordsOf = (value: string | null | undefined): string[] =>
  (value ?? '').split(/\s+/).filter((word) => word !== '');

/** The word for a name in an attribute: `first-name` for `firstName`. */
export const wordFor = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Removes an attribute whose value is empty. */
export const absentWhenEmpty = {
  fromAttribute: (value: string | null): string => value ?? '',
  toAttribute: (value: string | null): string | null => value || null,
};

export function warnOnce(message: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  console.warn(message);
}

/** Creates a type guard for a set of words or numbers. */
export function oneOf<Value extends string | number>(
  allowed: readonly Value[],
): (value: unknown) => value is Value {
  return (value): value is Value => allowed.some((one) => one === value);
}
