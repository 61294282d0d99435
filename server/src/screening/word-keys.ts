/**
 * Keys for finding the words of a list that sound like a part of a name. Two similar words share a
 * key; most other pairs of words share none.
 *
 * A key consists of the consonants of a word, by groups of sounds, because spellings differ mostly in
 * vowels. As in SymSpell, keys with consonants left out exist on both sides, as many as two words of
 * that length may differ by. Too little would remain of words with three consonants or fewer, so
 * their keys stand for kinds of differences instead.
 *
 * | consonants | words share a key when they differ in                                        |
 * | ---------- | ---------------------------------------------------------------------------- |
 * | 1 or 2     | one put in or left out; one exchanged, among vowels in the same places       |
 * | 3          | one put in, left out, exchanged, or two that changed places                  |
 * | 4          | one                                                                          |
 * | 5 and more | one; two of a word of seven letters or more                                  |
 */
import { soundGroup } from './letter-distance.ts';
import type { Sound } from './fold-name.ts';

/** Prefixes of keys. Keys of different kinds are never equal. */
const kinds = { consonants: 'c', shortened: 's', exchanged: 'x', exchangedInPattern: 'p' } as const;

/** The most consonants of a word that count; limits the number of its keys. */
const maxConsonants = 8;

/** Shorter words are similar only if their consonants are equal: one letter is too large a part. */
const minLengthOfOne = 4;
const minLengthOfTwo = 7;
const minConsonantsOfTwo = 5;
/** With fewer consonants, too little remains when one is left out on both sides. */
const minConsonantsOfOne = 4;

/** Two readings where an initial kh or zh may sound like h or i, or the v of an abjad is a vowel. */
function readingsOf({ sound, isAbjad }: Sound): string[] {
  const readings = /^[XJ]/.test(sound) ? [sound, sound.slice(1)] : [sound];
  if (!isAbjad) return readings;
  return readings.flatMap((reading) => [
    reading,
    reading.charAt(0) + reading.slice(1).replaceAll('v', ''),
  ]);
}

const once = (letters: string) => letters.replace(/(.)\1+/g, '$1');

/** The sounds of a word by group, with one letter for all vowels. */
const patternOf = (reading: string) =>
  once(
    reading
      .replaceAll('h', '')
      .replace(/[eiou]/g, 'a')
      .split('')
      .map(soundGroup)
      .join(''),
  );

const without = (letters: string, index: number) =>
  letters.slice(0, index) + letters.slice(index + 1);

const withoutOne = (letters: string): string[] =>
  letters.split('').map((_, index) => without(letters, index));

/** Replaces each consonant by a mark for any consonant. */
function withExchanged(letters: string): string[] {
  return letters
    .split('')
    .flatMap((letter, index) =>
      letter === 'a' ? [] : [`${letters.slice(0, index)}?${letters.slice(index + 1)}`],
    );
}

const withSwapped = (letters: string): string[] =>
  Array.from(
    { length: Math.max(0, letters.length - 1) },
    (_, index) =>
      letters.slice(0, index) +
      letters.charAt(index + 1) +
      letters.charAt(index) +
      letters.slice(index + 2),
  );

const keysOf = (kind: string, letters: readonly string[]) => letters.map((text) => kind + text);

interface WordKeys {
  /** The keys under which a word of a list is stored. */
  readonly stored: readonly string[];
  /** The keys under which similar words are looked up. */
  readonly asked: readonly string[];
}

function keysOfReading(reading: string): WordKeys {
  const pattern = patternOf(reading);
  const consonants = pattern.replaceAll('a', '').slice(0, maxConsonants);
  const same = keysOf(kinds.consonants, [consonants]);
  const shorter = reading.length < minLengthOfOne ? [] : withoutOne(consonants);
  const mayMissTwo = reading.length >= minLengthOfTwo && consonants.length >= minConsonantsOfTwo;
  if (consonants.length >= minConsonantsOfOne) {
    const shortened = [...shorter, ...(mayMissTwo ? shorter.flatMap(withoutOne) : [])];
    const keys = [...same, ...keysOf(kinds.consonants, shortened)];
    return { stored: keys, asked: keys };
  }
  const askedOfLonger = [...same, ...keysOf(kinds.shortened, [consonants])];
  if (shorter.length === 0) return { stored: same, asked: askedOfLonger };
  const exchanged =
    consonants.length === minConsonantsOfOne - 1
      ? keysOf(kinds.exchanged, withExchanged(consonants))
      : keysOf(kinds.exchangedInPattern, withExchanged(pattern));
  return {
    stored: [...same, ...keysOf(kinds.shortened, shorter), ...exchanged],
    asked: [
      ...askedOfLonger,
      ...keysOf(kinds.consonants, [...shorter, ...withSwapped(consonants)]),
      ...exchanged,
    ],
  };
}

const distinct = (sound: Sound, kind: keyof WordKeys): string[] => [
  ...new Set(readingsOf(sound).flatMap((reading) => keysOfReading(reading)[kind])),
];

/** The keys under which a word of a list is stored. */
export const storedKeys = (sound: Sound): string[] => distinct(sound, 'stored');

/** The keys under which words that resemble a part of a person's name are looked up. */
export const askedKeys = (sound: Sound): string[] => distinct(sound, 'asked');

/** Whether the index finds each of two words by the other. */
export function areNeighbours(one: Sound, other: Sound): boolean {
  const isFound = (asked: Sound, stored: Sound) => {
    const keys = new Set(storedKeys(stored));
    return askedKeys(asked).some((key) => keys.has(key));
  };
  return isFound(one, other) && isFound(other, one);
}
