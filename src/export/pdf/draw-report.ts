import { paginate, type Head, type Piece } from './pagination.js';
import type { Color, Extent, PdfImage } from './pdf-file.js';
import type { Block, Fact, Report } from './report.js';
import { fitInto, ink, lineHeight, muted, paperWhite, type Sheet } from './sheet.js';
import type { Steps } from './steps.js';
import type { TextLine, TextStyle } from './typesetter.js';

const label: TextStyle = { size: 8, weight: 'regular', color: muted };
const value: TextStyle = { size: 9.5, weight: 'regular', color: ink };
const strong: TextStyle = { size: 9.5, weight: 'semi-bold', color: ink };
const note: TextStyle = { size: 9, weight: 'regular', color: muted };
const sectionTitle: TextStyle = { size: 11.5, weight: 'semi-bold', color: ink };
const title: TextStyle = { size: 11.5, weight: 'regular', color: muted };
const clientName: TextStyle = { size: 20, weight: 'semi-bold', color: ink };
const columnTitle: TextStyle = { size: 8, weight: 'semi-bold', color: muted };
const cell: TextStyle = { size: 8, weight: 'regular', color: ink };
const running: TextStyle = { size: 8, weight: 'regular', color: muted };
const mark: TextStyle = { size: 11, weight: 'semi-bold', color: paperWhite };
const markNote: TextStyle = { size: 9, weight: 'regular', color: paperWhite };

const gutter = 18;
const cellPadding = 4;
const photoHeight = 138;
/** Facts of at most this height are not divided. */
const keptHeight = 150;
/**
 * The least width of a document's photo: 140 mm. A passport's page of 125 mm that fills nine tenths of
 * it is as large as in reality, and so are the letters of its zone (ICAO Doc 9303-4).
 */
const leastDocumentWidth = 397;

const styles = { normal: value, strong, muted: note } as const;

/** The company's name, logo and colour. */
export interface Letterhead {
  readonly logo: PdfImage | undefined;
  readonly color: Color;
}

type Table = Extract<Block, { kind: 'table' }>;
type Photos = Extract<Block, { kind: 'photos' | 'documents' }>['photos'];
type Lines = readonly TextLine[];

/** Texts side by side. */
interface Row {
  readonly cells: readonly Lines[];
  readonly style: TextStyle;
  /** The left edge of each cell. */
  readonly x: (index: number) => number;
}

/** What surrounds a row. Distances are in points. */
interface RowFrame {
  readonly head?: Head;
  /** Drawn above the texts, such as labels. */
  readonly above: { readonly height: number; readonly draw: () => void };
  /** Drawn below the texts, such as a rule. */
  readonly below: { readonly height: number; readonly draw: () => void };
  readonly gap: number;
}

/** A caption above a photo, with the space below it. */
const captionHeight = lineHeight(label) + 3;

const heightOf = (lines: Lines, style: TextStyle): number => lines.length * lineHeight(style);

const heightOfCells = ({ cells, style }: Row): number =>
  Math.max(0, ...cells.map((lines) => heightOf(lines, style)));

/** How often `Steps.next` is called while the blocks are laid out. */
const countSteps = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.rows.length : 1), 0);

/** Lays a report out in pieces, and draws their pages on a sheet. */
export class ReportPrinter {
  readonly #sheet: Sheet;
  readonly #report: Report;
  readonly #letterhead: Letterhead;
  readonly #photos: ReadonlyMap<string, PdfImage>;
  readonly #pageOf: (number: number, count: number) => string;
  readonly #steps: Steps;
  readonly #pieces: Piece[] = [];

  constructor(
    sheet: Sheet,
    report: Report,
    letterhead: Letterhead,
    photos: ReadonlyMap<string, PdfImage>,
    pageOf: (number: number, count: number) => string,
    steps: Steps,
  ) {
    this.#sheet = sheet;
    this.#report = report;
    this.#letterhead = letterhead;
    this.#photos = photos;
    this.#pageOf = pageOf;
    this.#steps = steps;
  }

  async print(): Promise<void> {
    const { blocks } = this.#report;
    this.#steps.begin(countSteps(blocks), 0.5);
    await this.#head();
    for (const [index, block] of blocks.entries()) {
      await this.#block(block, blocks[index + 1]);
      if (block.kind !== 'table') await this.#steps.next();
    }
    this.#steps.begin(this.#pieces.length, 0.5);
    const { capacity } = this.#sheet;
    await this.#draw(paginate(this.#pieces, capacity, capacity / 4));
  }

