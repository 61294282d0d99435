import {
  contrastOf,
  luminanceOf,
  mixColors,
  nearestColor,
  toReadable,
  type Color,
} from './color.js';
import { accentPairs, type RequiredRatio, type surfaces, type texts } from './contrast-pairs.js';
import { tokens } from './tokens.js';

/** The colour schemes of the tokens. In forced colours the system replaces the accent. */
export type ColorScheme = 'light' | 'dark';

/** The tokens that an accent meets, without `--kv-color-`. */
type Given = (typeof surfaces | typeof texts)[number];

export type ColorToken = (typeof accentPairs)[number][0 | 1];

/** The tokens that follow from an accent, unless a page sets them. */
type Derived = Exclude<ColorToken, Given>;

/** The colours of the page that an accent meets. */
export type Palette = Readonly<Record<Given, Color>>;

export interface ContrastPair {
  readonly foreground: ColorToken;
  readonly background: ColorToken;
  readonly ratio: number;
  readonly required: RequiredRatio;
}

/** The share of the accent in `--kv-color-accent-soft`. Must match `tokens.ts`. */
const softShare = 0.12;

/** Where black and white text have the same contrast. Must match `tokens.ts`. */
const middleLuminance = 0.1786;

const black: Color = [0, 0, 0];
const white: Color = [1, 1, 1];

/** The OKLCH lightness that a text in the colour of the brand must not cross. Must match `tokens.ts`. */
const textLightness = { light: [0, 0.49], dark: [0.76, 1] } as const;

/** The colours that follow from an accent, as `tokens.ts` derives them. */
export function accentColors(
  accent: Color,
  palette: Palette,
  scheme: ColorScheme,
): Readonly<Record<Derived, Color>> {
  const [least, greatest] = textLightness[scheme];
  const text = toReadable(accent, least, greatest);
  return {
    accent,
    'accent-text': text,
    'accent-soft': mixColors(accent, softShare, palette.surface),
    'on-accent': luminanceOf(accent) < middleLuminance ? white : black,
    focus: text,
  };
}

/** Each pair of tokens that an accent enters, with its contrast and the one that WCAG AA asks for. */
export function contrastPairs(
  accent: Color,
  palette: Palette,
  scheme: ColorScheme,
): readonly ContrastPair[] {
  const colors = { ...palette, ...accentColors(accent, palette, scheme) };
  return accentPairs.map(([foreground, background, required]) => {
    const ratio = contrastOf(colors[foreground], colors[background]);
    return { foreground, background, ratio, required };
  });
}

export const isReadable = ({ ratio, required }: ContrastPair): boolean => ratio >= required;

/** The accent if each of its pairs passes, else the nearest one of the same hue. */
export const readableAccent = (
  accent: Color,
  palette: Palette,
  scheme: ColorScheme,
): Color | undefined =>
  nearestColor(accent, (color) => contrastPairs(color, palette, scheme).every(isReadable));

const serialized = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)/;

/** Reads the colours that the tokens have in a place of the page, whatever the page sets them to. */
export function readPalette(place: ParentNode, scheme: ColorScheme): Palette {
  const probe = document.createElement('span');
  if (tokens.styleSheet) {
    probe.attachShadow({ mode: 'open' }).adoptedStyleSheets = [tokens.styleSheet];
  }
  probe.hidden = true;
  probe.style.colorScheme = scheme;
  place.append(probe);
  const read = (token: Given): Color => {
    probe.style.color = `color(from var(--_color-${token}) srgb r g b)`;
    const [, red, green, blue] = serialized.exec(getComputedStyle(probe).color) ?? [];
    return [Number(red), Number(green), Number(blue)];
  };
  const palette: Palette = {
    surface: read('surface'),
    'surface-raised': read('surface-raised'),
    'surface-sunken': read('surface-sunken'),
    hover: read('hover'),
    text: read('text'),
    'text-muted': read('text-muted'),
  };
  probe.remove();
  return palette;
}
