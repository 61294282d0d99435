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

/** Costs of letters in halves, by their code; see `halves`. */
interface Costs {
  /** Of a letter that only the first spelling has. */
  readonly leaveOut: Uint8Array;
  /** Of a letter that only the second spelling has. */
  readonly putIn: Uint8Array;
  /** Of a letter of the first for one of the second: row by row. */
  readonly exchange: Uint8Array;
}

const ascii = 128;
const codes = Array.from({ length: ascii }, (_, code) => String.fromCharCode(code));

/** Worked out once: they are asked for with every pair of letters of every pair of words. */
function halves(
  leaveOut: (letter: string) => number,
  putIn: (letter: string) => number,
  exchange: (one: string, other: string) => number,
): Costs {
  return {
    leaveOut: Uint8Array.from(codes, (letter) => 2 * leaveOut(letter)),
    putIn: Uint8Array.from(codes, (letter) => 2 * putIn(letter)),
    exchange: Uint8Array.from({ length: ascii * ascii }, (_, index) => {
      const [one = '', other = ''] = [codes[Math.floor(index / ascii)], codes[index % ascii]];
      return 2 * exchange(one, other);
    }),
  };
}

const plainCosts = halves(lossCost, lossCost, exchangeCost);

/** From an abjad's spelling to one with vowels: those put in cost nothing. */
const abjadCosts = halves(
  (letter) => (letter in abjadVowels ? 0.5 : lossCost(letter)),
  (letter) => (vowels.has(letter) ? 0 : lossCost(letter)),
  (one, other) => (abjadVowels[one]?.includes(other) ? 0 : exchangeCost(one, other)),
);

/** Three rows of the table are looked at, whatever its size; longer words are cut off. */
const maxLength = 200;
const rows = Array.from({ length: 3 }, () => new Int32Array(maxLength + 1));

/**
 * Optimal string alignment: exchanged, left out, put in, and neighbours that changed places.
 * @param most Past which nobody asks how far; then the answer is infinite.
 */
function distance(one: string, other: string, costs: Costs, most: number): number {
  const { leaveOut, putIn, exchange } = costs;
  const height = Math.min(one.length, maxLength);
  const width = Math.min(other.length, maxLength);
  const limit = 2 * most;
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
      if (isSwapped) least = Math.min(least, (twoAbove[column - 2] ?? 0) + 2);
      row[column] = least;
      leastOfRow = Math.min(leastOfRow, least);
    }
    // Letters that change places skip a row, at a cost of 1.
    if (leastOfRow > limit + 2) return Number.POSITIVE_INFINITY;
  }
  return (row[width] ?? 0) / 2;
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
