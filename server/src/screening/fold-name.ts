/** Makes names of any script and spelling comparable. */
import anyAscii from 'any-ascii';
import { possibleSpellings, transliterate } from 'kv-review/model';

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

/** The sound of Latin small letters, in letters that only comparisons read. */
export function soundOf(text: string): string {
  return text
    .replace(spellings, (spelling) => sounds[spelling] ?? spelling)
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.)h$/, '');
}

/** Longer than any name; limits the work that a hostile name can cause. */
export const maxTokens = 24;
const maxTokenLength = 60;
export const maxNameLength = 2000;

/** A token from Latin small letters. */
export function tokenOf(text: string, isAbjad: boolean): NameToken {
  return { text, sound: soundOf(text), isAbjad, isParticle: isParticle(text) };
}

/** The token of several tokens written as one word. */
export function joinTokens(tokens: readonly NameToken[]): NameToken {
  const joined = tokens.map(({ text }) => text).join('');
  return tokenOf(
    joined,
    tokens.some(({ isAbjad }) => isAbjad),
  );
}

const abjad = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{M}]+$/u;

function latinWords(word: string): string[] {
  if (/^[A-Za-z]+$/.test(word)) return [word];
  if (possibleSpellings(word) !== undefined) return [transliterate(word, '')];
  const latin = anyAscii(word);
  // Chinese and Korean names have no spaces; any-ascii begins each syllable with a capital.
  return abjad.test(word) ? [latin] : latin.split(/(?<=[a-z])(?=[A-Z])/);
}

/**
 * The parts of a name in Latin small letters: by the tables of Doc 9303-3 where they cover the script,
 * otherwise by any-ascii. Signs and digits are left out; hyphens separate words.
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

/** The parts that distinguish people; all parts when there are only particles. */
export function coreTokens(tokens: readonly NameToken[]): readonly NameToken[] {
  const core = tokens.filter(({ isParticle }) => !isParticle);
  return core.length > 0 ? core : tokens;
}
