/** Sort keys and search terms of sessions. */
import { clientWords, searchWords, type Client } from 'kv-review/model';

/**
 * The most characters of a key. An index entry (B-tree) has at most 2,704 bytes, which must suffice for a
 * name, the words stored with it, at four bytes a character, and the ids.
 */
const maxKeyLength = 200;

const cut = (text: string): string =>
  text.length <= maxKeyLength ? text : Array.from(text).slice(0, maxKeyLength).join('');

/** The sort key of a name, without case and accents, as in searches. Clients without a name come last. */
export const nameKey = (name: string | null): string | null =>
  name === null ? null : cut(searchWords(name).join(' '));

/** The words by which a search finds a session, without duplicates. */
export const termsOf = (client: Client): string[] => [...new Set(clientWords(client).map(cut))];

/** The same words as one text, each after a space; `null` when they do not fit into an index. */
export function searchKeyOf(client: Client): string | null {
  const key = ` ${termsOf(client).join(' ')}`;
  return key.length <= maxKeyLength ? key : null;
}

/** The words of a query, except those that another word begins with. */
export function queryWords(search: string): string[] {
  const words = [...new Set(searchWords(search).map(cut))];
  return words.filter((word) => !words.some((other) => other !== word && other.startsWith(word)));
}