  async #draw(pages: readonly (readonly Piece[])[]): Promise<void> {
    const margins = this.#margins(pages.length);
    for (const [number, pieces] of pages.entries()) {
      this.#sheet.addPage(margins(number + 1));
      for (const [index, piece] of pieces.entries()) {
        this.#sheet.place(piece, pieces[index - 1]);
        await this.#steps.next();
      }
      this.#sheet.endPage();
      await this.#steps.pause();
    }
  }

  #wrap(text: string, width: number, style: TextStyle): TextLine[] {
    return this.#sheet.typesetter.wrap(text, width, style);
  }

  /** Sets the least distance below the last piece. */
  #endBlock(below: number): void {
    const last = this.#pieces.pop();
    if (last) this.#pieces.push({ ...last, below });
  }

  /** The title, line by line, because a name may be longer than a page. */
  async #head(): Promise<void> {
    const sheet = this.#sheet;
    const { color, logo } = this.#letterhead;
    const { company, title: formTitle, sessionId, sessionIdLabel, version } = this.#report;
    if (logo) {
      const size = fitInto(
        { width: Math.min(150, logo.width), height: Math.min(36, logo.height) },
        logo,
      );
      const draw = () => sheet.image(logo, sheet.left, 0, size);
      this.#pieces.push({ height: size.height, below: 10, draw });
    }
    const texts = [
      [company, strong, 4],
      [formTitle, title, 0],
      [this.#report.clientName, clientName, 2],
      [`${sessionIdLabel}: ${sessionId}\n${version}`, note, 8],
    ] as const;
    for (const [text, style, below] of texts) {
      for (const line of this.#wrap(text, sheet.width, style)) {
        const draw = () => sheet.text([line], sheet.left, 0, style);
        this.#pieces.push({ height: lineHeight(style), draw });
      }
      this.#endBlock(below);
      await this.#steps.pause();
    }
    const draw = () => sheet.rule(sheet.left, 0, sheet.width, 2, color);
    this.#pieces.push({ height: 0, below: 8, draw });
  }

  async #block(block: Block, next: Block | undefined): Promise<void> {
    switch (block.kind) {
      case 'section':
        this.#section(block.title);
        break;
      case 'text':
        await this.#text(block.text, styles[block.tone], next);
        break;
      case 'facts':
        await this.#facts(block.facts, block.columns);
        break;
      case 'photos':
        this.#gallery(block.photos);
        break;
      case 'documents':
        this.#documents(block.photos);
        break;
      case 'table':
        await this.#table(block);
        break;
    }
  }

  #section(text: string): void {
    const sheet = this.#sheet;
    const lines = this.#wrap(text, sheet.width, sectionTitle);
    const height = heightOf(lines, sectionTitle) + 4;
    const draw = () => {
      sheet.text(lines, sheet.left, 0, sectionTitle);
      sheet.rule(sheet.left, height, sheet.width, 0.75, ink);
    };
    this.#pieces.push({ height: height + 5, above: 14, keepsNext: true, draw });
  }

  /** Keeps two lines together at both ends, and the text above a table with the table's start. */
  async #text(text: string, style: TextStyle, next: Block | undefined): Promise<void> {
    const sheet = this.#sheet;
    const lines = this.#wrap(text, sheet.width, style);
    const kept = Math.floor(sheet.capacity / 3 / lineHeight(style));
    const firstKept = next?.kind === 'table' ? lines.length - kept : Infinity;
    for (const [index, line] of lines.entries()) {
      const isAtEnd = index === 0 || index === lines.length - 2;
      this.#pieces.push({
        height: lineHeight(style),
        keepsNext: (isAtEnd && index < lines.length - 1) || index >= firstKept,
        draw: () => sheet.text([line], sheet.left, 0, style),
      });
      await this.#steps.pause();
    }
    this.#endBlock(4);
  }

  /** Draws labels above values, in columns. A few rows are kept together. */
  async #facts(facts: readonly Fact[], columns: number): Promise<void> {
    const width = (this.#sheet.width - (columns - 1) * gutter) / columns;
    const first = this.#pieces.length;
    for (let start = 0; start < facts.length; start += columns) {
      this.#factRow(facts.slice(start, start + columns), width);
      await this.#steps.pause();
    }
    const rows = this.#pieces.splice(first);
    const isKept = rows.reduce((sum, { height }) => sum + height, 0) <= keptHeight;
    const kept = rows.map((row, index) =>
      index < rows.length - 1 ? { ...row, keepsNext: true } : row,
    );
    this.#pieces.push(...(isKept ? kept : rows));
    this.#endBlock(2);
  }

  #factRow(facts: readonly Fact[], width: number): void {
    const sheet = this.#sheet;
    const x = (index: number) => sheet.left + index * (width + gutter);
    const labels = facts.map((fact) => this.#wrap(fact.label, width, label));
    const cells = facts.map((fact) => this.#wrap(fact.value, width, value));
    const labelHeight = Math.max(...labels.map((lines) => heightOf(lines, label)));
    const row = { cells, style: value, x };
    this.#row(row, {
      gap: 0,
      above: {
        height: 3 + labelHeight,
        draw: () => {
          for (const [index, lines] of labels.entries()) {
            // A single line is aligned with its value, even if a neighbour has more lines.
            sheet.text(lines, x(index), 3 + labelHeight - heightOf(lines, label), label);
          }
        },
      },
      below: {
        height: 5,
        draw: () => {
          for (const index of facts.keys()) sheet.rule(x(index), 4, width);
        },
      },
    });
  }

  /** Adds a row as one piece, or line by line if it is longer than a page. */
  #row(row: Row, frame: RowFrame): void {
    const sheet = this.#sheet;
    const { cells, style, x } = row;
    const { above, below, gap } = frame;
    const head = frame.head ? { head: frame.head } : {};
    const height = above.height + heightOfCells(row) + below.height;
    // A title and the column heads are on the same page.
    const isWhole = height <= sheet.capacity - (frame.head?.height ?? 0) - 48;
    if (isWhole) {
      const draw = () => {
        above.draw();
        for (const [index, lines] of cells.entries()) {
          sheet.text(lines, x(index), above.height, style);
        }
        sheet.below(above.height + heightOfCells(row), below.draw);
      };
      this.#pieces.push({ ...head, height, above: gap, draw });
      return;
    }
    const leading = lineHeight(style);
    const count = Math.max(...cells.map((lines) => lines.length));
    const kept = Math.floor(sheet.capacity / 6 / leading);
    for (let line = 0; line < count; line += 1) {
      const top = line === 0 ? above.height : 0;
      const isLast = line === count - 1;
      const draw = () => {
        if (line === 0) above.draw();
        for (const [index, lines] of cells.entries()) {
          sheet.text(lines.slice(line, line + 1), x(index), top, style);
        }
        if (isLast) sheet.below(top + leading, below.draw);
      };
      const pieceHeight = top + leading + (isLast ? below.height : 0);
      this.#pieces.push({
        ...head,
        height: pieceHeight,
        above: line === 0 ? gap : 0,
        keepsNext: !isLast && line < kept,
        draw,
      });
    }
  }

  /** All photos side by side, to compare the faces. */
  #gallery(photos: Photos): void {
    const sheet = this.#sheet;
    const perRow = 3;
    const width = (sheet.width - (perRow - 1) * gutter) / perRow;
    for (let start = 0; start < photos.length; start += perRow) {
      const row = photos.slice(start, start + perRow);
      const draw = () => {
        for (const [index, { id, caption }] of row.entries()) {
          this.#photo(id, caption, sheet.left + index * (width + gutter), {
            width,
            height: photoHeight,
          });
        }
      };
      this.#pieces.push({ height: captionHeight + photoHeight, above: 8, draw });
    }
    this.#endBlock(8);
  }

  #photo(id: string, caption: string, x: number, space: Extent): void {
    const sheet = this.#sheet;
    const image = this.#photos.get(id);
    sheet.text(this.#wrap(caption, space.width, label).slice(0, 1), x, 0, label);
    if (image) {
      sheet.image(image, x, captionHeight, fitInto(space, image));
    } else {
      sheet.frame(x, captionHeight, space);
      const lines = this.#wrap(this.#report.missingPhoto, space.width - 16, note);
      const top = captionHeight + (space.height - heightOf(lines, note)) / 2;
      sheet.text(lines, x + 8, top, note);
    }
  }

  /** The photos of the documents, so large that their zones can be read. */
  #documents(photos: Photos): void {
    const { left, width, capacity } = this.#sheet;
    const gap = 12;
    const shown = photos.flatMap((photo) => {
      const image = this.#photos.get(photo.id);
      return image ? [{ ...photo, image }] : [];
    });
    const inSpace = (height: number) =>
      shown.map(({ image }) => fitInto({ width, height: height - captionHeight }, image));
    const onOnePage = inSpace((capacity - (shown.length - 1) * gap) / shown.length);
    const areLarge = onOnePage.every((extent) => extent.width >= leastDocumentWidth);
    const extents = areLarge ? onOnePage : inSpace(capacity);
    for (const [index, { id, caption }] of shown.entries()) {
      const extent = extents[index];
      if (!extent) continue;
      const draw = () => this.#photo(id, caption, left, extent);
      this.#pieces.push({
        height: captionHeight + extent.height,
        above: gap,
        below: gap,
        floats: true,
        draw,
      });
    }
    this.#endBlock(gap);
  }

  /** Divides the width by shares, but widens a column to avoid breaking a word that almost fits. */
  async #columnWidths({ columns, rows }: Table): Promise<number[]> {
    const { width, typesetter } = this.#sheet;
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const byShare = columns.map(({ share }) => (width * share) / shares);
    const widest = (text: string, style: TextStyle, limit: number): number =>
      text.split(/\s+/).reduce((most, word) => {
        const wordWidth = typesetter.measure(word, style) + 2 * cellPadding + 0.01;
        return wordWidth <= limit ? Math.max(most, wordWidth) : most;
      }, 0);
    let least = columns.map(({ title }) => widest(title, columnTitle, Infinity));
    for (const row of rows) {
      least = least.map((one, index) =>
        Math.max(one, widest(row[index] ?? '', cell, (byShare[index] ?? 0) * 1.4)),
      );
      await this.#steps.pause();
    }
    if (least.reduce((sum, one) => sum + one, 0) > width) return byShare;
    const widen = (widened: ReadonlySet<number>): number[] => {
      const sum = (of: readonly number[], isWidened: boolean) =>
        of.reduce((total, one, index) => total + (widened.has(index) === isWidened ? one : 0), 0);
      const scale = (width - sum(least, true)) / sum(byShare, false);
      const widths = byShare.map((one, index) =>
        widened.has(index) ? (least[index] ?? 0) : one * scale,
      );
      const tooNarrow = widths.flatMap((one, index) => (one < (least[index] ?? 0) ? [index] : []));
      return tooNarrow.length === 0 ? widths : widen(new Set([...widened, ...tooNarrow]));
    };
    return widen(new Set());
  }

  async #table(table: Table): Promise<void> {
    const { columns, rows } = table;
    const sheet = this.#sheet;
    const widths = await this.#columnWidths(table);
    const starts = widths.map((_, index) =>
      widths.slice(0, index).reduce((sum, width) => sum + width, sheet.left),
    );
    const x = (index: number) => starts[index] ?? sheet.left;
    const wrapCell = (text: string, index: number, style: TextStyle) =>
      this.#wrap(text, (widths[index] ?? 0) - 2 * cellPadding, style);
    const titles = columns.map((column, index) => wrapCell(column.title, index, columnTitle));
    const titleHeight = Math.max(...titles.map((lines) => heightOf(lines, columnTitle)));
    const head: Head = {
      height: titleHeight + 3,
      draw: () => {
        for (const [index, lines] of titles.entries()) {
          sheet.text(lines, x(index), titleHeight - heightOf(lines, columnTitle), columnTitle);
        }
        sheet.rule(sheet.left, titleHeight + 3, sheet.width, 0.75, muted);
      },
    };
    const above = { height: cellPadding - 1, draw: () => {} };
    const below = {
      height: cellPadding + 1,
      draw: () => sheet.rule(sheet.left, cellPadding + 1, sheet.width),
    };
    for (const [index, texts] of rows.entries()) {
      const cells = texts.map((text, column) => wrapCell(text, column, cell));
      this.#row({ cells, style: cell, x }, { head, above, below, gap: index === 0 ? 3 : 0 });
      await this.#steps.next();
    }
    this.#endBlock(6);
  }

  /** How the margins of a page are drawn. */
  #margins(count: number): (number: number) => Parameters<Sheet['addPage']>[0] {
    const { company, sessionId, sessionIdLabel, generated, notDecided } = this.#report;
    const { width } = this.#sheet;
    // One line each. The first page has the full texts.
    const first = (text: string, space: number, style = running): TextLine => {
      const lines = this.#wrap(text, space, style);
      const [line = { text: '', direction: 'ltr' }] = lines;
      return lines.length > 1 ? { ...line, text: `${line.text}…` } : line;
    };
    const companyLine = first(company, width * 0.38);
    const idLine = first(`${sessionIdLabel}: ${sessionId}`, width * 0.58);
    const generatedLine = first(generated, width * 0.7);
    const markLine = first(notDecided?.mark ?? '', width * 0.6, mark);
    const markWidth = this.#sheet.typesetter.measure(markLine.text, mark);
    const statusLine = first(notDecided?.status ?? '', width - markWidth - 2 * gutter, markNote);
    return (number) =>
      ({ head, bar, foot }) => {
        // The first page starts with this line.
        if (number > 1) head(companyLine, running, 'start');
        head(idLine, running, 'end');
        if (notDecided) {
          bar(markLine, mark, 'start');
          bar(statusLine, markNote, 'end');
        }
        foot(generatedLine, running, 'start');
        foot(first(this.#pageOf(number, count), width * 0.28), running, 'end');
      };
  }
}
