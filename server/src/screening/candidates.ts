/**
 * Which entries of a list a person is compared with: those that hold words like two parts of the
 * name, or like its only one, or like any one together with the birth date. They are ranked by the
 * score that these words promise, so that what is left out of a long list is the least alike.
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
/** Longer parts are not tried as two or three words written as one. */
const maxSplitLength = 20;
/** With more parts than this, one is hardly three words written as one. */
const maxPartsOfThreefold = 2;
/** Below the threshold by more than the ranking may err, for it does not know all parts. */
const slack = 0.05;

/** The name cannot be compared in full, so that nobody may be called clear. */
export class NameTooLongError extends Error {
  override readonly name = 'NameTooLongError';
}

export interface Candidate {
  /** The entry's number in its list. */
  readonly number: number;
  /** About the score that it will have. */
  readonly estimate: number;
}

export interface Candidates {
  /** The likeliest first. */
  readonly ranked: readonly Candidate[];
  /** False when there were too many to rank them all. */
  readonly isComplete: boolean;
}

/** Some of a person's name as a list may write it: one part, or neighbours written as one. */
interface Unit {
  readonly token: NameToken;
  /** Bits of the parts that it stands for. */
  readonly parts: number;
}

/** An entry that holds all these words may hold a unit. */
interface Hit {
  readonly words: readonly string[];
  readonly parts: number;
  readonly likeness: number;
}

/**
 * Parts that tell people apart; of a name with a single one, all.
 * @throws NameTooLongError
 */
function partsOf(tokens: readonly NameToken[]): readonly NameToken[] {
  const core = coreTokens(tokens);
  const parts = core.length > 1 ? core : tokens;
  // Of as many tokens, some may have been cut off.
  if (tokens.length === maxTokens || parts.length > maxParts) {
    throw new NameTooLongError('The name has too many parts.');
  }
  return parts;
}

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

/** A part that the name has more than once: the list's name may have it as often. */
const repeatedHits = (units: readonly Unit[]): Hit[] =>
  repeatedWords(units.map(({ token }) => token)).flatMap((word, index): Hit[] => {
    const unit = units[index];
    return word === undefined || !unit ? [] : [{ words: [word], parts: unit.parts, likeness: 1 }];
  });

/** Words that a part may be written as; each has at least two letters. */
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
/** As it is transliterated from Arabic, whose alef is silent. */
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

/** Words of the list that sound like a part, the most alike first. */
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

