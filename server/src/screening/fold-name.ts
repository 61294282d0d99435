/** Names of any script and spelling, made comparable. */
import anyAscii from 'any-ascii';
import { possibleSpellings, transliterate } from 'kv-review/model';

/** One part of a name. */
export interface NameToken {
  /** Latin small letters. */
  readonly text: string;
  /** The same for spellings that mean one sound; see `sounds`. */
  readonly sound: string;
  /** True for a script that leaves vowels out (Arabic, Hebrew). */
  readonly isAbjad: boolean;
  /** True for a word that names are written with or without. */
  readonly isParticle: boolean;
}

const particles = new Set([
  ...['al', 'el', 'ul', 'as', 'ad', 'ar', 'bin', 'ben', 'bn', 'ibn', 'bint', 'bt'],
  ...['de', 'da', 'di', 'do', 'dos', 'das', 'del', 'der', 'den', 'des', 'du', 'e', 'la', 'le'],
  ...['van', 'von', 'zu', 'ter', 'y', 'oglu', 'ogly', 'ogli', 'qizi', 'kyzy', 'gyzy'],
]);

/**
 * Spellings of one sound in the romanizations of passports and lists; earlier rules go first.
 * Capitals are the sounds of sh (S), ch (C), zh (J) and kh (X).
 */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|sh/g, 'S'],
  [/ch(?=[rl])/g, 'k'],
  [/tch|ch|cz/g, 'C'],
  [/kh|gh/g, 'X'],
  [/dzh|zh|dj/g, 'J'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/dz|ts|tz/g, 'z'],
  [/ck|q|c/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/ae/g, 'a'],
  [/oe/g, 'o'],
  [/ue|ou|oo/g, 'u'],
  [/ee|[yj]/g, 'i'],
  [/(.)\1+/g, '$1'],
  [/(?<=.)h$/g, ''],
];

function soundOf(text: string): string {
  return sounds.reduce((sound, [spelling, letter]) => sound.replace(spelling, letter), text);
}

/** Longer than any name; bounds the work that a hostile one can cause. */
const maxTokens = 24;
const maxTokenLength = 60;
const maxNameLength = 2000;

function tokenOf(text: string, isAbjad: boolean): NameToken {
  return { text, sound: soundOf(text), isAbjad, isParticle: particles.has(text) };
}

/** Like `tokenOf` of both texts written as one. */
export function joinTokens(tokens: readonly NameToken[]): NameToken {
  const joined = tokens.map(({ text }) => text).join('');
  return tokenOf(
    joined,
    tokens.some(({ isAbjad }) => isAbjad),
  );
}

const abjad = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{M}]+$/u;

function latinWords(word: string): string[] {
  if (possibleSpellings(word) !== undefined) return [transliterate(word, '')];
  const latin = anyAscii(word);
  // Chinese and Korean names have no spaces; each syllable of theirs begins with a capital.
  return abjad.test(word) ? [latin] : latin.split(/(?<=[a-z])(?=[A-Z])/);
}

/**
 * The parts of a name in Latin small letters: by Doc 9303-3 where it has a table for the script,
 * else as any-ascii has it. Signs and digits are left out; hyphens part words.
 */
export function nameTokens(name: string): NameToken[] {
  return name
    .slice(0, maxNameLength)
    .normalize('NFKC')
    .replace(/['’ʼʻ‘`´]/g, '')
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

/** The parts that tell people apart; all of them when there are only particles. */
export function coreTokens(tokens: readonly NameToken[]): readonly NameToken[] {
  const core = tokens.filter(({ isParticle }) => !isParticle);
  return core.length > 0 ? core : tokens;
}
