import type { Layout, Shaper } from './face.js';
import { create, type Font } from './libraries/fontkit.js';

/**
 * Joins, reorders and stacks letters as the tables of a font say. Each document has its own, because
 * fontkit remembers for which characters it used a glyph first, and the document would depend on others.
 */
export function createShaper(bytes: Uint8Array): Shaper {
  let font: Font | undefined;
  return (text) => layOut((font ??= read(bytes)), text);
}

function read(bytes: Uint8Array): Font {
  const font = create(bytes as Buffer);
  if ('fonts' in font) throw new TypeError('The font is a collection.');
  return font;
}

function layOut(font: Font, text: string): Layout {
  const { glyphs, positions, direction } = font.layout(text);
  return {
    direction: direction === 'rtl' ? 'rtl' : 'ltr',
    glyphs: glyphs.map(({ id, advanceWidth, codePoints }, index) => {
      const { xAdvance = advanceWidth, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
      return { id, codePoints, advance: xAdvance, xOffset, yOffset };
    }),
  };
}
