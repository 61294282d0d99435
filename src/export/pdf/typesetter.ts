import bidiFactory from 'bidi-js';

import { loadFaces, type Face, type Glyph } from './face.js';
import { fontsFor, type Weight } from './fonts/index.js';
import { number, type Color, type PdfFile, type PdfPage } from './pdf-file.js';
import { PDFHexString, type PDFRef } from './libraries/pdf-lib.js';
import { isLayoutOnly, spellOut } from './readable.js';
import type { Steps } from './steps.js';

/** The style of a text. Sizes are in points. */
export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
  readonly color: Color;
}

/** A line of a paragraph, ready to draw. */
export interface TextLine {
  readonly text: string;
  /** The direction of the paragraph, which its first strong character decides (UAX #9, P2). */
  readonly direction: 'ltr' | 'rtl';
}

/** A run of text with one font and one direction. */
interface Run {
  text: string;
  readonly face: Face;
  /** The embedding level. Odd levels run from right to left. */
  readonly level: number;
}

// The package exports the function itself, but its types, read as CommonJS, declare a `default`.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Blocks of letters and signs that are graphemes of their own: Latin, Greek, Cyrillic, Armenian,
 * Georgian, punctuation. Most texts contain no others, and segmenting takes time.
 */
const singleCharacters =
  /^[\0-\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1c90-\u1cbf\u1e00-\u200a\u2010-\u205f\u2066-\u2069\u20a0-\u20cf\u2100-\u218b\u2d00-\u2d2f]*$/;

const splitGraphemes = (text: string): string[] =>
  singleCharacters.test(text)
    ? text.split('')
    : Array.from(graphemes.segment(text), ({ segment }) => segment);

/** A line may break after a space, hyphen or slash. Scripts without spaces break anywhere. */
const splitWords = (text: string): string[] => text.match(/[^\s/-]*(?:[/-]+|\s+|$)/gu) ?? [];

/** Only a text with such a character has another order than the one in which it is written. */
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\u0660-\u0669]/u;

/** Measures, wraps and draws text in any script that the kit has a font for. */
export class Typesetter {
  /** Loads the fonts for a text of a file. */
  static async for(file: PdfFile, text: string): Promise<Typesetter> {
    const faces = await loadFaces(fontsFor(text), text);
    for (const face of faces) nameGlyphs(face, text);
    return new Typesetter(file, faces);
  }

  readonly #file: PdfFile;
  /** In the order in which they are tried. */
  readonly #faces: Readonly<Record<Weight, readonly Face[]>>;
  readonly #widths = new Map<string, number>();
  readonly #spellings = new Map<string, string>();
  readonly #fonts = new Map<Face, { readonly name: string; readonly ref: PDFRef }>();

  private constructor(file: PdfFile, faces: readonly Face[]) {
    this.#file = file;
    const regular = faces.filter(({ weight }) => weight === 'regular');
    const semiBold = faces.filter(({ weight }) => weight === 'semi-bold');
    this.#faces = { regular, 'semi-bold': [...semiBold, ...regular] };
  }

  /** In points. */
  measure(text: string, style: TextStyle): number {
    const key = `${style.weight} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      const runs = this.#split(this.#spellOutMissing(text), style.weight, () => 0);
      width = runs.reduce((sum, { text: part, face }) => sum + face.widthOf(part), 0);
      this.#widths.set(key, width);
    }
    return width * style.size;
  }

  /** Breaks a text into lines of at most `width` points. Longer words are divided. */
  wrap(text: string, width: number, style: TextStyle): TextLine[] {
    return this.#spellOutMissing(text)
      .split('\n')
      .flatMap((paragraph) => {
        const direction = directionOf(paragraph);
        return this.#wrapParagraph(paragraph, width, style).map((line) => ({
          text: line,
          direction,
        }));
      });
  }

  /**
   * Draws a line with its baseline at `y` and its left edge at `x`, in points from the bottom left.
   */
  draw(page: PdfPage, line: TextLine, x: number, y: number, style: TextStyle): void {
    const { text, direction } = line;
    if (text === '') return;
    const runs = this.#order(text, direction, style.weight);
    const isSpoken = runs.some(isSubstituted) && !rightToLeft.test(text);
    page.write(`${style.color.map(number).join(' ')} rg`);
    if (isSpoken) page.write(beginActualText(text));
    page.write('BT', `1 0 0 1 ${number(x)} ${number(y)} Tm`);
    for (const run of runs) {
      page.write(`/${this.#useFont(page, run.face)} ${number(style.size)} Tf`);
      for (const shown of show(run, style.size)) page.write(shown);
    }
    page.write('ET');
    if (isSpoken) page.write('EMC');
  }

