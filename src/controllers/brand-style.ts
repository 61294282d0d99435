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
 * The values of the custom properties `--_brand-…`; `''` keeps the kit's default. Invalid colours, radii
 * and font names are left out, although the schemas of answers refuse them too. A company chooses one
 * accent, so the dark scheme gets the nearest colour that is readable there. The surfaces of the page are
 * read at `place`.
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
  const dark = readableAccent(accent, readPalette(place, 'dark'), 'dark') ?? accent;
  return `light-dark(${formatColor(accent)}, ${formatColor(dark)})`;
}
