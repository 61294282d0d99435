import type { Color, PDFImage } from '@cantoo/pdf-lib';

import type { Block, Fact, Report } from './report.js';
import { ink, lineHeight, muted, paperWhite, type Sheet } from './sheet.js';
import type { Steps } from './steps.js';
import type { TextLine, TextStyle } from './typesetter.js';

const label: TextStyle = { size: 7.5, weight: 'regular', color: muted };
const value: TextStyle = { size: 9.5, weight: 'regular', color: ink };
const strong: TextStyle = { size: 9.5, weight: 'semi-bold', color: ink };
const note: TextStyle = { size: 9, weight: 'regular', color: muted };
const sectionTitle: TextStyle = { size: 11.5, weight: 'semi-bold', color: ink };
const title: TextStyle = { size: 20, weight: 'semi-bold', color: ink };
const columnTitle: TextStyle = { size: 7.5, weight: 'semi-bold', color: muted };
const cell: TextStyle = { size: 8, weight: 'regular', color: ink };
const running: TextStyle = { size: 7.5, weight: 'regular', color: muted };
const mark: TextStyle = { size: 11, weight: 'semi-bold', color: paperWhite };
const markNote: TextStyle = { size: 9, weight: 'regular', color: paperWhite };

const gutter = 18;
const cellPadding = 4;
const photoHeight = 138;

const styles = { normal: value, strong, muted: note } as const;

/** The company's name, logo and colour. */
export interface Letterhead {
  readonly logo: PDFImage | undefined;
  readonly color: Color;
}

type Table = Extract<Block, { kind: 'table' }>;

interface TableRow {
  readonly cells: readonly (readonly TextLine[])[];
  readonly height: number;
}

interface TableLayout {
  /** The left edge of each column. */
  readonly starts: readonly number[];
  readonly titles: readonly (readonly TextLine[])[];
  readonly headHeight: number;
  readonly rows: readonly TableRow[];
}

const heightOf = (lines: readonly TextLine[], style: TextStyle): number =>
  lines.length * lineHeight(style);

/** How often `Steps.next` is called while the blocks are drawn: twice for each row of a table. */
export const countSteps = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + (block.kind === 'table' ? 2 * block.rows.length : 1), 0);

/** Draws a report on a sheet. */
export class ReportPrinter {
  readonly #sheet: Sheet;
  readonly #report: Report;
  readonly #letterhead: Letterhead;
  readonly #photos: ReadonlyMap<string, PDFImage>;
  readonly #pageOf: (number: number, count: number) => string;
  readonly #steps: Steps;
  readonly #layouts = new Map<Table, TableLayout>();

  constructor(
    sheet: Sheet,
    report: Report,
    letterhead: Letterhead,
    photos: ReadonlyMap<string, PDFImage>,
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
    this.#head();
    for (const [index, block] of this.#report.blocks.entries()) {
      await this.#block(block, this.#report.blocks[index + 1]);
      if (block.kind !== 'table') await this.#steps.next();
    }
    await this.#margins();
  }

