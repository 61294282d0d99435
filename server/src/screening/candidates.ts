/**
 * Finds the entries of a list that a person is compared with: those with words that resemble two parts
 * of the name, its only part, or one part together with the birth date. They are ranked by an estimate
 * of their score, so a long list loses its least similar entries.
 */
import {
  coreTokens,
  joinTokens,
  maxTokens,
  soundOf,
  tokenOf,
  type NameToken,
} from './fold-name.ts';
import { minLikeness } from './letter-distance.ts';
import {
  maxJoinedParts,
  missingPartsLoss,
  ofPairs,
  sameSoundLikeness,
  singlePartLikeness,
  soundLikeness,
  weightOf,
} from './likeness.ts';
import {
  birthDateEffect,
  matchThreshold,
  nearYears,
  withDayAndMonthSwapped,
  type BirthDateAgreement,
  type FoldedPerson,
} from './match.ts';
import { createPause } from './pause.ts';
import {
  asWholeName,
  dateWord,
  isDated,
  isWholeName,
  numberOf,
  repeatedWords,
  soundOfWord,
  wordOf,
  yearWord,
  type Postings,
  type WordIndex,
} from './word-index.ts';
import { askedKeys } from './word-keys.ts';

/** Names of more parts are of nobody; comparing them with all lists would be costly. */
export const maxParts = 12;
/** Of the words like one part, the most alike. */
export const maxWordsOfPart = 200;
/** Entries that are ranked; of more, those that hold words like more parts. */
export const maxRanked = 20_000;
/** Longer parts are not split into two or three words. */
const maxSplitLength = 20;
/** In a name with more parts than this, no part is split into three words. */
const maxPartsOfThreefold = 2;
/** The error of an estimate, which does not know all parts of an entry's name. */
const slack = 0.05;

/** The name cannot be compared in full, so the result must not be `clear`. */
export class NameTooLongError extends Error {
  override readonly name = 'NameTooLongError';
}

export interface Candidate {
  /** The entry's number in its list. */
  readonly number: number;
  /** Its estimated score. */
  readonly estimate: number;
}

export interface Candidates {
  /** The most likely first. */
  readonly ranked: readonly Candidate[];
  /** False when there were too many to rank all of them. */
  readonly isComplete: boolean;
}

/** A piece of a person's name as a list may write it: one part, or neighbouring parts as one word. */
interface Unit {
  readonly token: NameToken;
  /** The parts that it stands for, as bits. */
  readonly parts: number;
}

/** An entry with all these words may contain a unit. */
interface Hit {
  readonly words: readonly string[];
  readonly parts: number;
  readonly likeness: number;
}

/** The parts that distinguish people; all parts when there is only one such part. */
function partsOf(tokens: readonly NameToken[]): readonly NameToken[] {
  const core = coreTokens(tokens);
  return core.length > 1 ? core : tokens;
}

/** Whether a name has more parts than are compared. With `maxTokens`, some may have been cut off. */
export const hasTooManyParts = (tokens: readonly NameToken[]): boolean =>
  tokens.length === maxTokens || partsOf(tokens).length > maxParts;

function joinedUnits(tokens: readonly NameToken[], parts: readonly NameToken[]): Unit[] {
  const bitOf = (token: NameToken) => {
    const index = parts.indexOf(token);
    return index === -1 ? 0 : 1 << index;
  };
  return tokens.flatMap((_, start) =>
    Array.from({ length: maxJoinedParts - 1 }, (_, index) => tokens.slice(start, start + index + 2))
      .filter((run, index) => run.length === index + 2)
      .map((run) => ({
        token: joinTokens(run),
        parts: run.reduce((bits, token) => bits | bitOf(token), 0),
      })),
  );
}

/** For parts that occur more than once in the name: an entry may repeat them too. */
const repeatedHits = (units: readonly Unit[]): Hit[] =>
  repeatedWords(units.map(({ token }) => token)).flatMap((word, index): Hit[] => {
    const unit = units[index];
    return word === undefined || !unit ? [] : [{ words: [word], parts: unit.parts, likeness: 1 }];
  });

