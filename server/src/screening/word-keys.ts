/**
 * Keys by which the words of a list are found that sound like a part of a name. Two words whose
 * likeness counts share a key; most that are not alike share none.
 *
 * Keys are made of a word's consonants by groups of sounds, since vowels are what spellings disagree
 * about. As in SymSpell, both sides leave consonants out and then meet, as many as the word's length
 * lets them differ in. Of three consonants or fewer so little would be left that words meet by the
 * kind of difference instead.
 *
 * | consonants | words meet that differ in                                                    |
 * | ---------- | ---------------------------------------------------------------------------- |
 * | 1 or 2     | one put in or left out; one exchanged, among vowels in the same places       |
 * | 3          | one put in, left out, exchanged, or two that changed places                  |
 * | 4          | one                                                                          |
 * | 5 and more | one; two of a word of seven letters or more                                  |
 */
import { soundGroup } from './letter-distance.ts';
import type { Sound } from './likeness.ts';

/** Prefixes of keys; the kinds never meet. */
const kinds = { consonants: 'c', shortened: 's', exchanged: 'x', exchangedInPattern: 'p' } as const;

/** Consonants of a word past which nothing new is found; bounds the number of its keys. */
const maxConsonants = 8;

/** Shorter words are alike only with the same consonants: a whole letter is too much of them. */
const minLengthOfOne = 4;
const minLengthOfTwo = 7;
const minConsonantsOfTwo = 5;
/** Fewer consonants tell too little to leave one out on both sides. */
const minConsonantsOfOne = 4;

/** Twice where a first kh or zh may be heard as h or i, or an abjad's v is a vowel. */
function readingsOf({ sound, isAbjad }: Sound): string[] {
  const readings = /^[XJ]/.test(sound) ? [sound, sound.slice(1)] : [sound];
  if (!isAbjad) return readings;
  return readings.flatMap((reading) => [
    reading,
    reading.charAt(0) + reading.slice(1).replaceAll('v', ''),
  ]);
}

const once = (letters: string) => letters.replace(/(.)\1+/g, '$1');

/** A word by the groups of its sounds, with one letter for all vowels. */
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

/** Marks a place where another consonant may stand. */
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
  /** Under which a word of a list is kept. */
  readonly stored: readonly string[];
  /** Under which words that may be alike are kept. */
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

/** The keys under which a word of a list is kept. */
export const storedKeys = (sound: Sound): string[] => distinct(sound, 'stored');

/** The keys under which words are kept that may be like a part of a person's name. */
export const askedKeys = (sound: Sound): string[] => distinct(sound, 'asked');
