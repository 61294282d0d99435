import { matchesSearch, searchKey } from '../../model/search.js';
import { forEachWhenIdle, type Slices } from '../slices.js';
import type { Place, SessionStore } from './store.js';

/** Few enough to fold their names between two frames. */
const blockSize = 256;

/** The search keys of successive sessions, in one text. */
interface Block {
  /** A line for each session. */
  readonly text: string;
  /** Where each line ends. */
  readonly ends: readonly number[];
}

/** Finds sessions by their search keys. Long texts are searched faster than many short ones. */
export class SearchIndex {
  readonly #store: SessionStore;
  /** Without those that are not built yet, or in which a session has changed. */
  readonly #blocks: (Block | undefined)[];
  #isPrepared = false;

  constructor(store: SessionStore) {
    this.#store = store;
    this.#blocks = new Array<undefined>(Math.ceil(store.sessions.length / blockSize)).fill(
      undefined,
    );
    store.watch((place) => (this.#blocks[Math.floor(place / blockSize)] = undefined));
  }

  /** Folds all names while the page is idle, so that the first search need not. */
  prepare(): void {
    if (this.#isPrepared) return;
    this.#isPrepared = true;
    forEachWhenIdle(this.#blocks.keys(), (number) => this.#block(number));
  }

  /** Which places match all words: those that have a 1. */
  async find(words: readonly string[], slices: Slices): Promise<Uint8Array> {
    const found = new Uint8Array(this.#store.sessions.length);
    // The longest is probably the rarest.
    const [rarest = '', ...others] = words.toSorted((a, b) => b.length - a.length);
    for (const number of this.#blocks.keys()) {
      const first = number * blockSize;
      for (const index of linesWith(this.#block(number), rarest, others)) found[first + index] = 1;
      if (slices.over) await slices.next();
    }
    return found;
  }

  #block(number: number): Block {
    return (this.#blocks[number] ??= this.#build(number * blockSize));
  }

  #build(first: Place): Block {
    const keys = this.#store.sessions
      .slice(first, first + blockSize)
      .map(({ client }) => searchKey(client));
    let end = -1;
    return { text: keys.join('\n'), ends: keys.map((key) => (end += key.length + 1)) };
  }
}

/** The lines of a block that have a word with each of these beginnings. */
function* linesWith({ text, ends }: Block, word: string, others: readonly string[]) {
  const beginning = ` ${word}`;
  let index = 0;
  let at = text.indexOf(beginning);
  while (at >= 0) {
    while ((ends[index] as number) < at) index += 1;
    const end = ends[index] as number;
    const start = index === 0 ? 0 : (ends[index - 1] as number) + 1;
    if (others.length === 0 || matchesSearch(text.slice(start, end), others)) yield index;
    at = text.indexOf(beginning, end);
  }
}
