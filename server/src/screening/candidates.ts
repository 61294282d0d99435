/**
 * Finds the entries of a list that a person is compared with: those with words that resemble two parts
 * of the name, its only part, or one part together with the birth date. They are ranked by an estimate
 * of their score, so a long list loses its least similar entries.
 */
import {
  coreTokens,
  joinTokens,
  maxTokens,
  tokenOf,
  type NameToken,
  type Sound,
} from './fold-name.ts';
import { minLikeness } from './letter-distance.ts';
import {
  initialLikeness,
  maxAbjadLikeness,
  maxJoinedLength,
  maxJoinedParts,
  minLongLength,
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
import { compoundParts } from './name-forms.ts';
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
/** Of two words that are a long part together, the least likeness of the one that differs. */
const leastOfLongWord = 0.8;
/** The least likeness of joined parts and a word. */
const leastOfJoined = 0.75;
/** The error of an estimate, which does not know all parts of an entry's name. */
const slack = 0.05;

/** The name cannot be compared in full, so the result must not be `clear`. */
export class NameTooLongError extends Error {
  override get name() {
    return 'NameTooLongError' as const;
  }
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

/** The ways to divide a word in two. A letter between the two may belong to both. */
const inTwo = (letters: string): [string, string][] =>
  Array.from({ length: Math.max(0, letters.length - 3) }, (_, index) => index + 2).flatMap((at) => [
    [letters.slice(0, at), letters.slice(at)],
    [letters.slice(0, at), letters.slice(at - 1)],
  ]);

const inThree = (letters: string): string[][] =>
  inTwo(letters).flatMap(([first, rest]) => inTwo(rest).map((both) => [first, ...both]));

/** The sounds of two or three words that are a part when they are joined. Only the first may be a letter. */
function splits({ text, sound, isAbjad }: NameToken): string[][] {
  if (isAbjad || text.length > maxJoinedLength) return [];
  const ofText = [...inTwo(text), ...inThree(text)].map((words) =>
    words.map((word) => tokenOf(word, false).sound),
  );
  const ofInitial = [[text.charAt(0), text.slice(1)].map((word) => tokenOf(word, false).sound)];
  const all = [...ofInitial, ...ofText, ...inTwo(sound), ...inThree(sound)];
  return [...new Map(all.map((words) => [words.join(' '), words])).values()];
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

interface AlikeWord {
  readonly word: string;
  readonly likeness: number;
}

/** For each sound, the words of the list that are like it, the most similar first. */
async function findWords(
  sounds: readonly Sound[],
  index: WordIndex,
  pause: Pause,
): Promise<AlikeWord[][]> {
  const keysOfSounds = sounds.map(askedKeys);
  const words = await index.wordsUnder([...new Set(keysOfSounds.flat())]);
  const found: AlikeWord[][] = [];
  for (const [position, sound] of sounds.entries()) {
    const met = new Set(keysOfSounds[position]?.flatMap((key) => words.get(key) ?? []));
    const alike: AlikeWord[] = [];
    let compared = 0;
    for (const word of met) {
      const likeness = soundLikeness(sound, soundOfWord(word));
      if (likeness >= minLikeness) alike.push({ word, likeness });
      if (++compared % 256 === 0) await pause();
    }
    alike.sort((one, other) => other.likeness - one.likeness);
    found.push(alike.slice(0, maxWordsOfPart));
  }
  return found;
}

/** A word that is sought by its likeness, alone or together with another one. */
interface Wanted {
  readonly sound: Sound;
  readonly parts: number;
  /** A word that an entry must hold too. */
  readonly beside?: string;
  /** The least likeness of the word. */
  readonly least?: number;
  /** The likeness of the hit, unless it is that of the word. */
  readonly likeness?: number;
}

async function findHits(wanted: readonly Wanted[], index: WordIndex, pause: Pause): Promise<Hit[]> {
  const found = await findWords(
    wanted.map(({ sound }) => sound),
    index,
    pause,
  );
  return wanted.flatMap(({ parts, beside, least = minLikeness, likeness: fixed }, position) =>
    (found[position] ?? [])
      .filter(({ likeness }) => likeness >= least)
      .map(({ word, likeness }): Hit => ({
        words: beside === undefined ? [word] : [word, beside],
        ...{ parts, likeness: fixed ?? likeness },
      })),
  );
}

const latin = (sound: string): Sound => ({ sound, isAbjad: false });

/** An Arabic compound that an entry may write as two words (Seyfullah, Sayf Allah). */
function asTwoWords({ token, parts }: Unit): Wanted[] {
  const both = token.isAbjad ? undefined : compoundParts(token.sound);
  if (!both) return [];
  const [beside, sound] = both;
  return [{ sound: latin(sound), ...{ parts, beside, likeness: sameSoundLikeness } }];
}

/** A long part that an entry may write as two words, one of them with another letter. */
function asTwoLongWords({ token: { sound, isAbjad }, parts }: Unit): Wanted[] {
  if (isAbjad || sound.length < minLongLength || sound.length > maxJoinedLength) return [];
  const common = { parts, least: leastOfLongWord, likeness: sameSoundLikeness };
  return inTwo(sound).flatMap(([first, last]) => [
    { sound: latin(first), beside: last, ...common },
    { sound: latin(last), beside: first, ...common },
  ]);
}

/** A part in an abjad that an entry may write as two words. */
function asTwoAbjadWords({ token: { sound, isAbjad }, parts }: Unit): Wanted[] {
  if (!isAbjad) return [];
  return inTwo(sound)
    .flat()
    .map((word) => ({ sound: { sound: word, isAbjad }, parts, likeness: maxAbjadLikeness }));
}

const exactHit = ({ token, parts }: Unit, likeness: number): Hit => ({
  words: [wordOf(token)],
  parts,
  likeness,
});

/** An entry may have the initial of a part. */
const initialHit = ({ token: { text, isAbjad }, parts }: Unit): Hit =>
  exactHit({ token: tokenOf(text.charAt(0), isAbjad), parts }, initialLikeness);

const isInitial = ({ text }: NameToken): boolean => text.length === 1;

/** All hits for parts of the name, including words that no list contains. */
async function allHits(
  tokens: readonly NameToken[],
  parts: readonly NameToken[],
  index: WordIndex,
  pause: Pause,
): Promise<Hit[]> {
  const single = parts.map((token, position): Unit => ({ token, parts: 1 << position }));
  const joined = joinedUnits(tokens, parts).filter((unit) => unit.parts !== 0);
  const whole = single.filter(({ token }) => !isInitial(token));
  const wanted: Wanted[] = [
    ...[...whole, ...single.flatMap(withoutArticle)].map(({ token, parts: bits }) => ({
      ...{ sound: token, parts: bits },
    })),
    ...joined.map(({ token, parts: bits }) => ({
      ...{ sound: token, parts: bits, least: leastOfJoined },
    })),
    ...whole.flatMap((unit) => [
      ...asTwoWords(unit),
      ...asTwoLongWords(unit),
      ...asTwoAbjadWords(unit),
    ]),
  ];
  return [
    ...(await findHits(wanted, index, pause)),
    ...repeatedHits(single),
    ...single.filter(({ token }) => isInitial(token)).map((unit) => exactHit(unit, 1)),
    ...whole.map(initialHit),
    ...joined.flatMap((unit) => [
      exactHit(unit, sameSoundLikeness),
      exactHit({ ...unit, token: tokenOf(unit.token.text, unit.token.isAbjad) }, sameSoundLikeness),
    ]),
    ...whole.flatMap(({ token, parts: bits }) =>
      splits(token).map((words): Hit => ({ words, parts: bits, likeness: sameSoundLikeness })),
    ),
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
function estimate(tally: Tally, coreCount: number, initialCount: number): number {
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
    const isWhole = count + initialCount > 1 || (coreCount === 1 && tally.isWholeName);
    const score = isWhole
      ? paired - missingPartsLoss(Math.max(0, coreCount - initialCount - count))
      : paired * singlePartLikeness;
    best = Math.max(best, score);
  }
  return best;
}

interface FoundHit {
  readonly hit: Hit;
  readonly postings: Postings;
}

interface NameShape {
  readonly partCount: number;
  /** Initials stand for any word. */
  readonly initialCount: number;
  /** Whether some parts are in an abjad and others are not. */
  readonly isMixed: boolean;
}

/** For every entry: how many parts it has words for, and whether a word is a whole name (1). */
async function countParts(
  found: readonly FoundHit[],
  { partCount, initialCount, isMixed }: NameShape,
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
  const words = await countWords(found, isMixed, entryCount, pause);
  for (let number = 0; number < entryCount; number++) {
    let count = counts[number] ?? 0;
    // A word that resembles two parts counts for one of them.
    if (count > 1 && (words[number] ?? 0) < 2) count = 1;
    // Of an initial, any word of the entry may be the name.
    counts[number] = count === 0 ? 0 : Math.min(partCount, count + initialCount);
  }
  return { counts, whole };
}

/**
 * For every entry: how many of the words of one script it has, or of both when the name mixes them. A
 * joined word counts for its parts.
 */
async function countWords(
  found: readonly FoundHit[],
  isMixed: boolean,
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
  return latin.map((count, number) => {
    const other = abjad[number] ?? 0;
    return isMixed ? count + other : Math.max(count, other);
  });
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
 * The entries of one list that a person is compared with: those of all readings of the name.
 * @throws NameTooLongError when the name has more parts than `maxParts`.
 */
export async function findCandidates(person: FoldedPerson, index: WordIndex): Promise<Candidates> {
  const best = new Map<number, Candidate>();
  let isComplete = true;
  for (const tokens of [person.tokens, ...person.otherReadings]) {
    const found = await findOfReading({ ...person, tokens }, index);
    isComplete &&= found.isComplete;
    for (const candidate of found.ranked) {
      const other = best.get(candidate.number);
      if (!other || other.estimate < candidate.estimate) best.set(candidate.number, candidate);
    }
  }
  const ranked = [...best.values()].sort(
    (one, other) => other.estimate - one.estimate || one.number - other.number,
  );
  return { ranked, isComplete };
}

async function findOfReading(
  { tokens, birthDate }: Pick<FoldedPerson, 'tokens' | 'birthDate'>,
  index: WordIndex,
): Promise<Candidates> {
  if (hasTooManyParts(tokens)) throw new NameTooLongError('The name has too many parts.');
  const pause = createPause();
  const parts = partsOf(tokens);
  const coreCount = Math.min(parts.length, coreTokens(tokens).length);
  const initialCount = tokens.filter(isInitial).length;
  const hits = await allHits(tokens, parts, index, pause);
  const dates = birthDates(birthDate);
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

  const shape = {
    ...{ partCount: parts.length, initialCount },
    isMixed: new Set(tokens.map(({ isAbjad }) => isAbjad)).size > 1,
  };
  const { counts, whole } = await countParts(found, shape, index.entryCount, pause);
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
    const agreement = agreementOf(agreements.get(number), tally, birthDate);
    const score = estimate(tally, coreCount, initialCount) + birthDateEffect[agreement];
    if (score + slack < matchThreshold && agreement !== 'same') continue;
    ranked.push({ number, estimate: score });
  }
  return { ranked, isComplete };
}
