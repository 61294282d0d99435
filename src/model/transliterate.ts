import { cyrillic, latin } from './transliterate/doc9303.js';
import type { Rules } from './transliterate/rules.js';
import { armenian, georgian, greek, others } from './transliterate/scripts.js';
import { customary, plainLetters, states } from './transliterate/states.js';

type Spellings = ReadonlyMap<string, readonly string[]>;

/** What names may be written as; where several rules have a letter, each of them may be right. */
export interface RuleSet {
  readonly spellings: Spellings;
  /** Rules for letters from A to Z, which a zone has as they are. */
  readonly plain?: Spellings;
}

const everywhere: Rules = { ...latin, ...cyrillic, ...georgian, ...greek, ...armenian, ...others };

/** One table of several, in their order. */
function merge(...tables: readonly Rules[]): Spellings {
  const merged = new Map<string, readonly string[]>();
  for (const [key, spellings] of tables.flatMap((rules) => Object.entries(rules))) {
    merged.set(key, [...new Set([...(merged.get(key) ?? []), ...spellings.split(' ')])]);
  }
  return merged;
}

const common: RuleSet = { spellings: merge(everywhere) };

/** The rules of other States for other scripts. Their rules for Latin letters do not apply elsewhere. */
const abroad = Object.values(states).map((rules) =>
  Object.fromEntries(Object.entries(rules).filter(([key]) => !/\p{Script=Latin}/u.test(key))),
);

/** For a State without a known rule: the published rules of all States. */
const published: RuleSet = { spellings: merge(everywhere, ...abroad) };

/** Every rule, and spellings that are customary without one. */
export const anyRules: RuleSet = { spellings: merge(everywhere, ...abroad, customary) };

const byState = new Map(
  Object.entries(states).map(([state, own]): [string, RuleSet] => {
    const plain = Object.hasOwn(plainLetters, state) ? plainLetters[state] : undefined;
    return [state, { spellings: merge(own, everywhere), ...(plain && { plain: merge(plain) }) }];
  }),
);

/** The rules by which a State writes names in its zones, its own before those of Doc 9303. */
export function rulesOf(state: string | null): RuleSet {
  return byState.get(state ?? '') ?? published;
}

/** Greek pairs whose sound depends on what stands beside them, already in Latin letters. */
function soundGreek(capitals: string): string {
  return capitals.replace(/([ΑΕΗ])Υ(?=[Α-ΗΙΛ-ΝΟΡΥΩ])/g, '$1V').replace(/([ΑΕΗ])Υ/g, '$1F');
}

/** Capitals without Greek stress marks; Georgian in its small letters, for fonts lack its capitals. */
function toCapitals(name: string): string {
  return name
    .normalize('NFD')
    .replace(/(\p{Script=Greek})\u0301/gu, '$1')
    .normalize('NFC')
    .replace(/\P{Script=Georgian}+/gu, (letters) => letters.toUpperCase())
    .replace(/\p{Script=Georgian}+/gu, (letters) => letters.toLowerCase())
    .replace(/['’‘ʼʹ`´]/g, '');
}

const withoutMarks = (letter: string): string => letter.normalize('NFD').replace(/\p{Mn}+/gu, '');

/** The spellings of some letters of a word. Rules for a position in the word come first. */
function findSpellings(
  spellings: Spellings,
  word: string,
  start: number,
  count: number,
): readonly string[] {
  const letters = word.slice(start, start + count);
  if (letters.length < count) return [];
  const found = [
    start === 0 ? spellings.get(`^${letters}`) : undefined,
    start + count === word.length ? spellings.get(`${letters}$`) : undefined,
    spellings.get(letters),
  ];
  return found.flatMap((options) => options ?? []);
}

/** What one letter may be written as; `undefined` for a letter without a rule. */
function spellLetter(
  { spellings, plain }: RuleSet,
  word: string,
  index: number,
): readonly string[] | undefined {
  const letter = word[index] ?? '';
  const own = findSpellings(spellings, word, index, 1);
  if (Object.hasOwn(everywhere, letter)) return own;
  const unmarked = withoutMarks(letter);
  const options = [
    ...(plain?.get(letter) ?? []),
    ...own,
    ...(/^[A-Z0-9]+$/.test(unmarked) ? [unmarked] : (spellings.get(unmarked) ?? [])),
  ];
  if (options.length > 0) return options;
  return /[\p{Lu}\p{Ll}\p{Lt}\p{Lo}]/u.test(letter) ? undefined : [''];
}

/** The possible spellings of the letters of a word, pairs of letters first. */
function spellWord(rules: RuleSet, word: string): (readonly string[])[] | undefined {
  const spelled: (readonly string[])[] = [];
  for (let index = 0; index < word.length; index++) {
    const letter = spellLetter(rules, word, index);
    if (!letter) return undefined;
    const pair = findSpellings(rules.spellings, word, index, 2);
    const next = pair.length > 0 ? spellLetter(rules, word, index + 1) : undefined;
    if (next) {
      const apart = letter.flatMap((first) => next.map((second) => first + second));
      spelled.push([...new Set([...pair, ...apart])]);
      index++;
    } else {
      spelled.push(letter);
    }
  }
  return spelled;
}

const words = (capitals: string): string[] =>
  capitals.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');

/**
 * A name in the 26 letters of a machine-readable zone, with its spaces and hyphens kept. Letters
 * without a rule in `possibleSpellings` are left out.
 * @param state Three-letter code of the issuing State, whose own rules come before those of Doc 9303.
 */
export function transliterate(name: string, state: string): string {
  const rules = byState.get(state) ?? common;
  return soundGreek(toCapitals(name))
    .replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => {
      let written = '';
      for (let index = 0; index < word.length; index++) {
        const [pair] = findSpellings(rules.spellings, word, index, 2);
        written += pair ?? spellLetter(rules, word, index)?.[0] ?? '';
        if (pair !== undefined) index++;
      }
      return written;
    })
    .replace(/[^A-Z -]/g, '');
}

/**
 * What each letter, or pair of letters, of a name may be written as in a machine-readable zone; signs
 * are left out. `undefined` for a name with letters that no rule gives: a script that does not write
 * its vowels (Arabic, Hebrew), or one that neither Doc 9303-3 nor the State has a table for.
 */
export function possibleSpellings(
  name: string,
  rules: RuleSet = published,
): (readonly string[])[] | undefined {
  const spelled: (readonly string[])[] = [];
  for (const word of words(toCapitals(name.normalize('NFKC')))) {
    const letters = spellWord(rules, word);
    if (!letters) return undefined;
    spelled.push(...letters);
  }
  return spelled;
}

/** Whether Doc 9303 or the system of a script covers all letters, so that names can contradict. */
export function isCovered(name: string): boolean {
  return possibleSpellings(name, common) !== undefined;
}
