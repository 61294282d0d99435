const longestQuote = 44;

/**
 * Text for an error message: printable ASCII stays, everything else is named by its code point, so
 * that a control or bidirectional character cannot rearrange the message. Longer text is cut.
 */
export function quote(text: string): string {
  return Array.from(text.slice(0, longestQuote), (character) =>
    /^[!-~]$/.test(character) ? character : `[${codePointName(character)}]`,
  ).join('');
}

function codePointName(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether all characters are those that Doc 9303-3, section 4.3, allows. */
export function isMrzText(text: string): boolean {
  return /^[0-9A-Z<]*$/.test(text);
}

/** Without the fillers that pad it to the length of its field. */
export function withoutPadding(text: string): string {
  return text.replace(/<+$/, '');
}

/** Without padding, and with the fillers inside as spaces; `null` when nothing is left. */
export function readable(text: string): string | null {
  return withoutPadding(text).replaceAll('<', ' ') || null;
}
