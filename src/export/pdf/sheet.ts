import { rgb, type Color, type PDFDocument, type PDFImage, type PDFPage } from '@cantoo/pdf-lib';

import { distanceFrom, headAbove, type Piece } from './pagination.js';
import type { TextLine, TextStyle, Typesetter } from './typesetter.js';

export type Paper = 'a4' | 'letter';

/** Width and height in points (ISO 216, ANSI/ASME Y14.1). */
export const paperSizes: Readonly<Record<Paper, readonly [number, number]>> = {
  a4: [595.28, 841.89],
  letter: [612, 792],
};

const grey = (lightness: number): Color => rgb(lightness, lightness, lightness);
export const ink = grey(0.05);
export const muted = grey(0.35);
export const paperWhite = grey(1);
const hairline = grey(0.75);

const marginX = 48;
/** The space for the running head and foot of each page. */
const marginTop = 72;
const marginBottom = 60;
/** The bar below the running head, which marks each page. */
const barHeight = 19;
const barGap = 11;
const barPadding = 7;

/** The pages of the form, filled from top to bottom. Distances are in points. */
export class Sheet {
  readonly left = marginX;
  readonly width: number;
  /** The height of the content of a page. */
  readonly capacity: number;
  readonly typesetter: Typesetter;

  readonly #document: PDFDocument;
  readonly #size: readonly [number, number];
  readonly #hasBar: boolean;
  #page: PDFPage | undefined;
  /** The current position, from the bottom of the page. */
  #y = 0;

  constructor(document: PDFDocument, typesetter: Typesetter, paper: Paper, hasBar: boolean) {
    this.#document = document;
    this.typesetter = typesetter;
    this.#size = paperSizes[paper];
    this.#hasBar = hasBar;
    this.width = this.#size[0] - 2 * marginX;
    this.capacity = this.#top - marginBottom;
  }

  /** Adds a page, and draws its margins with `margins`. */
  addPage(margins: (draw: Margins) => void): void {
    this.#page = this.#document.addPage([...this.#size]);
    this.#y = this.#top;
    this.#drawMargins(this.#page, margins);
  }

  /** Draws a piece below the previous one of the page. */
  place(piece: Piece, previous: Piece | undefined): void {
    this.#y -= distanceFrom(previous, piece);
    const head = headAbove(piece, previous);
    head?.draw();
    this.#y -= head?.height ?? 0;
    piece.draw();
    this.#y -= piece.height;
  }

  /** Draws from `top` below the current position, as if that was the position. */
  below(top: number, draw: () => void): void {
    this.#y -= top;
    draw();
    this.#y += top;
  }

  /** Draws lines of text, from `top` below the current position. */
  text(lines: readonly TextLine[], x: number, top: number, style: TextStyle): void {
    const leading = lineHeight(style);
    for (const [index, line] of lines.entries()) {
      const baseline = this.#y - top - index * leading - style.size;
      this.typesetter.draw(this.#currentPage, line, x, baseline, style);
    }
  }

  /** Draws a horizontal line at `top` below the current position. */
  rule(x: number, top: number, width: number, thickness = 0.5, color: Color = hairline): void {
    this.#line(this.#currentPage, x, this.#y - top, width, thickness, color);
  }

  /** Draws at `top` below the current position. */
  image(image: PDFImage, x: number, top: number, { width, height }: Extent): void {
    this.#currentPage.drawImage(image, { x, y: this.#y - top - height, width, height });
  }

  /** Draws at `top` below the current position. */
  frame(x: number, top: number, { width, height }: Extent): void {
    const place = { x, y: this.#y - top - height, width, height };
    this.#currentPage.drawRectangle({ ...place, borderColor: hairline, borderWidth: 0.5 });
  }

  get #top(): number {
    return this.#size[1] - marginTop - (this.#hasBar ? barHeight + barGap : 0);
  }

  get #currentPage(): PDFPage {
    if (!this.#page) throw new TypeError('The sheet has no page yet.');
    return this.#page;
  }

  #line(page: PDFPage, x: number, y: number, width: number, thickness: number, color: Color): void {
    page.drawLine({ start: { x, y }, end: { x: x + width, y }, thickness, color });
  }

  #drawMargins(page: PDFPage, margins: (draw: Margins) => void): void {
    const [width, height] = this.#size;
    const line = (text: TextLine, style: TextStyle, align: Align, y: number, inset = marginX) => {
      const textWidth = this.typesetter.measure(text.text, style);
      const x = align === 'start' ? inset : width - inset - textWidth;
      this.typesetter.draw(page, text, x, y, style);
    };
    const barBottom = height - marginTop + barPadding - barHeight;
    if (this.#hasBar) {
      const bar = { x: marginX, y: barBottom, width: this.width, height: barHeight, color: ink };
      page.drawRectangle(bar);
    }
    margins({
      head: (text, style, align) => line(text, style, align, height - 40),
      bar: (text, style, align) => {
        const baseline = barBottom + (barHeight - style.size * 0.7) / 2;
        line(text, style, align, baseline, marginX + barPadding);
      },
      foot: (text, style, align) => line(text, style, align, 32),
    });
    for (const y of [height - 48, 46]) this.#line(page, marginX, y, this.width, 0.5, hairline);
  }
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** An extent of the same proportions that fits into a space. */
export function fitInto(space: Extent, { width, height }: Extent): Extent {
  const scale = Math.min(space.width / width, space.height / height);
  return { width: width * scale, height: height * scale };
}

type Align = 'start' | 'end';
type DrawMargin = (text: TextLine, style: TextStyle, align: Align) => void;

/** The head, the bar and the foot of one page. */
export interface Margins {
  readonly head: DrawMargin;
  readonly bar: DrawMargin;
  readonly foot: DrawMargin;
}

export const lineHeight = ({ size }: TextStyle): number => Math.round(size * 1.38 * 4) / 4;
