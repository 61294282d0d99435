const warned = new Set<string>();

/**
 * What an attribute stands for: the value when it is allowed, else the fallback. A value that is
 * not allowed is named on the console, once per page.
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
 * Those words of an attribute that are allowed, each once and in the order of `allowed`. Words that
 * are not are named on the console, once per page.
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

/** The words of an attribute that holds several. */
export const wordsOf = (value: string | null | undefined): string[] =>
  (value ?? '').split(/\s+/).filter((word) => word !== '');

/** An attribute of several words, or a date, is there only while it says something. */
export const absentWhenEmpty = {
  toAttribute: (value: string | null): string | null => value || null,
};

export function warnOnce(message: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  console.warn(message);
}

/** Tests for one of a few words. */
export function oneOf<Value extends string>(
  allowed: readonly Value[],
): (value: unknown) => value is Value {
  return (value): value is Value => allowed.some((word) => word === value);
}
