import { PDFString, type PDFContext, type PDFRef } from './libraries/pdf-lib.js';
import type { TrueTypeFont } from './true-type.js';

/** Noto and Plex have letters beyond the standard Latin ones (ISO 32000-1, table 123). */
const symbolic = 4;

/** A list of characters in a CMap has at most a hundred entries (Adobe Technical Note 5014). */
const entriesPerList = 100;

/** The glyphs of a font that one document uses, and the characters that programs read for them. */
export class EmbeddedFont {
  readonly #font: TrueTypeFont;
  readonly #name: string;
  /** The places of the glyphs in the embedded font. The first stands for missing characters. */
  readonly #codes = new Map([[0, 0]]);
  readonly #characters = new Map<number, readonly number[]>();

  /** `name`: the PostScript name after a tag. */
  constructor(font: TrueTypeFont, name: string) {
    this.#font = font;
    this.#name = name;
  }

  /** States the characters of a glyph. The first statement counts. */
  nameGlyph(glyph: number, codePoints: readonly number[]): void {
    if (!this.#characters.has(glyph)) this.#characters.set(glyph, codePoints);
  }

  /** The code of a glyph in the text of a page, as four hexadecimal digits. */
  codeOf(glyph: number): string {
    let code = this.#codes.get(glyph);
    if (code === undefined) this.#codes.set(glyph, (code = this.#codes.size));
    return toHex(code);
  }

  /** Writes the font as a composite font (ISO 32000-1, 9.7). */
  embed(context: PDFContext, ref: PDFRef): void {
    const font = this.#font;
    const scale = 1000 / font.unitsPerEm;
    const glyphs = [...this.#codes.keys()];
    const descriptor = context.register(
      context.obj({
        Type: 'FontDescriptor',
        FontName: this.#name,
        Flags: symbolic,
        FontBBox: font.bounds.map((bound) => bound * scale),
        ItalicAngle: 0,
        Ascent: font.ascent * scale,
        Descent: font.descent * scale,
        CapHeight: font.capHeight * scale,
        XHeight: font.xHeight * scale,
        StemV: 0,
        FontFile2: context.register(context.flateStream(font.subset(glyphs))),
      }),
    );
    const descendant = context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        CIDToGIDMap: 'Identity',
        BaseFont: this.#name,
        CIDSystemInfo: {
          Registry: PDFString.of('Adobe'),
          Ordering: PDFString.of('Identity'),
          Supplement: 0,
        },
        FontDescriptor: descriptor,
        W: [0, glyphs.map((glyph) => font.widthOf(glyph) * scale)],
      }),
    );
    context.assign(
      ref,
      context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: this.#name,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: context.register(context.flateStream(this.#toUnicode())),
      }),
    );
  }

  /** The characters of each code (ISO 32000-1, 9.10.3). */
  #toUnicode(): string {
    const entries = Array.from(this.#codes, ([glyph, code]) => {
      const text = String.fromCodePoint(...(this.#characters.get(glyph) ?? []));
      const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
      return units.length > 0 ? [`<${toHex(code)}> <${units.map(toHex).join('')}>`] : [];
    }).flat();
    const lists = Array.from({ length: Math.ceil(entries.length / entriesPerList) }, (_, index) => {
      const list = entries.slice(index * entriesPerList, (index + 1) * entriesPerList);
      return `${list.length} beginbfchar\n${list.join('\n')}\nendbfchar`;
    });
    return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${lists.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
  }
}

const toHex = (value: number): string => value.toString(16).padStart(4, '0');