/** Splits a part into words of at least two letters. */
function splits({ text, isAbjad }: NameToken, mayBeThree: boolean): string[][] {
  if (isAbjad || text.length < 4 || text.length > maxSplitLength) return [];
  const inTwo = (letters: string) =>
    Array.from({ length: Math.max(0, letters.length - 3) }, (_, index) => [
      letters.slice(0, index + 2),
      letters.slice(index + 2),
    ]);
  const pairs = inTwo(text);
  const threes = mayBeThree
    ? pairs.flatMap(([first = '', rest = '']) => inTwo(rest).map((both) => [first, ...both]))
    : [];
  return [...pairs, ...threes];
}

const article = /^[aeu]l(?=[a-z]{3})/;
/** As transliterated from Arabic, where the alef is silent. */
const abjadArticle = /^a?l(?=[a-z]{2})/;

function withoutArticle({ token, parts }: Unit): Unit[] {
  const rest = token.text.replace(token.isAbjad ? abjadArticle : article, '');
  return rest === token.text ? [] : [{ token: tokenOf(rest, token.isAbjad), parts }];
}

const bitCount = (bits: number): number => {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
};

type Pause = ReturnType<typeof createPause>;

/** Words of the list that sound like a part, the most similar first. */
async function findHits(units: readonly Unit[], index: WordIndex, pause: Pause): Promise<Hit[]> {
  const keysOfUnits = units.map(({ token }) => askedKeys(token));
  const words = await index.wordsUnder([...new Set(keysOfUnits.flat())]);
  const hits: Hit[] = [];
  for (const [position, { token, parts }] of units.entries()) {
    const met = new Set(keysOfUnits[position]?.flatMap((key) => words.get(key) ?? []));
    const alike: Hit[] = [];
    let compared = 0;
    for (const word of met) {
      const likeness = soundLikeness(token, soundOfWord(word));
      if (likeness >= minLikeness) alike.push({ words: [word], parts, likeness });
      if (++compared % 256 === 0) await pause();
    }
    alike.sort((one, other) => other.likeness - one.likeness);
    hits.push(...alike.slice(0, maxWordsOfPart));
  }
  return hits;
}

const exactHit = ({ token, parts }: Unit, likeness: number): Hit => ({
  words: [wordOf(token)],
  parts,
  likeness,
});

/** All hits for parts of the name, including words that no list contains. */
async function allHits(
  { tokens }: FoldedPerson,
  parts: readonly NameToken[],
  index: WordIndex,
  pause: Pause,
): Promise<Hit[]> {
  const single = parts.map((token, position): Unit => ({ token, parts: 1 << position }));
  const joined = joinedUnits(tokens, parts).filter((unit) => unit.parts !== 0);
  const isInitial = ({ token }: Unit) => token.text.length === 1;
  // Arabic writes the article as the beginning of a word; romanizations may separate it.
  const isWithArticle = (unit: Unit) => unit.token.isAbjad || withoutArticle(unit).length > 0;
  const fuzzy = [
    ...single.filter((unit) => !isInitial(unit)),
    ...single.flatMap(withoutArticle),
    ...joined.filter(isWithArticle),
  ];
  const split = single.flatMap((unit) =>
    splits(unit.token, parts.length <= maxPartsOfThreefold).map((texts): Hit => ({
      words: texts.map(soundOf),
      parts: unit.parts,
      likeness: sameSoundLikeness,
    })),
  );
  return [
    ...(await findHits(fuzzy, index, pause)),
    ...repeatedHits(single),
    ...single.filter(isInitial).map((unit) => exactHit(unit, 1)),
    ...joined.map((unit) => exactHit(unit, sameSoundLikeness)),
    ...split,
  ];
}

function holds(postings: Postings, number: number): boolean {
  let [from, to] = [0, postings.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (numberOf(postings[middle] ?? 0) < number) from = middle + 1;
    else to = middle;
  }
  const posting = postings[from];
  return posting !== undefined && numberOf(posting) === number;
}

/** Entries that are in all the postings. Together the words may be a whole name. */
function intersect(lists: readonly Postings[]): Postings {
  const [shortest = new Uint32Array(), ...others] = [...lists].sort((a, b) => a.length - b.length);
  return shortest
    .filter((posting) => others.every((other) => holds(other, numberOf(posting))))
    .map(asWholeName);
}