  /** Writes the glyphs that were drawn to the file. */
  async embedFonts(steps: Steps): Promise<void> {
    for (const [{ embedded }, { ref }] of this.#fonts) {
      embedded.embed(this.#file.context, ref);
      await steps.pause();
    }
  }

  /** The name of a font on the pages. */
  #useFont(page: PdfPage, face: Face): string {
    let font = this.#fonts.get(face);
    if (!font) {
      font = { name: `F${this.#fonts.size + 1}`, ref: this.#file.context.nextRef() };
      this.#fonts.set(face, font);
    }
    page.useFont(font.name, font.ref);
    return font.name;
  }

  #wrapParagraph(paragraph: string, width: number, style: TextStyle): string[] {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    const endLine = () => {
      if (line !== '') lines.push(line.trimEnd());
      [line, used] = ['', 0];
    };
    const add = (part: string) => {
      if (used + this.measure(part.trimEnd(), style) > width) endLine();
      line += part;
      used += this.measure(part, style);
    };
    for (const word of splitWords(paragraph)) {
      // Few letters are narrower than a point, and the layout of thousands takes time.
      const fits = word.length <= width && this.measure(word.trimEnd(), style) <= width;
      if (!fits) endLine();
      for (const part of fits ? [word] : splitGraphemes(word)) add(part);
    }
    return [...lines, line.trimEnd()];
  }

  /** Spells out the characters that are in no font. */
  #spellOutMissing(text: string): string {
    return splitGraphemes(text)
      .map((grapheme) => {
        let legible = this.#spellings.get(grapheme);
        if (legible === undefined) {
          this.#spellings.set(grapheme, (legible = this.#spellOutGrapheme(grapheme)));
        }
        return legible;
      })
      .join('');
  }

  #spellOutGrapheme(grapheme: string): string {
    if (grapheme === '\n' || isLayoutOnly(grapheme)) return grapheme;
    if (this.#faceFor(grapheme, 'regular')) return grapheme;
    return Array.from(grapheme, (character) =>
      this.#faceFor(character, 'regular') ? character : spellOut(character),
    ).join('');
  }

  /** The first font with all characters of a grapheme. The current font is tried first. */
  #faceFor(grapheme: string, weight: Weight, current?: Face): Face | undefined {
    const characters = Array.from(grapheme);
    const has = (face: Face) =>
      characters.every((character) => face.has(character) || /\p{Join_Control}/u.test(character));
    return current && has(current) ? current : this.#faces[weight].find(has);
  }

  #split(text: string, weight: Weight, levelAt: (index: number) => number): Run[] {
    const runs: Run[] = [];
    let last: Run | undefined;
    let index = 0;
    for (const grapheme of splitGraphemes(text)) {
      const level = levelAt(index);
      index += grapheme.length;
      if (isLayoutOnly(grapheme) || grapheme === '\n') continue;
      const face = this.#faceFor(grapheme, weight, last?.face);
      if (!face) continue;
      if (last?.face === face && last.level === level) last.text += grapheme;
      else runs.push((last = { text: grapheme, face, level }));
    }
    return runs;
  }

  /** The runs of a line from left to right (UAX #9, L2). */
  #order(text: string, direction: TextLine['direction'], weight: Weight): Run[] {
    if (direction === 'ltr' && !rightToLeft.test(text)) return this.#split(text, weight, () => 0);
    const { levels } = bidi.getEmbeddingLevels(text, direction);
    const runs = this.#split(text, weight, (index) => levels[index] ?? 0);
    const highest = Math.max(0, ...runs.map(({ level }) => level));
    for (let level = highest; level > 0; level -= 1) {
      for (let start = 0; start < runs.length; start += 1) {
        let end = start;
        while (end < runs.length && (runs[end]?.level ?? 0) >= level) end += 1;
        if (end === start) continue;
        runs.splice(start, end - start, ...runs.slice(start, end).reverse());
        start = end;
      }
    }
    return runs;
  }
}

