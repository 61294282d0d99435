/** What has a shape of its own and takes its place in a line, one after the other. */
const visible = /^(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}\p{S}]$/u;

/** One character of a zone as it is shown; `isNamed` when that is its code point. */
export interface ShownCharacter {
  readonly text: string;
  readonly isNamed: boolean;
}

/**
 * The characters of a text that may hold anything. Control, bidirectional, combining and invisible
 * characters are named by their code point, so that none can hide or rearrange what stands beside it.
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
