/** Makes names of any script and spelling comparable. */
import anyAscii from 'any-ascii';
import { possibleSpellings, transliterate } from 'kv-review/model';

import { hasForm, joinWords, standardForm, withForms } from './name-forms.ts';
import { pinyinReadings } from './wade-giles.ts';

/** One part of a name. */
export interface NameToken {
  /** Latin small letters. */
  readonly text: string;
  /** Equal for spellings of the same sound; see `sounds`. */
  readonly sound: string;
  /** True for a script that leaves vowels out (Arabic, Hebrew). */
  readonly isAbjad: boolean;
  /** True for a word that is often left out of a name. */
  readonly isParticle: boolean;
}

/** The sound of a part. */
export type Sound = Pick<NameToken, 'sound' | 'isAbjad'>;

const particles = new Set([
  ...['al', 'el', 'ul', 'as', 'ad', 'ar', 'bin', 'ben', 'bn', 'ibn', 'bint', 'bt'],
  ...['de', 'da', 'di', 'do', 'dos', 'das', 'del', 'der', 'den', 'des', 'du', 'e', 'la', 'le'],
  ...['van', 'von', 'zu', 'ter', 'y', 'oglu', 'ogly', 'ogli', 'qizi', 'kyzy', 'gyzy'],
]);

export const isParticle = (text: string): boolean => particles.has(text);

/**
 * Spellings of one sound in the romanizations of passports and lists. Capitals are the sounds of
 * sh (S), ch (C), zh (J) and kh (X).
 */
const sounds: Readonly<Record<string, string>> = {
  ...{ shch: 'S', sch: 'S', sh: 'S', tch: 'C', ch: 'C', cz: 'C' },
  ...{ kh: 'X', gh: 'X', dzh: 'J', zh: 'J', dj: 'J', ph: 'f', th: 't', dh: 'd' },
  ...{ dz: 'z', ts: 'z', tz: 'z', ck: 'k', q: 'k', c: 'k', x: 'ks', w: 'v' },
  ...{ chr: 'kr', chl: 'kl', ae: 'a', oe: 'o', ue: 'u', ou: 'u', oo: 'u', ee: 'i', y: 'i', j: 'i' },
};

/** The longest spelling first. */
const spellings = new RegExp(
  Object.keys(sounds)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
);

const inSounds = (text: string) =>
  text.replace(spellings, (spelling) => sounds[spelling] ?? spelling);

/** The sound of Latin small letters, in letters that only comparisons read. */
export function soundOf(text: string): string {
  return inSounds(text)
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.)h$/, '');
}

/** A vowel may stand between equal letters of an abjad, except in the name of God (Arabic: llh). */
const abjadSound = (text: string): string =>
  inSounds(text === 'bd' ? 'bdl' : text)
    .replace(/ll+/g, 'l')
    .replace(/(?<=.)h$/, '');

/** Longer than any name; limits the work that a hostile name can cause. */
export const maxTokens = 24;
const maxTokenLength = 60;
export const maxNameLength = 2000;

/** A token from Latin small letters. */
export function tokenOf(text: string, isAbjad: boolean): NameToken {
  const sound = isAbjad ? abjadSound(text) : soundOf(standardForm(text));
  return { text, sound, isAbjad, isParticle: isParticle(text) };
}

/** Whether the parts of a name are an Arabic compound: Abd al-Aziz, Nur al-Din, Sayf Allah. */
export const areCompound = (tokens: readonly NameToken[]): boolean =>
  tokens.length > 1 &&
  tokens.every(({ isAbjad }) => !isAbjad) &&
  (tokens[0]?.sound === 'abdal' || ['din', 'ala'].includes(tokens.at(-1)?.sound ?? ''));

/** The token of several tokens written as one word: an Arabic compound, or their sounds together. */
export function joinTokens(tokens: readonly NameToken[]): NameToken {
  const isAbjad = tokens.some((token) => token.isAbjad);
  const words = tokens.map(({ text }) => text);
  const joined = tokenOf(isAbjad ? words.join('') : joinWords(words), isAbjad);
  if (isAbjad || areCompound(tokens)) return joined;
  return {
    ...joined,
    sound: tokens
      .map(({ sound }) => sound)
      .join('')
      .replace(/(.)\1+/g, '$1'),
  };
}

/** Scripts that leave short vowels out. Khmer and Thai leave the inherent vowel out. */
const abjad = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Khmer}\p{Script=Thai}\p{M}]+$/u;

/** Digits that stand for letters, as optical character recognition and evaders write them. */
const digitLetters: Readonly<Record<string, string>> = {
  ...{ 0: 'o', 1: 'i', 2: 'z', 3: 'e', 4: 'a', 5: 's', 6: 'g', 7: 't', 8: 'b', 9: 'g' },
};

function latinWords(word: string): string[] {
  if (/^[A-Za-z]+$/.test(word)) return [word];
  if (possibleSpellings(word) !== undefined) return [transliterate(word, '')];
  const latin = anyAscii(word);
  // Chinese and Korean names have no spaces; any-ascii begins each syllable with a capital.
  return abjad.test(word) ? [latin] : latin.split(/(?<=[a-z])(?=[A-Z])/);
}

/** Initials without full stops, in a name of small letters: JC Juncker. */
const initials = /(?<=^|\s)(?![AEIOUY])([A-Z])(?![AEIOUY])([A-Z])(?=\s)/g;

const separateInitials = (name: string): string =>
  /\p{Ll}/u.test(name)
    ? name.replace(initials, (both, first: string, second: string) =>
        hasForm(both.toLowerCase()) ? both : `${first} ${second}`,
      )
    : name;

/**
 * The parts of a name in Latin small letters: by the tables of Doc 9303-3 where they cover the script,
 * otherwise by any-ascii. Signs and digits are left out; hyphens separate words.
 */
export function nameTokens(name: string): NameToken[] {
  return separateInitials(name.slice(0, maxNameLength).normalize('NFKC'))
    .replace(/['’ʼʻ‘`´]/g, '')
    .replace(/(?<=\p{L})\d(?=\p{L})/gu, (digit) => digitLetters[digit] ?? digit)
    .split(/[^\p{L}\p{M}]+/u)
    .flatMap((word) => latinWords(word).map((latin) => [latin, abjad.test(word)] as const))
    .map(([latin, isAbjad]) =>
      tokenOf(
        latin
          .toLowerCase()
          .replace(/[^a-z]/g, '')
          .slice(0, maxTokenLength),
        isAbjad,
      ),
    )
    .filter(({ text }) => text !== '')
    .slice(0, maxTokens);
}

/** All ways to read the parts of a name; the first one is as it is written. */
export function nameReadings(name: string): NameToken[][] {
  const tokens = nameTokens(name);
  if (tokens.some(({ isAbjad }) => isAbjad)) return [tokens];
  const words = tokens.map(({ text }) => text);
  const others = [...(words.some(hasForm) ? [withForms(words)] : []), ...pinyinReadings(words)];
  return [tokens, ...others.map((texts) => texts.map((text) => tokenOf(text, false)))];
}

/** The parts that distinguish people; all parts when there are only particles. */
export function coreTokens(tokens: readonly NameToken[]): readonly NameToken[] {
  const core = tokens.filter(({ isParticle }) => !isParticle);
  return core.length > 0 ? core : tokens;
}
