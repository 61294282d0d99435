/**
 * The likeness of two names: each part is paired with the most similar part of the other name, in any
 * order.
 *
 * | what differs                                  | effect                                         |
 * | --------------------------------------------- | ---------------------------------------------- |
 * | order, case, accents, script, hyphens         | none, where the transliteration is the same     |
 * | particles (al, bin, de, van …)                | none                                           |
 * | spelling of one sound (Yusuf, Youssouf)       | at most 0.03                                   |
 * | letters of one part                           | by their share of the part; vowels count half  |
 * | one name has more parts (middle names)        | 0.04 for each, at most 0.12                    |
 * | one name is a single part, the other is not   | at most 0.75                                   |
 * | an initial for a part                         | 0.7 for that part                              |
 * | both have a part that is not like any other   | the part counts as 0                           |
 */
import { abjadLikeness, letterLikeness, minLikeness } from './letter-distance.ts';
import { coreTokens, joinTokens, nameTokens, type NameToken } from './fold-name.ts';

/** The likeness of parts that sound the same and are spelled differently. */
export const sameSoundLikeness = 0.97;
const initialLikeness = 0.7;
/** A word in an abjad fits several names: Mahmud and Muhammad can be written alike. */
const maxAbjadLikeness = 0.9;
const missingPartLoss = 0.04;
const maxMissingPartsLoss = 0.12;
/** A name of one part fits many people. */
export const singlePartLikeness = 0.75;
/** The weight of the worst pair beside the mean: one different part means another person. */
const worstPairShare = 0.3;
/** The most parts that one name writes as one word and the other one separately. */
export const maxJoinedParts = 3;
/** How many letters the spellings of one sound may differ by. */
const maxJoinedDifference = 3;

/** The sound of a part. */
export type Sound = Pick<NameToken, 'sound' | 'isAbjad'>;

/** How alike two parts sound, 0–1; 0 below `minLikeness`. */
export function soundLikeness(one: Sound, other: Sound): number {
  if (one.isAbjad !== other.isAbjad) {
    const [written, vocalized] = one.isAbjad ? [one, other] : [other, one];
    return Math.min(abjadLikeness(written.sound, vocalized.sound), maxAbjadLikeness);
  }
  if (one.sound === other.sound) return 1;
  const short = Math.min(one.sound.length, other.sound.length);
  const long = Math.max(one.sound.length, other.sound.length);
  // Even if only vowels are missing, at half the cost of a letter.
  if (1 - (long - short) / 2 / long < minLikeness) return 0;
  return letterLikeness(one.sound, other.sound);
}

function tokenLikeness(one: NameToken, other: NameToken): number {
  if (one.isAbjad === other.isAbjad) {
    if (one.text === other.text) return 1;
    if (one.text.length === 1 || other.text.length === 1) {
      return one.text.charAt(0) === other.text.charAt(0) ? initialLikeness : 0;
    }
  }
  return Math.min(soundLikeness(one, other), sameSoundLikeness);
}

/** How alike two parts are, 0–1. */
export type TokenLikeness = (one: NameToken, other: NameToken) => number;

