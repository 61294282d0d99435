import {
  PDFArray,
  PDFName,
  PDFHexString,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  type Color,
  type PDFDocument,
  type PDFFont,
  type PDFPage,
  setFillingColor,
} from '@cantoo/pdf-lib';
import bidiFactory from 'bidi-js';
import * as fontkit from 'fontkit';

import { fontsFor, loadFont, type FontName } from './fonts/index.js';
import { isLayoutOnly, spellOut } from './readable.js';

export type Weight = 'regular' | 'semi-bold';

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

interface Face {
  readonly font: fontkit.Font;
  readonly embedded: PDFFont;
}

/** A run of text with one font and one direction. */
interface Run {
  text: string;
  readonly face: Face;
  /** The embedding level. Odd levels run from right to left. */
  readonly level: number;
}

interface PlacedGlyph {
  /** The glyph's code in the embedded font, as four hexadecimal digits. */
  readonly code: string;
  /** In thousandths of the font size. */
  readonly width: number;
  readonly advance: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

// The package exports the function itself, but its types, read as CommonJS, declare a `default`.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const splitGraphemes = (text: string): string[] =>
  Array.from(graphemes.segment(text), ({ segment }) => segment);

/** A line may break after a space, hyphen or slash. Scripts without spaces break anywhere. */
const splitWords = (text: string): string[] => text.match(/[^\s/-]*(?:[/-]+|\s+|$)/gu) ?? [];

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** Measures, wraps and draws text in any script that the kit has a font for. */
export class Typesetter {
  /** Loads the fonts for a text and embeds the glyphs that it uses in a document. */
  static async for(document: PDFDocument, text: string): Promise<Typesetter> {
    document.registerFontkit(fontkit);
    const faces = new Map<FontName, Face>();
    for (const name of fontsFor(text)) {
      const bytes = await loadFont(name);
      const font = fontkit.create(bytes as Buffer);
      if ('fonts' in font) throw new TypeError(`The font ${name} is a collection.`);
      // Without a name, the library would generate a random one.
      const customName = `KVREVW+${font.postscriptName}`;
      const embedded = await document.embedFont(bytes, { subset: true, customName });
      nameGlyphs({ font, embedded }, text);
      faces.set(name, { font, embedded });
    }
    return new Typesetter(faces);
  }

  readonly #faces: ReadonlyMap<FontName, Face>;
  readonly #widths = new Map<string, number>();
  readonly #spellings = new Map<string, string>();
  /** The names of the fonts on each page. */
  readonly #resources = new WeakMap<PDFPage, Map<PDFFont, PDFName>>();

  private constructor(faces: ReadonlyMap<FontName, Face>) {
    this.#faces = faces;
  }

