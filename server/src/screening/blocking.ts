/**
 * Keys by which a database finds the few entries that a name may match. Two names that are alike
 * share a key; most names that are not share none.
 *
 * Of each part its consonants are kept, since vowels are what spellings disagree about. A key holds
 * one part in full and the group of another's first consonant: a name whose one part is misspelled
 * is still found by the other. What is not found: both parts misspelled in their consonants.
 */
import { soundGroup } from './letter-distance.ts';
import { coreTokens, joinTokens, nameTokens, type NameToken } from './fold-name.ts';

/** Written as a prefix of keys; the kinds never meet. */
const kinds = { pair: '2', single: '1', part: '0' } as const;

/** Long names of lists hold titles and places; past this many parts nothing new is found. */
const maxParts = 8;

/** The article that some write as a word, and some as the beginning of the next. */
const articles = new Set(['al', 'el', 'ul']);

/** A part's consonants by their groups; twice where a first kh may be heard as h, and so be lost. */
function skeletonsOf({ sound }: NameToken): string[] {
  const readings = sound.startsWith('X') ? [sound, sound.slice(1)] : [sound];
  return readings.map((reading) => {
    const consonants = reading.replace(/[aeiouh]/g, '');
    const groups = consonants.split('').map(soundGroup).join('');
    return groups.replace(/(.)\1+/g, '$1') || reading.charAt(0);
  });
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
  const skeletons = parts.map(skeletonsOf);
  return skeletons.flatMap((wholes, index) =>
    skeletons
      .filter((_, other) => other !== index)
      .flat()
      .flatMap((part) => wholes.map((whole) => `${kinds.pair}${whole}+${part.charAt(0)}`)),
  );
}

const keysOf = (kind: string, part: NameToken) => skeletonsOf(part).map((whole) => kind + whole);

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
