import { fontSources, loadFont, type FontName, type Weight } from './fonts/index.js';
import { EmbeddedFont } from './embedded-font.js';
import { TrueTypeFont } from './true-type.js';

/** A glyph in its place. All measures are in units of the font. */
export interface Glyph {
  readonly id: number;
  /** The characters that it stands for. */
  readonly codePoints: readonly number[];
  /** The distance to the next glyph. */
  readonly advance: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

/** The glyphs of a text from left to right, and the direction in which they are read. */
export interface Layout {
  readonly glyphs: readonly Glyph[];
  readonly direction: 'ltr' | 'rtl';
}

export type Shaper = (text: string) => Layout;

/** Signs above and below letters. A font says in its tables where each is. */
const combining =
  /[\u0300-\u036f\u0483-\u0489\u1ab0-\u1ace\u1dc0-\u1dff\u2de0-\u2dff\ua66f\ua674-\ua67d\ufe20-\ufe2f]/;

interface LoadedFont {
  readonly weight: Weight;
  readonly font: TrueTypeFont;
}

/** The fonts that were loaded. All documents of the page share them. */
const loaded = new Map<FontName, Promise<readonly LoadedFont[]>>();

function loadOnce(name: FontName): Promise<readonly LoadedFont[]> {
  let fonts = loaded.get(name);
  if (!fonts) {
    fonts = loadFont(name).then((files) =>
      files.map(({ weight, bytes, postscriptName }) => ({
        weight,
        font: new TrueTypeFont(bytes, postscriptName),
      })),
    );
    loaded.set(name, fonts);
    // The next document tries again, because a network fails only for a while.
    fonts.catch(() => loaded.delete(name));
  }
  return fonts;
}

/** Loads the fonts with these names for a text of one document. */
export async function loadFaces(names: readonly FontName[], text: string): Promise<Face[]> {
  const needsShaper = names.some((name) => fontSources[name].isShaped) || combining.test(text);
  const [shaper, ...fonts] = await Promise.all([
    needsShaper ? import('./shaper.js') : undefined,
    ...names.map(loadOnce),
  ]);
  return names.flatMap((name, index) =>
    (fonts[index] ?? []).map(({ weight, font }) => {
      const { isShaped, tag } = fontSources[name];
      const embedded = new EmbeddedFont(font, `${tag}+${font.postscriptName}`);
      return new Face(font, weight, embedded, isShaped, shaper?.createShaper(font.bytes));
    }),
  );
}

/** A font and weight in one document. */
export class Face {
  readonly font: TrueTypeFont;
  readonly weight: Weight;
  readonly embedded: EmbeddedFont;

  readonly #isShaped: boolean;
  readonly #shaper: Shaper | undefined;
  readonly #shaped = new Map<string, Layout>();

  constructor(
    font: TrueTypeFont,
    weight: Weight,
    embedded: EmbeddedFont,
    isShaped: boolean,
    shaper: Shaper | undefined,
  ) {
    this.font = font;
    this.weight = weight;
    this.embedded = embedded;
    this.#isShaped = isShaped;
    this.#shaper = shaper;
  }

  has(character: string): boolean {
    return this.font.glyphOf(character.codePointAt(0) ?? 0) !== undefined;
  }

  /** Whether a text is laid out by the tables of the font, which may replace its glyphs. */
  shapes(text: string): boolean {
    return this.#isShaped || (this.#shaper !== undefined && combining.test(text));
  }

  /** In units of the font size. */
  widthOf(text: string): number {
    return (
      this.layOut(text).glyphs.reduce((sum, { advance }) => sum + advance, 0) / this.font.unitsPerEm
    );
  }

  layOut(text: string): Layout {
    if (!this.#shaper || !this.shapes(text)) return layOutPlain(this.font, text);
    let layout = this.#shaped.get(text);
    if (!layout) this.#shaped.set(text, (layout = this.#shaper(text)));
    return layout;
  }
}

/** Glyph by glyph, with kerning. */
function layOutPlain(font: TrueTypeFont, text: string): Layout {
  const glyphs: Glyph[] = [];
  const characters = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  let next = font.glyphOf(characters[0] ?? 0) ?? 0;
  for (const [index, codePoint] of characters.entries()) {
    const id = next;
    next = font.glyphOf(characters[index + 1] ?? 0) ?? 0;
    const kerning = index + 1 < characters.length ? font.kerning(id, next) : 0;
    glyphs.push({
      id,
      codePoints: [codePoint],
      advance: font.widthOf(id) + kerning,
      xOffset: 0,
      yOffset: 0,
    });
  }
  return { glyphs, direction: 'ltr' };
}
