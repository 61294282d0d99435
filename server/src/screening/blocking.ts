/**
 * Keys by which a database finds the few entries that a name may match. Two names that are alike
 * share a key; most names that are not share none.
 *
 * Of each part its consonants are kept, since vowels are what spellings disagree about. A key holds
 * one part in full, by groups of sounds, and two consonants of another: a name whose one part is
 * misspelled is still found by the other. What is not found: two parts that are both misspelled in
 * consonants of different groups.
 */
import { soundGroup } from './letter-distance.ts';
import { coreTokens, joinTokens, nameTokens, type NameToken } from './fold-name.ts';

/** Written as a prefix of keys; the kinds never meet. */
const kinds = { pair: '2', single: '1', part: '0' } as const;

/** Long names of lists hold titles and places; past this many parts nothing new is found. */
const maxParts = 8;

/** The article that some write as a word, and some as the beginning of the next. */
const articles = new Set(['al', 'el', 'ul']);

const once = (letters: string) => letters.replace(/(.)\1+/g, '$1');

/** A part's consonants; twice where a first kh may be heard as h, and so be lost. */
function consonantsOf({ sound }: NameToken): string[] {
  const readings = sound.startsWith('X') ? [sound, sound.slice(1)] : [sound];
  return readings.map((reading) => reading.replace(/[aeiouh]/g, '') || reading.charAt(0));
}

/** Consonants by the groups of their sounds. */
const skeletonOf = (consonants: string) => once(consonants.split('').map(soundGroup).join(''));

/** Two consonants each: of three or more, whichever one is misspelled, some of these stay. */
function excerptsOf(consonants: string): string[] {
  const letters = once(consonants);
  const ends = letters.charAt(0) + letters.slice(1).slice(-1);
  return [...new Set([letters.slice(0, 2), ends, letters.slice(-2)])];
}

/** A name's parts; where it has an article, also with that joined to what it stands before. */
function readingsOf(name: string): (readonly NameToken[])[] {
  const tokens = nameTokens(name);
  const joined = tokens.flatMap((token, index) => {
    const before = tokens[index - 1];
    const next = tokens[index + 1];
    if (articles.has(token.text) && next) return [];
    return before && articles.has(before.text) ? [joinTokens([before, token])] : [token];
  });
  const readings = joined.length < tokens.length ? [tokens, joined] : [tokens];
  return readings.map((parts) => coreTokens(parts).slice(0, maxParts));
}

function pairKeys(parts: readonly NameToken[]): string[] {
  return parts.flatMap((part, index) => {
    const wholes = consonantsOf(part).map(skeletonOf);
    const others = parts.filter((_, other) => other !== index).flatMap(consonantsOf);
    return others
      .flatMap(excerptsOf)
      .flatMap((excerpt) => wholes.map((whole) => `${kinds.pair}${whole}+${excerpt}`));
  });
}

const keysOf = (kind: string, part: NameToken) =>
  consonantsOf(part).map((consonants) => kind + skeletonOf(consonants));

/** Written as one word elsewhere (Xi Jinping, Xijinping). */
const joinedKeys = (parts: readonly NameToken[]) =>
  parts.length === 0 ? [] : keysOf(kinds.single, joinTokens(parts));

/** The keys under which an entry is kept: those of its name and aliases. */
export function entryKeys(names: readonly string[]): string[] {
  const keys = names
    .flatMap(readingsOf)
    .flatMap((parts) => [
      ...pairKeys(parts),
      ...joinedKeys(parts),
      ...(parts.length > 1 ? parts.flatMap((part) => keysOf(kinds.part, part)) : []),
    ]);
  return [...new Set(keys)];
}

/** The keys under which entries that may match a person are kept. */
export function personKeys(name: string): string[] {
  const keys = readingsOf(name).flatMap((parts) => [
    ...pairKeys(parts),
    ...joinedKeys(parts),
    ...parts.flatMap((part) => keysOf(parts.length > 1 ? kinds.single : kinds.part, part)),
  ]);
  return [...new Set(keys)];
}
