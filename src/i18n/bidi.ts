/** Embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX #9, 2). */
const directionalFormatting = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Isolates a text of unknown direction for use within a sentence, where `<bdi>` is not possible. In
 * a first strong isolate (UAX #9, 2.4.3), it cannot reorder the words around it.
 */
export function isolate(text: string): string {
  return `\u2068${text.replaceAll(directionalFormatting, '')}\u2069`;
}
