/** Letters and marks of scripts other than the Latin one. Names of keys, such as `Enter`, are Latin. */
const otherScript = /^(?!.*\p{Script=Latin})[\p{Letter}\p{Mark}]+$/u;

/**
 * The key of a keyboard event, a letter in lower case, because Caps Lock must not switch shortcuts
 * off. On a layout of another script, such as Georgian or Arabic, the physical key stands for the
 * Latin letter (UI Events, `code`).
 */
export function typedKey({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const place = otherScript.test(key) ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
  return normalKey(place ?? key);
}

/** A character in lower case; a named key, such as `F2`, as it is. */
export const normalKey = (key: string): string => (key.length === 1 ? key.toLowerCase() : key);

/** A key as `aria-keyshortcuts` writes it (WAI-ARIA 1.2, 6.6.14). */
export const ariaKey = (key: string): string => ariaKeys.get(key) ?? key;

const ariaKeys: ReadonlyMap<string, string> = new Map([
  ['+', 'Plus'],
  [' ', 'Space'],
]);
