import { rgb, type Color, type PDFDocument, type PDFImage, type PDFPage } from '@cantoo/pdf-lib';

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

  readonly #document: PDFDocument;
  readonly #typesetter: Typesetter;
  readonly #size: readonly [number, number];
  readonly #hasBar: boolean;
  #page: PDFPage;
  /** The current position, from the bottom of the page. */
  #y: number;

  constructor(document: PDFDocument, typesetter: Typesetter, paper: Paper, hasBar: boolean) {
    this.#document = document;
    this.#typesetter = typesetter;
    this.#size = paperSizes[paper];
    this.#hasBar = hasBar;
    this.width = this.#size[0] - 2 * marginX;
    this.#page = document.addPage([...this.#size]);
    this.#y = this.#top;
  }

  get typesetter(): Typesetter {
    return this.#typesetter;
  }

  /** The space left on the page. */
  get room(): number {
    return this.#y - marginBottom;
  }

  /** The space on an empty page. */
  get capacity(): number {
    return this.#top - marginBottom;
  }

  /** Whether the page is empty. */
  get isFresh(): boolean {
    return this.#y === this.#top;
  }

  breakPage(): void {
    this.#page = this.#document.addPage([...this.#size]);
    this.#y = this.#top;
  }

  /** Starts a new page if less than `height` is left. */
  reserve(height: number): void {
    if (this.room < height && !this.isFresh) this.breakPage();
  }

  /** Moves down. */
  skip(height: number): void {
    this.#y -= height;
  }

  /** Draws lines of text, from `top` below the current position, without moving it. */
  text(lines: readonly TextLine[], x: number, top: number, style: TextStyle): void {
    const leading = lineHeight(style);
    for (const [index, line] of lines.entries()) {
      const baseline = this.#y - top - index * leading - style.size;
      this.#typesetter.draw(this.#page, line, x, baseline, style);
    }
  }

  rule(x: number, width: number, thickness = 0.5, color: Color = hairline): void {
    const [start, end] = [
      { x, y: this.#y },
      { x: x + width, y: this.#y },
    ];
    this.#page.drawLine({ start, end, thickness, color });
  }

  /** Draws at `top` below the current position, without moving it. */
  image(image: PDFImage, x: number, top: number, width: number, height: number): void {
    this.#page.drawImage(image, { x, y: this.#y - top - height, width, height });
  }

  /** Draws at `top` below the current position, without moving it. */
  frame(x: number, top: number, width: number, height: number): void {
    this.#page.drawRectangle({
      x,
      y: this.#y - top - height,
      width,
      height,
      borderColor: hairline,
      borderWidth: 0.5,
    });
  }

  /** Draws the margins of every page, once the number of pages is known. */
  async finish(draw: (margins: Margins) => Promise<void>): Promise<void> {
    const pages = this.#document.getPages();
    const [width, height] = this.#size;
    for (const [index, page] of pages.entries()) {
      const line = (text: TextLine, style: TextStyle, align: Align, y: number, inset = marginX) => {
        const textWidth = this.#typesetter.measure(text.text, style);
        const x = align === 'start' ? inset : width - inset - textWidth;
        this.#typesetter.draw(page, text, x, y, style);
      };
      const barBottom = height - marginTop + barPadding - barHeight;
      if (this.#hasBar) {
        const bar = { x: marginX, y: barBottom, width: this.width, height: barHeight, color: ink };
        page.drawRectangle(bar);
      }
      const rule = (y: number) =>
        page.drawLine({
          start: { x: marginX, y },
          end: { x: width - marginX, y },
          thickness: 0.5,
          color: hairline,
        });
      await draw({
        number: index + 1,
        count: pages.length,
        head: (text, style, align) => line(text, style, align, height - 40),
        bar: (text, style, align) => {
          const baseline = barBottom + (barHeight - style.size * 0.7) / 2;
          line(text, style, align, baseline, marginX + barPadding);
        },
        foot: (text, style, align) => line(text, style, align, 32),
      });
      rule(height - 48);
      rule(46);
    }
  }

  get #top(): number {
    return this.#size[1] - marginTop - (this.#hasBar ? barHeight + barGap : 0);
  }
}

type Align = 'start' | 'end';
type DrawMargin = (text: TextLine, style: TextStyle, align: Align) => void;

/** The head, the bar and the foot of one page. */
export interface Margins {
  readonly number: number;
  readonly count: number;
  readonly head: DrawMargin;
  readonly bar: DrawMargin;
  readonly foot: DrawMargin;
}

export const lineHeight = ({ size }: TextStyle): number => Math.round(size * 1.38 * 4) / 4;