/** Words for birth dates equal or near to the person's, and how well each agrees. */
function birthDates(birthDate: string | null) {
  if (birthDate === null) return [];
  const year = Number(birthDate.slice(0, 4));
  const words: [string, BirthDateAgreement][] = [];
  for (let near = year - nearYears; near <= year + nearYears; near++) {
    words.push([yearWord(near), 'near']);
  }
  // Later words overwrite earlier ones, so the best agreement counts.
  words.push(
    [dateWord(birthDate.slice(0, 4)), 'possible'],
    [dateWord(birthDate.slice(0, 7)), 'possible'],
    [dateWord(withDayAndMonthSwapped(birthDate)), 'possible'],
    [dateWord(birthDate), 'same'],
  );
  return words;
}

/** The state of an entry while the hits are processed, the most similar first. */
interface Tally {
  parts: number;
  isDated: boolean;
  isWholeName: boolean;
  readonly words: string[];
  readonly likenesses: number[];
  readonly weights: number[];
  readonly covered: number[];
}

/** The best score that any of its names can have. The parts of each name are not known here. */
function estimate(tally: Tally, coreCount: number): number {
  const { likenesses, weights, covered } = tally;
  let best = 0;
  let sum = 0;
  let weight = 0;
  let count = 0;
  for (const [index, likeness] of likenesses.entries()) {
    sum += likeness * (weights[index] ?? 0);
    weight += weights[index] ?? 0;
    count += covered[index] ?? 0;
    const paired = ofPairs(sum / weight, likeness);
    const isWhole = count > 1 || (coreCount === 1 && tally.isWholeName);
    const score = isWhole
      ? paired - missingPartsLoss(Math.max(0, coreCount - count))
      : paired * singlePartLikeness;
    best = Math.max(best, score);
  }
  return best;
}

interface FoundHit {
  readonly hit: Hit;
  readonly postings: Postings;
}

/** For every entry: how many parts it has words for, and whether a word is a whole name (1). */
async function countParts(
  found: readonly FoundHit[],
  partCount: number,
  entryCount: number,
  pause: Pause,
): Promise<{ counts: Uint8Array; whole: Uint8Array }> {
  const counts = new Uint8Array(entryCount);
  const whole = new Uint8Array(entryCount);
  const seenFor = new Uint8Array(entryCount);
  for (let part = 0; part < partCount; part++) {
    for (const { hit, postings } of found) {
      if ((hit.parts & (1 << part)) === 0) continue;
      for (const posting of postings) {
        const number = numberOf(posting);
        if (isWholeName(posting)) whole[number] = 1;
        if (seenFor[number] === part + 1) continue;
        seenFor[number] = part + 1;
        counts[number] = (counts[number] ?? 0) + 1;
      }
      await pause();
    }
  }
  const words = await countWords(found, entryCount, pause);
  // A word that resembles two parts counts for one of them.
  for (let number = 0; number < entryCount; number++) {
    if ((counts[number] ?? 0) > 1 && (words[number] ?? 0) < 2) counts[number] = 1;
  }
  return { counts, whole };
}

/** For every entry: how many of the words of one script it has. A joined word counts for its parts. */
async function countWords(
  found: readonly FoundHit[],
  entryCount: number,
  pause: Pause,
): Promise<Uint8Array> {
  const [latin, abjad] = [new Uint8Array(entryCount), new Uint8Array(entryCount)];
  const counted = new Set<string>();
  for (const { hit, postings } of found) {
    const name = hit.words.join(' ');
    const isJoined = bitCount(hit.parts) > 1;
    if (!isJoined && counted.has(name)) continue;
    counted.add(name);
    const counts = name.startsWith('-') ? abjad : latin;
    for (const posting of postings) {
      const number = numberOf(posting);
      // A higher count makes no difference.
      counts[number] = Math.min(2, (counts[number] ?? 0) + (isJoined ? 2 : 1));
    }
    await pause();
  }
  return latin.map((count, number) => Math.max(count, abjad[number] ?? 0));
}

