/**
 * Invisible characters, and those that reorder text (UAX #9, 2). A printed form must not hide that
 * the input contains them. Joiners stay, because Persian and Indic names need them.
 */
const invisible =
  // eslint-disable-next-line no-control-regex -- these characters must not stay invisible
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** Spells out a character: `[U+202E]`. */
export function spellOut(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** A text in one normalization form, with invisible characters spelled out. */
export function plain(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll(invisible, spellOut);
}

/** A plain text for use within a sentence, in a first strong isolate (UAX #9, 2.4.3). */
export const isolate = (text: string): string => `\u2068${plain(text)}\u2069`;

/** A text for a place that has no direction, such as metadata. */
export const withoutIsolates = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '');

/** Whether a character only controls the layout and is never drawn. */
export const isLayoutOnly = (character: string): boolean => /^[\u2066-\u2069]$/.test(character);