  /** In points. */
  measure(text: string, style: TextStyle): number {
    const key = `${style.weight} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      const runs = this.#split(this.#spellOutMissing(text), style.weight, () => 0);
      width = runs.reduce((sum, { text: part, face }) => {
        const { advanceWidth } = face.font.layout(part);
        return sum + advanceWidth / face.font.unitsPerEm;
      }, 0);
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
  draw(page: PDFPage, line: TextLine, x: number, y: number, style: TextStyle): void {
    const { text, direction } = line;
    if (text === '') return;
    const operators: PDFOperator[] = [setFillingColor(style.color)];
    const runs = this.#order(text, direction, style.weight);
    const isSpoken = runs.some(isSubstituted) && !rightToLeft.test(text);
    if (isSpoken) operators.push(beginActualText(text));
    operators.push(
      PDFOperator.of(PDFOperatorNames.BeginText),
      PDFOperator.of(PDFOperatorNames.SetTextMatrix, [1, 0, 0, 1, x, y].map(number)),
    );
    for (const run of runs) {
      operators.push(
        PDFOperator.of(PDFOperatorNames.SetFontAndSize, [
          this.#resourceName(page, run.face.embedded),
          number(style.size),
        ]),
        ...show(page, shape(run), style.size),
      );
    }
    operators.push(PDFOperator.of(PDFOperatorNames.EndText));
    if (isSpoken) operators.push(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
    page.pushOperators(...operators);
  }

  #resourceName(page: PDFPage, font: PDFFont): PDFName {
    let names = this.#resources.get(page);
    if (!names) this.#resources.set(page, (names = new Map<PDFFont, PDFName>()));
    let name = names.get(font);
    if (!name) names.set(font, (name = page.node.newFontDictionary(font.name, font.ref)));
    return name;
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
    const has = ({ font }: Face) =>
      Array.from(grapheme).every(
        (character) =>
          /\p{Join_Control}/u.test(character) ||
          font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
      );
    if (current && has(current) && !/^[\p{Script=Common}\p{Script=Latin}]$/u.test(grapheme))
      return current;
    const names = [...this.#faces.keys()].filter(
      (name) => weight === 'semi-bold' || !name.endsWith('-semi-bold'),
    );
    if (weight === 'semi-bold') {
      names.sort((a, b) => Number(b.endsWith('-semi-bold')) - Number(a.endsWith('-semi-bold')));
    }
    return names
      .map((name) => this.#faces.get(name))
      .find((face) => face !== undefined && has(face));
  }

  #split(text: string, weight: Weight, levelAt: (index: number) => number): Run[] {
    const runs: Run[] = [];
    let index = 0;
    for (const grapheme of splitGraphemes(text)) {
      const level = levelAt(index);
      index += grapheme.length;
      if (isLayoutOnly(grapheme) || grapheme === '\n') continue;
      const last = runs.at(-1);
      const face = this.#faceFor(grapheme, weight, last?.face);
      if (!face) continue;
      if (last?.face === face && last.level === level) last.text += grapheme;
      else runs.push({ text: grapheme, face, level });
    }
    return runs;
  }

  /** The runs of a line from left to right (UAX #9, L2). */
  #order(text: string, direction: TextLine['direction'], weight: Weight): Run[] {
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
 * A glyph keeps the characters it was first used for, and programs read those to search or copy. So
 * each letter is encoded alone, before a font composes `ị` from `i` and a dot.
 */
function nameGlyphs({ font, embedded }: Face, text: string): void {
  const used = [...new Set(text)];
  const letters = new Set([
    ...used.flatMap((letter) => Array.from(letter.normalize('NFD'))),
    ...used,
  ]);
  const ligatures = arabicLigaturesOf(text).filter((ligature) =>
    font.hasGlyphForCodePoint(ligature.codePointAt(0) ?? 0),
  );
  for (const letter of [...letters, ...ligatures]) embedded.widthOfTextAtSize(letter, 1);
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
  const { glyphs } = face.font.layout(text);
  const characters = Array.from(text);
  return (
    glyphs.length !== characters.length ||
    glyphs.some(({ id }, index) => {
      const plainGlyph = face.font.glyphForCodePoint(characters[index]?.codePointAt(0) ?? 0);
      return plainGlyph.id !== id;
    })
  );
}

function directionOf(text: string): TextLine['direction'] {
  const [paragraph] = bidi.getEmbeddingLevels(text, 'auto').paragraphs;
  return (paragraph?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr';
}

/** The glyphs of a run from left to right. */
function shape({ text, face, level }: Run): PlacedGlyph[] {
  const isReversed = level % 2 === 1;
  const mirrored = isReversed
    ? Array.from(text, (character) => bidi.getMirroredCharacter(character) ?? character).join('')
    : text;
  let ordered = mirrored;
  let layout = face.font.layout(ordered);
  // fontkit reverses runs in a right-to-left script, but not runs with only signs and digits.
  if (isReversed && layout.direction !== 'rtl') {
    ordered = splitGraphemes(mirrored).reverse().join('');
    layout = face.font.layout(ordered);
  }
  const codes = face.embedded.encodeText(ordered).asString();
  const scale = 1000 / face.font.unitsPerEm;
  return layout.glyphs.map((glyph, index) => {
    const position = layout.positions[index];
    return {
      code: codes.slice(index * 4, index * 4 + 4),
      width: glyph.advanceWidth * scale,
      advance: (position?.xAdvance ?? glyph.advanceWidth) * scale,
      xOffset: (position?.xOffset ?? 0) * scale,
      yOffset: (position?.yOffset ?? 0) * scale,
    };
  });
}

const number = (value: number): PDFNumber => PDFNumber.of(Math.round(value * 1000) / 1000);

/** Draws glyphs with kerning, and with marks where the font positions them (ISO 32000-1, 9.4.3). */
function show(page: PDFPage, glyphs: readonly PlacedGlyph[], size: number): PDFOperator[] {
  const operators: PDFOperator[] = [];
  let rise = 0;
  let codes = '';
  let parts = PDFArray.withContext(page.doc.context);
  const endString = () => {
    if (codes !== '') parts.push(PDFHexString.of(codes));
    codes = '';
  };
  const endArray = () => {
    endString();
    if (parts.size() > 0)
      operators.push(PDFOperator.of(PDFOperatorNames.ShowTextAdjusted, [parts]));
    parts = PDFArray.withContext(page.doc.context);
  };
  /** In thousandths, positive to the right. */
  const move = (distance: number) => {
    if (Math.abs(distance) < 0.5) return;
    endString();
    parts.push(number(-distance));
  };
  for (const { code, width, advance, xOffset, yOffset } of glyphs) {
    if (yOffset !== rise) {
      endArray();
      operators.push(
        PDFOperator.of(PDFOperatorNames.SetTextRise, [number((yOffset * size) / 1000)]),
      );
      rise = yOffset;
    }
    move(xOffset);
    codes += code;
    move(advance - width - xOffset);
  }
  endArray();
  if (rise !== 0) operators.push(PDFOperator.of(PDFOperatorNames.SetTextRise, [number(0)]));
  return operators;
}

/**
 * Gives the text of a line whose glyphs do not (ISO 32000-1, 14.9.4). Not for right-to-left
 * scripts: some programs assume visual order and reverse the text.
 */
function beginActualText(text: string): PDFOperator {
  const spoken = Array.from(text)
    .filter((character) => !isLayoutOnly(character))
    .join('');
  return PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [
    PDFName.of('Span'),
    `<< /ActualText ${PDFHexString.fromText(spoken).toString()} >>`,
  ]);
}