/** The number of parts that an entry must have words for, so that not too many are ranked. */
function leastParts(counts: Uint8Array, partCount: number): number {
  const entries = Array.from({ length: maxParts + 1 }, () => 0);
  for (const count of counts) entries[count] = (entries[count] ?? 0) + 1;
  let total = 0;
  let least = partCount + 1;
  while (least > 2 && total + (entries[least - 1] ?? 0) <= maxRanked) {
    least -= 1;
    total += entries[least] ?? 0;
  }
  return Math.max(2, Math.min(least, partCount));
}

/** The agreement of an entry's birth dates, from its date words. */
function agreementOf(
  byWords: BirthDateAgreement | undefined,
  posting: { readonly isDated: boolean },
  birthDate: string | null,
): BirthDateAgreement {
  if (birthDate === null) return 'unknown';
  // If another date of the entry cannot be compared, a near one does not lower the score.
  if (byWords === undefined || byWords === 'near')
    return posting.isDated ? (byWords ?? 'different') : 'unknown';
  return byWords;
}

/**
 * The entries of one list that a person is compared with.
 * @throws NameTooLongError when the name has more parts than `maxParts`.
 */
export async function findCandidates(person: FoldedPerson, index: WordIndex): Promise<Candidates> {
  if (hasTooManyParts(person.tokens)) throw new NameTooLongError('The name has too many parts.');
  const pause = createPause();
  const parts = partsOf(person.tokens);
  const coreCount = Math.min(parts.length, coreTokens(person.tokens).length);
  const hits = await allHits(person, parts, index, pause);
  const dates = birthDates(person.birthDate);
  const postings = await index.entriesWith([
    ...new Set([...hits.flatMap(({ words }) => words), ...dates.map(([word]) => word)]),
  ]);

  const found = hits
    .flatMap((hit): FoundHit[] => {
      const lists = hit.words.flatMap((word) => postings.get(word) ?? []);
      if (lists.length < hit.words.length) return [];
      const [only] = lists;
      return [{ hit, postings: only && lists.length === 1 ? only : intersect(lists) }];
    })
    .sort((one, other) => other.hit.likeness - one.hit.likeness);
  const agreements = new Map<number, BirthDateAgreement>();
  for (const [word, agreement] of dates) {
    for (const posting of postings.get(word) ?? []) agreements.set(numberOf(posting), agreement);
  }

  const { counts, whole } = await countParts(found, parts.length, index.entryCount, pause);
  const least = leastParts(counts, parts.length);
  let isComplete = least <= 2;
  const tallies = new Map<number, Tally>();
  for (const { hit, postings: list } of found) {
    const weight = Math.max(3, ...parts.filter((_, at) => hit.parts & (1 << at)).map(weightOf));
    const covered = bitCount(hit.parts);
    for (const posting of list) {
      const number = numberOf(posting);
      const isEligible =
        (counts[number] ?? 0) >= least ||
        (coreCount === 1 && whole[number] !== 0) ||
        agreements.get(number) === 'same';
      if (!isEligible) continue;
      let tally = tallies.get(number);
      if (!tally) {
        if (tallies.size === maxRanked) {
          isComplete = false;
          continue;
        }
        tally = {
          ...{ parts: 0, isDated: isDated(posting), isWholeName: false },
          ...{ words: [], likenesses: [], weights: [], covered: [] },
        };
        tallies.set(number, tally);
      }
      if (isWholeName(posting)) tally.isWholeName = true;
      const isTaken = hit.words.some((word) => tally.words.includes(word));
      if ((tally.parts & hit.parts) !== 0 || isTaken) continue;
      tally.parts |= hit.parts;
      tally.words.push(...hit.words);
      tally.likenesses.push(hit.likeness);
      tally.weights.push(weight);
      tally.covered.push(covered);
    }
    await pause();
  }

  const ranked: Candidate[] = [];
  for (const [number, tally] of tallies) {
    const agreement = agreementOf(agreements.get(number), tally, person.birthDate);
    const score = estimate(tally, coreCount) + birthDateEffect[agreement];
    if (score + slack < matchThreshold && agreement !== 'same') continue;
    ranked.push({ number, estimate: score });
  }
  ranked.sort((one, other) => other.estimate - one.estimate || one.number - other.number);
  return { ranked, isComplete };
}
