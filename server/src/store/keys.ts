/** What sessions are ordered and found by. */
import { clientWords, searchWords, type Client } from 'kv-review/model';

/**
 * The most characters of a key. An entry of a B-tree holds 2,704 bytes: this many, four bytes each,
 * of a name and of the words beside it, and the ids.
 */
const maxKeyLength = 200;

const cut = (text: string): string =>
  text.length <= maxKeyLength ? text : Array.from(text).slice(0, maxKeyLength).join('');

/** Names order as they are searched, without case and accents; what was not read is last. */
export const nameKey = (name: string | null): string | null =>
  name === null ? null : cut(searchWords(name).join(' '));

/** The words by which a session is found, each once. */
export const termsOf = (client: Client): string[] => [...new Set(clientWords(client).map(cut))];

/** The same words as one text, each behind a space; `null` when they do not fit into an index. */
export function searchKeyOf(client: Client): string | null {
  const key = ` ${termsOf(client).join(' ')}`;
  return key.length <= maxKeyLength ? key : null;
}

/** The words of a query; one that begins another is left out, since it says no more. */
export function queryWords(search: string): string[] {
  const words = [...new Set(searchWords(search).map(cut))];
  return words.filter((word) => !words.some((other) => other !== word && other.startsWith(word)));
}