  #wrap(text: string, width: number, style: TextStyle): TextLine[] {
    return this.#sheet.typesetter.wrap(text, width, style);
  }

  #head(): void {
    const sheet = this.#sheet;
    const { logo, color } = this.#letterhead;
    if (logo) {
      const scale = Math.min(1, 150 / logo.width, 36 / logo.height);
      sheet.image(logo, sheet.left, 0, logo.width * scale, logo.height * scale);
      sheet.skip(logo.height * scale + 10);
    }
    const company = this.#wrap(this.#report.company, sheet.width, strong);
    sheet.text(company, sheet.left, 0, strong);
    sheet.skip(heightOf(company, strong) + 4);
    const titleLines = this.#wrap(this.#report.title, sheet.width, title);
    sheet.text(titleLines, sheet.left, 0, title);
    sheet.skip(heightOf(titleLines, title) + 2);
    const id = this.#wrap(
      `${this.#report.sessionIdLabel}: ${this.#report.sessionId}\n${this.#report.version}`,
      sheet.width,
      note,
    );
    sheet.text(id, sheet.left, 0, note);
    sheet.skip(heightOf(id, note) + 8);
    sheet.rule(sheet.left, sheet.width, 2, color);
    sheet.skip(8);
  }

  async #block(block: Block, next: Block | undefined): Promise<void> {
    switch (block.kind) {
      case 'section':
        await this.#section(block.title, next);
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
      case 'table':
        await this.#table(block);
        break;
    }
  }

  /** Keeps a title on one page with the start of its block. */
  async #section(text: string, next: Block | undefined): Promise<void> {
    const sheet = this.#sheet;
    const lines = this.#wrap(text, sheet.width, sectionTitle);
    const height = heightOf(lines, sectionTitle);
    sheet.reserve(14 + height + 9 + (await this.#minHeightOf(next)));
    if (!sheet.isFresh) sheet.skip(14);
    sheet.text(lines, sheet.left, 0, sectionTitle);
    sheet.skip(height + 4);
    sheet.rule(sheet.left, sheet.width, 0.75, ink);
    sheet.skip(5);
  }

  /** The height of the smallest part of a block that may stand alone. */
  async #minHeightOf(block: Block | undefined): Promise<number> {
    if (block?.kind !== 'table') return 44;
    const layout = await this.#layOut(block);
    const [first] = layout.rows;
    const rowHeight = first && this.#fitsOnPage(first, layout) ? first.height : 44;
    return 6 + layout.headHeight + rowHeight;
  }

  /** Keeps the text above a table on one page with the table's start. */
  async #text(text: string, style: TextStyle, next: Block | undefined): Promise<void> {
    const sheet = this.#sheet;
    const lines = this.#wrap(text, sheet.width, style);
    if (next?.kind === 'table') {
      const nextHeight = await this.#minHeightOf(next);
      sheet.reserve(Math.min(heightOf(lines, style), sheet.capacity / 3) + nextHeight);
    }
    for (const line of lines) {
      sheet.reserve(lineHeight(style));
      sheet.text([line], sheet.left, 0, style);
      sheet.skip(lineHeight(style));
      await this.#steps.pause();
    }
    sheet.skip(4);
  }

  /**
   * Draws labels above values, in columns. A row is kept on one page unless it is longer than a
   * page.
   */
  async #facts(facts: readonly Fact[], columns: number): Promise<void> {
    const width = (this.#sheet.width - (columns - 1) * gutter) / columns;
    for (let start = 0; start < facts.length; start += columns) {
      await this.#factRow(facts.slice(start, start + columns), width);
      await this.#steps.pause();
    }
    this.#sheet.skip(2);
  }

  async #factRow(facts: readonly Fact[], width: number): Promise<void> {
    const sheet = this.#sheet;
    const x = (index: number) => sheet.left + index * (width + gutter);
    const labels = facts.map((fact) => this.#wrap(fact.label, width, label));
    const values = facts.map((fact) => this.#wrap(fact.value, width, value));
    const labelHeight = Math.max(...labels.map((lines) => heightOf(lines, label)));
    const valueHeight = Math.max(...values.map((lines) => heightOf(lines, value)));
    const height = 3 + labelHeight + valueHeight + 4;
    sheet.reserve(Math.min(height, sheet.capacity));
    for (const [index, lines] of labels.entries()) {
      // A single line is aligned with its value, even if a neighbour has more lines.
      const top = 3 + labelHeight - heightOf(lines, label);
      sheet.text(lines, x(index), top, label);
    }
    sheet.skip(3 + labelHeight);
    await this.#cells(values, value, x);
    sheet.skip(4);
    for (const index of facts.keys()) sheet.rule(x(index), width);
    sheet.skip(1);
  }

  /** Draws cells side by side, on as many pages as the longest needs. */
  async #cells(
    cells: readonly (readonly TextLine[])[],
    style: TextStyle,
    x: (index: number) => number,
    onBreak: () => void = () => {},
  ): Promise<void> {
    const sheet = this.#sheet;
    const leading = lineHeight(style);
    const count = Math.max(...cells.map((lines) => lines.length));
    for (let line = 0; line < count;) {
      const fitting = Math.max(1, Math.floor(sheet.room / leading));
      const end = Math.min(count, line + fitting);
      for (const [index, lines] of cells.entries()) {
        sheet.text(lines.slice(line, end), x(index), 0, style);
      }
      sheet.skip((end - line) * leading);
      line = end;
      if (line < count) {
        sheet.breakPage();
        onBreak();
        await this.#steps.pause();
      }
    }
  }

  #gallery(photos: Extract<Block, { kind: 'photos' }>['photos']): void {
    const sheet = this.#sheet;
    const perRow = 3;
    const width = (sheet.width - (perRow - 1) * gutter) / perRow;
    for (let start = 0; start < photos.length; start += perRow) {
      sheet.reserve(photoHeight + 30);
      sheet.skip(8);
      const row = photos.slice(start, start + perRow);
      for (const [index, { id, caption }] of row.entries()) {
        this.#photo(id, caption, sheet.left + index * (width + gutter), width);
      }
      sheet.skip(photoHeight + 22);
    }
  }

  #photo(id: string, caption: string, x: number, width: number): void {
    const sheet = this.#sheet;
    const image = this.#photos.get(id);
    const top = lineHeight(label) + 3;
    sheet.text(this.#wrap(caption, width, label).slice(0, 1), x, 0, label);
    if (image) {
      const scale = Math.min(width / image.width, photoHeight / image.height);
      sheet.image(image, x, top, image.width * scale, image.height * scale);
    } else {
      sheet.frame(x, top, width, photoHeight);
      const lines = this.#wrap(this.#report.missingPhoto, width - 16, note);
      sheet.text(lines, x + 8, top + (photoHeight - heightOf(lines, note)) / 2, note);
    }
  }

  async #layOut(table: Table): Promise<TableLayout> {
    const known = this.#layouts.get(table);
    if (known) return known;
    const { columns, rows } = table;
    const { left } = this.#sheet;
    const widths = await this.#columnWidths(table);
    const starts = widths.map((_, index) =>
      widths.slice(0, index).reduce((sum, width) => sum + width, left),
    );
    const wrapCell = (text: string, index: number, style: TextStyle) =>
      this.#wrap(text, (widths[index] ?? 0) - 2 * cellPadding, style);
    const titles = columns.map((column, index) => wrapCell(column.title, index, columnTitle));
    const wrapped: TableRow[] = [];
    for (const row of rows) {
      const cells = row.map((text, index) => wrapCell(text, index, cell));
      const height = Math.max(...cells.map((lines) => heightOf(lines, cell))) + 2 * cellPadding;
      wrapped.push({ cells, height });
      await this.#steps.next();
    }
    const headHeight = Math.max(...titles.map((lines) => heightOf(lines, columnTitle)));
    const layout = { starts, titles, headHeight, rows: wrapped };
    this.#layouts.set(table, layout);
    return layout;
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

  /** Whether a row fits on one page, below a title and the column heads. */
  #fitsOnPage({ height }: TableRow, { headHeight }: TableLayout): boolean {
    return height <= this.#sheet.capacity - headHeight - 48;
  }

  async #table(table: Table): Promise<void> {
    const sheet = this.#sheet;
    const layout = await this.#layOut(table);
    const { titles, headHeight } = layout;
    const x = (index: number) => layout.starts[index] ?? sheet.left;
    const head = () => {
      for (const [index, lines] of titles.entries()) {
        sheet.text(lines, x(index), headHeight - heightOf(lines, columnTitle), columnTitle);
      }
      sheet.skip(headHeight + 3);
      sheet.rule(sheet.left, sheet.width, 0.75, muted);
    };
    sheet.reserve(await this.#minHeightOf(table));
    sheet.skip(3);
    head();
    for (const row of layout.rows) {
      const needed = this.#fitsOnPage(row, layout) ? row.height : sheet.capacity / 6;
      if (needed > sheet.room) {
        sheet.breakPage();
        head();
      }
      sheet.skip(cellPadding - 1);
      await this.#cells(row.cells, cell, x, () => {
        head();
        sheet.skip(cellPadding - 1);
      });
      sheet.skip(cellPadding + 1);
      sheet.rule(sheet.left, sheet.width);
      await this.#steps.next();
    }
    sheet.skip(4);
  }

  async #margins(): Promise<void> {
    const { company, sessionId, sessionIdLabel, generated, notDecided } = this.#report;
    const sheet = this.#sheet;
    // One line each. The first page has the full texts.
    const first = (text: string, width: number, style = running): TextLine => {
      const lines = this.#wrap(text, width, style);
      const [line = { text: '', direction: 'ltr' }] = lines;
      return lines.length > 1 ? { ...line, text: `${line.text}…` } : line;
    };
    const companyLine = first(company, sheet.width * 0.38);
    const idLine = first(`${sessionIdLabel}: ${sessionId}`, sheet.width * 0.58);
    const generatedLine = first(generated, sheet.width * 0.7);
    const markLine = first(notDecided?.mark ?? '', sheet.width * 0.4, mark);
    const statusLine = first(notDecided?.status ?? '', sheet.width * 0.55, markNote);
    await sheet.finish(async ({ number, count, head, bar, foot }) => {
      // The first page starts with this line.
      if (number > 1) head(companyLine, running, 'start');
      head(idLine, running, 'end');
      if (notDecided) {
        bar(markLine, mark, 'start');
        bar(statusLine, markNote, 'end');
      }
      foot(generatedLine, running, 'start');
      foot(first(this.#pageOf(number, count), sheet.width * 0.28), running, 'end');
      await this.#steps.pause();
    });
  }
}
