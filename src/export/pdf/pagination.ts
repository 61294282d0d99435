/** The column heads of a table. */
export interface Head {
  readonly height: number;
  readonly draw: () => void;
}

/** A part of the form that is never divided. Distances are in points. */
export interface Piece {
  readonly height: number;
  /** The least distance from the piece above it on the same page. */
  readonly above?: number;
  /** The least distance from the piece below it on the same page. */
  readonly below?: number;
  /** Whether the next piece must be on the same page. */
  readonly keepsNext?: boolean;
  /** Whether the pieces that follow fill the page first, if this one does not fit on it. */
  readonly floats?: boolean;
  /** The heads above the rows of a table, repeated on each page. */
  readonly head?: Head | undefined;
  readonly draw: () => void;
}

/** Pieces that one page must not separate. */
type Chain = readonly Piece[];

function chainsOf(pieces: readonly Piece[]): Chain[] {
  const chains: Piece[][] = [];
  let chain: Piece[] = [];
  for (const piece of pieces) {
    chain.push(piece);
    if (piece.keepsNext) continue;
    chains.push(chain);
    chain = [];
  }
  return chain.length > 0 ? [...chains, chain] : chains;
}

/** The heads to draw above a piece, which follows another one or is the first of its page. */
export const headAbove = (piece: Piece, previous: Piece | undefined): Head | undefined =>
  piece.head === previous?.head ? undefined : piece.head;

/** The distance between a piece and the one above it on the page. */
export const distanceFrom = (previous: Piece | undefined, piece: Piece): number =>
  previous ? Math.max(previous.below ?? 0, piece.above ?? 0) : 0;

/** The height of a page that consists of these pieces. */
export const heightOfPage = (pieces: readonly Piece[]): number =>
  pieces.reduce((height, piece, index) => {
    const previous = pieces[index - 1];
    const head = headAbove(piece, previous)?.height ?? 0;
    return height + distanceFrom(previous, piece) + head + piece.height;
  }, 0);

/**
 * Divides the pieces into pages of at most `capacity`. The last page is filled up to at least
 * `leastOnLast` if the page before it can be divided for that.
 */
export function paginate(
  pieces: readonly Piece[],
  capacity: number,
  leastOnLast: number,
): Piece[][] {
  const pages: Chain[][] = [];
  let page: Chain[] = [];
  let floating: Chain[] = [];
  const fits = (chain: Chain) => heightOfPage([...page, chain].flat()) <= capacity;
  const endPage = () => {
    pages.push(page);
    page = [];
    const waiting = floating;
    floating = [];
    for (const chain of waiting) place(chain);
  };
  const place = (chain: Chain): void => {
    const floats = chain.some((piece) => piece.floats);
    if (fits(chain) && !(floats && floating.length > 0)) page.push(chain);
    else if (page.length > 0 && floats) floating.push(chain);
    else if (page.length > 0) {
      endPage();
      place(chain);
    } else if (chain.length > 1) for (const piece of chain) place([piece]);
    else page.push(chain);
  };
  for (const chain of chainsOf(pieces)) place(chain);
  while (floating.length > 0) endPage();
  pages.push(page);
  return balance(pages, capacity, leastOnLast).map((chains) => chains.flat());
}

/** Moves chains to the last page until it is not nearly empty. */
function balance(pages: readonly Chain[][], capacity: number, leastOnLast: number): Chain[][] {
  const [before, last] = pages.slice(-2);
  if (!before || !last) return [...pages];
  let count = 0;
  const moved = () => [...before.slice(before.length - count), ...last];
  const height = () => heightOfPage(moved().flat());
  while (height() < leastOnLast && count < before.length - 1) count += 1;
  if (height() > capacity) return [...pages];
  return [...pages.slice(0, -2), before.slice(0, before.length - count), moved()];
}
