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
 * | an initial for a part                         | 0.75 for that part; 0.8 in the person's name   |
 * | parts written together or apart               | at most 0.03                                   |
 * | a part cut off at the edge of the zone        | 0.9 for that part                              |
 * | both have a part that is not like any other   | the part counts as 0                           |
 */
import { abjadLikeness, letterLikeness, minLikeness } from './letter-distance.ts';
import { isCompound } from './name-forms.ts';
import { areNeighbours } from './word-keys.ts';
import {
  areCompound,
  coreTokens,
  joinTokens,
  nameReadings,
  type NameToken,
  type Sound,
} from './fold-name.ts';

/** The likeness of parts that sound the same and are spelled differently. */
export const sameSoundLikeness = 0.97;
export const initialLikeness = 0.75;
const ownInitialLikeness = 0.8;
/** Parts that are longer as one word are not joined. */
export const maxJoinedLength = 30;
/** A word in an abjad fits several names: Mahmud and Muhammad can be written alike. */
export const maxAbjadLikeness = 0.9;
/** Arabic compounds have many spellings, so joined ones may differ in a letter. */
const compoundLikeness = 0.85;
/** Two parts written as one word of this length may differ in a letter. */
export const minLongLength = 16;
/** A part of a name that the machine-readable zone has no room for (Doc 9303-3, section 4.6). */
const cutLikeness = 0.9;
/** The zone of a card (TD1) has 30 places for a name, two of them between surname and given names. */
const minLengthOfCut = 28;
const minPartsOfCut = 3;
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

function tokenLikeness(one: NameToken, other: NameToken, ofInitial = initialLikeness): number {
  if (one.isAbjad === other.isAbjad) {
    if (one.text === other.text) return 1;
    if (one.text.length === 1 || other.text.length === 1) {
      return one.text.charAt(0) === other.text.charAt(0) ? ofInitial : 0;
    }
  }
  const likeness = soundLikeness(one, other);
  if (likeness === 0 || likeness === 1) return Math.min(likeness, sameSoundLikeness);
  // A comparison never says more than a search of the index.
  return areNeighbours(one, other) ? Math.min(likeness, sameSoundLikeness) : 0;
}

/** How alike two parts are, 0–1. */
export type TokenLikeness = (one: NameToken, other: NameToken) => number;

/**
 * With a cache, for one person against many entries: lists repeat the same first names. An initial in
 * the person's own name may stand for any name, so it counts for more than one in a list.
 */
