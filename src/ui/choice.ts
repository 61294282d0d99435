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
  const message = `<${tag}>: ${attribute}="${String(value)}" is not allowed; "${fallback}" is used.`;
  if (!warned.has(message)) {
    warned.add(message);
    console.warn(message);
  }
  return fallback;
}

/** Tests for one of a few words. */
export function oneOf<Value extends string>(
  allowed: readonly Value[],
): (value: unknown) => value is Value {
  return (value): value is Value => allowed.some((word) => word === value);
}
