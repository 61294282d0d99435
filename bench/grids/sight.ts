/** What is seen at a place on the screen where a row should be, and whether it is right. */

export interface Sight {
  /** The row whose text is there. */
  readonly index: number | undefined;
  /** Something of a row's size is there, with or without text. */
  readonly hasRow: boolean;
}

export type Verdict = 'right' | 'wrong' | 'skeleton' | 'blank';

export function judge({ index, hasRow }: Sight, expected: number): Verdict {
  if (index !== undefined) return index === expected ? 'right' : 'wrong';
  return hasRow ? 'skeleton' : 'blank';
}

export type Verdicts = Readonly<Record<Verdict, number>>;

/** The share of a verdict, in per cent. */
export function shareOf(verdicts: Verdicts, verdict: Verdict): number {
  const { right, wrong, skeleton, blank } = verdicts;
  const all = right + wrong + skeleton + blank;
  return all === 0 ? 0 : (100 * verdicts[verdict]) / all;
}

/** Where the rows of a contestant are on the screen, in CSS pixels. */
export interface Geometry {
  /** The centre of the column with the document number. */
  readonly textX: number;
  /** The centre of the column with the thumbnail. */
  readonly photoX: number;
  /** The top of the first row while the list is not scrolled. */
  readonly top: number;
  /** Where the area of the rows ends. */
  readonly bottom: number;
  readonly rowHeight: number;
}

/** A place where a row should be. */
export interface Place {
  /** The position of the row in the list. */
  readonly position: number;
  /** The vertical centre of the row. */
  readonly y: number;
}

/** So far from an edge of the area of the rows, rounding decides what is hit. */
const edge = 2;

/** The rows whose centre is in view at a scroll offset. */
export function placesIn(
  { top, bottom, rowHeight }: Geometry,
  offset: number,
  count: number,
): Place[] {
  const places: Place[] = [];
  const first = Math.max(0, Math.ceil((offset + edge) / rowHeight - 0.5));
  for (let position = first; position < count; position += 1) {
    const y = top + (position + 0.5) * rowHeight - offset;
    if (y > bottom - edge) break;
    places.push({ position, y });
  }
  return places;
}
