/**
 * How far two spellings are apart. A small weighted edit distance of our own: the maintained
 * libraries count all letters alike, but in names vowels are what romanizations disagree about.
 */

const vowels = new Set('aeiou');

/** Consonants that are heard or written for each other, by one letter for each group. */
const groups = new Map(
  ['bp', 'fv', 'dt', 'kghX', 'szSCJ', 'mn', 'l', 'r'].flatMap((group) =>
    group.split('').map((letter) => [letter, group.charAt(0)] as const),
  ),
);

/** The group of a consonant, or the letter itself. */
export const soundGroup = (letter: string): string => groups.get(letter) ?? letter;

/** Letters that one romanization writes and another leaves out cost half. */
const lossCost = (letter: string) => (vowels.has(letter) || letter === 'h' ? 0.5 : 1);

function exchangeCost(one: string, other: string): number {
  if (one === other) return 0;
  if (vowels.has(one) && vowels.has(other)) return 0.5;
  // J of John is written with the letter of Jan.
  if ((one === 'J' && other === 'i') || (one === 'i' && other === 'J')) return 0.5;
  return soundGroup(one) === soundGroup(other) ? 0.5 : 1;
}

/** How an abjad letter may sound: its long vowels are written with consonants. */
const abjadVowels: Readonly<Record<string, string>> = { v: 'uovai', i: 'iej', a: 'aeiou' };

interface Costs {
  /** Of a letter that only the first spelling has. */
  readonly leaveOut: (letter: string) => number;
  /** Of a letter that only the second spelling has. */
  readonly putIn: (letter: string) => number;
  readonly exchange: (one: string, other: string) => number;
}

/** All of `exchangeCost`, worked out once: it is asked for every pair of letters of every pair of names. */
const ascii = 128;
const exchangeCosts = Float64Array.from({ length: ascii * ascii }, (_, index) =>
  exchangeCost(String.fromCharCode(Math.floor(index / ascii)), String.fromCharCode(index % ascii)),
);

const plainCosts: Costs = {
  leaveOut: lossCost,
  putIn: lossCost,
  exchange: (one, other) => exchangeCosts[one.charCodeAt(0) * ascii + other.charCodeAt(0)] ?? 1,
};

/** From an abjad's spelling to one with vowels: those put in cost nothing. */
const abjadCosts: Costs = {
  leaveOut: (letter) => (letter in abjadVowels ? 0.5 : lossCost(letter)),
  putIn: (letter) => (vowels.has(letter) ? 0 : lossCost(letter)),
  exchange: (one, other) => (abjadVowels[one]?.includes(other) ? 0 : exchangeCost(one, other)),
};

/**
 * Optimal string alignment: exchanged, left out, put in, and neighbours that changed places.
 * @param most Past which nobody asks how far; then the answer is infinite.
 */
function distance(one: string, other: string, costsOf: Costs, most: number): number {
  const { leaveOut, putIn, exchange } = costsOf;
  const width = other.length + 1;
  const costs = new Float64Array((one.length + 1) * width);
  const at = (row: number, column: number) => costs[row * width + column] ?? 0;
  for (let column = 1; column < width; column++) {
    costs[column] = at(0, column - 1) + putIn(other.charAt(column - 1));
  }
  for (let row = 1; row <= one.length; row++) {
    const letter = one.charAt(row - 1);
    const lost = leaveOut(letter);
    costs[row * width] = at(row - 1, 0) + lost;
    let leastOfRow = at(row, 0);
    for (let column = 1; column < width; column++) {
      const opposite = other.charAt(column - 1);
      let least = at(row - 1, column - 1) + exchange(letter, opposite);
      least = Math.min(least, at(row - 1, column) + lost, at(row, column - 1) + putIn(opposite));
      const isSwapped =
        row > 1 &&
        column > 1 &&
        letter === other.charAt(column - 2) &&
        opposite === one.charAt(row - 2);
      if (isSwapped) least = Math.min(least, at(row - 2, column - 2) + 1);
      costs[row * width + column] = least;
      leastOfRow = Math.min(leastOfRow, least);
    }
    // Letters that change places skip a row, at a cost of 1.
    if (leastOfRow > most + 1) return Number.POSITIVE_INFINITY;
  }
  return at(one.length, other.length);
}

/** Spellings that share less than this are not told apart any more. */
export const minLikeness = 0.7;

function likenessOf(one: string, other: string, costs: Costs, length: number): number {
  const likeness = 1 - distance(one, other, costs, (1 - minLikeness) * length) / length;
  return likeness < minLikeness ? 0 : likeness;
}

/** 1 for the same letters, 0 below `minLikeness`: of the longer spelling, what they share. */
export function letterLikeness(one: string, other: string): number {
  const length = Math.max(one.length, other.length);
  return length === 0 ? 0 : likenessOf(one, other, plainCosts, length);
}

/** Like `letterLikeness`; the first spelling leaves its short vowels out. */
export function abjadLikeness(written: string, vocalized: string): number {
  return written === '' ? 0 : likenessOf(written, vocalized, abjadCosts, written.length);
}
