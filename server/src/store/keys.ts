/** Sort keys and search terms of sessions. */
import { clientWords, searchWords, type Client } from 'kv-review/model';

/**
 * The most characters of a key. An index entry (B-tree) has at most 2,704 bytes: a name and the words
 * beside it, at four bytes a character, and the ids.
 */
const maxKeyLength = 200;

const cut = (text: string): string =>
  text.length <= maxKeyLength ? text : Array.from(text).slice(0, maxKeyLength).join('');

/** Sorts names without case and accents, as the search compares them; a name that was not read is last. */
export const nameKey = (name: string | null): string | null =>
  name === null ? null : cut(searchWords(name).join(' '));

/** The words by which a session is found, each once. */
export const termsOf = (client: Client): string[] => [...new Set(clientWords(client).map(cut))];

/** The same words as one text, a space before each; `null` when they do not fit into an index. */
export function searchKeyOf(client: Client): string | null {
  const key = ` ${termsOf(client).join(' ')}`;
  return key.length <= maxKeyLength ? key : null;
}

/** The words of a query, without those that are the beginning of another one. */
export function queryWords(search: string): string[] {
  const words = [...new Set(searchWords(search).map(cut))];
  return words.filter((word) => !words.some((other) => other !== word && other.startsWith(word)));
}
