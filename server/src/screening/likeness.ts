/**
 * How alike two names are: their parts are paired, in any order, each with the one that it is most
 * like.
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
import { abjadLikeness, letterLikeness } from './letter-distance.ts';
import { coreTokens, joinTokens, nameTokens, type NameToken } from './fold-name.ts';

/** Parts that share less than this are different parts. */
const minTokenLikeness = 0.7;
const sameSoundLikeness = 0.97;
const initialLikeness = 0.7;
/** An abjad's word fits several names, as one word does for Mahmud and Muhammad. */
const maxAbjadLikeness = 0.9;
const missingPartLoss = 0.04;
const maxMissingPartsLoss = 0.12;
const singlePartLikeness = 0.75;
/** How much the worst pair counts beside the mean: one part that differs is another person. */
const worstPairShare = 0.3;
/** Parts that are written as one word in one name and apart in the other. */
const maxJoinedParts = 3;

function tokenLikeness(one: NameToken, other: NameToken): number {
  if (one.isAbjad !== other.isAbjad) {
    const [written, vocalized] = one.isAbjad ? [one, other] : [other, one];
    const likeness = abjadLikeness(written.sound, vocalized.sound);
    return likeness >= minTokenLikeness ? Math.min(likeness, maxAbjadLikeness) : 0;
  }
  if (one.text === other.text) return 1;
  if (one.text.length === 1 || other.text.length === 1) {
    return one.text.charAt(0) === other.text.charAt(0) ? initialLikeness : 0;
  }
  const likeness = letterLikeness(one.sound, other.sound);
  return likeness >= minTokenLikeness ? Math.min(likeness, sameSoundLikeness) : 0;
}

/** Long parts say more than short ones, up to a point. */
const weightOf = ({ text }: NameToken) => Math.min(6, Math.max(3, text.length));

/** Neighbouring parts of a name as one, which begins at `start` and takes `length` of them. */
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

function runsOf(tokens: readonly NameToken[]): Run[] {
  return tokens.flatMap((token, start) => {
    const runs: Run[] = [{ token, start, length: 1 }];
    const longest = Math.min(maxJoinedParts, tokens.length - start);
    for (let length = 2; length <= longest; length++) {
      runs.push({ token: joinTokens(tokens.slice(start, start + length)), start, length });
    }
    return runs;
  });
}

const coversAny = (taken: ReadonlySet<number>, { start, length }: Run) =>
  Array.from({ length }, (_, offset) => start + offset).some((index) => taken.has(index));

function cover(taken: Set<number>, { start, length }: Run): void {
  for (let offset = 0; offset < length; offset++) taken.add(start + offset);
}

/** Pairs like parts, the most alike first. Words are joined only where that makes the same sound. */
function pairUp(ones: readonly NameToken[], others: readonly NameToken[]) {
  const candidates: Pair[] = [];
  const otherRuns = runsOf(others);
  for (const one of runsOf(ones)) {
    for (const other of otherRuns) {
      if (one.length > 1 && other.length > 1) continue;
      const likeness = tokenLikeness(one.token, other.token);
      const isJoined = one.length > 1 || other.length > 1;
      const most = one.token.isAbjad === other.token.isAbjad ? sameSoundLikeness : maxAbjadLikeness;
      if (likeness >= (isJoined ? most : minTokenLikeness)) {
        candidates.push({ one, other, likeness });
      }
    }
  }
  const size = ({ one, other }: Pair) => one.token.text.length + other.token.text.length;
  candidates.sort((a, b) => b.likeness - a.likeness || size(b) - size(a));
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

const isCore = ({ isParticle }: NameToken) => !isParticle;

const written = (tokens: readonly NameToken[]) => tokens.map(({ text }) => text).join(' ');

/** Likeness of two names that were folded before, 0–1, whichever is named first. */
export function tokensLikeness(ones: readonly NameToken[], others: readonly NameToken[]): number {
  return written(ones) <= written(others) ? compare(ones, others) : compare(others, ones);
}

function compare(ones: readonly NameToken[], others: readonly NameToken[]): number {
  const { pairs, leftOnes, leftOthers } = pairUp(ones, others);
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
  const paired = (1 - worstPairShare) * (sum / weights) + worstPairShare * worst;
  const missing = more.length - fewer.length;
  const isSingle = Math.min(coreTokens(ones).length, coreTokens(others).length) === 1;
  if (missing > 0 && isSingle) return paired * singlePartLikeness;
  return Math.max(0, paired - Math.min(missing * missingPartLoss, maxMissingPartsLoss));
}

/** Likeness of two names in any script, 0–1; 1 for the same parts in any order. */
export function likeness(one: string, other: string): number {
  return tokensLikeness(nameTokens(one), nameTokens(other));
}
