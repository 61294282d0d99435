/**
 * Characters that are not seen, or that reorder what stands around them (UAX #9, 2): a printed form
 * must not hide that somebody wrote them. Joiners stay, because Persian and Indic names need them.
 */
const invisible =
  // eslint-disable-next-line no-control-regex -- these are what must not stay unseen
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** A character in words: `[U+202E]`. */
export function spellOut(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** What somebody wrote, in one form of each letter, with nothing invisible in it. */
export function plain(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll(invisible, spellOut);
}

/** A plain text for the middle of a sentence, in a first strong isolate (UAX #9, 2.4.3). */
export const isolate = (text: string): string => `\u2068${plain(text)}\u2069`;

/** What only tells the layout something, and is never drawn. */
export const isLayoutOnly = (character: string): boolean => /^[\u2066-\u2069]$/.test(character);
