/**
 * The distance between two spellings. This is a small weighted edit distance of our own: the maintained
 * libraries weigh all letters alike, but romanizations of names differ mostly in vowels.
 */

const vowels = new Set('aeiou');

/** Groups of consonants that are confused with each other, each named by its first letter. */
const groups = new Map(
  ['bp', 'fv', 'dt', 'kghX', 'szSCJ', 'mn', 'l', 'r'].flatMap((group) =>
    group.split('').map((letter) => [letter, group.charAt(0)] as const),
  ),
);

/** The group of a consonant, or the letter itself. */
export const soundGroup = (letter: string): string => groups.get(letter) ?? letter;

/** Sounds that romanizations exchange: Usama and Osama, Hussein and Hossin, Sharif and Sarif. */
const closeSounds = new Set(['ou', 'uo', 'ei', 'ie', 'sS', 'Ss', 'JC', 'CJ']);

/** Letters that some romanizations leave out cost half. */
const lossCost = (letter: string) => (vowels.has(letter) || letter === 'h' ? 0.5 : 1);

function exchangeCost(one: string, other: string): number {
  if (one === other) return 0;
  if (closeSounds.has(one + other)) return 0.25;
  if (vowels.has(one) && vowels.has(other)) return 0.5;
  // The J of John and the i of Jan are the same letter.
  if ((one === 'J' && other === 'i') || (one === 'i' && other === 'J')) return 0.5;
  return soundGroup(one) === soundGroup(other) ? 0.5 : 1;
}

/** How a letter of an abjad may sound: consonants stand for long vowels. */
const abjadVowels: Readonly<Record<string, string>> = { v: 'uovai', i: 'iej', a: 'aeiou' };
/** Arabic has no p and v; Hebrew has one letter for b and v, and one for p and f. */
const abjadConsonants: Readonly<Record<string, string>> = { b: 'pv', f: 'v', p: 'f' };

/** Costs of letters in quarters, by their code; see `quarters`. */
interface Costs {
  /** For a letter that only the first spelling has. */
  readonly leaveOut: Uint8Array;
  /** For a letter that only the second spelling has. */
  readonly putIn: Uint8Array;
  /** For a letter of the first spelling in place of one of the second, row by row. */
  readonly exchange: Uint8Array;
}

const ascii = 128;
const codes = Array.from({ length: ascii }, (_, code) => String.fromCharCode(code));

/** Computed once, because every pair of letters of every pair of words needs a cost. */
function quarters(
  leaveOut: (letter: string) => number,
  putIn: (letter: string) => number,
  exchange: (one: string, other: string) => number,
): Costs {
  return {
    leaveOut: Uint8Array.from(codes, (letter) => 4 * leaveOut(letter)),
    putIn: Uint8Array.from(codes, (letter) => 4 * putIn(letter)),
    exchange: Uint8Array.from({ length: ascii * ascii }, (_, index) => {
      const [one = '', other = ''] = [codes[Math.floor(index / ascii)], codes[index % ascii]];
      return 4 * exchange(one, other);
    }),
  };
}

const plainCosts = quarters(lossCost, lossCost, exchangeCost);

/** From a spelling in an abjad to one with vowels: adding vowels costs nothing. */
const abjadCosts = quarters(
  (letter) => (letter in abjadVowels ? 0.5 : lossCost(letter)),
  (letter) => (vowels.has(letter) ? 0 : lossCost(letter)),
  (one, other) =>
    [abjadVowels, abjadConsonants].some((sounds) => sounds[one]?.includes(other))
      ? 0
      : exchangeCost(one, other),
);

/** Letters that changed places, in quarters. Few people mistype the first letter. */
const [swapCost, firstSwapCost] = [2, 4];

/** The algorithm needs three rows of the table, whatever its size. Longer words are cut off. */
const maxLength = 200;
const rows = Array.from({ length: 3 }, () => new Int32Array(maxLength + 1));

/**
 * Optimal string alignment: substitution, deletion, insertion, and transposition of neighbours.
 * @param most - A larger distance is reported as infinite.
 */
function distance(one: string, other: string, costs: Costs, most: number): number {
  const { leaveOut, putIn, exchange } = costs;
  const height = Math.min(one.length, maxLength);
  const width = Math.min(other.length, maxLength);
  const limit = 4 * most;
  let [row, above, twoAbove] = rows as [Int32Array, Int32Array, Int32Array];
  row[0] = 0;
  for (let column = 1; column <= width; column++) {
    row[column] = (row[column - 1] ?? 0) + (putIn[other.charCodeAt(column - 1)] ?? 0);
  }
  for (let line = 1; line <= height; line++) {
    [row, above, twoAbove] = [twoAbove, row, above];
    const letter = one.charCodeAt(line - 1);
    const lost = leaveOut[letter] ?? 0;
    let leastOfRow = (row[0] = (above[0] ?? 0) + lost);
    for (let column = 1; column <= width; column++) {
      const opposite = other.charCodeAt(column - 1);
      let least = (above[column - 1] ?? 0) + (exchange[letter * ascii + opposite] ?? 0);
      least = Math.min(
        least,
        (above[column] ?? 0) + lost,
        (row[column - 1] ?? 0) + (putIn[opposite] ?? 0),
      );
      const isSwapped =
        line > 1 &&
        column > 1 &&
        letter === other.charCodeAt(column - 2) &&
        opposite === one.charCodeAt(line - 2);
      if (isSwapped) {
        const cost = line > 2 && column > 2 ? swapCost : firstSwapCost;
        least = Math.min(least, (twoAbove[column - 2] ?? 0) + cost);
      }
      row[column] = least;
      leastOfRow = Math.min(leastOfRow, least);
    }
    // A transposition skips a row.
    if (leastOfRow > limit + firstSwapCost) return Number.POSITIVE_INFINITY;
  }
  return (row[width] ?? 0) / 4;
}

/** A lower likeness counts as 0. */
export const minLikeness = 0.7;

function likenessOf(one: string, other: string, costs: Costs, length: number): number {
  const likeness = 1 - distance(one, other, costs, (1 - minLikeness) * length) / length;
  return likeness < minLikeness ? 0 : likeness;
}

/** The share of the longer spelling that is equal: 1 for the same letters, 0 below `minLikeness`. */
export function letterLikeness(one: string, other: string): number {
  const length = Math.max(one.length, other.length);
  return length === 0 ? 0 : likenessOf(one, other, plainCosts, length);
}

/** Like `letterLikeness`, where the first spelling leaves out short vowels. */
export function abjadLikeness(written: string, vocalized: string): number {
  return written === '' ? 0 : likenessOf(written, vocalized, abjadCosts, written.length);
}