/** With a cache, for one person against many entries: lists repeat the same first names. */
export function cachedTokenLikeness(): TokenLikeness {
  const known = new Map<string, number>();
  const keyOf = ({ text, isAbjad }: NameToken) => (isAbjad ? `-${text}` : text);
  return (one, other) => {
    const key = `${keyOf(one)} ${keyOf(other)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const likeness = tokenLikeness(one, other);
    known.set(key, likeness);
    return likeness;
  };
}

/** Long parts count more than short ones, up to a limit. */
export const weightOf = ({ text }: NameToken) => Math.min(6, Math.max(3, text.length));

/** Neighbouring parts of a name as one word: `length` parts from `start`. */
interface Run {
  readonly token: NameToken;
  readonly start: number;
  readonly length: number;
}

interface Pair {
  readonly one: Run;
  readonly other: Run;
  readonly likeness: number;
}

const singleRuns = (tokens: readonly NameToken[]): Run[] =>
  tokens.map((token, start) => ({ token, start, length: 1 }));

/** Neighbours joined, where that makes a word about as long as one of the other name. */
function joinedRuns(tokens: readonly NameToken[], others: readonly NameToken[]): Run[] {
  return tokens.flatMap((_, start) => {
    const runs: Run[] = [];
    let size = tokens[start]?.text.length ?? 0;
    for (let length = 2; length <= maxJoinedParts && start + length <= tokens.length; length++) {
      size += tokens[start + length - 1]?.text.length ?? 0;
      const fits = others.some(
        ({ text, isAbjad }) => isAbjad || Math.abs(text.length - size) <= maxJoinedDifference,
      );
      if (fits || tokens[start]?.isAbjad) {
        runs.push({ token: joinTokens(tokens.slice(start, start + length)), start, length });
      }
    }
    return runs;
  });
}

function findPairs(
  ones: readonly Run[],
  others: readonly Run[],
  least: number,
  likenessOf: TokenLikeness,
): Pair[] {
  const pairs: Pair[] = [];
  for (const one of ones) {
    for (const other of others) {
      const likeness = likenessOf(one.token, other.token);
      const isMixed = one.token.isAbjad !== other.token.isAbjad;
      if (likeness > 0 && likeness >= (isMixed ? Math.min(least, maxAbjadLikeness) : least)) {
        pairs.push({ one, other, likeness });
      }
    }
  }
  return pairs;
}

const coversAny = (taken: ReadonlySet<number>, { start, length }: Run) =>
  Array.from({ length }, (_, offset) => start + offset).some((index) => taken.has(index));

function cover(taken: Set<number>, { start, length }: Run): void {
  for (let offset = 0; offset < length; offset++) taken.add(start + offset);
}

interface Pairing {
  readonly pairs: readonly Pair[];
  /** Parts of each name without a partner. */
  readonly leftOnes: readonly NameToken[];
  readonly leftOthers: readonly NameToken[];
}

const sizeOf = ({ one, other }: Pair) => one.token.text.length + other.token.text.length;

/** Chooses the most similar pairs first. */
function choose(
  ones: readonly NameToken[],
  others: readonly NameToken[],
  candidates: Pair[],
): Pairing {
  candidates.sort((a, b) => b.likeness - a.likeness || sizeOf(b) - sizeOf(a));
  const pairs: Pair[] = [];
  const takenOnes = new Set<number>();
  const takenOthers = new Set<number>();
  for (const pair of candidates) {
    if (coversAny(takenOnes, pair.one) || coversAny(takenOthers, pair.other)) continue;
    cover(takenOnes, pair.one);
    cover(takenOthers, pair.other);
    pairs.push(pair);
  }
  return {
    pairs,
    leftOnes: ones.filter((_, index) => !takenOnes.has(index)),
    leftOthers: others.filter((_, index) => !takenOthers.has(index)),
  };
}

/** Pairs similar parts. If parts are left over, also tries neighbouring parts joined to one word. */
function pairUp(
  ones: readonly NameToken[],
  others: readonly NameToken[],
  likenessOf: TokenLikeness,
): Pairing {
  const oneRuns = singleRuns(ones);
  const otherRuns = singleRuns(others);
  const singles = findPairs(oneRuns, otherRuns, minLikeness, likenessOf);
  const pairing = choose(ones, others, singles);
  if (pairing.leftOnes.length === 0 && pairing.leftOthers.length === 0) return pairing;
  const joined = [
    ...findPairs(joinedRuns(ones, others), otherRuns, sameSoundLikeness, likenessOf),
    ...findPairs(oneRuns, joinedRuns(others, ones), sameSoundLikeness, likenessOf),
  ];
  return joined.length === 0 ? pairing : choose(ones, others, [...singles, ...joined]);
}

/** Combines the weighted mean of the pairs' likenesses with the lowest one. */
export const ofPairs = (mean: number, worst: number): number =>
  (1 - worstPairShare) * mean + worstPairShare * worst;

/** The loss for parts that only one name has. */
export const missingPartsLoss = (count: number): number =>
  Math.min(count * missingPartLoss, maxMissingPartsLoss);

const isCore = ({ isParticle }: NameToken) => !isParticle;

const written = (tokens: readonly NameToken[]) => tokens.map(({ text }) => text).join(' ');

/** The likeness of two folded names, 0–1. The order of the arguments does not matter. */
export function tokensLikeness(
  ones: readonly NameToken[],
  others: readonly NameToken[],
  likenessOf: TokenLikeness = tokenLikeness,
): number {
  return written(ones) <= written(others)
    ? compare(ones, others, likenessOf)
    : compare(others, ones, likenessOf);
}

function compare(
  ones: readonly NameToken[],
  others: readonly NameToken[],
  likenessOf: TokenLikeness,
): number {
  const { pairs, leftOnes, leftOthers } = pairUp(ones, others, likenessOf);
  const telling = pairs.filter(({ one, other }) => isCore(one.token) || isCore(other.token));
  const counted = telling.length > 0 ? telling : pairs;
  if (counted.length === 0) return 0;
  const [fewer, more] = [leftOnes.filter(isCore), leftOthers.filter(isCore)].sort(
    (a, b) => a.length - b.length,
  ) as [NameToken[], NameToken[]];
  let sum = 0;
  let weights = fewer.reduce((total, token) => total + weightOf(token), 0);
  let worst = fewer.length > 0 ? 0 : 1;
  for (const { one, other, likeness } of counted) {
    const weight = Math.max(weightOf(one.token), weightOf(other.token));
    sum += weight * likeness;
    weights += weight;
    worst = Math.min(worst, likeness);
  }
  const paired = ofPairs(sum / weights, worst);
  const missing = more.length - fewer.length;
  const isSingle = Math.min(coreTokens(ones).length, coreTokens(others).length) === 1;
  if (missing > 0 && isSingle) return paired * singlePartLikeness;
  return Math.max(0, paired - missingPartsLoss(missing));
}

/** The likeness of two names in any script, 0–1; 1 for the same parts in any order. */
export function likeness(one: string, other: string): number {
  return tokensLikeness(nameTokens(one), nameTokens(other));
}