export function cachedTokenLikeness(own: readonly NameToken[]): TokenLikeness {
  const initials = new Set(own.map(({ text }) => text).filter((text) => text.length === 1));
  const known = new Map<string, number>();
  const keyOf = ({ text, isAbjad }: NameToken) => (isAbjad ? `-${text}` : text);
  return (one, other) => {
    const key = `${keyOf(one)} ${keyOf(other)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const isOwnInitial = initials.has(one.text) || initials.has(other.text);
    const likeness = tokenLikeness(one, other, isOwnInitial ? ownInitialLikeness : undefined);
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
  readonly parts: readonly NameToken[];
}

interface Pair {
  readonly one: Run;
  readonly other: Run;
  readonly likeness: number;
}

const singleRuns = (tokens: readonly NameToken[]): Run[] =>
  tokens.map((token, start) => ({ token, start, length: 1, parts: [token] }));

/** Neighbours joined, where that makes a word about as long as one of the other name. */
function joinedRuns(tokens: readonly NameToken[], others: readonly NameToken[]): Run[] {
  return tokens.flatMap((_, start) => {
    const runs: Run[] = [];
    let size = tokens[start]?.text.length ?? 0;
    for (let length = 2; length <= maxJoinedParts && start + length <= tokens.length; length++) {
      const last = tokens[start + length - 1];
      size += last?.text.length ?? 0;
      // An initial may only begin a word: O Neill.
      const isInitial = tokens[start]?.text.length === 1;
      const isShort = last?.text.length === 1 || (!last?.isAbjad && last?.sound.length === 1);
      if (isShort || (length > 2 && isInitial)) break;
      const fits = others.some(
        ({ text, isAbjad }) => isAbjad || Math.abs(text.length - size) <= maxJoinedDifference,
      );
      if (size <= maxJoinedLength && (fits || tokens[start]?.isAbjad)) {
        const parts = tokens.slice(start, start + length);
        runs.push({ token: joinTokens(parts), start, length, parts });
      }
    }
    return runs;
  });
}

/** Whether neighbouring parts of one name, as one word, are a part of the other name. */
function isSameWord(one: Run, other: Run, likeness: number): boolean {
  const [joined, single] = [one.token, other.token];
  if (joined.isAbjad !== single.isAbjad) return likeness >= maxAbjadLikeness;
  if (joined.text === single.text || joined.sound === single.sound) return true;
  if (areCompound(one.parts) && isCompound(single.sound)) return likeness >= compoundLikeness;
  const [first, last, ...more] = one.parts;
  if (!first || !last || more.length > 0 || single.sound.length < minLongLength) return false;
  const isOneEqual = single.sound.startsWith(first.sound) || single.sound.endsWith(last.sound);
  return isOneEqual && likeness >= sameSoundLikeness;
}

function findPairs(
  ones: readonly Run[],
  others: readonly Run[],
  likenessOf: (one: Run, other: Run) => number,
): Pair[] {
  const pairs: Pair[] = [];
  for (const one of ones) {
    for (const other of others) {
      const likeness = likenessOf(one, other);
      if (likeness > 0) pairs.push({ one, other, likeness });
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

/** Whether a name is as long as the shortest zone has room for, so that its parts may be cut off. */
const mayBeCut = (tokens: readonly NameToken[]): boolean =>
  tokens.reduce((length, { text }) => length + text.length + 1, -1) >= minLengthOfCut;

/** Pairs similar parts. If parts are left over, also tries neighbouring parts joined to one word. */
function pairUp(
  ones: readonly NameToken[],
  others: readonly NameToken[],
  likenessOf: TokenLikeness,
): Pairing {
  const areLong = [ones, others].every((tokens) => coreTokens(tokens).length >= minPartsOfCut);
  const [isOneCut, isOtherCut] = [ones, others].map((tokens) => areLong && mayBeCut(tokens));
  const ofParts = ({ token: one }: Run, { token: other }: Run) => {
    const isCut =
      (isOneCut && other.text.startsWith(one.text)) ||
      (isOtherCut && one.text.startsWith(other.text));
    const likeness = likenessOf(one, other);
    return isCut && one.isAbjad === other.isAbjad ? Math.max(likeness, cutLikeness) : likeness;
  };
  const ofJoined = (one: Run, other: Run) => {
    const likeness = likenessOf(one.token, other.token);
    return isSameWord(one, other, likeness) ? likeness : 0;
  };
  const oneRuns = singleRuns(ones);
  const otherRuns = singleRuns(others);
  const singles = findPairs(oneRuns, otherRuns, ofParts);
  const pairing = choose(ones, others, singles);
  if (pairing.leftOnes.length === 0 && pairing.leftOthers.length === 0) return pairing;
  const joined = [
    ...findPairs(joinedRuns(ones, others), otherRuns, ofJoined),
    ...findPairs(joinedRuns(others, ones), oneRuns, ofJoined).map(({ one, other, likeness }) => ({
      ...{ one: other, other: one, likeness },
    })),
  ];
  return joined.length === 0 ? pairing : choose(ones, others, [...singles, ...joined]);
}

/** Combines the weighted mean of the pairs' likenesses with the lowest one. */
export const ofPairs = (mean: number, worst: number): number =>
  (1 - worstPairShare) * mean + worstPairShare * worst;

/** The loss for parts that only one name has. */
export const missingPartsLoss = (count: number): number =>
  Math.min(count * missingPartLoss, maxMissingPartsLoss);

const isOfInitial = ({ one, other }: Pair): boolean =>
  (one.token.text.length === 1) !== (other.token.text.length === 1);

/** Whether a run follows another one, with at most an article between them. */
const isNext = (run: Run, next: Run): boolean =>
  next.start > run.start && next.start - run.start <= 2;

/** How many pairs continue an Arabic compound that both names write as several words: one name. */
const countCompounds = (pairs: readonly Pair[]): number =>
  pairs.filter((pair) =>
    pairs.some(
      ({ one, other }) =>
        areCompound([one.token, pair.one.token]) &&
        isNext(one, pair.one) &&
        isNext(other, pair.other),
    ),
  ).length;

const isCore = ({ isParticle }: NameToken) => !isParticle;

const written = (tokens: readonly NameToken[]) => tokens.map(({ text }) => text).join(' ');

/** The likeness of two folded names, 0–1. The order of the arguments does not matter. */
export function tokensLikeness(
  ones: readonly NameToken[],
  others: readonly NameToken[],
  likenessOf: TokenLikeness = (one, other) => tokenLikeness(one, other),
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
  // Initials alone distinguish nobody.
  if (counted.every(isOfInitial)) return 0;
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
  const isSingle = fewer.length + counted.length - countCompounds(counted) <= 1;
  if (missing > 0 && isSingle) return paired * singlePartLikeness;
  return Math.max(0, paired - missingPartsLoss(missing));
}

/** The likeness of two names in any script, 0–1; 1 for the same parts in any order. */
export function likeness(one: string, other: string): number {
  const others = nameReadings(other);
  return Math.max(
    ...nameReadings(one).flatMap((tokens) => others.map((each) => tokensLikeness(tokens, each))),
  );
}
