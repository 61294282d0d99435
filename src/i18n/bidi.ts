/** Embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX #9, 2). */
const directionalFormatting = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text of unknown direction for the middle of a sentence, where no `<bdi>` can stand: in a first
 * strong isolate (UAX #9, 2.4.3), so that it cannot reorder the words around it.
 */
export function isolate(text: string): string {
  return `\u2068${text.replaceAll(directionalFormatting, '')}\u2069`;
}
