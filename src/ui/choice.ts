const warned = new Set<string>();

/**
 * Replaces the value of a property that is not allowed, and logs a warning, once per page. Without a list of
 * values, every number from 0 on is allowed. An allowed value is not assigned again: that would reflect it.
 */
export function choose<Name extends string, Value extends string | number>(
  element: HTMLElement & Readonly<Partial<Record<Name, Value>>>,
  name: Name,
  fallback: Value,
  allowed?: readonly Value[],
): void {
  const value = element[name] as Value | null | undefined;
  if (value !== null && value !== undefined) {
    if (allowed?.includes(value) ?? (Number(value) >= 0 && value !== Infinity)) return;
    warnOnce(
      `<${element.localName}>: ${wordFor(name)}="${value}" must be ${allowed?.join(', ') ?? '0 or more'}; "${fallback}" is used.`,
    );
  }
  Reflect.set(element, name, fallback);
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
    warnOnce(`<${tag}>: "${word}" in ${attribute} must be ${allowed.join(', ')}; it is left out.`);
  }
  return chosen.join(' ');
}

/** Splits the words of an attribute. */
export const wordsOf = (value: string | null | undefined): string[] =>
  (value ?? '').split(/\s+/).filter((word) => word !== '');

/** The word for a name in an attribute: `first-name` for `firstName`. */
export const wordFor = (name: string): string => name.replace(/[A-Z]/g, '-$&').toLowerCase();

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
export const oneOf =
  <Value extends string | number>(allowed: readonly Value[]) =>
  (value: unknown): value is Value =>
    allowed.some((one) => one === value);
