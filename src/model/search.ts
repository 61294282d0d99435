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

/** Most clients: words of Latin letters and digits, which differ only in case. */
const plainWords = /^[A-Za-z\d]+(?: [A-Za-z\d]+)*$/;

/** The words of a text, without case and accents, with a space between two: letters and digits only. */
function fold(text: string): string {
  if (plainWords.test(text)) return text.toLowerCase();
  return foldCase(text.normalize('NFKD'))
    .replace(/\p{Mn}+/gu, '')
    .replace(/[łđðøħŧæœþ]|եվ/g, (letter) => undecomposed[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a text, without case and accents: letters and digits only. */
export function searchWords(text: string): string[] {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
}

/** What a search compares: names, personal number, document number (spec L2). */
const textOf = ({ firstName, lastName, personalNumber, documentNumber }: Client): string =>
  [firstName, lastName, personalNumber, documentNumber].join(' ');

/** The words that a search compares. */
export const clientWords = (client: Client): string[] => searchWords(textOf(client));

/** A client's words in one string, made once per session; see `matchesSearch`. */
export const searchKey = (client: Client): string => ` ${fold(textOf(client))}`;

/** True when each word of the query is a prefix of some word of the key, in any order (spec L2). */
export function matchesSearch(key: string, queryWords: readonly string[]): boolean {
  return queryWords.every((word) => key.includes(` ${word}`));
}