/**
 * Programs read the characters of a glyph to search or copy. They are those it has alone, before a font
 * composes `ị` from `i` and a dot.
 */
function nameGlyphs({ font, embedded }: Face, text: string): void {
  const used = [...new Set(text)];
  const letters = [...used.flatMap((letter) => Array.from(letter.normalize('NFD'))), ...used];
  for (const letter of [...letters, ...arabicLigaturesOf(text)]) {
    const codePoint = letter.codePointAt(0) ?? 0;
    const glyph = font.glyphOf(codePoint);
    if (glyph !== undefined) embedded.nameGlyph(glyph, [codePoint]);
  }
}

/** The blocks of Arabic ligatures: Arabic Presentation Forms-A and -B. */
const ligatureBlocks = [
  [0xfb50, 0xfdff],
  [0xfe70, 0xfeff],
] as const;

/**
 * The ligature characters that may appear in a text. Programs that reverse right-to-left text would
 * reverse the letters of a ligature that is encoded as several characters.
 */
function arabicLigaturesOf(text: string): string[] {
  if (!/\p{Script=Arabic}/u.test(text)) return [];
  const forms = ligatureBlocks.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  );
  return forms.filter((form) => {
    const letters = form.normalize('NFKC');
    return /^\p{Letter}{2,}$/u.test(letters) && text.includes(letters);
  });
}

/** Whether a font has replaced or composed characters. */
function isSubstituted({ text, face }: Run): boolean {
  if (!face.shapes(text)) return false;
  const { glyphs } = face.layOut(text);
  const characters = Array.from(text);
  return (
    glyphs.length !== characters.length ||
    glyphs.some(({ id }, index) => face.font.glyphOf(characters[index]?.codePointAt(0) ?? 0) !== id)
  );
}

function directionOf(text: string): TextLine['direction'] {
  if (!rightToLeft.test(text)) return 'ltr';
  const [paragraph] = bidi.getEmbeddingLevels(text, 'auto').paragraphs;
  return (paragraph?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr';
}

/** The glyphs of a run from left to right. */
function shape({ text, face, level }: Run): readonly Glyph[] {
  if (level % 2 === 0) return face.layOut(text).glyphs;
  const mirrored = Array.from(
    text,
    (character) => bidi.getMirroredCharacter(character) ?? character,
  ).join('');
  const { glyphs, direction } = face.layOut(mirrored);
  if (direction === 'rtl') return glyphs;
  // The shaper reverses runs in a right-to-left script, but not runs with only signs and digits.
  return face.layOut(splitGraphemes(mirrored).reverse().join('')).glyphs;
}

/** Shows a run with kerning, and with marks where the font positions them (ISO 32000-1, 9.4.3). */
function show(run: Run, size: number): string[] {
  const { font, embedded } = run.face;
  /** Text is moved in thousandths of the font size. */
  const scale = 1000 / font.unitsPerEm;
  const operators: string[] = [];
  let rise = 0;
  let codes = '';
  let parts = '';
  const endString = () => {
    if (codes !== '') parts += `<${codes}>`;
    codes = '';
  };
  const endArray = () => {
    endString();
    if (parts !== '') operators.push(`[${parts}] TJ`);
    parts = '';
  };
  /** Positive to the right. */
  const move = (distance: number) => {
    if (Math.abs(distance) < 0.5) return;
    endString();
    parts += number(-distance);
  };
  for (const { id, codePoints, advance, xOffset, yOffset } of shape(run)) {
    embedded.nameGlyph(id, codePoints);
    if (yOffset !== rise) {
      endArray();
      operators.push(`${number((yOffset * scale * size) / 1000)} Ts`);
      rise = yOffset;
    }
    move(xOffset * scale);
    codes += embedded.codeOf(id);
    move((advance - font.widthOf(id) - xOffset) * scale);
  }
  endArray();
  if (rise !== 0) operators.push('0 Ts');
  return operators;
}

/**
 * Gives the text of a line whose glyphs do not (ISO 32000-1, 14.9.4). Not for right-to-left
 * scripts: some programs assume visual order and reverse the text.
 */
function beginActualText(text: string): string {
  const spoken = Array.from(text)
    .filter((character) => !isLayoutOnly(character))
    .join('');
  return `/Span << /ActualText ${PDFHexString.fromText(spoken).toString()} >> BDC`;
}
