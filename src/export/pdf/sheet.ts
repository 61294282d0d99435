import { distanceFrom, headAbove, type Piece } from './pagination.js';
import { paperSizes, type Paper } from './paper.js';
import type { Color, Extent, PdfFile, PdfImage, PdfPage } from './pdf-file.js';
import type { TextLine, TextStyle, Typesetter } from './typesetter.js';

const grey = (lightness: number): Color => [lightness, lightness, lightness];
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

  readonly #file: PdfFile;
  readonly #size: Extent;
  readonly #hasBar: boolean;
  #page: PdfPage | undefined;
  /** The current position, from the bottom of the page. */
  #y = 0;

  constructor(file: PdfFile, typesetter: Typesetter, paper: Paper, hasBar: boolean) {
    this.#file = file;
    this.typesetter = typesetter;
    this.#size = paperSizes[paper];
    this.#hasBar = hasBar;
    this.width = this.#size.width - 2 * marginX;
    this.capacity = this.#top - marginBottom;
  }

  /** Adds a page, and draws its margins with `margins`. */
  addPage(margins: (draw: Margins) => void): void {
    this.#page = this.#file.addPage(this.#size);
    this.#y = this.#top;
    this.#drawMargins(this.#page, margins);
  }

  /** Ends the page. Nothing is drawn on it any more. */
  endPage(): void {
    this.#page?.end();
    this.#page = undefined;
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
    this.#currentPage.drawLine(x, this.#y - top, width, thickness, color);
  }

  /** Draws at `top` below the current position. */
  image(image: PdfImage, x: number, top: number, extent: Extent): void {
    this.#currentPage.drawImage(image, x, this.#y - top - extent.height, extent);
  }

  /** Draws at `top` below the current position. */
  frame(x: number, top: number, extent: Extent): void {
    this.#currentPage.drawFrame(x, this.#y - top - extent.height, extent, 0.5, hairline);
  }

  get #top(): number {
    return this.#size.height - marginTop - (this.#hasBar ? barHeight + barGap : 0);
  }

  get #currentPage(): PdfPage {
    if (!this.#page) throw new TypeError('The sheet has no page.');
    return this.#page;
  }

  #drawMargins(page: PdfPage, margins: (draw: Margins) => void): void {
    const { width, height } = this.#size;
    const line = (text: TextLine, style: TextStyle, align: Align, y: number, inset = marginX) => {
      const textWidth = this.typesetter.measure(text.text, style);
      const x = align === 'start' ? inset : width - inset - textWidth;
      this.typesetter.draw(page, text, x, y, style);
    };
    const barBottom = height - marginTop + barPadding - barHeight;
    if (this.#hasBar) {
      page.fillRectangle(marginX, barBottom, { width: this.width, height: barHeight }, ink);
    }
    margins({
      head: (text, style, align) => line(text, style, align, height - 40),
      bar: (text, style, align) => {
        const baseline = barBottom + (barHeight - style.size * 0.7) / 2;
        line(text, style, align, baseline, marginX + barPadding);
      },
      foot: (text, style, align) => line(text, style, align, 32),
    });
    for (const y of [height - 48, 46]) page.drawLine(marginX, y, this.width, 0.5, hairline);
  }
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
