/**
 * An inverted index of a watch list: which entries have a word, and which words sound alike. A word is
 * the sound of a part of a name, so all spellings of one sound, in any script, are the same word.
 */
import { coreTokens, joinTokens, type NameToken, type Sound } from './fold-name.ts';
import { maxJoinedParts } from './likeness.ts';
import { isWholeOrPartialDate, type FoldedEntry } from './match.ts';
import { storedKeys } from './word-keys.ts';

/** The word of a part. Words of an abjad are marked, because they lack vowels. */
export const wordOf = ({ sound, isAbjad }: Sound): string => (isAbjad ? `-${sound}` : sound);

/** A separate word for each repetition of a part. */
export function repeatedWords(tokens: readonly NameToken[]): (string | undefined)[] {
  const words = tokens.map(wordOf);
  return words.map((word, index) => {
    const before = words.slice(0, index).filter((other) => other === word).length;
    return before === 0 ? undefined : `${word}+${before}`;
  });
}

export const soundOfWord = (word: string): Sound =>
  word.startsWith('-') ? { sound: word.slice(1), isAbjad: true } : { sound: word, isAbjad: false };

/** Birth dates are words too: as the list writes them, and as years. */
export const dateWord = (date: string): string => `@${date}`;
export const yearWord = (year: number): string => `@${String(year).padStart(4, '0')}*`;

/**
 * The entries that have a word, in ascending order: 4 × the entry's number in its list, + 2 if all its
 * birth dates can be compared, + 1 if the word is the whole of one of its names.
 */
export type Postings = Uint32Array;

export const numberOf = (posting: number): number => posting >>> 2;
export const isDated = (posting: number): boolean => (posting & 2) !== 0;
export const isWholeName = (posting: number): boolean => (posting & 1) !== 0;

export const asWholeName = (posting: number): number => (posting | 1) >>> 0;

/** The words of a list, in memory or in the database. */
export interface WordIndex {
  readonly entryCount: number;
  /** The words under each key. */
  wordsUnder(keys: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The entries with each word. */
  entriesWith(words: readonly string[]): Promise<ReadonlyMap<string, Postings>>;
}

export interface WordIndexBuilder {
  /** Adds the entry with this number. Numbers must ascend. */
  add(number: number, entry: FoldedEntry): void;
  postings(): Iterable<readonly [word: string, postings: Postings]>;
  keys(): Iterable<readonly [key: string, words: readonly string[]]>;
}

/** Abjads often separate words that romanizations join (أحمدي نژاد, Ahmadinejad). */
function joinedAbjadRuns(tokens: readonly NameToken[]): NameToken[][] {
  return tokens.flatMap((_, start) =>
    [2, maxJoinedParts]
      .map((length) => tokens.slice(start, start + length))
      .filter((run, index) => run.length === index + 2 && run.every(({ isAbjad }) => isAbjad)),
  );
}

function appendTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Builds an index in memory: about 100 bytes for each different word, and 8 for each posting. */
export function createWordIndexBuilder(): WordIndexBuilder {
  const postings = new Map<string, number[]>();

  function put(word: string, posting: number): void {
    const list = postings.get(word);
    const last = list?.at(-1);
    if (list && last !== undefined && numberOf(last) === numberOf(posting)) {
      list[list.length - 1] = last | posting;
    } else appendTo(postings, word, posting);
  }

  return {
    add(number, { entry: { birthDates }, names }) {
      const areDatesClear = birthDates.length > 0 && birthDates.every(isWholeOrPartialDate);
      const posting = 4 * number + (areDatesClear ? 2 : 0);
      for (const { tokens } of names) {
        const isSingle = coreTokens(tokens).length === 1;
        for (const token of tokens) put(wordOf(token), posting + (isSingle ? 1 : 0));
        for (const run of joinedAbjadRuns(tokens)) {
          put(wordOf(joinTokens(run)), posting + (run.length === tokens.length ? 1 : 0));
        }
        for (const word of repeatedWords(tokens)) {
          if (word !== undefined) put(word, posting);
        }
      }
      for (const date of birthDates.filter(isWholeOrPartialDate)) {
        put(dateWord(date), posting);
        put(yearWord(Number(date.slice(0, 4))), posting);
      }
    },
    *postings() {
      for (const [word, list] of postings) yield [word, Uint32Array.from(list)];
    },
    keys() {
      const words = new Map<string, string[]>();
      for (const word of postings.keys()) {
        if (!/^-?[a-z]+$/i.test(word)) continue;
        for (const key of storedKeys(soundOfWord(word))) appendTo(words, key, word);
      }
      return words;
    },
  };
}

/** An index in memory. */
export function createMemoryWordIndex(
  entryCount: number,
  builder: Pick<WordIndexBuilder, 'keys' | 'postings'>,
): WordIndex {
  const words = new Map(builder.keys());
  const postings = new Map(builder.postings());
  const pick = <Value>(from: ReadonlyMap<string, Value>, names: readonly string[]) =>
    new Map(
      names.flatMap((name) => {
        const value = from.get(name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  return {
    entryCount,
    wordsUnder: (keys) => Promise.resolve(pick(words, keys)),
    entriesWith: (names) => Promise.resolve(pick(postings, names)),
  };
}