/** All that may stand for parts of the name; words that no list holds are among them. */
async function allHits(
  { tokens }: FoldedPerson,
  parts: readonly NameToken[],
  index: WordIndex,
  pause: Pause,
): Promise<Hit[]> {
  const single = parts.map((token, position): Unit => ({ token, parts: 1 << position }));
  const joined = joinedUnits(tokens, parts).filter((unit) => unit.parts !== 0);
  const isInitial = ({ token }: Unit) => token.text.length === 1;
  // Arabic writes the article as the beginning of a word, which romanizations may part.
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

/** Entries that all the postings hold; together the words may be a whole name. */
function intersect(lists: readonly Postings[]): Postings {
  const [shortest = new Uint32Array(), ...others] = [...lists].sort((a, b) => a.length - b.length);
  return shortest
    .filter((posting) => others.every((other) => holds(other, numberOf(posting))))
    .map(asWholeName);
}

/** How birth dates agree, of entries that have the person's or one near it. */
function birthDates(birthDate: string | null) {
  if (birthDate === null) return [];
  const year = Number(birthDate.slice(0, 4));
  const words: [string, BirthDateAgreement][] = [];
  for (let near = year - nearYears; near <= year + nearYears; near++) {
    words.push([yearWord(near), 'near']);
  }
  // Later ones overwrite earlier ones: the best agreement counts.
  words.push(
    [dateWord(birthDate.slice(0, 4)), 'possible'],
    [dateWord(birthDate.slice(0, 7)), 'possible'],
    [dateWord(withDayAndMonthSwapped(birthDate)), 'possible'],
    [dateWord(birthDate), 'same'],
  );
  return words;
}

/** What is known of an entry while words are gone through, the most alike first. */
interface Evidence {
  parts: number;
  isDated: boolean;
  isWholeName: boolean;
  readonly words: string[];
  readonly likenesses: number[];
  readonly weights: number[];
  readonly covered: number[];
}

/** The best that any of its names, the parts of which are not known, can be. */
function estimate(evidence: Evidence, coreCount: number): number {
  const { likenesses, weights, covered } = evidence;
  let best = 0;
  let sum = 0;
  let weight = 0;
  let count = 0;
  for (const [index, likeness] of likenesses.entries()) {
    sum += likeness * (weights[index] ?? 0);
    weight += weights[index] ?? 0;
    count += covered[index] ?? 0;
    const paired = ofPairs(sum / weight, likeness);
    const isWhole = count > 1 || (coreCount === 1 && evidence.isWholeName);
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

/** Of every entry, how many parts it holds words for, and whether one is a whole name (1). */
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
  // One word that is like two parts stands for one of them.
  for (let number = 0; number < entryCount; number++) {
    if ((counts[number] ?? 0) > 1 && (words[number] ?? 0) < 2) counts[number] = 1;
  }
  return { counts, whole };
}

/** Of every entry, how many of the words it holds, of one script; a joined one counts for its parts. */
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
      // More than two make no difference.
      counts[number] = Math.min(2, (counts[number] ?? 0) + (isJoined ? 2 : 1));
    }
    await pause();
  }
  return latin.map((count, number) => Math.max(count, abjad[number] ?? 0));
}

/** How many parts an entry must hold words for, so that not too many are ranked. */
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

/** The birth date of an entry with this posting, given what its date words said. */
function agreementOf(
  said: BirthDateAgreement | undefined,
  posting: { readonly isDated: boolean },
  birthDate: string | null,
): BirthDateAgreement {
  if (birthDate === null) return 'unknown';
  // Beside a date that cannot be compared, one that is near takes nothing away.
  if (said === undefined || said === 'near')
    return posting.isDated ? (said ?? 'different') : 'unknown';
  return said;
}

/**
 * The entries of one list that a person is compared with.
 * @throws NameTooLongError when the name has more parts than `maxParts`.
 */
export async function findCandidates(person: FoldedPerson, index: WordIndex): Promise<Candidates> {
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
  const evidences = new Map<number, Evidence>();
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
      let evidence = evidences.get(number);
      if (!evidence) {
        if (evidences.size === maxRanked) {
          isComplete = false;
          continue;
        }
        evidence = {
          ...{ parts: 0, isDated: isDated(posting), isWholeName: false },
          ...{ words: [], likenesses: [], weights: [], covered: [] },
        };
        evidences.set(number, evidence);
      }
      if (isWholeName(posting)) evidence.isWholeName = true;
      const isTaken = hit.words.some((word) => evidence.words.includes(word));
      if ((evidence.parts & hit.parts) !== 0 || isTaken) continue;
      evidence.parts |= hit.parts;
      evidence.words.push(...hit.words);
      evidence.likenesses.push(hit.likeness);
      evidence.weights.push(weight);
      evidence.covered.push(covered);
    }
    await pause();
  }

  const ranked: Candidate[] = [];
  for (const [number, evidence] of evidences) {
    const agreement = agreementOf(agreements.get(number), evidence, person.birthDate);
    const score = estimate(evidence, coreCount) + birthDateEffect[agreement];
    if (score + slack < matchThreshold && agreement !== 'same') continue;
    ranked.push({ number, estimate: score });
  }
  ranked.sort((one, other) => other.estimate - one.estimate || one.number - other.number);
  return { ranked, isComplete };
}
