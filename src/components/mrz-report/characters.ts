/** Characters with a glyph of their own that are laid out one after the other. */
const visible = /^(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}\p{S}]$/u;

/** One character of a zone as shown. `isNamed` if it is shown as its code point. */
export interface ShownCharacter {
  readonly text: string;
  readonly isNamed: boolean;
}

/**
 * Splits untrusted text into characters. Control, bidirectional, combining and invisible characters
 * are shown as their code points, so that they cannot hide or reorder other text.
 */
export function showCharacters(text: string): ShownCharacter[] {
  return Array.from(text, (character) =>
    visible.test(character)
      ? { text: character, isNamed: false }
      : { text: codePointName(character), isNamed: true },
  );
}

function codePointName(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
