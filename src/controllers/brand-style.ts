import { fontName, maxCornerRadius, type Brand } from '../model/branding.js';
import { readableAccent, readPalette } from '../styles/accent.js';
import { formatColor, parseColor } from '../styles/color.js';

/** What of a branding becomes CSS. */
export type BrandLook = Pick<Brand, 'accentColor' | 'cornerRadius' | 'fontFamilies'>;

/** A quoted generic family would be the name of a font. */
const genericFamilies = new Set(['system-ui', 'sans-serif', 'serif', 'monospace', 'ui-rounded']);

export const brandProperties = ['accent', 'radius', 'fonts'] as const;
export type BrandProperty = (typeof brandProperties)[number];

/**
 * The values of the custom properties `--_brand-…`; `''` leaves the kit's own. A value that is no colour,
 * radius or font name is left out, although the schemas of answers have refused it. In the dark scheme the
 * accent is the nearest colour that can be read there, because a company chooses one colour. `place` is
 * where the surfaces of the page are read.
 */
export function brandValues(
  look: BrandLook,
  place: ParentNode,
): Readonly<Record<BrandProperty, string>> {
  const { cornerRadius, fontFamilies } = look;
  const isRadius =
    typeof cornerRadius === 'number' && cornerRadius >= 0 && cornerRadius <= maxCornerRadius;
  return {
    accent: accentValue(look.accentColor, place),
    radius: isRadius ? `${cornerRadius}px` : '',
    fonts: fontFamilies
      .filter((name) => fontName.test(name))
      .map((name) => (genericFamilies.has(name) ? `${name},` : `"${name}",`))
      .join(' '),
  };
}

function accentValue(accentColor: string | null, place: ParentNode): string {
  const accent = parseColor(accentColor ?? '');
  if (!accent) return '';
  const dark = readableAccent(accent, readPalette(place, 'dark')) ?? accent;
  return `light-dark(${formatColor(accent)}, ${formatColor(dark)})`;
}
