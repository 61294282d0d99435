import type { Client } from './client.js';

/**
 * Letters with a stroke, and ligatures, that Unicode does not decompose. Armenian `և` is in capitals
 * `ԵՒ` by Unicode, and `ԵՎ` on documents.
 */
const undecomposed: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  եվ: 'եւ',
};

/**
 * Case folding (Unicode 3.13.3): texts that differ only in case become equal. A letter's result does
 * not depend on the letters around it, but `toLowerCase` writes a final sigma.
 */
export const foldCase = (text: string): string =>
  text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');

/** Names in Latin letters, and most numbers: only their case can differ. */
const asciiText = /^[ -~]*$/;

/** The words of a text, without case and accents: letters and digits only. */
export function searchWords(text: string): string[] {
  if (asciiText.test(text)) return text.toLowerCase().match(/[a-z\d]+/g) ?? [];
  return foldCase(text.normalize('NFKD'))
    .replace(/\p{Mn}+/gu, '')
    .replace(/[łđðøħŧæœþ]|եվ/g, (letter) => undecomposed[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The words that a search compares: names, personal number, document number (spec L2). */
export function clientWords(client: Client): string[] {
  const { firstName, lastName, personalNumber, documentNumber } = client;
  return searchWords([firstName, lastName, personalNumber, documentNumber].join(' '));
}

/** A client's words in one string, made once per session; see `matchesSearch`. */
export function searchKey(client: Client): string {
  return ` ${clientWords(client).join(' ')}`;
}

/** True when each word of the query is a prefix of some word of the key, in any order (spec L2). */
export function matchesSearch(key: string, queryWords: readonly string[]): boolean {
  return queryWords.every((word) => key.includes(` ${word}`));
}
