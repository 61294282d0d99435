/** Glyphs of a font, each with its place in another table. */
type Coverage = ReadonlyMap<number, number>;

/** The distance that a pair of glyphs moves together or apart. `undefined` passes the pair on. */
type Pairs = (left: number, right: number) => number | undefined;

const extensionPositioning = 9;
const pairAdjustment = 2;
const advanceBit = 4;

const countBits = (bits: number): number => bits.toString(2).replaceAll('0', '').length;

/**
 * Reads the kerning of a font from its table `GPOS` (OpenType 1.9.1, lookup type 2). Lookups for other
 * features, such as the positions of marks, are left to the shaper.
 */
export function readKerning(gpos: DataView): (left: number, right: number) => number {
  const lookups = gpos.byteLength === 0 ? [] : kerningLookups(gpos);
  return (left, right) => {
    let sum = 0;
    for (const pairs of lookups) {
      for (const find of pairs) {
        const distance = find(left, right);
        if (distance === undefined) continue;
        sum += distance;
        break;
      }
    }
    return sum;
  };
}

/** The subtables of each lookup. */
function kerningLookups(gpos: DataView): Pairs[][] {
  const features = gpos.getUint16(6);
  const lookups = gpos.getUint16(8);
  const indexes = new Set<number>();
  for (let at = features + 2; at < features + 2 + 6 * gpos.getUint16(features); at += 6) {
    if (gpos.getUint32(at) !== 0x6b65726e) continue; // kern
    const feature = features + gpos.getUint16(at + 4);
    for (const index of numbers(gpos, feature + 2)) indexes.add(index);
  }
  return [...indexes]
    .sort((a, b) => a - b)
    .map((index) => {
      const lookup = lookups + gpos.getUint16(lookups + 2 + 2 * index);
      return numbers(gpos, lookup + 4).flatMap((offset) => {
        const at = lookup + offset;
        const type = gpos.getUint16(lookup);
        if (type === pairAdjustment) return readPairs(gpos, at);
        const isPairs = type === extensionPositioning && gpos.getUint16(at + 2) === pairAdjustment;
        return isPairs ? readPairs(gpos, at + gpos.getUint32(at + 4)) : [];
      });
    });
}

/** A list of 16-bit numbers, which begins with its length. */
function numbers(view: DataView, start: number): number[] {
  return Array.from({ length: view.getUint16(start) }, (_, index) =>
    view.getUint16(start + 2 + 2 * index),
  );
}

function readPairs(gpos: DataView, start: number): Pairs {
  const coverage = readCoverage(gpos, start + gpos.getUint16(start + 2));
  const format = gpos.getUint16(start + 4);
  const size = 2 * (countBits(format) + countBits(gpos.getUint16(start + 6)));
  const advanceAt = 2 * countBits(format & (advanceBit - 1));
  const advance = (record: number): number =>
    format & advanceBit ? gpos.getInt16(record + advanceAt) : 0;
  return gpos.getUint16(start) === 1
    ? singlePairs(gpos, start, coverage, size, advance)
    : classPairs(gpos, start, coverage, size, advance);
}

function singlePairs(
  gpos: DataView,
  start: number,
  coverage: Coverage,
  size: number,
  advance: (record: number) => number,
): Pairs {
  const sets = numbers(gpos, start + 8).map((offset) => {
    const set = start + offset;
    return new Map(
      Array.from({ length: gpos.getUint16(set) }, (_, index) => {
        const record = set + 2 + index * (size + 2);
        return [gpos.getUint16(record), advance(record + 2)] as const;
      }),
    );
  });
  return (left, right) => {
    const index = coverage.get(left);
    return index === undefined ? undefined : sets[index]?.get(right);
  };
}

function classPairs(
  gpos: DataView,
  start: number,
  coverage: Coverage,
  size: number,
  advance: (record: number) => number,
): Pairs {
  const leftClasses = readClasses(gpos, start + gpos.getUint16(start + 8));
  const rightClasses = readClasses(gpos, start + gpos.getUint16(start + 10));
  const columns = gpos.getUint16(start + 14);
  return (left, right) => {
    if (!coverage.has(left)) return undefined;
    const row = leftClasses.get(left) ?? 0;
    const column = rightClasses.get(right) ?? 0;
    return advance(start + 16 + (row * columns + column) * size);
  };
}

function readCoverage(gpos: DataView, start: number): Coverage {
  if (gpos.getUint16(start) === 1) {
    return new Map(numbers(gpos, start + 2).map((glyph, index) => [glyph, index]));
  }
  return readRanges(gpos, start + 2, (first, glyph) => first + glyph);
}

/** The class of each glyph. Those without one are in class 0. */
function readClasses(gpos: DataView, start: number): Coverage {
  if (gpos.getUint16(start) === 1) {
    const first = gpos.getUint16(start + 2);
    return new Map(numbers(gpos, start + 4).map((one, index) => [first + index, one]));
  }
  return readRanges(gpos, start + 2, (one) => one);
}

function readRanges(
  gpos: DataView,
  start: number,
  valueOf: (value: number, index: number) => number,
): Coverage {
  const values = new Map<number, number>();
  for (let at = start + 2; at < start + 2 + 6 * gpos.getUint16(start); at += 6) {
    const first = gpos.getUint16(at);
    for (let glyph = first; glyph <= gpos.getUint16(at + 2); glyph += 1) {
      values.set(glyph, valueOf(gpos.getUint16(at + 4), glyph - first));
    }
  }
  return values;
}
