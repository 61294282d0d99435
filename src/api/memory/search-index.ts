import { matchesSearch, searchKey } from '../../model/search.js';
import { forEachWhenIdle, type Slices } from '../slices.js';
import type { Place, SessionStore } from './store.js';

/** Few enough to fold their names between two frames. */
const blockSize = 256;

/**
 * Finds sessions by their search keys. Those of successive sessions are lines of one text, a block:
 * a long text is searched faster than many short ones, and needs less memory.
 */
export class SearchIndex {
  readonly #store: SessionStore;
  /** Without those that are not built yet, or in which a session has changed. */
  readonly #blocks: (string | undefined)[];
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
      for (const line of linesWith(this.#block(number), rarest, others)) found[first + line] = 1;
      if (slices.over) await slices.next();
    }
    return found;
  }

  #block(number: number): string {
    return (this.#blocks[number] ??= this.#build(number * blockSize));
  }

  #build(first: Place): string {
    return this.#store.sessions
      .slice(first, first + blockSize)
      .map(({ client }) => `${searchKey(client)}\n`)
      .join('');
  }
}

/** The lines of a block that have a word with each of these beginnings. */
function* linesWith(block: string, word: string, others: readonly string[]) {
  const beginning = ` ${word}`;
  let line = 0;
  let start = 0;
  let end = block.indexOf('\n');
  for (let at = block.indexOf(beginning); at >= 0; at = block.indexOf(beginning, end)) {
    while (end < at) {
      line += 1;
      start = end + 1;
      end = block.indexOf('\n', start);
    }
    if (others.length === 0 || matchesSearch(block.slice(start, end), others)) yield line;
  }
}
