/** Repeatable choices: the same seed leads to the same choices in every engine. */
export interface Random {
  /** A fraction, 0 inclusive to 1 exclusive. */
  next(): number;
  /** An integer, both ends inclusive. */
  int(from: number, to: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One of the keys, with the probability of its weight. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T;
  digits(length: number): string;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
  /** Letters that are hard to confuse with digits, and digits. */
  code(length: number): string;
}

const codeCharacters = 'ACDEFHJKLMNPRTUVWXY3456789';

/** A 32-bit hash of a text (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Choices that depend only on the seeds (splitmix32, not for secrets). */
export function createRandom(...seeds: readonly (number | string)[]): Random {
  let state = seeds.reduce<number>(
    (mixed, seed) => Math.imul(mixed ^ (typeof seed === 'string' ? hash(seed) : seed), 0x9e3779b1),
    0x243f6a88,
  );

  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  const text = (length: number, characters: string) => {
    const drawn = Array.from({ length }, () =>
      characters.charCodeAt(int(0, characters.length - 1)),
    );
    return String.fromCharCode(...drawn);
  };

  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    weighted: (items) => {
      let rest = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        rest -= weight;
        if (rest < 0) return item;
      }
      return pick(items)[0];
    },
    digits: (length) => text(length, '0123456789'),
    hex: (length) => text(length, '0123456789abcdef'),
    code: (length) => text(length, codeCharacters),
  };
}

/** The same text in one piece. Engines store a concatenated text as a tree of its parts. */
export function flatten(text: string): string {
  return text.split('').join('');
}
